"""Inline prices and products, and discounts."""

from __future__ import annotations

from typing import Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import BillingInterval, Currency, DecimalString, Metadata, TaxBehavior


class ProductTaxDetailsParams(TypedDict, total=False):
    """How a product is taxed. Since 2026-10-28.endive.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``line_items.price_data.product_data.tax_details``).
    """

    performance_location: str
    """ID of the tax location where a service is performed. The tax code decides whether it is required."""

    tax_code: str | Clear
    """ID of the tax code (``txcd_…``)."""


class ProductDataParams(TypedDict, total=False):
    """An inline product.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``line_items.price_data.product_data``).
    """

    name: Required[str]
    """Name of the product, shown to the customer."""

    description: str
    """Description of the product, shown to the customer."""

    images: list[str]
    """URLs of images of the product, at most 8."""

    metadata: Metadata
    """Your own notes on the product."""

    tax_code: str
    """ID of the tax code (``txcd_…``)."""

    tax_details: ProductTaxDetailsParams
    """Tax code, and the location where a service is performed. Since 2026-10-28.endive."""

    unit_label: str
    """Name of one unit (``seat``), on the page, receipts and invoices."""


class RecurringParams(TypedDict, total=False):
    """How often a price is billed.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``line_items.price_data.recurring``).
    """

    interval: Required[BillingInterval]
    """The unit of the billing period."""

    interval_count: int
    """Number of units in one period: 3 with ``month`` bills every quarter. At most three years in total."""


class PriceDataParams(TypedDict, total=False):
    """An inline price.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``line_items.price_data``).
    """

    currency: Required[Currency]
    """Currency of the price (ISO 4217, lower case)."""

    product: str
    """ID of an existing product (``prod_…``). Either this or ``product_data`` is required."""

    product_data: ProductDataParams
    """An inline product. Either this or ``product`` is required."""

    recurring: RecurringParams
    """How often the price is billed. By default, once."""

    tax_behavior: TaxBehavior
    """Whether the amount includes tax. Only needed if the account's tax settings have no default."""

    unit_amount: int
    """Price of one unit, in minor units such as cents, not negative. Either this or ``unit_amount_decimal``."""

    unit_amount_decimal: DecimalString
    """Price of one unit, in minor units with up to 12 decimal places. Either this or ``unit_amount``."""


class DiscountParams(TypedDict, total=False):
    """A discount, by coupon or by promotion code.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``discounts``).
    """

    coupon: str
    """ID of the coupon. Either this or ``promotion_code``."""

    promotion_code: str
    """ID of the promotion code (``promo_…``), not the code that customers type. Either this or ``coupon``."""
