"""Prices and products made for one session, and discounts on them."""

from __future__ import annotations

from typing import Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import BillingInterval, Currency, DecimalString, Metadata, TaxBehavior


class ProductTaxDetailsParams(TypedDict, total=False):
    """How a product is taxed. Since 2026-10-28.endive.

    API reference: Create a Session and Update a Session, ``line_items.price_data.product_data.tax_details``.
    """

    performance_location: str
    """ID of the tax location where a service is performed. The tax code decides whether it is needed or allowed."""

    tax_code: str | Clear
    """ID of the tax code (``txcd_…``)."""


class ProductDataParams(TypedDict, total=False):
    """A product made on the spot.

    API reference: Create a Session and Update a Session, ``line_items.price_data.product_data``.
    """

    name: Required[str]
    """What the customer sees the product called."""

    description: str
    """A longer explanation, shown to the customer."""

    images: list[str]
    """Addresses of pictures of the product, at most 8."""

    metadata: Metadata
    """Your own notes on the product."""

    tax_code: str
    """ID of the tax code (``txcd_…``)."""

    tax_details: ProductTaxDetailsParams
    """Tax code together with the place where a service is performed. Since 2026-10-28.endive."""

    unit_label: str
    """What one unit is called (``seat``), on the page, receipts and invoices."""


class RecurringParams(TypedDict, total=False):
    """How often a price is billed.

    API reference: Create a Session and Update a Session, ``line_items.price_data.recurring``.
    """

    interval: Required[BillingInterval]
    """The unit of the billing period."""

    interval_count: int
    """How many units one period has: 3 with ``month`` bills every quarter. At most three years in all."""


class PriceDataParams(TypedDict, total=False):
    """A price made on the spot.

    API reference: Create a Session and Update a Session, ``line_items.price_data``.
    """

    currency: Required[Currency]
    """Currency of the price (ISO 4217, lower case)."""

    product: str
    """ID of an existing product (``prod_…``). Either this or ``product_data`` is needed."""

    product_data: ProductDataParams
    """A product made on the spot. Either this or ``product`` is needed."""

    recurring: RecurringParams
    """How often it is billed; without it the price is charged once."""

    tax_behavior: TaxBehavior
    """Whether the amount includes tax. Only needed where the account's tax settings hold no default."""

    unit_amount: int
    """Amount for one unit, in minor units such as cents, not negative. Either this or ``unit_amount_decimal``."""

    unit_amount_decimal: DecimalString
    """Amount for one unit, in minor units with up to 12 decimal places. Either this or ``unit_amount``."""


class DiscountParams(TypedDict, total=False):
    """A discount, by coupon or by promotion code. API reference: Create a Session, ``discounts``."""

    coupon: str
    """ID of the coupon. Either this or ``promotion_code``."""

    promotion_code: str
    """ID of the promotion code (``promo_…``), not the code that customers type. Either this or ``coupon``."""
