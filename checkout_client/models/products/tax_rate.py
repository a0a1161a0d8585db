"""A rate of tax, as it applies to line items and shipping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..literals import TaxabilityReason

TaxType: TypeAlias = (
    Literal[
        "admissions_tax",
        "amusement_tax",
        "attendance_tax",
        "communications_tax",
        "digital_excise_tax",
        "entertainment_tax",
        "get_fund",
        "gross_receipts_tax",
        "gst",
        "hospitality_tax",
        "hst",
        "igst",
        "jct",
        "lease_tax",
        "luxury_tax",
        "mass_transit_parking_tax",
        "nhil",
        "parking_tax",
        "pst",
        "qst",
        "resort_tax",
        "retail_delivery_fee",
        "rst",
        "sales_tax",
        "service_tax",
        "tourism_tax",
        "utility_users_tax",
        "vat",
    ]
    | str
)
"""Kind of tax. 2025-02-24.acacia added ``retail_delivery_fee`` and ``service_tax``, 2026-10-28.endive half of the list
(``parking_tax``, ``luxury_tax`` and their like)."""


@model
class TaxRateFlatAmount(Model):
    """A tax of a fixed sum.

    API reference: https://docs.stripe.com/api/tax_rates/object#tax_rate_object-flat_amount
    """

    amount: int
    """The tax, in minor units of ``currency`` (such as cents)."""
    currency: str
    """Currency of the amount: three-letter ISO 4217 code in lower case."""


@model
class TaxRate(Resource):
    """A tax rate, created by you or computed by Stripe Tax.

    API reference: https://docs.stripe.com/api/tax_rates/object
    """

    id: str
    """Identifier, beginning with ``txr_``."""
    object: Literal["tax_rate"] | str
    """Kind of the object: ``tax_rate``."""
    active: bool
    """Whether the rate can be used in new purchases; those that have it already keep it."""
    country: str | None = None
    """Country that levies the tax: two-letter code (ISO 3166-1 alpha-2); None when it was not set."""
    created: int
    """When the rate was created, in Unix seconds."""
    description: str | None = None
    """Note for your own use, which customers do not see; None when there is none."""
    display_name: str
    """Name of the tax on receipts and invoices, such as ``VAT``."""
    effective_percentage: float | None = None
    """Percentage that was really charged, out of 100; None unless Stripe Tax computed the rate. Differs from
    ``percentage`` where the tax applies to a part of the sum only."""
    flat_amount: TaxRateFlatAmount | None = None
    """The fixed sum; None unless ``rate_type`` is ``flat_amount``. Since 2025-02-24.acacia."""
    inclusive: bool
    """Whether the tax is included in the price (True) or added to it (False)."""
    jurisdiction: str | None = None
    """Name of the place that levies the tax, as printed on invoices; None when it was not set."""
    jurisdiction_level: Literal["city", "country", "county", "district", "multiple", "state"] | str | None = None
    """What kind of place levies the tax; ``multiple`` for several rates combined, None when it was not set."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the rate; None when they were not set."""
    percentage: float
    """The rate out of 100: 19.0 is 19 %. Computed rates can be combinations."""
    rate_type: Literal["flat_amount", "percentage"] | str | None = None
    """Whether the tax is a percentage or a fixed sum; None when that was not set. Since 2025-02-24.acacia."""
    state: str | None = None
    """State, province or region that levies the tax, as an ISO 3166-2 code without the country; None when not set."""
    tax_type: TaxType | None = None
    """Kind of tax, such as ``vat``; None when it was not set."""


@model
class TaxAmount(Model):
    """What one tax rate adds.

    API reference: https://docs.stripe.com/api/checkout/sessions/line_items
    """

    amount: int
    """The tax, in minor units of the currency (such as cents)."""
    rate: TaxRate
    """The tax rate that was applied."""
    taxability_reason: TaxabilityReason | None = None
    """Why this rate applies, or why nothing is due; None when Stripe Tax did not compute it."""
    taxable_amount: int | None = None
    """The sum that the rate was applied to, in minor units; None when Stripe Tax did not compute it."""
