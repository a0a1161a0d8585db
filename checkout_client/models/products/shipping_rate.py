"""Shipping rates: what shipping costs and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..literals import TaxBehavior
    from .tax_rate import TaxAmount


@model
class DeliveryEstimateBound(Model):
    """One end of a delivery estimate.

    API reference: https://docs.stripe.com/api/shipping_rates/object#shipping_rate_object-delivery_estimate
    """

    unit: Literal["business_day", "day", "hour", "month", "week"] | str
    """Unit of ``value``."""
    value: int
    """Number of ``unit`` units, at least 1."""


@model
class DeliveryEstimate(Model):
    """How long delivery is expected to take.

    API reference: https://docs.stripe.com/api/shipping_rates/object#shipping_rate_object-delivery_estimate
    """

    maximum: DeliveryEstimateBound | None = None
    """Latest arrival; None when there is no upper bound."""
    minimum: DeliveryEstimateBound | None = None
    """Earliest arrival; None when there is no lower bound."""


@model
class ShippingRateCurrencyOptions(Model):
    """What shipping costs in one further currency.

    API reference: https://docs.stripe.com/api/shipping_rates/object#shipping_rate_object-fixed_amount
    """

    amount: int
    """The price, in minor units of this currency (such as cents)."""
    tax_behavior: TaxBehavior
    """Whether tax is included in the price in this currency or added to it."""


@model
class ShippingRateFixedAmount(Model):
    """The price of shipping.

    API reference: https://docs.stripe.com/api/shipping_rates/object#shipping_rate_object-fixed_amount
    """

    amount: int
    """The price, in minor units of ``currency`` (such as cents)."""
    currency: str
    """Currency of the price: three-letter ISO 4217 code in lower case."""
    currency_options: dict[str, ShippingRateCurrencyOptions] | None = None
    """Prices in further currencies, by lower-case currency code; None unless expanded."""


@model
class ShippingRate(Resource):
    """A way of shipping that customers may be offered, with its price.

    API reference: https://docs.stripe.com/api/shipping_rates/object
    """

    id: str
    """Identifier, beginning with ``shr_``."""
    object: Literal["shipping_rate"] | str
    """Kind of the object: ``shipping_rate``."""
    active: bool
    """Whether the rate can be used in new purchases."""
    created: int
    """When the rate was created, in Unix seconds."""
    delivery_estimate: DeliveryEstimate | None = None
    """How long delivery is expected to take, as shown to the customer; None when no estimate was set."""
    display_name: str | None = None
    """Name of the rate, as shown to the customer; None when it has none."""
    fixed_amount: ShippingRateFixedAmount | None = None
    """The price; None unless ``type`` is ``fixed_amount``."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str]
    """Your own key-value pairs on the rate; empty when there are none."""
    tax_behavior: TaxBehavior | None = None
    """Whether tax is included in the price or added to it; None when it was not decided."""
    tax_code: str | dict[str, Any] | None = None
    """Tax code of shipping, by id (``txcd_92010001``) or expanded; None when it was not set."""
    type: Literal["fixed_amount"] | str
    """How the price is found; only ``fixed_amount`` so far."""


@model
class ShippingCost(Model):
    """What the customer pays for shipping.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-shipping_cost
    """

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
    """A way of shipping that the customer may choose.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-shipping_options
    """

    shipping_amount: int
    """Its price, in minor units of the Session's currency (such as cents)."""
    shipping_rate: str | ShippingRate
    """The ShippingRate, by id or expanded."""
