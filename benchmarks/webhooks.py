"""The cost of ``construct_event`` for a 5 kB event, compared with hmac and json alone.

``python benchmarks/webhooks.py``: all candidates in turn, many rounds; medians, and their ratio to the floor.
"""

from __future__ import annotations

import argparse
import gc
import hmac
import json
import time
from collections.abc import Callable
from statistics import median

import stripe

from checkout_client.testing import FakeCheckout, sign_webhook
from checkout_client.webhooks import construct_event

SECRET = "whsec_123"
ALLOWED = 2.0


def event() -> bytes:
    """Return the body of an event of a paid Session with a shipping address, a custom field and metadata."""
    fake = FakeCheckout()
    session = fake.client().sessions.create(
        mode="payment",
        success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
        cancel_url="https://example.com/cart",
        client_reference_id="order-17",
        line_items=[
            {
                "price_data": {"currency": "usd", "unit_amount": 1099, "product_data": {"name": "T-shirt"}},
                "quantity": 2,
            }
        ],
        custom_fields=[{"key": "engraving", "label": {"type": "custom", "custom": "Engraving"}, "type": "text"}],
        shipping_address_collection={"allowed_countries": ["IE", "GB"]},
        phone_number_collection={"enabled": True},
        metadata={"order": "17", "channel": "web", "gift_note": "Happy birthday, and many more of them"},
    )
    address = {"line1": "1 Example Street", "city": "Dublin", "country": "IE", "postal_code": "D01"}
    return fake.complete(
        session,
        customer_details={"email": "buyer@example.com", "address": address, "phone": "+353 1 234 5678"},
        shipping_details={"name": "A Buyer", "address": address},
        custom_fields={"engraving": "For J."},
    ).payload


def main() -> int:
    """Measure; exit with 1 if the ratio is too high."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--calls", type=int, default=20, help="calls in each round")
    given = parser.parse_args()

    payload = event()
    header = sign_webhook(payload, SECRET)
    timestamp, signature = (part.partition("=")[2] for part in header.split(","))

    def floor() -> object:
        digest = hmac.new(SECRET.encode(), timestamp.encode() + b"." + payload, "sha256").hexdigest()
        assert hmac.compare_digest(digest, signature)
        return json.loads(payload)

    candidates: dict[str, Callable[[], object]] = {
        "hmac and json alone": floor,
        "checkout_client": lambda: construct_event(payload, header, SECRET),
        f"stripe {stripe.VERSION}": lambda: stripe.Webhook.construct_event(payload, header, SECRET),
    }
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    gc.disable()
    for _ in range(given.rounds):
        for name, call in candidates.items():
            start = time.perf_counter()
            for _ in range(given.calls):
                call()
            seconds[name].append((time.perf_counter() - start) / given.calls)
        gc.collect()

    medians = {name: median(times) for name, times in seconds.items()}
    base = medians["hmac and json alone"]
    print(f"{len(payload)} bytes, medians of {given.rounds} rounds of {given.calls} calls, in turn")
    for name, value in medians.items():
        print(f"{name:<22}{value * 1e6:8.1f} µs   {value / base:5.2f} x")
    return 0 if medians["checkout_client"] <= ALLOWED * base else 1


if __name__ == "__main__":
    raise SystemExit(main())
