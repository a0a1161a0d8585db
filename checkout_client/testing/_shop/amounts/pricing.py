"""Exact amounts: integers of minor units, rounded half up, once per line item."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import attrs


@attrs.frozen
class PricedLine:
    """A line item before discounts."""

    subtotal: int
    product: str


@attrs.frozen
class CouponTerms:
    """What a coupon takes off, and from which products."""

    percent_off: float | None = None
    amount_off: int | None = None
    products: frozenset[str] | None = None
    """The products that it applies to; ``None`` for all."""

    def amounts_off(self, lines: Sequence[PricedLine]) -> list[int]:
        """Return the discount on each line. In total it never exceeds their price."""
        bases = [line.subtotal if self.products is None or line.product in self.products else 0 for line in lines]
        whole = sum(bases)
        if self.amount_off is not None:
            return _distribute(min(self.amount_off, whole), bases)
        assert self.percent_off is not None
        return _distribute(rounded(Decimal(whole) * Decimal(str(self.percent_off)) / 100), bases)


def line_subtotal(unit_amount: Decimal, quantity: int) -> int:
    """Return the price of ``quantity`` units. A unit may cost a fraction of a minor unit."""
    return rounded(unit_amount * quantity)


def rounded(amount: Decimal) -> int:
    """Return ``amount`` rounded half up to a whole minor unit."""
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _distribute(total: int, bases: Sequence[int]) -> list[int]:
    """Split ``total`` in proportion to ``bases``, without losing anything to rounding."""
    whole = sum(bases)
    if not whole:
        return [0] * len(bases)
    parts = [total * base // whole for base in bases]
    # The parts with the largest remainders get what rounding down left over.
    order = sorted(range(len(bases)), key=lambda index: -(total * bases[index] % whole))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts
