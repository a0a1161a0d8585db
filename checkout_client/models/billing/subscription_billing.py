"""How and when a Subscription is billed, and why it paused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..products.price import Price


@model
class BillingCycleAnchorConfig(Model):
    """The day and time at which billing periods begin.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_cycle_anchor_config
    """

    day_of_month: int
    """Day of the month, 1 to 31; in a shorter month its last day."""
    hour: int | None = None
    """Hour (UTC), 0 to 23; None when not set."""
    minute: int | None = None
    """Minute, 0 to 59; None when not set."""
    month: int | None = None
    """Month, 1 to 12; None except for periods longer than a month."""
    second: int | None = None
    """Second, 0 to 59; None when not set."""


@model
class BillingModeFlexible(Model):
    """Settings of the newer rules for prorations.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_mode-flexible
    """

    proration_discounts: Literal["included", "itemized"] | str | None = None
    """Whether discounts of prorations are part of the amounts or separate; None when not set."""


@model
class BillingMode(Model):
    """How prorations and invoices are computed.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_mode
    """

    flexible: BillingModeFlexible | None = None
    """Settings of the newer rules; None unless ``type`` is ``flexible``."""
    type: Literal["classic", "flexible"] | str
    """Whether the older (``classic``) or the newer rules apply."""
    updated_at: int | None = None
    """When the Subscription went over to these rules, in Unix seconds; None when it always had them."""


@model
class BillingDuration(Model):
    """A length of time in calendar units.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_schedules-bill_until-duration
    """

    interval: Literal["day", "month", "week", "year"] | str
    """The unit."""
    interval_count: int | None = None
    """The number of units; None means one."""


@model
class BillingScheduleEnd(Model):
    """Up to when something is billed in advance.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_schedules-bill_until
    """

    computed_timestamp: int
    """The end, in Unix seconds, whichever way it was given."""
    duration: BillingDuration | None = None
    """The length that was given; None unless ``type`` is ``duration``."""
    timestamp: int | None = None
    """The time that was given, in Unix seconds; None unless ``type`` is ``timestamp``."""
    type: Literal["duration", "timestamp"] | str
    """How the end was given."""


@model
class BillingScheduleTarget(Model):
    """Which items of a Subscription a billing schedule is for.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_schedules-applies_to
    """

    price: str | Price | None = None
    """The Price of the items, by id or expanded; None when they are not chosen by Price."""
    type: Literal["price"] | str
    """How the items are chosen."""


@model
class BillingSchedule(Model):
    """Items that are billed in advance for longer than one period.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_schedules
    """

    applies_to: list[BillingScheduleTarget] | None = None
    """The items; None for all."""
    bill_until: BillingScheduleEnd
    """Up to when they are billed."""
    key: str
    """Name of the schedule within the Subscription."""


@model
class BillingThresholds(Model):
    """The sum at which a Subscription is billed before its period ends.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-billing_thresholds
    """

    amount_gte: int | None = None
    """The sum, in minor units of the Subscription's currency; None when there is none."""
    reset_billing_cycle_anchor: bool | None = None
    """Whether a new period begins then; None when not set."""


@model
class PendingInvoiceItemInterval(Model):
    """How often pending invoice items are billed.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-pending_invoice_item_interval
    """

    interval: Literal["day", "month", "week", "year"] | str
    """The unit."""
    interval_count: int
    """The number of units between two Invoices."""


@model
class SubscriptionPause(Model):
    """Who or what paused a Subscription.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-status_details-paused-subscription
    """

    type: (
        Literal[
            "final_payment_failure",
            "first_payment_failure",
            "pause_requested",
            "system",
            "trial_end_without_payment_method",
        ]
        | str
    )
    """The reason, such as ``trial_end_without_payment_method``."""


@model
class SubscriptionPausedDetails(Model):
    """How a Subscription became paused.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-status_details-paused
    """

    subscription: SubscriptionPause
    """Why the Subscription was paused."""
    transitioned_at: int
    """When it was paused, in Unix seconds."""
    type: Literal["subscription"] | str
    """What the reason belongs to."""


@model
class SubscriptionStatusDetails(Model):
    """More about the status of a Subscription.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-status_details
    """

    paused: SubscriptionPausedDetails
    """How it became paused."""


@model
class SubscriptionPresentmentDetails(Model):
    """The customer's own currency.

    API reference: https://docs.stripe.com/api/subscriptions/object#subscription_object-presentment_details
    """

    presentment_currency: str
    """Currency in which the customer pays: three-letter ISO 4217 code in lower case."""
