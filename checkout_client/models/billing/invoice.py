"""A bill, with what it is for and how it was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import DeletableResource, DeletedResource, Model, model

if TYPE_CHECKING:
    from ..customers.account import Account, Issuer
    from ..customers.address import Address, ShippingDetails
    from ..customers.application import Application, DeletedApplication
    from ..customers.customer import Customer, DeletedCustomer
    from ..customers.tax_id import DeletedTaxId, TaxId
    from ..payments.charge import Charge
    from ..payments.payment_intent import PaymentError, PaymentIntent
    from ..payments.payment_method import PaymentMethod
    from ..products.discount import DeletedDiscount, Discount
    from ..products.shipping_rate import ShippingCost
    from ..products.tax_rate import TaxRate
    from ..session.customer_details import CustomerTaxId
    from ..session.invoice_creation import InvoiceCustomField
    from .invoice_details import (
        InvoicePaymentSettings,
        InvoicePretaxCredit,
        InvoiceQuoteDetails,
        InvoiceRendering,
        InvoiceStatusDetails,
        InvoiceThresholdReason,
    )
    from .invoice_line_item import InvoiceDiscountAmount, InvoiceLineItemList, InvoiceTax
    from .invoice_payment import InvoicePaymentList
    from .subscription import Subscription


@model
class InvoiceAutomaticTax(Model):
    """Whether Stripe computes the taxes of an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-automatic_tax
    """

    disabled_reason: Literal["finalization_requires_location_inputs", "finalization_system_error"] | str | None = None
    """Why Stripe switched it off; None unless it did. Since 2025-02-24.acacia."""
    enabled: bool
    """Whether taxes are computed automatically for this Invoice."""
    liability: Issuer | None = None
    """The account that owes the tax; None unless automatic tax is enabled."""
    provider: str | None = None
    """Name of the tax engine; None unless automatic tax is enabled. Since 2025-08-27.basil."""
    status: Literal["complete", "failed", "requires_location_inputs"] | str | None = None
    """How the latest computation ended; None unless automatic tax is enabled."""


@model
class ConfirmationSecret(Model):
    """What the browser needs to pay an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-confirmation_secret
    """

    client_secret: str
    """Secret with which the customer's browser completes the payment: do not log or store it."""
    type: str
    """Kind of secret; ``payment_intent`` for the ``client_secret`` of a PaymentIntent."""


@model
class InvoiceParentSubscriptionDetails(Model):
    """The Subscription behind an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-parent-subscription_details
    """

    metadata: dict[str, str] | None = None
    """Key-value pairs of the Subscription when the Invoice was finalized; None when they were not recorded."""
    subscription: str | Subscription
    """The Subscription, by id or expanded."""
    subscription_proration_date: int | None = None
    """Time for which prorations were computed, in Unix seconds; None unless it was set."""


@model
class InvoiceParent(Model):
    """What generated an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-parent
    """

    quote_details: InvoiceQuoteDetails | None = None
    """The quote that it was created from; None unless ``type`` is ``quote_details``."""
    subscription_details: InvoiceParentSubscriptionDetails | None = None
    """The Subscription; None unless ``type`` is ``subscription_details``."""
    type: Literal["quote_details", "subscription_details"] | str
    """Kind of the parent."""


@model
class InvoiceStatusTransitions(Model):
    """When the status of an Invoice changed.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-status_transitions
    """

    finalized_at: int | None = None
    """When it was finalized, in Unix seconds; None while it is a draft."""
    marked_uncollectible_at: int | None = None
    """When it was given up, in Unix seconds; None unless it was."""
    paid_at: int | None = None
    """When it was paid, in Unix seconds; None unless it was."""
    voided_at: int | None = None
    """When it was voided, in Unix seconds; None unless it was."""


@model
class InvoiceOrigin(Model):
    """The Invoice that another Invoice replaces.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-from_invoice
    """

    action: str
    """Relation of the two; only ``revision`` so far."""
    invoice: str | Invoice
    """The replaced Invoice, by id or expanded."""


