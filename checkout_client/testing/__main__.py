"""``python -m checkout_client.testing``: the fake as a server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ._shop.catalogue import Interval
from ._shop.event_log import WEBHOOK_SECRET
from .fake import FakeCheckout

INTERVALS: dict[str, Interval] = {"day": "day", "week": "week", "month": "month", "year": "year"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server as the command line says."""
    given = _parser().parse_args(arguments)
    try:
        from .server.app import run
    except ImportError as error:
        sys.stderr.write(f"{error}: the server needs an extra: pip install 'checkout-client[server]'\n")
        return 1
    fake = FakeCheckout(webhook_secret=given.webhook_secret)
    for price in given.price:
        add_price(fake, price)
    run(fake, host=given.host, port=given.port, webhook_url=given.webhook_url, ready=_announce)
    return 0


def _announce(url: str) -> None:
    sys.stdout.write(f"A local fake of Stripe Checkout is at {url} and takes any key of the form sk_test_…\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m checkout_client.testing", description="A local Stripe Checkout: the API, and a page that pays."
    )
    parser.add_argument("--host", default="127.0.0.1", help="this machine only, unless you say otherwise")
    parser.add_argument("--port", type=int, default=12111)
    parser.add_argument("--webhook-url", help="where events are sent")
    parser.add_argument("--webhook-secret", default=WEBHOOK_SECRET, help="what they are signed with")
    parser.add_argument(
        "--price",
        action="append",
        default=[],
        type=price_argument,
        metavar="ID=AMOUNT:CURRENCY[:INTERVAL]",
        help="register a price, as in price_123=1099:usd or price_456=500:eur:month; may be repeated",
    )
    return parser


def price_argument(text: str) -> tuple[str, int, str, Interval | None]:
    """A price as the command line writes it."""
    id, _, rest = text.partition("=")  # noqa: A001 - what the API calls it
    amount, currency, *interval = rest.split(":")
    if not id or len(interval) > 1 or any(one not in INTERVALS for one in interval):
        raise ValueError(text)
    return id, int(amount), currency.lower(), INTERVALS[interval[0]] if interval else None


def add_price(fake: FakeCheckout, price: tuple[str, int, str, Interval | None]) -> None:
    """Register a price of the command line."""
    id, amount, currency, recurring = price  # noqa: A001 - what the API calls it
    fake.add_price(id, unit_amount=amount, currency=currency, recurring=recurring, product_name=id)


if __name__ == "__main__":
    sys.exit(main())
