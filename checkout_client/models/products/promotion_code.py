"""A code that customers type in to redeem a Coupon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..customers.customer import Customer, DeletedCustomer
    from .coupon import Coupon, DeletedCoupon


@model
class PromotionCodePromotion(Model):
    """What a promotion code grants.

    API reference: https://docs.stripe.com/api/promotion_codes/object#promotion_code_object-promotion
    """

    coupon: str | Coupon | DeletedCoupon | None = None
    """The Coupon, by id or expanded; None unless ``type`` is ``coupon``."""
    type: Literal["coupon"] | str
    """Kind of promotion; only ``coupon`` so far."""


@model
class PromotionCodeCurrencyOptions(Model):
    """The minimum purchase in one further currency.

    API reference: https://docs.stripe.com/api/promotion_codes/object#promotion_code_object-restrictions
    """

    minimum_amount: int
    """The minimum purchase, in minor units of this currency (such as cents)."""


@model
class PromotionCodeRestrictions(Model):
    """When a promotion code may be used.

    API reference: https://docs.stripe.com/api/promotion_codes/object#promotion_code_object-restrictions
    """

    currency_options: dict[str, PromotionCodeCurrencyOptions] | None = None
    """Minimum purchases in further currencies, by lower-case currency code; None unless expanded."""
    first_time_transaction: bool
    """Whether it is for customers without earlier payments or invoices only."""
    minimum_amount: int | None = None
    """The minimum purchase, in minor units of ``minimum_amount_currency`` (such as cents); None when there is none."""
    minimum_amount_currency: str | None = None
    """Currency of ``minimum_amount``: three-letter ISO 4217 code in lower case; None when there is no minimum."""


@model
class PromotionCode(Resource):
    """A code that customers type in to redeem a Coupon.

    API reference: https://docs.stripe.com/api/promotion_codes/object
    """

    id: str
    """Identifier, beginning with ``promo_``."""
    object: Literal["promotion_code"] | str
    """Kind of the object: ``promotion_code``."""
    active: bool
    """Whether it can be used now: not switched off, not expired, not used up, and its Coupon still valid."""
    code: str
    """What the customer types in; upper and lower case count as the same."""
    coupon: Coupon | None = None
    """The Coupon that it grants. Until 2025-08-27.basil; 2025-09-30.clover moved it to ``promotion.coupon``."""
    created: int
    """When the promotion code was created, in Unix seconds."""
    customer: str | Customer | DeletedCustomer | None = None
    """The only Customer who may use it, by id or expanded; None when it is for everybody."""
    customer_account: str | None = None
    """Id of the Account that represents that customer; None if there is none. Since 2026-02-25.clover."""
    expires_at: int | None = None
    """When it stops working, in Unix seconds; None when it does not expire by itself."""
    livemode: bool
    """True for live data, False for test data."""
    max_redemptions: int | None = None
    """How many times it can be used; None when there is no limit of its own."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the promotion code; None when they were not set."""
    promotion: PromotionCodePromotion | None = None
    """What it grants; None in older versions, which have ``coupon``. Since 2025-10-29.clover."""
    restrictions: PromotionCodeRestrictions
    """When it may be used."""
    times_redeemed: int
    """How many times it has been used."""
