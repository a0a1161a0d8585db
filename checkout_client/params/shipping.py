"""Shipping: countries, rates, delivery estimates and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Required

from typing_extensions import TypedDict

from .aliases import Countries, Country, Currency, Metadata, TaxBehavior


class ShippingAddressCollectionParams(TypedDict):
    """Collection of a shipping address.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``shipping_address_collection``).
    """

    allowed_countries: Countries
    """Countries that you ship to (ISO 3166-1 alpha-2, upper case)."""


class DeliveryEstimateBoundParams(TypedDict):
    """One end of a delivery estimate.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``shipping_options.shipping_rate_data.delivery_estimate``).
    """

    unit: Literal["business_day", "day", "hour", "month", "week"]
    """The unit of ``value``."""

    value: int
    """Number of units, at least 1."""


class DeliveryEstimateParams(TypedDict, total=False):
    """How long delivery takes, as shown to the customer.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``shipping_options.shipping_rate_data.delivery_estimate``).
    """

    maximum: DeliveryEstimateBoundParams
    """The longest delivery time. By default, there is no upper bound."""

    minimum: DeliveryEstimateBoundParams
    """The shortest delivery time. By default, there is no lower bound."""


class ShippingCurrencyOptionParams(TypedDict, total=False):
    """A shipping rate's amount in another currency.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update
    (``shipping_options.shipping_rate_data.fixed_amount.currency_options``).
    """

    amount: Required[int]
    """Shipping cost in this currency, in minor units such as cents, not negative."""

    tax_behavior: TaxBehavior
    """Whether the amount includes tax."""


class FixedAmountParams(TypedDict, total=False):
    """Cost of shipping.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``shipping_options.shipping_rate_data.fixed_amount``).
    """

    amount: Required[int]
    """Cost of shipping, in minor units such as cents, not negative."""

    currency: Required[Currency]
    """Currency of the amount (ISO 4217, lower case)."""

    currency_options: Mapping[str, ShippingCurrencyOptionParams]
    """The amount in other currencies, by currency code (ISO 4217, lower case)."""


class ShippingRateDataParams(TypedDict, total=False):
    """An inline shipping rate.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``shipping_options.shipping_rate_data``).
    """

    display_name: Required[str]
    """Name of the rate, shown to the customer."""

    delivery_estimate: DeliveryEstimateParams
    """How long delivery takes, as shown to the customer."""

    fixed_amount: FixedAmountParams
    """Cost of shipping. Required if ``type`` is ``fixed_amount``."""

    metadata: Metadata
    """Your own notes on the rate."""

    tax_behavior: TaxBehavior
    """Whether the amount includes tax."""

    tax_code: str
    """ID of the tax code (``txcd_…``). The tax code for shipping is ``txcd_92010001``."""

    type: Literal["fixed_amount"]
    """How the cost is calculated. Only a fixed amount is supported."""


class ShippingOptionParams(TypedDict, total=False):
    """A shipping option for the customer, defined by ``shipping_rate`` or ``shipping_rate_data``.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``shipping_options``).
    """

    shipping_rate: str
    """ID of an existing shipping rate (``shr_…``)."""

    shipping_rate_data: ShippingRateDataParams
    """An inline shipping rate."""


class AddressParams(TypedDict, total=False):
    """A postal address.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_intent_data.shipping.address``).
    """

    line1: Required[str]
    """First line: street and number, post-office box or company."""

    city: str
    """City, town, suburb or village."""

    country: Country
    """Country (ISO 3166-1 alpha-2, upper case)."""

    line2: str
    """Second line: flat, suite, unit or building."""

    postal_code: str
    """Postal or ZIP code."""

    state: str
    """Largest division of the country, such as a state or province (ISO 3166-2)."""


class ShippingDetailsAddressParams(TypedDict, total=False):
    """A postal address with a required country.

    API reference: https://docs.stripe.com/api/checkout/sessions/update
    (``collected_information.shipping_details.address``).
    """

    country: Required[Country]
    """Country (ISO 3166-1 alpha-2, upper case)."""

    line1: Required[str]
    """First line: street and number, post-office box or company."""

    city: str
    """City, town, suburb or village."""

    line2: str
    """Second line: flat, suite, unit or building."""

    postal_code: str
    """Postal or ZIP code."""

    state: str
    """Largest division of the country, such as a state or province (ISO 3166-2)."""


class ShippingDetailsParams(TypedDict):
    """Recipient and address of the order.

    API reference: https://docs.stripe.com/api/checkout/sessions/update (``collected_information.shipping_details``).
    """

    address: ShippingDetailsAddressParams
    """Where the order goes."""

    name: str
    """Name of the recipient."""


class CollectedInformationParams(TypedDict, total=False):
    """Customer details that your server sets.

    API reference: https://docs.stripe.com/api/checkout/sessions/update (``collected_information``).
    """

    shipping_details: ShippingDetailsParams
    """Recipient and address of the order."""
