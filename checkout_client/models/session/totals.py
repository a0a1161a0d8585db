"""The money of a Session: totals, taxes, discounts, shipping and currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..base import Model, model

if TYPE_CHECKING:
    from ..objects.common import DiscountAmount, TaxAmount
    from ..objects.coupon import Coupon, DeletedCoupon
    from ..objects.promotion_code import PromotionCode
    from ..objects.shipping_rate import ShippingRate


@model
class CurrencyConversion(Model):
    """The totals before conversion to the customer's currency.

    API reference: The Session object, ``currency_conversion``.
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
class PresentmentDetails(Model):
    """What the customer saw and paid in their own currency.

    API reference: The Session object, ``presentment_details``.
    """

    presentment_amount: int
    """The sum shown to the customer, in minor units of ``presentment_currency``."""
    presentment_currency: str
    """Currency shown to the customer: three-letter ISO 4217 code in lower case."""


@model
class SessionDiscount(Model):
    """A discount attached to a Session. API reference: The Session object, ``discounts``."""

    coupon: str | Coupon | DeletedCoupon | None = None
    """The Coupon, by id or expanded; None when a promotion code was given instead."""
    promotion_code: str | PromotionCode | None = None
    """The promotion code, by id or expanded; None when a Coupon was given instead."""


@model
class ShippingCost(Model):
    """What the customer pays for shipping. API reference: The Session object, ``shipping_cost``."""

    amount_subtotal: int
    """Shipping before discounts and taxes, in minor units of the Session's currency (such as cents)."""
    amount_tax: int
    """Taxes on shipping, in minor units; 0 when there are none."""
    amount_total: int
    """Shipping after discounts and taxes, in minor units."""
    shipping_rate: str | ShippingRate | None = None
    """The ShippingRate that the customer chose, by id or expanded; None when none applies."""
    taxes: list[TaxAmount] | None = None
    """What each tax rate adds to shipping; None unless expanded."""


@model
class ShippingOption(Model):
    """A way of shipping that the customer may choose. API reference: The Session object, ``shipping_options``."""

    shipping_amount: int
    """Its price, in minor units of the Session's currency (such as cents)."""
    shipping_rate: str | ShippingRate
    """The ShippingRate, by id or expanded."""


@model
class TotalDetailsBreakdown(Model):
    """The discounts and taxes behind the totals. API reference: The Session object, ``total_details.breakdown``."""

    discounts: list[DiscountAmount]
    """What each discount takes off, over all items; empty when there are none."""
    taxes: list[TaxAmount]
    """What each tax rate adds, over all items; empty when there are none."""
