"""Amounts, exactly: everything is an integer of minor units, rounded once per item, half up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import attrs


@attrs.frozen
class PricedLine:
    """What one line item costs before anything is taken off."""

    subtotal: int
    product: str


@attrs.frozen
class CouponTerms:
    """What a coupon takes off."""

    percent_off: float | None = None
    amount_off: int | None = None
    products: frozenset[str] | None = None
    """The products that it is limited to; ``None`` for no limit."""

    def amounts_off(self, lines: Sequence[PricedLine]) -> list[int]:
        """What it takes off each line; together never more than they cost."""
        bases = [line.subtotal if self.products is None or line.product in self.products else 0 for line in lines]
        whole = sum(bases)
        if self.amount_off is not None:
            return _distribute(min(self.amount_off, whole), bases)
        assert self.percent_off is not None
        return _distribute(rounded(Decimal(whole) * Decimal(str(self.percent_off)) / 100), bases)


def line_subtotal(unit_amount: Decimal, quantity: int) -> int:
    """The price of ``quantity`` units, where the unit may cost a fraction of a minor unit."""
    return rounded(unit_amount * quantity)


def rounded(amount: Decimal) -> int:
    """To the nearest whole minor unit; a half goes up."""
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _distribute(total: int, bases: Sequence[int]) -> list[int]:
    """``total`` in parts that are as ``bases`` are to each other, none of it lost in rounding."""
    whole = sum(bases)
    if not whole:
        return [0] * len(bases)
    parts = [total * base // whole for base in bases]
    # What rounding down left over goes to those that lost most by it, the first of equals first.
    order = sorted(range(len(bases)), key=lambda index: -(total * bases[index] % whole))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts
