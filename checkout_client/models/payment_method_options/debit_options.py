"""Settings of single payment methods: direct debits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import SetupFutureUsage

PayToPaymentSchedule: TypeAlias = (
    Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"] | str
)
"""How often PayTo payments are made."""

PayToPurpose: TypeAlias = (
    Literal[
        "dependant_support",
        "government",
        "loan",
        "mortgage",
        "other",
        "pension",
        "personal",
        "retail",
        "salary",
        "tax",
        "utility",
    ]
    | str
)
"""What PayTo payments are for."""


@model
class ACSSDebitMandateOptions(Model):
    """The mandate of an ACSS debit.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-acss_debit
    """

    custom_mandate_url: str | None = None
    """Page with your own mandate text; None when Stripe's is used."""
    default_for: list[Literal["invoice", "subscription"] | str] | None = None
    """What the mandate is used for without further ado; None outside ``setup`` mode."""
    interval_description: str | None = None
    """When the account is debited, in words; None unless ``payment_schedule`` is ``interval`` or ``combined``."""
    payment_schedule: Literal["combined", "interval", "sporadic"] | str | None = None
    """Whether debits are made at intervals, sporadically, or both; None when not set."""
    transaction_type: Literal["business", "personal"] | str | None = None
    """Whether the account is a business's or a person's; None when not set."""


@model
class ACSSDebitOptions(Model):
    """Settings of Canadian pre-authorized debits (ACSS).

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-acss_debit
    """

    currency: Literal["cad", "usd"] | str | None = None
    """Currency of the bank account; None outside ``setup`` mode."""
    mandate_options: ACSSDebitMandateOptions | None = None
    """What the mandate says; None when not set."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether the account is kept for later payments; None when not set for ACSS by itself."""
    target_date: str | None = None
    """Day on which the account is to be debited, as YYYY-MM-DD; None when not set. Since 2025-02-24.acacia."""
    verification_method: Literal["automatic", "instant", "microdeposits"] | str | None = None
    """How the bank account is checked; None when not set."""


@model
class AUBECSDebitOptions(Model):
    """Settings of Australian direct debits (BECS).

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-au_becs_debit
    """

    setup_future_usage: Literal["none"] | str | None = None
    """``none``: here the account is never kept for later payments. None when not set."""
    target_date: str | None = None
    """Day on which the account is to be debited, as YYYY-MM-DD; None when not set. Since 2025-02-24.acacia."""


@model
class DirectDebitMandateOptions(Model):
    """The mandate of a Bacs or SEPA debit.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-sepa_debit-mandate_options
    """

    reference_prefix: str | None = None
    """What the mandate reference begins with, up to 12 characters; None when Stripe decides."""


@model
class DirectDebitOptions(Model):
    """Settings of Bacs or SEPA direct debits.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-sepa_debit
    """

    mandate_options: DirectDebitMandateOptions | None = None
    """What the mandate says; None when not set. Since 2025-02-24.acacia."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether the account is kept for later payments; None when not set for this method by itself."""
    target_date: str | None = None
    """Day on which the account is to be debited, as YYYY-MM-DD; None when not set. Since 2025-02-24.acacia."""


@model
class FinancialConnectionsFilters(Model):
    """Which accounts may be linked.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-us_bank_account
    """

    account_subcategories: list[Literal["checking", "savings"] | str] | None = None
    """Kinds of account that may be chosen; None when all may."""


@model
class FinancialConnectionsOptions(Model):
    """What is read from a linked bank account.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-us_bank_account-financial_connections
    """

    filters: FinancialConnectionsFilters | None = None
    """Which accounts may be chosen; None when all may. Since 2025-02-24.acacia."""
    permissions: list[Literal["balances", "ownership", "payment_method", "transactions"] | str] | None = None
    """The data that the customer is asked to share with you; None when not set."""
    prefetch: list[Literal["balances", "ownership", "transactions"] | str] | None = None
    """What is read as soon as the account is linked; None when nothing is."""
    return_url: str | None = None
    """Where a customer in a web view returns to after linking; None when not set."""


@model
class USBankAccountOptions(Model):
    """Settings of US debits (ACH).

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-us_bank_account
    """

    financial_connections: FinancialConnectionsOptions | None = None
    """What is read from a linked account; None when not set."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether the account is kept for later payments; None when not set for bank debits by themselves."""
    target_date: str | None = None
    """Day on which the account is to be debited, as YYYY-MM-DD; None when not set. Since 2025-02-24.acacia."""
    verification_method: Literal["automatic", "instant"] | str | None = None
    """How the bank account is checked; None when not set."""


@model
class PayToMandateOptions(Model):
    """The agreement behind PayTo payments.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-payto
    """

    amount: int | None = None
    """The sum of each payment or its upper limit, in minor units; None unless set (always when the sum is fixed)."""
    amount_type: Literal["fixed", "maximum"] | str | None = None
    """Whether ``amount`` is the exact sum or the upper limit; None when not set."""
    end_date: str | None = None
    """Last day on which payments are made, as YYYY-MM-DD; None when there is no end."""
    payment_schedule: PayToPaymentSchedule | None = None
    """How often payments are made; None when not set."""
    payments_per_period: int | None = None
    """Number of payments in each period; None when not set."""
    purpose: PayToPurpose | None = None
    """What the payments are for; None when it follows from your kind of business."""
    start_date: str | None = None
    """First day on which payments are made, as YYYY-MM-DD; None when they begin with the confirmation."""


@model
class PayToOptions(Model):
    """Settings of PayTo.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-payto
    """

    mandate_options: PayToMandateOptions | None = None
    """What the agreement says; None when not set."""
    setup_future_usage: Literal["none", "off_session"] | str | None = None
    """Whether the account is kept for later payments; None when not set for PayTo by itself."""
