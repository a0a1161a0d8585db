"""What a customer is billed for, period after period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..customers.account import Account, Issuer
    from ..customers.application import Application, DeletedApplication
    from ..customers.customer import Customer, DeletedCustomer
    from ..customers.tax_id import DeletedTaxId, TaxId
    from ..payments.payment_method import PaymentMethod
    from ..payments.setup_intent import SetupIntent
    from ..products.discount import Discount
    from ..products.price import Price
    from ..products.tax_rate import TaxRate
    from ..session.invoice_creation import InvoiceCustomField
    from ..session.session_settings import ManagedPayments
    from .invoice import DeletedInvoice, Invoice
    from .subscription_billing import (
        BillingCycleAnchorConfig,
        BillingMode,
        BillingSchedule,
        BillingThresholds,
        PendingInvoiceItemInterval,
        SubscriptionPresentmentDetails,
        SubscriptionStatusDetails,
    )


@model
class SubscriptionAutomaticTax(Model):
    """Whether Stripe computes the taxes.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-automatic_tax
    """

    disabled_reason: Literal["requires_location_inputs"] | str | None = None
    """Why Stripe switched it off; None unless it did. Since 2025-02-24.acacia."""
    enabled: bool
    """Whether taxes are computed automatically for this Subscription."""
    liability: Issuer | None = None
    """The account that owes the tax; None unless automatic tax is enabled."""


@model
class CancellationDetails(Model):
    """Why a Subscription ended or will end.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-cancellation_details
    """

    comment: str | None = None
    """What the customer wrote about it; None when nothing was written."""
    feedback: (
        Literal[
            "customer_service",
            "low_quality",
            "missing_features",
            "other",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
        ]
        | str
        | None
    ) = None
    """Reason that the customer chose; None when none was chosen."""
    feedback_option: str | dict[str, Any] | None = None
    """Your own reason that the customer chose, by id or expanded to a JSON object; None when none was chosen.
    Since 2026-10-28.endive."""
    reason: (
        Literal["canceled_by_retention_policy", "cancellation_requested", "payment_disputed", "payment_failed"]
        | str
        | None
    ) = None
    """What ended it; None unless it was canceled. ``canceled_by_retention_policy`` since 2026-04-22.dahlia."""


@model
class SubscriptionInvoiceSettings(Model):
    """Settings for the invoices of a Subscription.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-invoice_settings
    """

    account_tax_ids: list[str | TaxId | DeletedTaxId] | None = None
    """Tax ids of your own account that are printed on the invoices, by id or expanded; None when none were chosen."""
    custom_fields: list[InvoiceCustomField] | None = None
    """Your own lines on the invoices; None when there are none. Since 2026-10-28.endive."""
    description: str | None = None
    """Memo on the invoices; None when there is none. Since 2026-10-28.endive."""
    footer: str | None = None
    """Text at the foot of the invoices; None when there is none. Since 2026-10-28.endive."""
    issuer: Issuer
    """The account that issues the invoices."""


@model
class SubscriptionPaymentSettings(Model):
    """How a Subscription is paid.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-payment_settings
    """

    payment_method_options: dict[str, Any] | None = None
    """Settings by payment method, as a JSON object; None when there are none."""
    payment_method_types: list[str] | None = None
    """Kinds of payment method for its invoices, such as ``card``; None for those of the account's settings."""
    save_default_payment_method: Literal["off", "on_subscription"] | str | None = None
    """Whether a payment method that worked becomes the default of the Subscription; None when that was not set."""


@model
class PauseCollection(Model):
    """How a Subscription continues while payment collection is paused.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-pause_collection
    """

    behavior: Literal["keep_as_draft", "mark_uncollectible", "void"] | str
    """What becomes of the invoices in the meantime."""
    resumes_at: int | None = None
    """When payments are collected again, in Unix seconds; None when that is left open."""


@model
class SubscriptionTransferData(Model):
    """What is passed on to a connected account.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-transfer_data
    """

    amount_percent: float | None = None
    """Part of each invoice that is passed on, as a percentage out of 100; None for all of it."""
    destination: str | Account
    """The connected account that receives it, by id or expanded."""


@model
class TrialEndBehavior(Model):
    """What happens when a trial ends.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-trial_settings-end_behavior
    """

    billing_cycle_anchor: Literal["now", "unchanged"] | str | None = None
    """Whether the billing periods start afresh at the end of the trial; None when that was not set.
    Since 2026-10-28.endive."""
    missing_payment_method: Literal["cancel", "create_invoice", "pause"] | str
    """What happens when the customer has given no payment method by then."""


