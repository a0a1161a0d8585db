"""Parts of an Invoice that few programs need: its PDF, its credits, why it was made and how it may be paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..products.discount import Discount


@model
class InvoicePaymentSettings(Model):
    """How an Invoice may be paid.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-payment_settings
    """

    default_mandate: str | None = None
    """Id of the mandate to use if the default payment method cannot be charged otherwise; None if there is none."""
    payment_method_options: dict[str, Any] | None = None
    """Settings by payment method, as a JSON object; None when there are none."""
    payment_method_types: list[str] | None = None
    """Kinds of payment method that it accepts; None when the account's settings decide."""


@model
class InvoiceRenderingPDF(Model):
    """How the PDF of an Invoice looks.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-rendering-pdf
    """

    page_size: Literal["a4", "auto", "letter"] | str | None = None
    """Size of the page; ``auto`` follows the customer's country. None when not set."""


@model
class InvoiceRendering(Model):
    """How an Invoice looks.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-rendering
    """

    amount_tax_display: str | None = None
    """Whether amounts of line items are shown with taxes, such as ``include_inclusive_tax``; None when not set."""
    pdf: InvoiceRenderingPDF | None = None
    """The PDF; None when not set."""
    template: str | None = None
    """Id of the rendering template; None when there is none."""
    template_version: int | None = None
    """Version of the rendering template; None when there is none."""


@model
class InvoiceUncollectible(Model):
    """Why an Invoice will not be paid.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-status_details-uncollectible
    """

    reason: (
        Literal[
            "max_payment_attempts",
            "payment_not_received",
            "subscription_canceled",
            "subscription_paused",
            "user_forgiven",
        ]
        | str
        | None
    ) = None
    """The reason, such as ``max_payment_attempts``; None when it is not known."""


@model
class InvoiceStatusDetails(Model):
    """More about the status of an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-status_details
    """

    uncollectible: InvoiceUncollectible | None = None
    """Why it is uncollectible; None unless that is its status."""


@model
class InvoiceThresholdItem(Model):
    """Line items whose usage reached a threshold.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-threshold_reason-item_reasons
    """

    line_item_ids: list[str]
    """Ids of the line items that were billed for it."""
    usage_gte: int
    """The usage at which they are billed."""


@model
class InvoiceThresholdReason(Model):
    """Which billing threshold made Stripe create an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-threshold_reason
    """

    amount_gte: int | None = None
    """The sum that was reached, in minor units of the Invoice's currency; None when it was not a sum."""
    item_reasons: list[InvoiceThresholdItem]
    """The items whose usage was reached; empty when it was not their usage."""


@model
class InvoicePretaxCredit(Model):
    """A credit that reduces the sum before taxes.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-total_pretax_credit_amounts
    """

    amount: int
    """The credit, in minor units of the Invoice's currency (such as cents)."""
    credit_balance_transaction: str | dict[str, Any] | None = None
    """The transaction of the credit balance, by id or expanded to a JSON object; None for a discount."""
    discount: str | Discount | None = None
    """The discount, by id or expanded; None for credit of the balance."""
    type: Literal["credit_balance_transaction", "discount"] | str
    """Where the credit comes from."""


@model
class InvoiceQuoteDetails(Model):
    """The quote that an Invoice was created from.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-parent-quote_details
    """

    quote: str
    """Id of the quote, beginning with ``qt_``."""
