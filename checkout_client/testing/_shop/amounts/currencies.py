"""Currency codes."""

from __future__ import annotations

import re

from ..error_responses import invalid

is_currency = re.compile(r"[A-Za-z]{3}").fullmatch
"""Returns whether a string looks like a currency code, in any case."""


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
