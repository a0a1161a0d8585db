"""Small response classes that several resources share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import TaxabilityReason
    from .account import Account
    from .discount import Discount
    from .tax_rate import TaxRate

IssuerType: TypeAlias = Literal["account", "self"] | str
"""Who answers for a tax or an invoice: a connected ``account``, or the account that made the request (``self``)."""


@model
class Address(Model):
    """A postal address. API reference: The Session object, ``customer_details.address``."""

    city: str | None = None
    """City, district, suburb, town or village; None when it was not collected."""
    country: str | None = None
    """Two-letter country code (ISO 3166-1 alpha-2), such as ``DE``; None when it was not collected."""
    line1: str | None = None
    """Street, house number, PO box or company name; None when it was not collected."""
    line2: str | None = None
    """Flat, suite, unit or building; None when the customer gave none."""
    postal_code: str | None = None
    """Postal or ZIP code; None in countries without one, or when it was not collected."""
    state: str | None = None
    """State, county, province or region; None when it was not collected."""


@model
class ShippingDetails(Model):
    """Where and to whom goods are sent.

    API reference: The Session object, ``collected_information.shipping_details``.
    """

    address: Address | None = None
    """Delivery address; None until the customer has entered one."""
    carrier: str | None = None
    """Delivery company, such as ``DHL``; None unless it was set. On a Session only until 2025-02-24.acacia."""
    name: str | None = None
    """Name of the recipient; None until the customer has entered one."""
    phone: str | None = None
    """Phone number of the recipient; None unless collected. On a Session only until 2025-02-24.acacia."""
    tracking_number: str | None = None
    """Tracking number from the carrier; None unless it was set. On a Session only until 2025-02-24.acacia."""


@model
class Issuer(Model):
    """The account that is liable for tax or that issues an invoice.

    API reference: The Session object, ``automatic_tax.liability``.
    """

    account: str | Account | None = None
    """The connected account, by id or expanded; None unless ``type`` is ``account``."""
    type: IssuerType
    """Whether a connected account is meant, or the account that made the request."""


@model
class AdjustableQuantity(Model):
    """How far the customer may change a quantity. API reference: The Line Item object, ``adjustable_quantity``."""

    enabled: bool
    """Whether the customer may change the quantity on the payment page."""
    maximum: int | None = None
    """Largest quantity the customer may choose; None when no limit of its own was set."""
    minimum: int | None = None
    """Smallest quantity the customer may choose; None when no limit of its own was set."""


@model
class DiscountAmount(Model):
    """What one discount takes off. API reference: The Line Item object, ``discounts``."""

    amount: int
    """The sum taken off, in minor units of the currency (such as cents)."""
    discount: Discount
    """The discount that was applied."""


@model
class TaxAmount(Model):
    """What one tax rate adds. API reference: The Line Item object, ``taxes``."""

    amount: int
    """The tax, in minor units of the currency (such as cents)."""
    rate: TaxRate
    """The tax rate that was applied."""
    taxability_reason: TaxabilityReason | None = None
    """Why this rate applies, or why nothing is due; None when Stripe Tax did not compute it."""
    taxable_amount: int | None = None
    """The sum that the rate was applied to, in minor units; None when Stripe Tax did not compute it."""