@model
class Invoice(DeletableResource):
    """A bill for a Customer, from draft to payment.

    API reference: https://docs.stripe.com/api/invoices/object
    """

    id: str
    """Identifier, beginning with ``in_``."""
    object: Literal["invoice"] | str
    """Kind of the object: ``invoice``."""
    account_country: str | None = None
    """Country of the account that issues it: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    account_name: str | None = None
    """Public name of the account that issues it; None when there is none."""
    account_tax_ids: list[str | TaxId | DeletedTaxId] | None = None
    """Tax ids of the account that the Invoice shows, by id or expanded; None when it shows none."""
    amount_due: int
    """The sum to be paid after balance and credits, in minor units of ``currency`` (such as cents)."""
    amount_overpaid: int | None = None
    """The sum paid in excess, in minor units; None in older versions. Since 2025-08-27.basil."""
    amount_paid: int
    """The sum that was paid, in minor units."""
    amount_paid_off_stripe: int | None = None
    """The part that was paid outside Stripe, in minor units of ``currency``; None when it is not known."""
    amount_remaining: int
    """The sum still to be paid, in minor units."""
    amount_shipping: int
    """Shipping, in minor units; 0 when there is none."""
    application: str | Application | DeletedApplication | None = None
    """The Connect application that created it, by id or expanded; None if there is none."""
    application_fee_amount: int | None = None
    """The platform's fee, in minor units; None when there is none. Until 2025-02-24.acacia."""
    attempt_count: int
    """How many times payment was tried on schedule."""
    attempted: bool
    """Whether a payment was tried, with success or without."""
    auto_advance: bool | None = None
    """Whether Stripe finalizes and collects it automatically; None when Stripe does not say."""
    automatic_tax: InvoiceAutomaticTax
    """Whether Stripe computes the taxes."""
    automatically_finalizes_at: int | None = None
    """When Stripe will finalize it, in Unix seconds; None unless it is a draft that Stripe finalizes."""
    billing_reason: (
        Literal[
            "automatic_pending_invoice_item_invoice",
            "manual",
            "quote_accept",
            "subscription",
            "subscription_create",
            "subscription_cycle",
            "subscription_threshold",
            "subscription_update",
            "upcoming",
        ]
        | str
        | None
    ) = None
    """Why it was created: for example ``subscription_create``, or ``manual`` without one; None when Stripe does not
    say."""
    charge: str | Charge | None = None
    """The latest charge, by id or expanded; None when there is none. Until 2025-02-24.acacia."""
    collection_method: Literal["charge_automatically", "send_invoice"] | str
    """Whether Stripe charges the default payment method or sends the Invoice to be paid."""
    confirmation_secret: ConfirmationSecret | None = None
    """What the browser needs to pay it; None unless expanded. Since 2025-08-27.basil."""
    created: int
    """When the Invoice was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    custom_fields: list[InvoiceCustomField] | None = None
    """Your own lines on it; None when there are none."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer who is billed, by id or expanded; None when there is none on record."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    customer_address: Address | None = None
    """Billing address of the customer, fixed when it is finalized; None when it is not known."""
    customer_email: str | None = None
    """Email address of the customer, fixed when it is finalized; None when it is not known."""
    customer_name: str | None = None
    """Name of the customer, fixed when it is finalized; None when it is not known."""
    customer_phone: str | None = None
    """Phone number of the customer, fixed when it is finalized; None when it is not known."""
    customer_shipping: ShippingDetails | None = None
    """Shipping address of the customer, fixed when it is finalized; None when it is not known."""
    customer_tax_exempt: Literal["exempt", "none", "reverse"] | str | None = None
    """Whether the customer pays tax, fixed when it is finalized; None when that is not known."""
    customer_tax_ids: list[CustomerTaxId] | None = None
    """Tax ids of the customer, fixed when it is finalized; None when Stripe does not say."""
    default_payment_method: str | PaymentMethod | None = None
    """Payment method that is charged, by id or expanded; None for the Customer's default."""
    default_source: str | dict[str, Any] | None = None
    """Payment source (of the older kind) that is charged, by id or expanded to a JSON object; None when there is
    none."""
    default_tax_rates: list[TaxRate]
    """Tax rates of the lines that have none of their own; empty when there are none."""
    description: str | None = None
    """Memo on the Invoice; None when there is none."""
    discount: Discount | None = None
    """The reduction, when it is only one; None when there is none. Until 2025-02-24.acacia; then only ``discounts``."""
    discounts: list[str | Discount | DeletedDiscount]
    """Reductions of the whole Invoice, by id or expanded; empty when there are none."""
    due_date: int | None = None
    """When it must be paid, in Unix seconds; None unless ``collection_method`` is ``send_invoice``."""
    effective_at: int | None = None
    """The date of the Invoice, in Unix seconds, for its PDF and receipt; None means that ``finalized_at`` is."""
    ending_balance: int | None = None
    """The customer's balance after it was finalized, in minor units of ``currency``; None before."""
    footer: str | None = None
    """Text at the end of the Invoice; None when there is none."""
    from_invoice: InvoiceOrigin | None = None
    """The Invoice that it replaces; None when it replaces none."""
    hosted_invoice_url: str | None = None
    """Web page where the customer sees and pays it. Anyone with the URL can open it. None until finalized."""
    invoice_pdf: str | None = None
    """URL of the PDF. Anyone with the URL can open it. None until finalized."""
    issuer: Issuer
    """The account that issues it."""
    last_finalization_error: PaymentError | None = None
    """Why the latest attempt to finalise it failed; None when it did not."""
    latest_revision: str | Invoice | None = None
    """The Invoice that replaces it, by id or expanded; None when none does."""
    lines: InvoiceLineItemList
    """What is billed."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the Invoice; None when they were not set."""
    next_payment_attempt: int | None = None
    """When payment will next be tried, in Unix seconds; None when it will not be, as with ``send_invoice``."""
    number: str | None = None
    """Number that the customer sees; None until finalized."""
    on_behalf_of: str | Account | None = None
    """The connected account that it is for, by id or expanded; None when it is your own."""
    paid: bool | None = None
    """Whether it has been paid. Until 2025-02-24.acacia; then ``status`` is ``paid``."""
    parent: InvoiceParent | None = None
    """What generated it; None when nothing did. Since 2025-08-27.basil."""
    payment_intent: str | PaymentIntent | None = None
    """The PaymentIntent, by id or expanded; None until finalized. Until 2025-02-24.acacia; then in ``payments``."""
    payment_settings: InvoicePaymentSettings
    """How it may be paid."""
    payments: InvoicePaymentList | None = None
    """What paid it or will; None unless expanded. Since 2025-08-27.basil."""
    period_end: int
    """End of the time in which its items were gathered, in Unix seconds; ``lines`` have the periods of service."""
    period_start: int
    """Beginning of the time in which its items were gathered, in Unix seconds."""
    post_payment_credit_notes_amount: int
    """The sum of the credit notes after it was paid, in minor units of ``currency``."""
    pre_payment_credit_notes_amount: int
    """The sum of the credit notes before it was paid, in minor units of ``currency``."""
    receipt_number: str | None = None
    """Number on the receipts; None before one was sent."""
    rendering: InvoiceRendering | None = None
    """How it looks; None for the defaults."""
    shipping_cost: ShippingCost | None = None
    """What shipping costs, with its taxes; None when there is none."""
    shipping_details: ShippingDetails | None = None
    """Where and to whom the goods are sent; None when that was not given."""
    starting_balance: int
    """The customer's balance before it was finalized, in minor units of ``currency``; for a draft the balance now."""
    statement_descriptor: str | None = None
    """Text on the customer's statement; None for the account's default."""
    status: Literal["draft", "open", "paid", "uncollectible", "void"] | str | None = None
    """Its status; None for a preview."""
    status_details: InvoiceStatusDetails | None = None
    """More about the status; None when there is nothing to tell. Since 2026-10-28.endive."""
    status_transitions: InvoiceStatusTransitions
    """When its status changed."""
    subscription: str | Subscription | None = None
    """The Subscription, by id or expanded; None when there is none. Until 2025-02-24.acacia; then in ``parent``."""
    subtotal: int
    """Sum of the lines before discounts of the whole Invoice and exclusive taxes, in minor units."""
    subtotal_excluding_tax: int | None = None
    """``subtotal`` without any tax, in minor units; None when that is not known."""
    tax: int | None = None
    """All taxes together, in minor units; None when there are none. Until 2025-02-24.acacia; then ``total_taxes``."""
    test_clock: str | dict[str, Any] | None = None
    """Test clock that sets its time, by id or expanded to a JSON object; None when there is none, as always in live
    mode."""
    threshold_reason: InvoiceThresholdReason | None = None
    """The billing threshold that made Stripe create it; None when none did."""
    total: int
    """The whole sum after discounts and taxes, in minor units."""
    total_discount_amounts: list[InvoiceDiscountAmount] | None = None
    """What each discount takes off, over all lines; None when that is not known."""
    total_excluding_tax: int | None = None
    """``total`` without any tax, in minor units; None when that is not known."""
    total_pretax_credit_amounts: list[InvoicePretaxCredit] | None = None
    """Credits that reduce the sum before taxes; None when there are none."""
    total_taxes: list[InvoiceTax] | None = None
    """What each tax adds, over all lines; None in older versions (``total_tax_amounts`` in ``raw``). Since
    2025-08-27.basil."""
    webhooks_delivered_at: int | None = None
    """When the webhooks about its creation had all been delivered, in Unix seconds; None before."""


@model
class DeletedInvoice(DeletedResource):
    """What is left of an Invoice that was deleted.

    API reference: https://docs.stripe.com/api/invoices/delete
    """

    id: str
    """Identifier that the Invoice had."""
    object: Literal["invoice"] | str
    """Kind of the object: ``invoice``."""
    deleted: Literal[True]
    """Always True."""
