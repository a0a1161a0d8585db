"""Events as Stripe sends them, and their signatures."""

from __future__ import annotations

import hmac
import json
from typing import Any

from checkout_client.testing import FakeCheckout, FakeEvent

SECRET = "whsec_planted_8d1f6a02"
NOW = 1_700_000_000


def sign(payload: bytes, secret: str = SECRET, timestamp: int | str = NOW) -> str:
    """The header, made from Stripe's description of it and from nothing of ours."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + payload, "sha256").hexdigest()
    return f"t={timestamp},v1={digest}"


def encode(document: object) -> bytes:
    """JSON as Stripe writes it."""
    return json.dumps(document, indent=2).encode()


def paid_session(fake: FakeCheckout) -> FakeEvent:
    """The event of a Session with two items, a buyer with an address, and metadata."""
    address = {"line1": "1 Planted Street", "city": "Dublin", "country": "IE", "postal_code": "D01"}
    session = fake.client().sessions.create(
        mode="payment",
        success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
        client_reference_id="order-17",
        metadata={f"note_{number}": "as long as notes are " * 4 for number in range(10)},
        line_items=[
            {
                "price_data": {"currency": "usd", "unit_amount": 1099, "product_data": {"name": name}},
                "quantity": 2,
            }
            for name in ("T-shirt", "Mug")
        ],
    )
    return fake.complete(session, customer_details={"email": "planted@example.com", "address": address})


def session_event(type: str = "checkout.session.completed", **changes: Any) -> dict[str, Any]:
    """A whole event; ``changes`` are of its Session."""
    event = paid_session(FakeCheckout(start=NOW)).to_dict()
    event["type"] = type
    event["data"]["object"] |= changes
    return event


def other_event(**changes: Any) -> dict[str, Any]:
    """An event that is no Session's; ``changes`` are of itself."""
    return {
        "id": "evt_other",
        "object": "event",
        "api_version": "2026-10-28.endive",
        "created": NOW,
        "data": {
            "object": {"id": "cus_1", "object": "customer", "name": "Planted Name"},
            "previous_attributes": {"name": None},
        },
        "livemode": True,
        "pending_webhooks": 2,
        "request": {"id": "req_1", "idempotency_key": "key-1"},
        "type": "customer.updated",
        **changes,
    }
