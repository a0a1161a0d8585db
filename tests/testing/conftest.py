"""A fake's server, and a shop that gets its webhooks, for the tests in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.shop import shop
from support.webhook_receiver import Shopfront, shopfront

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve


@pytest.fixture
def front() -> Iterator[Shopfront]:
    with shopfront() as front:
        yield front


@pytest.fixture
def fake(front: Shopfront) -> Iterator[FakeCheckout]:
    fake = shop(start=None)
    with serve(fake, webhook_url=f"{front.url}/hook"):
        yield fake
