"""The money of a Session: totals, taxes, discounts, shipping and currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..customers.account import Issuer
    from ..products.coupon import Coupon, DeletedCoupon
    from ..products.discount import DiscountAmount
    from ..products.promotion_code import PromotionCode
    from ..products.tax_rate import TaxAmount


@model
class AdaptivePricing(Model):
    """Whether customers can pay in their own currency.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-adaptive_pricing
    """

    enabled: bool
    """Whether Adaptive Pricing may convert the prices, where the Session qualifies for it."""


@model
class AutomaticTax(Model):
    """Whether Stripe computes the taxes.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-automatic_tax
    """

    enabled: bool
    """Whether taxes are computed automatically for this Session."""
    liability: Issuer | None = None
    """The account that owes the tax; None unless automatic tax is enabled."""
    provider: str | None = None
    """Name of the tax engine that computes the taxes; None unless automatic tax is enabled. Since 2025-08-27.basil."""
    status: Literal["complete", "failed", "requires_location_inputs"] | str | None = None
    """How the latest computation ended; ``requires_location_inputs`` until the customer's address is known. None unless
    automatic tax is enabled."""


@model
class CurrencyConversion(Model):
    """The totals before conversion to the customer's currency.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-currency_conversion
    """

    amount_subtotal: int
    """Sum of all items before discounts and taxes, in minor units of ``source_currency``."""
    amount_total: int
    """Sum of all items after discounts and taxes, in minor units of ``source_currency``."""
    fx_rate: Decimal
    """Exchange rate from ``source_currency`` to the currency of the Session."""
    source_currency: str
    """Currency in which the Session was created: three-letter ISO 4217 code in lower case."""


@model
class SessionDiscount(Model):
    """A discount attached to a Session.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-discounts
    """

    coupon: str | Coupon | DeletedCoupon | None = None
    """The Coupon, by id or expanded; None when a promotion code was given instead."""
    promotion_code: str | PromotionCode | None = None
    """The promotion code, by id or expanded; None when a Coupon was given instead."""


@model
class TotalDetails(Model):
    """The parts of the total.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-total_details
    """

    amount_discount: int
    """All discounts together, in minor units of the Session's currency (such as cents); 0 when there are none."""
    amount_shipping: int | None = None
    """Shipping, in minor units; None when the Session has no shipping."""
    amount_tax: int
    """All taxes together, in minor units; 0 when there are none."""
    breakdown: TotalDetailsBreakdown | None = None
    """Each discount and each tax rate by itself; None unless expanded."""


@model
class TotalDetailsBreakdown(Model):
    """The discounts and taxes behind the totals.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-total_details-breakdown
    """

    discounts: list[DiscountAmount]
    """What each discount takes off, over all items; empty when there are none."""
    taxes: list[TaxAmount]
    """What each tax rate adds, over all items; empty when there are none."""
