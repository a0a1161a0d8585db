"""Options of payments that customers make from their bank: redirects, transfers and real-time payments."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ...clear import Clear
from ..aliases import Currency, Timestamp
from .shared_options import OneTimeOptionsParams, ReusableOptionsParams


class BlikMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by BLIK.

    API reference: Create a Session, ``payment_method_options.blik.mandate_options``.
    """

    expires_at: Timestamp
    """When the mandate ends; without it, never."""


class BlikOptionsParams(TypedDict, total=False):
    """Options of BLIK. API reference: Create a Session, ``payment_method_options.blik``."""

    mandate_options: BlikMandateOptionsParams
    """The mandate that the customer gives."""

    setup_future_usage: Literal["none", "off_session"] | Clear
    """Save the method for later payments without the customer, or ``none``."""


class EUBankTransferParams(TypedDict):
    """Where a bank account for transfers in euro should be.

    API reference: Create a Session, ``payment_method_options.customer_balance.bank_transfer.eu_bank_transfer``.
    """

    country: Literal["DE", "FR", "IE", "NL"] | str
    """Country of the account that customers transfer to (ISO 3166-1 alpha-2)."""


class BankTransferParams(TypedDict, total=False):
    """The bank transfer that tops up a customer's balance.

    API reference: Create a Session, ``payment_method_options.customer_balance.bank_transfer``.
    """

    type: Required[
        Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"]
    ]
    """Which country's transfers are used."""

    eu_bank_transfer: EUBankTransferParams
    """Where the account should be, when ``type`` is ``eu_bank_transfer``."""

    requested_address_types: list[Literal["aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"]]
    """Kinds of account details to hand out. All that fit unless set."""


class CustomerBalanceOptionsParams(OneTimeOptionsParams, total=False):
    """Options of paying from the customer's balance.

    API reference: Create a Session, ``payment_method_options.customer_balance``.
    """

    bank_transfer: BankTransferParams
    """The transfer that tops up the balance, when ``funding_type`` is ``bank_transfer``."""

    funding_type: Literal["bank_transfer"]
    """How the balance is topped up when it is too low."""


class P24OptionsParams(OneTimeOptionsParams, total=False):
    """Options of Przelewy24. API reference: Create a Session, ``payment_method_options.p24``."""

    tos_shown_and_accepted: bool
    """Say that the customer has seen and accepted the terms of Przelewy24."""


class PayByBankOptionsParams(TypedDict, total=False):
    """Options of Pay by Bank: none yet. API reference: Create a Session, ``payment_method_options.pay_by_bank``."""


class PayToMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by PayTo.

    API reference: Create a Session, ``payment_method_options.payto.mandate_options``.
    """

    amount: int | Clear
    """Amount, in cents: exact or the most, as ``amount_type`` says. Needed when that is ``fixed``."""

    amount_type: Literal["fixed", "maximum"] | Clear
    """Whether ``amount`` is exact or the most that is taken. ``maximum`` unless set."""

    end_date: str | Clear
    """Last day of payments, as ``YYYY-MM-DD``. Without it there is none."""

    payment_schedule: (
        Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"] | Clear
    )
    """How often payments are taken. ``adhoc`` unless set."""

    payments_per_period: int | Clear
    """How many payments one period may have: 1 unless set, or any number when ``payment_schedule`` is ``adhoc``."""

    purpose: (
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
        | Clear
    )
    """What the payments are for. Follows from your business's category unless set."""

    start_date: str | Clear
    """First day of payments, as ``YYYY-MM-DD``. The day of confirmation unless set."""


class PayToOptionsParams(ReusableOptionsParams, total=False):
    """Options of PayTo. API reference: Create a Session, ``payment_method_options.payto``."""

    mandate_options: PayToMandateOptionsParams
    """The mandate that the customer gives."""


class PixMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by Pix. Since 2026-04-22.dahlia.

    API reference: Create a Session, ``payment_method_options.pix.mandate_options``.
    """

    amount: int
    """Amount, in centavos: exact or the most, as ``amount_type`` says.

    Needed when that is ``fixed``; 40000 unless set when it is ``maximum``.
    """

    amount_includes_iof: Literal["always", "never"]
    """Whether the amount includes Brazil's transaction tax (IOF). ``never`` unless set."""

    amount_type: Literal["fixed", "maximum"]
    """Whether ``amount`` is exact or the most that is taken. ``maximum`` unless set."""

    currency: Currency
    """Currency of the amount; ``brl`` is the only one."""

    end_date: str
    """Last day of payments, as ``YYYY-MM-DD``, after ``start_date``. Without it there is none."""

    payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"]
    """How often payments are taken. ``monthly`` unless set."""

    reference: str
    """Name that customers see in their bank's app. Your business's name unless set."""

    start_date: str
    """First day of payments, as ``YYYY-MM-DD``, at least 3 days ahead. In 3 days unless set."""


class PixOptionsParams(ReusableOptionsParams, total=False):
    """Options of Pix. API reference: Create a Session, ``payment_method_options.pix``."""

    amount_includes_iof: Literal["always", "never"]
    """Whether the amount includes Brazil's transaction tax (IOF). ``never`` unless set. Since 2025-08-27.basil."""

    expires_after_seconds: int
    """How long the code can be paid, in seconds: 60 to 1209600 (14 days), 14400 (4 hours) unless set."""

    mandate_options: PixMandateOptionsParams
    """The mandate that the customer gives. Since 2026-04-22.dahlia."""


class SwishOptionsParams(TypedDict, total=False):
    """Options of Swish. API reference: Create a Session, ``payment_method_options.swish``."""

    reference: str
    """The order's reference that customers see in the app. The PaymentIntent's ID unless set."""


class UPIMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by UPI.

    API reference: Create a Session, ``payment_method_options.upi.mandate_options``.
    """

    amount: int
    """Amount of later payments, in paise: exact or the most, as ``amount_type`` says."""

    amount_type: Literal["fixed", "maximum"]
    """Whether ``amount`` is exact or the most that is taken."""

    description: str
    """What the mandate is for, shown to the customer."""

    end_date: Timestamp
    """When the mandate ends."""


class UPIOptionsParams(TypedDict, total=False):
    """Options of UPI. API reference: Create a Session, ``payment_method_options.upi``."""

    mandate_options: UPIMandateOptionsParams
    """The mandate that the customer gives."""

    setup_future_usage: Literal["none", "off_session", "on_session"] | Clear
    """Save the method for later: with the customer present (``on_session``) or also without."""
