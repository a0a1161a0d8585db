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

    def amounts_off(self, lines: Sequence[PricedLine], step: int = 1) -> list[int]:
        """Return the discount on each line. In total it never exceeds their price.

        The discounts are multiples of ``step`` minor units, if the amounts are.
        """
        bases = [line.subtotal if self.products is None or line.product in self.products else 0 for line in lines]
        whole = sum(bases)
        if self.amount_off is not None:
            return _distribute(min(self.amount_off, whole), bases, step)
        assert self.percent_off is not None
        discount = rounded(Decimal(whole) * Decimal(str(self.percent_off)) / 100, step)
        return _distribute(min(discount, whole), bases, step)


def line_subtotal(unit_amount: Decimal, quantity: int) -> int:
    """Return the price of ``quantity`` units. A unit may cost a fraction of a minor unit."""
    return rounded(unit_amount * quantity)


def rounded(amount: Decimal, step: int = 1) -> int:
    """Return ``amount`` rounded half up to a multiple of ``step`` minor units."""
    return int((amount / step).to_integral_value(ROUND_HALF_UP)) * step


def _distribute(total: int, bases: Sequence[int], step: int) -> list[int]:
    """Split ``total`` in proportion to ``bases``, without losing anything to rounding."""
    if step > 1 and not any(amount % step for amount in (total, *bases)):
        return [step * part for part in _distribute(total // step, [base // step for base in bases], 1)]
    whole = sum(bases)
    if not whole:
        return [0] * len(bases)
    parts = [total * base // whole for base in bases]
    # The parts with the largest remainders get what rounding down left over.
    order = sorted(range(len(bases)), key=lambda index: -(total * bases[index] % whole))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts
