"""Fill the local Stripe with Sessions, some of them paid: ``python -m export.sample_data 300``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import httpx

from checkout_client import CheckoutClient

URL = "http://127.0.0.1:12111"


def main(count: int, url: str = URL) -> None:
    """Create ``count`` Sessions, one every half hour of the server's clock, and print how to export them."""
    created = []
    with httpx.Client(base_url=f"{url}/_fake") as control, CheckoutClient("sk_test_123", base_url=url) as client:
        control.post("/prices", json={"id": "price_export", "unit_amount": 1099}).raise_for_status()
        for number in range(count):
            session = client.sessions.create(
                mode="payment",
                success_url="https://example.com/ok",
                line_items=[{"price": "price_export", "quantity": 1 + number % 3}],
            )
            created.append(session.created)
            if number % 4:
                control.post(f"/sessions/{session.id}/complete").raise_for_status()
            control.post("/clock/advance", json={"minutes": 30}).raise_for_status()
    first, last = (datetime.fromtimestamp(second, UTC).date() for second in (created[0], created[-1]))
    print("export STRIPE_API_KEY=sk_test_123 STRIPE_API_BASE=" + url)
    print(f"python -m export --created {first}..{last + timedelta(days=1)} --to out/ --format csv --line-items")


if __name__ == "__main__":
    main(int(sys.argv[1]))
