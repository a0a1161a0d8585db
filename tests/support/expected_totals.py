"""What one line item costs with a discount and a tax, calculated in another way than the fake does."""

from __future__ import annotations

from fractions import Fraction
from math import floor

TAXES = {"txr_vat": (Fraction(19), True), "txr_sales": (Fraction("8.625"), False)}
COUPONS = {"OFF5": (500, 0), "TEN": (0, 10), "FEW": (0, 50)}
"""What they take off: an amount, and percents."""


def rounded(amount: Fraction, step: int) -> int:
    return floor(amount / step + Fraction(1, 2)) * step


def total(subtotal: int, coupon: str | None, tax: str | None, step: int = 1) -> int:
    """Return what one line item costs with a discount and a tax."""
    amount_off, percent = COUPONS[coupon] if coupon else (0, 0)
    net = subtotal - min(amount_off, subtotal) - rounded(Fraction(subtotal * percent, 100), step)
    percentage, inclusive = TAXES[tax] if tax else (Fraction(0), True)
    return net if inclusive else net + rounded(net * percentage / 100, step)