@model
class TrialSettings(Model):
    """Settings of the trial of a Subscription.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-trial_settings
    """

    end_behavior: TrialEndBehavior
    """What happens when the trial ends."""


@model
class SubscriptionItem(Model):
    """One Price of a Subscription, with its quantity.

    The main fields; the others, such as ``plan``, stay in ``raw``.

    API reference: https://docs.stripe.com/api/subscription_items/object
    """

    id: str
    """Identifier, beginning with ``si_``."""
    object: Literal["subscription_item"] | str
    """Kind of the object: ``subscription_item``."""
    billed_until: int | None = None
    """Time up to which the item has been billed, in Unix seconds; None when it has not. Since 2026-10-28.endive."""
    created: int
    """When the item was created, in Unix seconds."""
    current_period_end: int | None = None
    """When the current billing period ends, in Unix seconds. None in older versions, where the Subscription has it.
    Since 2025-08-27.basil."""
    current_period_start: int | None = None
    """When the current billing period began, in Unix seconds. None in older versions, where the Subscription has it.
    Since 2025-08-27.basil."""
    discounts: list[str | Discount]
    """Reductions of this item, by id or expanded; empty when there are none."""
    metadata: dict[str, str]
    """Your own key-value pairs on the item; empty when there are none."""
    price: Price
    """The Price of one unit."""
    quantity: int | None = None
    """Number of units; None for a Price that is billed by usage."""
    subscription: str
    """Id of the Subscription."""
    tax_rates: list[TaxRate] | None = None
    """Tax rates of this item, in place of the Subscription's ``default_tax_rates``; None when there are none."""


