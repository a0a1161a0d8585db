"""Options of bank debits: ACSS, AU BECS, Bacs, SEPA and US bank accounts."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from ...clear import Clear
from .shared_options import OneTimeOptionsParams


class ACSSDebitMandateOptionsParams(TypedDict, total=False):
    """The mandate for debits in Canada.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.acss_debit.mandate_options``).
    """

    custom_mandate_url: str | Clear
    """URL of your own mandate text, shown when the customer confirms. Stripe adds the intent to its query string."""

    default_for: list[Literal["invoice", "subscription"]]
    """What uses this mandate by default. Only in mode ``setup``."""

    interval_description: str
    """Description of the interval. Required if ``payment_schedule`` is ``interval`` or ``combined``."""

    payment_schedule: Literal["combined", "interval", "sporadic"]
    """Whether debits happen at intervals, sporadically, or both."""

    transaction_type: Literal["business", "personal"]
    """Whether the account belongs to a business or a person."""


class ACSSDebitOptionsParams(TypedDict, total=False):
    """Options of pre-authorized debits in Canada (ACSS).

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.acss_debit``).
    """

    currency: Literal["cad", "usd"] | str
    """Currency of later debits. Only in mode ``setup``."""

    mandate_options: ACSSDebitMandateOptionsParams
    """The mandate that the customer gives."""

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the account for later: with the customer present (``on_session``) or also without."""

    target_date: str
    """Day on which to debit, as ``YYYY-MM-DD``, 3 to 15 days ahead. Since 2025-02-24.acacia."""

    verification_method: Literal["automatic", "instant", "microdeposits"]
    """How the account is verified: by the customer's bank login, by microdeposits, or by whichever works."""


class AUBECSDebitOptionsParams(OneTimeOptionsParams, total=False):
    """Options of debits in Australia (BECS).

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.au_becs_debit``).
    """

    target_date: str
    """Day on which to debit, as ``YYYY-MM-DD``, 3 to 15 days ahead. Since 2025-02-24.acacia."""


class BacsDebitMandateOptionsParams(TypedDict, total=False):
    """The mandate for debits in the UK.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.bacs_debit.mandate_options``).
    """

    reference_prefix: str | Clear
    """Start of the mandate's reference: at most 12 of upper-case letters, digits, spaces and ``/ _ - & .``.

    Must not begin with ``DDIC`` or ``STRIPE``.
    """


class BacsDebitOptionsParams(TypedDict, total=False):
    """Options of debits in the UK (Bacs).

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.bacs_debit``).
    """

    mandate_options: BacsDebitMandateOptionsParams
    """The mandate that the customer gives. Since 2025-02-24.acacia."""

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the account for later: with the customer present (``on_session``) or also without."""

    target_date: str
    """Day on which to debit, as ``YYYY-MM-DD``, 3 to 15 days ahead. Since 2025-02-24.acacia."""


class SEPADebitMandateOptionsParams(TypedDict, total=False):
    """The mandate for debits in euro.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.sepa_debit.mandate_options``).
    """

    reference_prefix: str | Clear
    """Start of the mandate's reference: at most 12 of upper-case letters, digits, spaces and ``/ _ - & .``.

    Must not begin with ``STRIPE``.
    """


class SEPADebitOptionsParams(TypedDict, total=False):
    """Options of debits in euro (SEPA).

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.sepa_debit``).
    """

    mandate_options: SEPADebitMandateOptionsParams
    """The mandate that the customer gives. Since 2025-02-24.acacia."""

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the account for later: with the customer present (``on_session``) or also without."""

    target_date: str
    """Day on which to debit, as ``YYYY-MM-DD``, 3 to 15 days ahead. Since 2025-02-24.acacia."""


class FinancialConnectionsParams(TypedDict, total=False):
    """Data that you may read from the customer's bank account.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.us_bank_account.financial_connections``).
    """

    permissions: list[Literal["balances", "ownership", "payment_method", "transactions"]]
    """What you may read from the account. Must include ``payment_method``."""

    prefetch: list[Literal["balances", "ownership", "transactions"]]
    """What to fetch as soon as the account is linked."""


class USBankAccountOptionsParams(TypedDict, total=False):
    """Options of debits in the US (ACH).

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.us_bank_account``).
    """

    financial_connections: FinancialConnectionsParams
    """Data that you may read from the customer's bank account."""

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the account for later: with the customer present (``on_session``) or also without."""

    target_date: str
    """Day on which to debit, as ``YYYY-MM-DD``, 3 to 15 days ahead. Since 2025-02-24.acacia."""

    verification_method: Literal["automatic", "instant"]
    """How the account is verified: only by the customer's bank login (``instant``), or also in other ways."""
