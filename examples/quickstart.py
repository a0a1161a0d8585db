"""All calls in two minutes: create, retrieve, list, list line items, expire; sync and with asyncio.

Without a key, this runs against the package's fake of the API. With ``STRIPE_API_KEY`` set to a test key, it runs
against Stripe.
"""

from __future__ import annotations

import asyncio
import os
import sys

from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client.params import LineItemParams
from checkout_client.testing import FakeCheckout

KEY = os.environ.get("STRIPE_API_KEY", "")

T_SHIRTS: LineItemParams = {
    "price_data": {"currency": "usd", "unit_amount": 1099, "product_data": {"name": "T-shirt"}},
    "quantity": 2,
}


def demonstrate(client: CheckoutClient) -> None:
    """Make all calls with the sync client."""
    session = client.sessions.create(
        mode="payment",
        success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
        line_items=[T_SHIRTS],
    )
    print(f"created    {session.id[:20]}…  {session.amount_total} {session.currency}, {session.payment_status}")

    session = client.sessions.retrieve(session.id)
    print(f"retrieved  {session.id[:20]}…  {session.status}, pay at {(session.url or '')[:40]}…")

    newest = [s.id[:20] for s in client.sessions.list(status="open", options={"max_items": 3})]
    print(f"listed     {len(newest)} open, newest first: {newest}")

    for item in client.sessions.list_line_items(session.id):
        print(f"line item  {item.quantity} x {item.description}: {item.amount_total} {item.currency}")

    session = client.sessions.expire(session.id)
    print(f"expired    {session.id[:20]}…  {session.status}")


async def demonstrate_async(client: AsyncCheckoutClient) -> None:
    """Make all calls with the async client, for three Sessions at once."""
    sessions = await asyncio.gather(
        *(
            client.sessions.create(
                mode="payment",
                success_url="https://example.com/ok",
                line_items=[T_SHIRTS],
                metadata={"order": str(number)},
            )
            for number in range(3)
        )
    )
    print(f"created    {len(sessions)} at once")

    session = await client.sessions.retrieve(sessions[0].id)
    print(f"retrieved  {session.id[:20]}…  {session.status}, order {(session.metadata or {})['order']}")

    page = await client.sessions.list(status="open", limit=3)
    print(f"listed     a page of {len(page.data)}")

    async for item in client.sessions.list_line_items(session.id):
        print(f"line item  {item.quantity} x {item.description}: {item.amount_total} {item.currency}")

    expired = await asyncio.gather(*(client.sessions.expire(s.id) for s in sessions))
    print(f"expired    {[s.status for s in expired]}")


async def run_async(client: AsyncCheckoutClient) -> None:
    """Open the client, make the calls, and close it."""
    async with client:
        await demonstrate_async(client)


def main() -> None:
    """Choose the fake or Stripe, and run both demonstrations."""
    if "_live_" in KEY:
        sys.exit("STRIPE_API_KEY is a live key. This example creates Sessions, so use a test key (sk_test_…).")
    fake = FakeCheckout()
    if KEY:
        print("Against Stripe, in test mode\n")
        client, async_client = CheckoutClient(KEY), AsyncCheckoutClient(KEY)
    else:
        print("Against the package's fake (set STRIPE_API_KEY=sk_test_… to use Stripe)\n")
        client, async_client = fake.client(), fake.async_client()

    print("CheckoutClient")
    with client:
        demonstrate(client)
    print("\nAsyncCheckoutClient")
    asyncio.run(run_async(async_client))


if __name__ == "__main__":
    main()
