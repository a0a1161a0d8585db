"""A reduction in price that discounts and promotion codes grant."""

from __future__ import annotations

from typing import Literal

from ..base import DeletedResource, Model, Resource, model


@model
class CouponAppliesTo(Model):
    """What a Coupon is limited to.

    API reference: https://docs.stripe.com/api/coupons/object#coupon_object-applies_to
    """

    products: list[str]
    """Ids of the Products that the Coupon reduces."""


@model
class CouponCurrencyOptions(Model):
    """What a Coupon takes off in one further currency.

    API reference: https://docs.stripe.com/api/coupons/object#coupon_object-currency_options
    """

    amount_off: int
    """The sum taken off, in minor units of this currency (such as cents)."""


@model
class Coupon(Resource):
    """A reduction by a percentage or a sum, which can be given many times.

    API reference: https://docs.stripe.com/api/coupons/object
    """

    id: str
    """Identifier: chosen by you, or made by Stripe."""
    object: Literal["coupon"] | str
    """Kind of the object: ``coupon``."""
    amount_off: int | None = None
    """The sum taken off, in minor units of ``currency`` (such as cents); None for a percentage."""
    applies_to: CouponAppliesTo | None = None
    """The Products it is limited to; None when it has no such limit, and unless expanded."""
    created: int
    """When the Coupon was created, in Unix seconds."""
    currency: str | None = None
    """Currency of ``amount_off``: three-letter ISO 4217 code in lower case; None for a percentage."""
    currency_options: dict[str, CouponCurrencyOptions] | None = None
    """Sums in further currencies, by lower-case currency code; None for a percentage, and unless expanded."""
    duration: Literal["forever", "once", "repeating"] | str
    """How long a subscription stays reduced: for one invoice, for ``duration_in_months``, or as long as it runs."""
    duration_in_months: int | None = None
    """Number of months that the reduction lasts; None unless ``duration`` is ``repeating``."""
    livemode: bool
    """True for live data, False for test data."""
    max_redemptions: int | None = None
    """How many times it can be redeemed, by all customers together; None when there is no limit."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the Coupon; None when they were not set."""
    name: str | None = None
    """Name that customers see on receipts and invoices; None when it has none, and the id is shown."""
    percent_off: float | None = None
    """The percentage taken off, out of 100: 12.5 is 12.5 %; None for a sum."""
    redeem_by: int | None = None
    """Last moment at which it can be redeemed, in Unix seconds; None when there is none."""
    times_redeemed: int
    """How many times it has been redeemed."""
    valid: bool
    """Whether it can still be redeemed."""


@model
class DeletedCoupon(DeletedResource):
    """What is left of a Coupon that was deleted.

    API reference: https://docs.stripe.com/api/coupons/delete
    """

    id: str
    """Identifier that the Coupon had."""
    object: Literal["coupon"] | str
    """Kind of the object: ``coupon``."""
    deleted: bool
    """Always True."""
