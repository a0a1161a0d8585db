"""Currency codes."""

from __future__ import annotations

import re

from ....money import THREE_DECIMAL_CURRENCIES, WHOLE_ONLY_CURRENCIES
from ..error_responses import invalid

is_currency = re.compile(r"[A-Za-z]{3}").fullmatch
"""Returns whether a string looks like a currency code, in any case."""


def currency_step(currency: str) -> int:
    """Return the minor units that every amount of ``currency`` is a multiple of.

    API guide: https://docs.stripe.com/currencies#special-cases
    """
    return 10 if currency in THREE_DECIMAL_CURRENCIES else 100 if currency in WHOLE_ONLY_CURRENCIES else 1


def parse_currency(code: str, param: str) -> str:
    """Return ``code`` in lower case; raise a :class:`StripeErrorResponse` for ``param`` if it is not a currency."""
    if not is_currency(code):
        raise invalid(f"Invalid currency: {code}", param)
    return code.lower()


def registered_currency(code: str) -> str:
    """Return ``code`` in lower case; raise ``ValueError`` if it is not a currency."""
    if not is_currency(code):
        raise ValueError(f"currency must be a code of three letters such as 'usd', not {code!r}")
    return code.lower()
