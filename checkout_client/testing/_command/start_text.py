"""What the server prints when it starts."""

from __future__ import annotations

import argparse
import socket
from urllib.parse import urlsplit

from ...version import __version__
from ..fake import FakeCheckout
from .price_option import PriceOption

LOOPBACK = ("127.0.0.1", "::1", "localhost")

PROBE_TIMEOUT = 2.0
"""Seconds that the webhook target has to accept a connection."""


def start_text(url: str, fake: FakeCheckout, options: argparse.Namespace, seed: int, webhooks: str) -> str:
    """Return what the server prints when it starts."""
    prices = ", ".join(_price_text(option, fake) for option in options.price)
    registered = len(fake.objects("price")) - len(options.price)
    if registered > 0:
        prices = f"{prices} and {registered} more" if prices else str(registered)
    lines = [
        f"Stripe Checkout (local fake, checkout_client {__version__}) is running at {url}",
        f"  dashboard:       {url}/",
        f"  control API:     {url}/_fake/openapi.json",
        f"  payment pages:   {fake.page_url}/c/pay/…",
        "  API keys:        any test key, such as sk_test_123; a live key is refused",
        f"  webhooks:        {webhooks}",
        f"  signing secret:  {fake.webhook_secret}",
        f"  prices:          {prices or 'none (see --price and --catalogue)'}",
        f"  seed:            {seed}",
        f"  state:           {options.state or 'forgotten when the server stops (see --state)'}",
    ]
    if options.host not in LOOPBACK:
        lines.append(f"  WARNING: it listens on {options.host}. Everyone who can reach this machine can use it.")
    return "\n".join(lines) + "\n"


def _price_text(option: PriceOption, fake: FakeCheckout) -> str:
    """Return the price of a ``--price`` option. A saved state may have something else with its id."""
    names = {product["id"]: product["name"] for product in fake.objects("product")}
    for price in fake.objects("price"):
        interval = None if price["recurring"] is None else price["recurring"]["interval"]
        name = names[price["product"]]
        if option == PriceOption(price["id"], price["unit_amount"], price["currency"], interval, name):
            return str(option)
    return f"{option.id} (as it was in the state)"


def webhook_text(url: str | None, shown: str | None) -> str:
    """Return where webhooks are sent, and whether something accepts connections there."""
    if url is None:
        return "not sent (see --webhook-url)"
    parsed = urlsplit(url)
    try:
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        socket.create_connection((parsed.hostname or "", port), PROBE_TIMEOUT).close()
    except OSError as error:
        return f"sent to {shown} (NOTHING ANSWERS THERE YET: {error.strerror or error}; failed webhooks are sent again)"
    return f"sent to {shown} (it answers)"
