"""A local Stripe Checkout for tests: stateful, scriptable, in process or as a server.

    from checkout_client.testing import FakeCheckout

    fake = FakeCheckout()
    price = fake.add_price(unit_amount=1099)
    client = fake.client()                      # or fake.async_client()
    session = client.sessions.create(
        mode="payment", success_url="https://example.com/ok", line_items=[{"price": price["id"], "quantity": 2}]
    )
    fake.complete(session)

pytest finds the fixtures ``fake_checkout``, ``checkout`` and ``async_checkout`` by itself. To run the fake as a
server: ``python -m checkout_client.testing --port 12111``, with the extra ``checkout-client[server]``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._api.api_messages import RecordedRequest
    from ._shop.clock import FakeClock
    from ._shop.event_log import FakeEvent, sign_webhook
    from .delivery import Delivery, Webhook
    from .fake import FakeCheckout
    from .session_factory import make_session

__all__ = [
    "Delivery",
    "FakeCheckout",
    "FakeClock",
    "FakeEvent",
    "RecordedRequest",
    "Webhook",
    "make_session",
    "sign_webhook",
]

_MODULES = {
    "Delivery": "delivery",
    "FakeCheckout": "fake",
    "FakeClock": "_shop.clock",
    "FakeEvent": "_shop.event_log",
    "RecordedRequest": "_api.api_messages",
    "Webhook": "delivery",
    "make_session": "session_factory",
    "sign_webhook": "_shop.event_log",
}


def __getattr__(name: str) -> Any:
    # Loaded on first use, because pytest imports this package for its fixtures in every run.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)
