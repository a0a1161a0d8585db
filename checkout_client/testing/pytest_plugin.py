"""Fixtures for pytest. Installing the package registers them; nothing else is imported until one is used."""

from __future__ import annotations

import warnings
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
def checkout(fake_checkout: FakeCheckout) -> CheckoutClient:
    """A client that talks to ``fake_checkout``."""
    return fake_checkout.client()


@pytest.fixture
def async_checkout(fake_checkout: FakeCheckout) -> AsyncCheckoutClient:
    """An async client that talks to ``fake_checkout``, for any event loop."""
    return fake_checkout.async_client()  # it opens no connections, so there is nothing to close


@pytest.fixture
def checkout_client(checkout: CheckoutClient) -> CheckoutClient:
    """The old name of ``checkout``. In a test it hides the package ``checkout_client``."""
    warnings.warn("the fixture checkout_client was renamed: use checkout", DeprecationWarning, stacklevel=2)
    return checkout


@pytest.fixture
def async_checkout_client(async_checkout: AsyncCheckoutClient) -> AsyncCheckoutClient:
    """The old name of ``async_checkout``."""
    warnings.warn("the fixture async_checkout_client was renamed: use async_checkout", DeprecationWarning, stacklevel=2)
    return async_checkout
