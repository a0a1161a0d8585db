"""The least and the greatest amounts of a charge, in minor units.

API guide: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
"""

from __future__ import annotations

from typing import Final

from ....money import from_minor_units
from ..amounts.currencies import currency_step
from ..error_responses import invalid

MINIMUM: Final = {
    "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50, "gbp": 30,
    "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200,
    "ron": 200, "sek": 300, "sgd": 50, "thb": 1000, "usd": 50,
}  # fmt: skip
"""The least amounts by currency. Other currencies must be worth as much as 0.50 US dollars, which is not checked."""

_DIGITS: Final = {"cop": 10, "huf": 10, "idr": 12, "inr": 9, "jpy": 10, "lbp": 12}
_USUAL_DIGITS: Final = 8


def maximum(currency: str) -> int:
    """Return the greatest amount of a charge in ``currency``."""
    limit: int = 10 ** _DIGITS.get(currency, _USUAL_DIGITS) - 1
    return limit


def check_charge(total: int, currency: str) -> None:
    """Raise a :class:`StripeErrorResponse` if ``total`` cannot be charged. Nothing at all is free, and allowed."""
    least = MINIMUM.get(currency, 1)
    if 0 < total < least:
        message = f"The Checkout Session's total amount due must add up to at least {_shown(least, currency)}"
        raise invalid(message, "line_items", code="amount_too_small")
    check_maximum(total, currency)


def check_maximum(total: int, currency: str) -> None:
    """Raise a :class:`StripeErrorResponse` if ``total`` is more than can be charged at once."""
    if total > maximum(currency):
        message = f"The Checkout Session's total amount due must be no more than {_shown(maximum(currency), currency)}"
        raise invalid(message, "line_items", code="amount_too_large")
    if total % currency_step(currency):
        message = f"The total amount due, {total}, must be a multiple of {currency_step(currency)} in {currency}."
        raise invalid(message, "line_items")


def _shown(amount: int, currency: str) -> str:
    return f"{from_minor_units(amount - amount % currency_step(currency), currency)} {currency}"
