"""Shipping: where to, at what rate, how fast; and the addresses in requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Required

from typing_extensions import TypedDict

from .aliases import Countries, Country, Currency, Metadata, TaxBehavior


class ShippingAddressCollectionParams(TypedDict):
    """Asking for a shipping address. API reference: Create a Session, ``shipping_address_collection``."""

    allowed_countries: Countries
    """Countries that the customer can choose to ship to (ISO 3166-1 alpha-2, upper case)."""


class DeliveryEstimateBoundParams(TypedDict):
    """One end of a delivery estimate.

    API reference: Create a Session and Update a Session, ``shipping_options.shipping_rate_data.delivery_estimate``.
    """

    unit: Literal["business_day", "day", "hour", "month", "week"]
    """The unit that ``value`` is counted in."""

    value: int
    """How many units, at least 1."""


class DeliveryEstimateParams(TypedDict, total=False):
    """How long delivery takes, as shown to the customer.

    API reference: Create a Session and Update a Session, ``shipping_options.shipping_rate_data.delivery_estimate``.
    """

    maximum: DeliveryEstimateBoundParams
    """The latest; without it the estimate is open-ended."""

    minimum: DeliveryEstimateBoundParams
    """The earliest; without it the estimate has no lower end."""


class ShippingCurrencyOptionParams(TypedDict, total=False):
    """A shipping rate's amount in one more currency.

    API reference: Create a Session and Update a Session,
    ``shipping_options.shipping_rate_data.fixed_amount.currency_options``.
    """

    amount: Required[int]
    """What shipping costs in this currency, in its minor units such as cents, not negative."""

    tax_behavior: TaxBehavior
    """Whether the amount includes tax."""


class FixedAmountParams(TypedDict, total=False):
    """What shipping costs.

    API reference: Create a Session and Update a Session, ``shipping_options.shipping_rate_data.fixed_amount``.
    """

    amount: Required[int]
    """What shipping costs, in minor units such as cents, not negative."""

    currency: Required[Currency]
    """Currency of the amount (ISO 4217, lower case)."""

    currency_options: Mapping[str, ShippingCurrencyOptionParams]
    """The amount in further currencies, by currency code (ISO 4217, lower case)."""


class ShippingRateDataParams(TypedDict, total=False):
    """A shipping rate made on the spot.

    API reference: Create a Session and Update a Session, ``shipping_options.shipping_rate_data``.
    """

    display_name: Required[str]
    """What the customer sees the rate called."""

    delivery_estimate: DeliveryEstimateParams
    """How long delivery takes, as shown to the customer."""

    fixed_amount: FixedAmountParams
    """What shipping costs. Needed when ``type`` is ``fixed_amount``."""

    metadata: Metadata
    """Your own notes on the rate."""

    tax_behavior: TaxBehavior
    """Whether the amount includes tax."""

    tax_code: str
    """ID of the tax code (``txcd_…``); the one for shipping is ``txcd_92010001``."""

    type: Literal["fixed_amount"]
    """How the cost is worked out: a fixed amount is the only way there is."""


class ShippingOptionParams(TypedDict, total=False):
    """One way to ship that the customer can choose, by ``shipping_rate`` or ``shipping_rate_data``.

    API reference: Create a Session and Update a Session, ``shipping_options``.
    """

    shipping_rate: str
    """ID of an existing shipping rate (``shr_…``)."""

    shipping_rate_data: ShippingRateDataParams
    """A shipping rate made on the spot."""


class AddressParams(TypedDict, total=False):
    """A postal address. API reference: Create a Session, ``payment_intent_data.shipping.address``."""

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
    """A postal address whose country must be given.

    API reference: Update a Session, ``collected_information.shipping_details.address``.
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
    """Who the order goes to, and where. API reference: Update a Session, ``collected_information.shipping_details``."""

    address: ShippingDetailsAddressParams
    """Where the order goes."""

    name: str
    """Name of the recipient."""


class CollectedInformationParams(TypedDict, total=False):
    """Customer details that your server sets. API reference: Update a Session, ``collected_information``."""

    shipping_details: ShippingDetailsParams
    """Who the order goes to, and where."""