@model
class SubscriptionItemList(Model):
    """The first page of the items of a Subscription.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-items
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[SubscriptionItem]
    """The items of this page."""
    has_more: bool
    """Whether there are items beyond this page."""
    url: str
    """Path under which the whole list is found."""


@model
class SubscriptionPendingUpdate(Model):
    """A change of a Subscription that waits for its payment.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-pending_update
    """

    billing_cycle_anchor: int | None = None
    """The new start of the billing cycle, in Unix seconds; None when it does not change."""
    cancel_at_period_end: bool | None = None
    """Whether it ends with the period; None when that does not change. Since 2026-10-28.endive."""
    discount: Discount | None = None
    """The new reduction; None when it does not change."""
    discounts: list[str | Discount] | None = None
    """The new reductions, by id or expanded; None when they do not change."""
    expires_at: int
    """When the change is dropped unless it is paid, in Unix seconds."""
    metadata: dict[str, str] | None = None
    """The new key-value pairs; None when they do not change."""
    subscription_items: list[SubscriptionItem] | None = None
    """The new items; None when they do not change."""
    trial_end: int | None = None
    """The new end of the trial, in Unix seconds; None when it does not change."""
    trial_from_plan: bool | None = None
    """Whether the trial of the plan is used; None when that does not change."""


@model
class Subscription(Resource):
    """What a Customer is billed for, period after period.

    API reference: https://docs.stripe.com/api/subscriptions/object
    """

    id: str
    """Identifier, beginning with ``sub_``."""
    object: Literal["subscription"] | str
    """Kind of the object: ``subscription``."""
    application: str | Application | DeletedApplication | None = None
    """The Connect application that created it, by id or expanded; None if there is none."""
    application_fee_percent: float | None = None
    """The platform's fee on each invoice, as a percentage out of 100; None when there is none."""
    automatic_tax: SubscriptionAutomaticTax
    """Whether Stripe computes the taxes."""
    billing_cycle_anchor: int
    """Point in time from which the billing periods are counted, in Unix seconds."""
    billing_cycle_anchor_config: BillingCycleAnchorConfig | None = None
    """The day and time at which billing periods begin; None when only ``billing_cycle_anchor`` says so."""
    billing_mode: BillingMode | None = None
    """How prorations and invoices are computed; None in older versions. Since 2025-08-27.basil."""
    billing_schedules: list[BillingSchedule]
    """Items that are billed in advance for longer; empty when there are none."""
    billing_thresholds: BillingThresholds | None = None
    """The sum at which it is billed before a period ends; None when there is none."""
    cancel_at: int | None = None
    """When it will be canceled, in Unix seconds; None when no time is set."""
    cancel_at_period_end: bool
    """Whether it will be canceled when the current billing period ends."""
    canceled_at: int | None = None
    """When it was canceled, or when that was requested, in Unix seconds; None unless either happened."""
    cancellation_details: CancellationDetails | None = None
    """Why it was canceled; None when Stripe does not say."""
    collection_method: Literal["charge_automatically", "send_invoice"] | str
    """Whether Stripe charges the default payment method or sends an invoice to be paid."""
    created: int
    """When the Subscription was created, in Unix seconds."""
    currency: str
    """Currency of its invoices: three-letter ISO 4217 code in lower case."""
    current_period_end: int | None = None
    """When the current billing period ends, in Unix seconds. Until 2025-02-24.acacia; 2025-03-31.basil moved it to
    ``items``."""
    current_period_start: int | None = None
    """When the current billing period began, in Unix seconds. Until 2025-02-24.acacia; 2025-03-31.basil moved it to
    ``items``."""
    customer: str | Customer | DeletedCustomer
    """The Customer who is billed, by id or expanded."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    days_until_due: int | None = None
    """Days the customer has to pay an invoice; None unless ``collection_method`` is ``send_invoice``."""
    default_payment_method: str | PaymentMethod | None = None
    """Payment method that is charged, by id or expanded; None for the Customer's default."""
    default_source: str | dict[str, Any] | None = None
    """Payment source that is charged, by id or expanded to a JSON object; None for the Customer's default."""
    default_tax_rates: list[TaxRate] | None = None
    """Tax rates of the items that have none of their own; None when there are none."""
    description: str | None = None
    """Text about the Subscription that customers see; None when there is none."""
    discount: Discount | None = None
    """The reduction, when it is only one; None when there is none. Until 2025-02-24.acacia; then only ``discounts``."""
    discounts: list[str | Discount]
    """Reductions of the whole Subscription, by id or expanded; empty when there are none."""
    ended_at: int | None = None
    """When it ended, in Unix seconds; None while it runs."""
    invoice_settings: SubscriptionInvoiceSettings
    """Settings for its invoices."""
    items: SubscriptionItemList
    """What is billed."""
    latest_invoice: str | Invoice | DeletedInvoice | None = None
    """The latest Invoice, by id or expanded; None when there is none yet."""
    livemode: bool
    """True for live data, False for test data."""
    managed_payments: ManagedPayments | None = None
    """Whether Managed Payments handles it; None when that was not set. Since 2026-04-22.dahlia."""
    metadata: dict[str, str]
    """Your own key-value pairs on the Subscription; empty when there are none."""
    next_pending_invoice_item_invoice: int | None = None
    """When pending invoice items will next be billed between periods, in Unix seconds; None when they will not be."""
    on_behalf_of: str | Account | None = None
    """The connected account that charges are made for, by id or expanded; None when it is your own."""
    pause_collection: PauseCollection | None = None
    """How it continues while payment collection is paused; None unless it is paused."""
    payment_settings: SubscriptionPaymentSettings | None = None
    """How its invoices are paid; None when nothing was set."""
    pending_invoice_item_interval: PendingInvoiceItemInterval | None = None
    """How often pending invoice items are billed; None for once a period."""
    pending_setup_intent: str | SetupIntent | None = None
    """SetupIntent in which the customer must still confirm a payment method, by id or expanded; None when none is."""
    pending_update: SubscriptionPendingUpdate | None = None
    """A change that waits for its payment; None when none does."""
    presentment_details: SubscriptionPresentmentDetails | None = None
    """The customer's own currency; None when amounts are not converted."""
    schedule: str | dict[str, Any] | None = None
    """The schedule that changes it, by id or expanded to a JSON object; None when there is none."""
    start_date: int
    """When it first began, in Unix seconds; before ``created`` when it was backdated."""
    status: (
        Literal[
            "active",
            "canceled",
            "incomplete",
            "incomplete_expired",
            "past_due",
            "paused",
            "trialing",
            "unpaid",
        ]
        | str
    )
    """Its status; ``incomplete`` until the first invoice is paid, ``paused`` while nothing is billed, as after a
    trial without payment method."""
    status_details: SubscriptionStatusDetails | None = None
    """More about the status; None when there is nothing to tell. Since 2026-10-28.endive."""
    test_clock: str | dict[str, Any] | None = None
    """Test clock that sets its time, by id or expanded to a JSON object; None when there is none, as in live mode."""
    transfer_data: SubscriptionTransferData | None = None
    """What is passed on to a connected account; None when nothing is."""
    trial_end: int | None = None
    """When the trial ends or ended, in Unix seconds; None when there is none."""
    trial_settings: TrialSettings | None = None
    """Settings of the trial; None when nothing was set."""
    trial_start: int | None = None
    """When the trial began, in Unix seconds; None when there is none."""
