"""Fixtures for pytest. Installing the package registers them; nothing else is imported until one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from checkout_client import AsyncCheckoutClient, CheckoutClient
    from checkout_client.testing import FakeCheckout


@pytest.fixture
def fake_checkout() -> FakeCheckout:
    """A new in-memory Stripe Checkout for each test; see ``checkout_client.testing``."""
    from checkout_client.testing import FakeCheckout

    return FakeCheckout()


@pytest.fixture
def checkout_client(fake_checkout: FakeCheckout) -> CheckoutClient:
    """A client that talks to ``fake_checkout``."""
    return fake_checkout.client()


@pytest.fixture
def async_checkout_client(fake_checkout: FakeCheckout) -> AsyncCheckoutClient:
    """An async client that talks to ``fake_checkout``, for any event loop."""
    return fake_checkout.async_client()  # it opens no connections, so there is nothing to close
