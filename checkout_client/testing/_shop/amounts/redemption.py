"""Whether a coupon or a promotion code can be redeemed, and what redeeming it does.

API references: https://docs.stripe.com/api/coupons/object and https://docs.stripe.com/api/promotion_codes/object
"""

from __future__ import annotations

from collections.abc import Callable

from ..catalogue import Document
from ..error_responses import invalid


def check_coupon(coupon: Document, now: float, param: str) -> None:
    """Raise a :class:`StripeErrorResponse` for ``param`` if ``coupon`` has expired or is used up."""
    if coupon["redeem_by"] is not None and now > coupon["redeem_by"]:
        coupon["valid"] = False
    if not coupon["valid"]:
        raise invalid(f"Coupon {coupon['id']} is expired and cannot be applied.", param, code="coupon_expired")


def check_promotion_code(
    code: Document, *, subtotal: int, currency: str, customer: str | None, has_paid: Callable[[str], bool], now: float,
    param: str,
) -> None:  # fmt: skip
    """Raise a :class:`StripeErrorResponse` for ``param`` if a promotion code cannot be redeemed.

    ``subtotal`` in ``currency`` is what ``customer`` buys. ``has_paid`` tells of a customer whether they paid before.
    """
    if code["expires_at"] is not None and now > code["expires_at"]:
        code["active"] = False
    if not code["active"]:
        raise invalid("This promotion code is inactive.", param)
    if code["customer"] not in (None, customer):
        raise invalid("This promotion code cannot be redeemed by this customer.", param)
    restrictions = code["restrictions"]
    if restrictions["first_time_transaction"] and customer is not None and has_paid(customer):
        message = "This promotion code cannot be redeemed because the associated customer has prior transactions."
        raise invalid(message, param)
    minimum = restrictions["minimum_amount"]
    if minimum is None:
        return
    if restrictions["minimum_amount_currency"] not in (None, currency):
        raise invalid(f"This promotion code cannot be redeemed in {currency}.", param)
    if subtotal < minimum:
        raise invalid("This promotion code cannot be redeemed because the minimum amount has not been met.", param)


def redeem(coupon: Document, code: Document | None) -> None:
    """Count the redemption of a coupon, and of the promotion code if one was used."""
    for document, flag in ((coupon, "valid"), (code, "active")):
        if document is not None:
            document["times_redeemed"] += 1
            if document["max_redemptions"] is not None and document["times_redeemed"] >= document["max_redemptions"]:
                document[flag] = False
