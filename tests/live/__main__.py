"""``python -m live``, with ``tests`` on the path and a key for test mode in ``STRIPE_API_KEY``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from .account import Account
from .comparison import run
from .differences import read_known
from .story import STORY

STRIPE = "https://api.stripe.com"
KNOWN = Path(__file__).with_name("known_differences.toml")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def main(arguments: list[str] | None = None) -> int:
    """Compare and print the report. Return 0 without unknown differences, 1 with some, 2 if nothing was compared."""
    parser = argparse.ArgumentParser(prog="live", description="Compare the fake with Stripe's test mode.")
    parser.add_argument("--base-url", default=STRIPE, help="another server on this machine, to try the comparison")
    parser.add_argument("--known", type=Path, default=KNOWN, help="the file of known differences")
    parser.add_argument("--messages", action="store_true", help="also print the errors whose wording differs")
    options = parser.parse_args(arguments)
    api_key = os.environ.get("STRIPE_API_KEY", "")
    if not api_key:
        print("NOTHING WAS TESTED: set STRIPE_API_KEY to a key for Stripe's test mode (sk_test_…)")
        return 0
    if not api_key.startswith(("sk_test_", "rk_test_")):
        print("NOTHING WAS TESTED: STRIPE_API_KEY is not a key for test mode: it must begin with sk_test_ or rk_test_.")
        print("Live keys are refused: this creates Sessions, prices, coupons and customers.")
        return 2
    if options.base_url != STRIPE and urlsplit(options.base_url).hostname not in LOOPBACK:
        parser.error("--base-url must be a server on this machine")
    with httpx.Client(base_url=options.base_url, timeout=60, trust_env=options.base_url == STRIPE) as client:
        stripe = Account(client, api_key)
        try:
            report = run(STORY, stripe, read_known(options.known))
        except httpx.HTTPError as error:
            print(f"NOTHING WAS COMPARED: {options.base_url} cannot be used: {error}")
            return 2
        finally:
            left = stripe.clean_up()
    for line in report.lines(messages=options.messages):
        print(line)
    if left:
        print(f"could not be archived: {', '.join(left)}")
    return 1 if report.unknown else 0


if __name__ == "__main__":
    sys.exit(main())
