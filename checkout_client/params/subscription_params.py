"""Settings of the subscription that a session in mode ``subscription`` creates."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from .aliases import BillingInterval, Metadata, Percentage, Timestamp
from .invoice_params import InvoiceSettingsParams


class BillingCycleAnchorConfigParams(TypedDict, total=False):
    """The day and the time in UTC at which billing periods start.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``subscription_data.billing_cycle_anchor_config``).
    """

    day_of_month: Required[int]
    """Day of the month, 1 to 31."""

    hour: int
    """Hour of the day, 0 to 23."""

    minute: int
    """Minute of the hour, 0 to 59."""

    month: int
    """Month in which full periods start, 1 to 12."""

    second: int
    """Second of the minute, 0 to 59."""


class FlexibleBillingParams(TypedDict, total=False):
    """Settings of flexible billing.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``subscription_data.billing_mode.flexible``).
    """

    proration_discounts: Literal["included", "itemized"]
    """Whether discounts on prorated amounts are included in the amount or listed as separate items."""


class BillingModeParams(TypedDict, total=False):
    """How prorations and invoices are calculated.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``subscription_data.billing_mode``).
    """

    type: Required[Literal["classic", "flexible"]]
    """The billing mode. In the newest version, ``flexible`` is the default."""

    flexible: FlexibleBillingParams
    """Settings of flexible billing, if ``type`` is ``flexible``."""


class PendingInvoiceItemIntervalParams(TypedDict, total=False):
    """How often pending invoice items are billed.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``subscription_data.pending_invoice_item_interval``).
    """

    interval: Required[BillingInterval]
    """The unit of the period."""

    interval_count: int
    """Number of units in one period: 3 with ``month`` bills every quarter. At most one year in total."""


class SubscriptionTransferDataParams(TypedDict, total=False):
    """Transfer of a share of every invoice to a connected account.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``subscription_data.transfer_data``).
    """

    destination: Required[str]
    """ID of the connected account (``acct_…``) that receives the money."""

    amount_percent: Percentage
    """Share of the invoice total, in percent (0 to 100, two decimal places). By default, all of it."""


class TrialEndBehaviorParams(TypedDict):
    """What happens when a trial ends.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``subscription_data.trial_settings.end_behavior``).
    """

    missing_payment_method: Literal["cancel", "create_invoice", "pause"]
    """What happens to the subscription if it still has no payment method."""


class TrialSettingsParams(TypedDict):
    """Settings of the trial.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``subscription_data.trial_settings``).
    """

    end_behavior: TrialEndBehaviorParams
    """What happens when the trial ends."""


class SubscriptionDataParams(TypedDict, total=False):
    """Settings of the new subscription.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``subscription_data``).
    """

    application_fee_percent: Percentage
    """Your platform's share of every invoice, in percent (0 to 100, two decimal places).

    Only in requests for a connected account (``options={"stripe_account": ...}``).
    """

    billing_cycle_anchor: Timestamp
    """A time in the future at which billing periods start."""

    billing_cycle_anchor_config: BillingCycleAnchorConfigParams
    """The day and time at which billing periods start, as an alternative to ``billing_cycle_anchor``."""

    billing_mode: BillingModeParams
    """How prorations and invoices are calculated."""

    default_tax_rates: list[str]
    """IDs of the tax rates (``txr_…``) for items without tax rates of their own."""

    description: str
    """Description of the subscription, shown to the customer, for example in the customer portal."""

    invoice_settings: InvoiceSettingsParams
    """Contents of the subscription's invoices."""

    metadata: Metadata
    """Your own notes on the subscription. The session's own ``metadata`` is not copied to it."""

    on_behalf_of: str
    """ID of the connected account (``acct_…``) for which the invoices are charged."""

    pending_invoice_item_interval: PendingInvoiceItemIntervalParams
    """How often pending invoice items are billed, in addition to the regular invoices."""

    proration_behavior: Literal["create_prorations", "none"]
    """Whether the time until ``billing_cycle_anchor`` is prorated. ``create_prorations`` by default."""

    transfer_data: SubscriptionTransferDataParams
    """The connected account that receives the money, or a share of it."""

    trial_end: Timestamp
    """When the trial ends, at least 48 hours from now. Not with ``trial_period_days``."""

    trial_period_days: int
    """Length of the trial in days, at least 1. Not with ``trial_end``."""

    trial_settings: TrialSettingsParams
    """What happens when the trial ends."""
