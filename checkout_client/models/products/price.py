"""What a line item costs: the Price and its parts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..literals import TaxBehavior
    from .product import DeletedProduct, Product


@model
class CustomUnitAmount(Model):
    """Limits of an amount that the customer chooses.

    API reference: https://docs.stripe.com/api/prices/object#price_object-custom_unit_amount
    """

    maximum: int | None = None
    """Largest amount the customer may enter, in minor units (such as cents); None when there is no such limit."""
    minimum: int | None = None
    """Smallest amount the customer may enter, in minor units; None when only Stripe's own minimum charge applies."""
    preset: int | None = None
    """Initial amount in the field, in minor units; None when the field starts empty."""


@model
class PriceTier(Model):
    """One step of a tiered price.

    API reference: https://docs.stripe.com/api/prices/object#price_object-tiers
    """

    flat_amount: int | None = None
    """Charge for reaching this tier at all, in minor units; None when there is none or it is not a whole number."""
    flat_amount_decimal: Decimal | None = None
    """``flat_amount`` in minor units with up to 12 decimal places; None when there is no flat charge."""
    unit_amount: int | None = None
    """Charge for each unit in this tier, in minor units; None when there is none or it is not a whole number."""
    unit_amount_decimal: Decimal | None = None
    """``unit_amount`` in minor units with up to 12 decimal places; None when units in this tier cost nothing extra."""
    up_to: int | None = None
    """Last quantity that still belongs to this tier; None for the last tier, which has no upper end."""


@model
class PriceCurrencyOptions(Model):
    """What a Price costs in one further currency.

    API reference: https://docs.stripe.com/api/prices/object#price_object-currency_options
    """

    custom_unit_amount: CustomUnitAmount | None = None
    """Limits of the amount that the customer chooses in this currency; None when the amount is fixed."""
    tax_behavior: TaxBehavior | None = None
    """Whether tax is included in the amount in this currency or added to it; None when it was not decided."""
    tiers: list[PriceTier] | None = None
    """Tiers in this currency; None unless expanded and the Price has ``billing_scheme`` ``tiered``."""
    unit_amount: int | None = None
    """Amount for one unit, in minor units of this currency; None for tiers, chosen amounts and fractions of a cent."""
    unit_amount_decimal: Decimal | None = None
    """``unit_amount`` in minor units with up to 12 decimal places; None for tiered prices and chosen amounts."""


@model
class PriceRecurring(Model):
    """How often a Price is billed.

    API reference: https://docs.stripe.com/api/prices/object#price_object-recurring
    """

    aggregate_usage: Literal["last_during_period", "last_ever", "max", "sum"] | str | None = None
    """How usage records of a metered price are added up; None for licensed prices. Until 2025-02-24.acacia."""
    interval: Literal["day", "month", "week", "year"] | str
    """Unit of the billing period."""
    interval_count: int
    """Number of ``interval`` units in one billing period: ``month`` and 3 is a quarter."""
    meter: str | None = None
    """Id of the meter that records the usage; None unless ``usage_type`` is ``metered`` and a meter counts it."""
    trial_period_days: int | None = None
    """Default length of a trial in days; None when the Price has none."""
    usage_type: Literal["licensed", "metered"] | str
    """Whether the quantity is fixed in advance (``licensed``) or is recorded usage (``metered``)."""


@model
class TransformQuantity(Model):
    """How a quantity is reduced before it is priced.

    API reference: https://docs.stripe.com/api/prices/object#price_object-transform_quantity
    """

    divide_by: int
    """Number of units that are sold as one."""
    round: Literal["down", "up"] | str
    """Which way the quotient is rounded to a whole number."""


@model
class Price(Resource):
    """What one unit of a Product costs, once or in every billing period.

    API reference: https://docs.stripe.com/api/prices/object
    """

    id: str
    """Identifier, beginning with ``price_``."""
    object: Literal["price"] | str
    """Kind of the object: ``price``."""
    active: bool
    """Whether the Price can be used in new purchases."""
    billing_scheme: Literal["per_unit", "tiered"] | str
    """Whether every unit costs the same (``per_unit``) or the tiers in ``tiers`` apply (``tiered``)."""
    created: int
    """When the Price was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    currency_options: dict[str, PriceCurrencyOptions] | None = None
    """Amounts in further currencies, by lower-case currency code; None unless expanded."""
    custom_unit_amount: CustomUnitAmount | None = None
    """Limits of the amount that the customer chooses; None when the amount is fixed."""
    deleted: bool | None = None
    """True for a Price that has been deleted, otherwise None."""
    livemode: bool
    """True for live data, False for test data."""
    lookup_key: str | None = None
    """Your own key to look up the Price by, up to 200 characters; None when it has none."""
    metadata: dict[str, str]
    """Your own key-value pairs on the Price; empty when there are none."""
    nickname: str | None = None
    """Short description that customers never see; None when it has none."""
    product: str | Product | DeletedProduct
    """The Product this is a price of: its id, or the object when expanded."""
    recurring: PriceRecurring | None = None
    """Billing period of a recurring Price; None when ``type`` is ``one_time``."""
    tax_behavior: TaxBehavior | None = None
    """Whether tax is included in the amount or added to it; None when it was not decided."""
    tiers: list[PriceTier] | None = None
    """The tiers, lowest first; None unless expanded and ``billing_scheme`` is ``tiered``."""
    tiers_mode: Literal["graduated", "volume"] | str | None = None
    """Whether each unit is priced by its own tier (``graduated``) or all by the tier that the total reaches
    (``volume``); None unless ``billing_scheme`` is ``tiered``."""
    transform_quantity: TransformQuantity | None = None
    """How the quantity is divided and rounded before it is priced; None when it is used unchanged."""
    type: Literal["one_time", "recurring"] | str
    """Whether the Price is charged once or in every billing period."""
    unit_amount: int | None = None
    """Amount for one unit, in minor units (such as cents); None for tiers, chosen amounts and fractions of a cent."""
    unit_amount_decimal: Decimal | None = None
    """``unit_amount`` in minor units with up to 12 decimal places; None for tiered prices and chosen amounts."""
