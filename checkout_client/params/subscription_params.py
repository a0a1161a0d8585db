"""The subscription that a session in mode ``subscription`` starts."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from .aliases import BillingInterval, Metadata, Percentage, Timestamp
from .invoice_params import InvoiceSettingsParams


class BillingCycleAnchorConfigParams(TypedDict, total=False):
    """The day, and the time of day in UTC, that billing periods start on.

    API reference: Create a Session, ``subscription_data.billing_cycle_anchor_config``.
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
    """Settings of flexible billing. API reference: Create a Session, ``subscription_data.billing_mode.flexible``."""

    proration_discounts: Literal["included", "itemized"]
    """Whether discounts on prorated amounts are part of the amount or items of their own."""


class BillingModeParams(TypedDict, total=False):
    """How prorations and invoices are worked out.

    API reference: Create a Session, ``subscription_data.billing_mode``.
    """

    type: Required[Literal["classic", "flexible"]]
    """The way of working. A subscription for which no mode is given is ``flexible`` in the newest version."""

    flexible: FlexibleBillingParams
    """Settings of flexible billing, when ``type`` is ``flexible``."""


class PendingInvoiceItemIntervalParams(TypedDict, total=False):
    """How often pending invoice items are billed.

    API reference: Create a Session, ``subscription_data.pending_invoice_item_interval``.
    """

    interval: Required[BillingInterval]
    """The unit of the period."""

    interval_count: int
    """How many units one period has: 3 with ``month`` bills every quarter. At most one year in all."""


class SubscriptionTransferDataParams(TypedDict, total=False):
    """A share of every invoice for a connected account.

    API reference: Create a Session, ``subscription_data.transfer_data``.
    """

    destination: Required[str]
    """ID of the connected account (``acct_…``) that receives the money."""

    amount_percent: Percentage
    """Its share of the invoice total, in per cent (0 to 100, two decimal places). All of it unless set."""


class TrialEndBehaviorParams(TypedDict):
    """What happens when a trial ends.

    API reference: Create a Session, ``subscription_data.trial_settings.end_behavior``.
    """

    missing_payment_method: Literal["cancel", "create_invoice", "pause"]
    """What becomes of the subscription if there is still no payment method."""


class TrialSettingsParams(TypedDict):
    """How the trial works. API reference: Create a Session, ``subscription_data.trial_settings``."""

    end_behavior: TrialEndBehaviorParams
    """What happens when the trial ends."""


class SubscriptionDataParams(TypedDict, total=False):
    """Settings of the new subscription. API reference: Create a Session, ``subscription_data``."""

    application_fee_percent: Percentage
    """Your platform's share of every invoice, in per cent (0 to 100, two decimal places).

    Only in requests for a connected account (``options={"stripe_account": ...}``).
    """

    billing_cycle_anchor: Timestamp
    """A moment in the future that billing periods are counted from."""

    billing_cycle_anchor_config: BillingCycleAnchorConfigParams
    """The day and time that billing periods start on, where no single moment is meant."""

    billing_mode: BillingModeParams
    """How prorations and invoices are worked out."""

    default_tax_rates: list[str]
    """IDs of the tax rates (``txr_…``) for items without tax rates of their own."""

    description: str
    """What the subscription is, shown to the customer, for instance in the customer portal."""

    invoice_settings: InvoiceSettingsParams
    """What goes on the subscription's invoices."""

    metadata: Metadata
    """Your own notes on the subscription. The session's own ``metadata`` is not copied to it."""

    on_behalf_of: str
    """ID of the connected account (``acct_…``) that the invoices are charged for."""

    pending_invoice_item_interval: PendingInvoiceItemIntervalParams
    """How often pending invoice items are billed, apart from the regular invoices."""

    proration_behavior: Literal["create_prorations", "none"]
    """Whether the time up to ``billing_cycle_anchor`` is charged in part. ``create_prorations`` unless set."""

    transfer_data: SubscriptionTransferDataParams
    """The connected account that receives the money, or a share of it."""

    trial_end: Timestamp
    """When the trial ends, at least 48 hours ahead. Not with ``trial_period_days``."""

    trial_period_days: int
    """Length of the trial in days, at least 1. Not with ``trial_end``."""

    trial_settings: TrialSettingsParams
    """What happens when the trial ends."""
