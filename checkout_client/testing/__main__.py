"""``python -m checkout_client.testing`` runs the fake as a server."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from secrets import randbits

from ._shop.catalogue import Interval
from ._shop.event_log import WEBHOOK_SECRET
from .fake import FakeCheckout

_price = re.compile(r"([^=\s]+)=([0-9]{1,12}):([A-Za-z]{3})(?::(day|week|month|year))?").fullmatch

INTERVALS: dict[str, Interval] = {"day": "day", "week": "week", "month": "month", "year": "year"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server with the options of the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        from .server.outbox import displayed_url
        from .server.run import run
    except ImportError as error:
        sys.stderr.write(f"{error}: the server needs an extra: pip install 'checkout-client[server]'\n")
        return 1
    # Random ids by default: web pages cannot guess them, and no id occurs again after a restart.
    seed = randbits(64) if options.seed is None else options.seed
    fake = FakeCheckout(seed=seed, webhook_secret=options.webhook_secret)

    def announce(url: str) -> None:
        webhooks = "not sent" if options.webhook_url is None else f"sent to {displayed_url(options.webhook_url)}"
        sys.stdout.write(start_text(url, fake, options, seed, webhooks))
        sys.stdout.flush()

    try:
        for price in options.price:
            add_price(fake, price)
        run(
            fake,
            host=options.host,
            port=options.port,
            webhook_url=options.webhook_url,
            public_url=options.public_url,
            allowed_hosts=options.allow_host,
            ready=announce,
        )
    except (OSError, ValueError) as error:
        sys.stderr.write(f"The server cannot start on {options.host}, port {options.port}: {error}\n")
        return 1
    return 0


def start_text(url: str, fake: FakeCheckout, options: argparse.Namespace, seed: int, webhooks: str) -> str:
    """Return what the server prints when it starts."""
    prices = ", ".join(price[0] for price in options.price)
    lines = [
        f"Stripe Checkout (local fake) is running at {url}",
        "  API keys:        any test key, such as sk_test_123",
        f"  payment pages:   {fake.page_url}/c/pay/…",
        f"  webhooks:        {webhooks}",
        f"  signing secret:  {fake.webhook_secret}",
        f"  prices:          {prices or 'none (see --price)'}",
        f"  seed:            {seed}",
    ]
    if options.host not in ("127.0.0.1", "::1", "localhost"):
        lines.append(f"  WARNING: it listens on {options.host}. Everyone who can reach this machine can use it.")
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m checkout_client.testing",
        description="Run a local Stripe Checkout: the API and a payment page.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=12111, help="the port to listen on; 0 for any free one (default: %(default)s)"
    )
    parser.add_argument("--public-url", help="what Session URLs begin with (default: the address of the server)")
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a further host name that the server answers to, such as that of its container; may be repeated",
    )
    parser.add_argument("--seed", type=int, help="the same seed gives the same ids (default: a random one)")
    parser.add_argument("--webhook-url", help="the URL to send events to (default: events are not sent)")
    parser.add_argument(
        "--webhook-secret", default=WEBHOOK_SECRET, help="the secret to sign events with (default: %(default)s)"
    )
    parser.add_argument(
        "--price",
        action="append",
        default=[],
        type=price_argument,
        metavar="ID=AMOUNT:CURRENCY[:INTERVAL]",
        help="register a price, such as price_123=1099:usd or price_456=500:eur:month; may be repeated",
    )
    return parser


def price_argument(argument: str) -> tuple[str, int, str, Interval | None]:
    """Return the id, amount, currency and interval of a ``--price`` option."""
    match = _price(argument)
    if match is None:
        raise argparse.ArgumentTypeError(
            f"{argument!r} is not like price_123=1099:usd or price_456=500:eur:month (the intervals are day, week, "
            "month and year)"
        )
    id, amount, currency, interval = match.groups()  # noqa: A001 - the API's name
    return id, int(amount), currency.lower(), INTERVALS.get(interval)


def add_price(fake: FakeCheckout, price: tuple[str, int, str, Interval | None]) -> None:
    """Register a price from the command line."""
    id, amount, currency, recurring = price  # noqa: A001 - the API's name
    fake.add_price(id, unit_amount=amount, currency=currency, recurring=recurring, product_name=id)


if __name__ == "__main__":
    sys.exit(main())
