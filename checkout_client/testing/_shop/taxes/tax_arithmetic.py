"""Exact taxes on one amount. Each rate is rounded by itself, half up, once per line item.

Support article: https://support.stripe.com/questions/rounding-rules-for-stripe-fees
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from ..amounts.pricing import rounded


@attrs.frozen
class RateTerms:
    """What a tax rate takes."""

    id: str
    percentage: Decimal
    inclusive: bool


@attrs.frozen
class LineTax:
    """The tax of one rate on one line item."""

    rate: str
    amount: int
    taxable_amount: int
    inclusive: bool


def taxes_on(amount: int, rates: Sequence[RateTerms], step: int = 1) -> list[LineTax]:
    """Return the tax of each of ``rates`` on ``amount``, the price after discounts.

    Inclusive taxes are part of ``amount``; exclusive ones are added to what is left without them. Taxes are multiples
    of ``step`` minor units.
    """
    included = 100 + sum(rate.percentage for rate in rates if rate.inclusive)
    inclusive = {rate.id: rounded(amount * rate.percentage / included, step) for rate in rates if rate.inclusive}
    net = amount - sum(inclusive.values())
    return [
        LineTax(
            rate.id,
            inclusive[rate.id] if rate.inclusive else rounded(net * rate.percentage / 100, step),
            net,
            rate.inclusive,
        )
        for rate in rates
    ]
