"""Fixtures for pytest, there as soon as the package is installed: nothing is imported before one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from checkout_client import AsyncCheckoutClient, CheckoutClient
    from checkout_client.testing import FakeCheckout


@pytest.fixture
def fake_checkout() -> FakeCheckout:
    """A Stripe Checkout of the test's own, in memory; see ``checkout_client.testing``."""
    from checkout_client.testing import FakeCheckout

    return FakeCheckout()


@pytest.fixture
def checkout_client(fake_checkout: FakeCheckout) -> CheckoutClient:
    """A client that talks to ``fake_checkout``."""
    return fake_checkout.client()


@pytest.fixture
def async_checkout_client(fake_checkout: FakeCheckout) -> AsyncCheckoutClient:
    """An async client that talks to ``fake_checkout``, for whatever runs the test's event loop."""
    return fake_checkout.async_client()  # opens nothing, so there is nothing to wait for, before or after
