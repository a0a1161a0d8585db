"""What every Session has. The parts that only some have are in modules of their own, loaded with the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..objects.common import Issuer
    from ..objects.tax_id import DeletedTaxId, TaxId
    from .invoice_creation import InvoiceCustomField, InvoiceRenderingOptions
    from .totals import TotalDetailsBreakdown


@model
class AdaptivePricing(Model):
    """Whether customers may pay in their own currency. API reference: The Session object, ``adaptive_pricing``."""

    enabled: bool
    """Whether Adaptive Pricing may convert the prices, where the Session qualifies for it."""


@model
class AutomaticTax(Model):
    """Whether Stripe computes the taxes. API reference: The Session object, ``automatic_tax``."""

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
class CustomText(Model):
    """Texts of your own on the payment page, by place. API reference: The Session object, ``custom_text``."""

    after_submit: CustomTextMessage | None = None
    """Text after the payment button; None when there is none."""
    shipping_address: CustomTextMessage | None = None
    """Text next to the shipping address; None when there is none."""
    submit: CustomTextMessage | None = None
    """Text next to the payment button; None when there is none."""
    terms_of_service_acceptance: CustomTextMessage | None = None
    """Text in place of Stripe's own next to the terms of service checkbox; None when Stripe's is used."""


@model
class CustomTextMessage(Model):
    """A text of your own on the payment page. API reference: The Session object, ``custom_text``."""

    message: str
    """The text, up to 1,200 characters."""


@model
class InvoiceCreation(Model):
    """Whether a Session in payment mode makes an invoice. API reference: The Session object, ``invoice_creation``."""

    enabled: bool
    """Whether an invoice is made once the Session is paid."""
    invoice_data: InvoiceData
    """What the invoice will say; filled with defaults when ``enabled`` is False."""


@model
class InvoiceData(Model):
    """What the invoice of a Session will say. API reference: The Session object, ``invoice_creation``."""

    account_tax_ids: list[str | TaxId | DeletedTaxId] | None = None
    """Tax ids of your own account that are printed on the invoice, by id or expanded; None when none were chosen."""
    custom_fields: list[InvoiceCustomField] | None = None
    """Lines of your own on the invoice; None when there are none."""
    description: str | None = None
    """Memo on the invoice; None when there is none."""
    footer: str | None = None
    """Text at the foot of the invoice; None when there is none."""
    issuer: Issuer | None = None
    """The account in whose name the invoice is made; None when it was not set."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs, copied to the invoice; None when they were not set."""
    rendering_options: InvoiceRenderingOptions | None = None
    """Layout of the PDF; None for the account's defaults."""


@model
class PhoneNumberCollection(Model):
    """Whether a phone number is asked for. API reference: The Session object, ``phone_number_collection``."""

    enabled: bool
    """Whether the customer is asked for a phone number."""


@model
class TotalDetails(Model):
    """What the total is made of. API reference: The Session object, ``total_details``."""

    amount_discount: int
    """All discounts together, in minor units of the Session's currency (such as cents); 0 when there are none."""
    amount_shipping: int | None = None
    """Shipping, in minor units; None when the Session has no shipping to reckon with."""
    amount_tax: int
    """All taxes together, in minor units; 0 when there are none."""
    breakdown: TotalDetailsBreakdown | None = None
    """Each discount and each tax rate by itself; None unless expanded."""
