"""Options of bank payments that customers initiate: redirects, transfers and real-time payments."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ...clear import Clear
from ..aliases import Currency, Timestamp
from .shared_options import OneTimeOptionsParams, ReusableOptionsParams


class BlikMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by BLIK.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.blik.mandate_options``).
    """

    expires_at: Timestamp
    """When the mandate ends. By default, never."""


class BlikOptionsParams(TypedDict, total=False):
    """Options of BLIK.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.blik``).
    """

    mandate_options: BlikMandateOptionsParams
    """The mandate that the customer gives."""

    setup_future_usage: Literal["none", "off_session"] | Clear
    """Save the method for later payments without the customer, or ``none``."""


class EUBankTransferParams(TypedDict):
    """Country of the bank account for transfers in euro.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.customer_balance.bank_transfer.eu_bank_transfer``).
    """

    country: Literal["DE", "FR", "IE", "NL"] | str
    """Country of the bank account that customers pay into (ISO 3166-1 alpha-2)."""


class BankTransferParams(TypedDict, total=False):
    """The bank transfer that tops up a customer's balance.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.customer_balance.bank_transfer``).
    """

    type: Required[
        Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"]
    ]
    """Kind of bank transfer, by country."""

    eu_bank_transfer: EUBankTransferParams
    """Country of the bank account, if ``type`` is ``eu_bank_transfer``."""

    requested_address_types: list[Literal["aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"]]
    """Kinds of account details to show. By default, all that apply."""


class CustomerBalanceOptionsParams(OneTimeOptionsParams, total=False):
    """Options of paying from the customer's balance.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.customer_balance``).
    """

    bank_transfer: BankTransferParams
    """The transfer that tops up the balance, if ``funding_type`` is ``bank_transfer``."""

    funding_type: Literal["bank_transfer"]
    """How the balance is topped up if it is too low."""


class P24OptionsParams(OneTimeOptionsParams, total=False):
    """Options of Przelewy24.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.p24``).
    """

    tos_shown_and_accepted: bool
    """Confirms that the customer has seen and accepted the terms of Przelewy24."""


class PayByBankOptionsParams(TypedDict, total=False):
    """Options of Pay by Bank. There are none yet.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.pay_by_bank``).
    """


class PayToMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by PayTo.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.payto.mandate_options``).
    """

    amount: int | Clear
    """Amount in cents, exact or maximum, depending on ``amount_type``. Required if that is ``fixed``."""

    amount_type: Literal["fixed", "maximum"] | Clear
    """Whether ``amount`` is the exact or the maximum amount. ``maximum`` by default."""

    end_date: str | Clear
    """Last day of payments, as ``YYYY-MM-DD``. By default, there is none."""

    payment_schedule: (
        Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"] | Clear
    )
    """How often payments are made. ``adhoc`` by default."""

    payments_per_period: int | Clear
    """Number of payments in one period: 1 by default, or any number if ``payment_schedule`` is ``adhoc``."""

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
    """Purpose of the payments. By default, derived from your business category."""

    start_date: str | Clear
    """First day of payments, as ``YYYY-MM-DD``. By default, the day of confirmation."""


class PayToOptionsParams(ReusableOptionsParams, total=False):
    """Options of PayTo.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.payto``).
    """

    mandate_options: PayToMandateOptionsParams
    """The mandate that the customer gives."""


class PixMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by Pix. Since 2026-04-22.dahlia.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.pix.mandate_options``).
    """

    amount: int
    """Amount in centavos, exact or maximum, depending on ``amount_type``.

    Required if that is ``fixed``; 40000 by default if it is ``maximum``.
    """

    amount_includes_iof: Literal["always", "never"]
    """Whether the amount includes Brazil's transaction tax (IOF). ``never`` by default."""

    amount_type: Literal["fixed", "maximum"]
    """Whether ``amount`` is the exact or the maximum amount. ``maximum`` by default."""

    currency: Currency
    """Currency of the amount; only ``brl`` is supported."""

    end_date: str
    """Last day of payments, as ``YYYY-MM-DD``, after ``start_date``. By default, there is none."""

    payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"]
    """How often payments are made. ``monthly`` by default."""

    reference: str
    """Name that customers see in their banking app. By default, your business name."""

    start_date: str
    """First day of payments, as ``YYYY-MM-DD``, at least 3 days from now, which is the default."""


class PixOptionsParams(ReusableOptionsParams, total=False):
    """Options of Pix.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.pix``).
    """

    amount_includes_iof: Literal["always", "never"]
    """Whether the amount includes Brazil's transaction tax (IOF). ``never`` by default. Since 2025-08-27.basil."""

    expires_after_seconds: int
    """Seconds until the code expires: 60 to 1209600 (14 days), 14400 (4 hours) by default."""

    mandate_options: PixMandateOptionsParams
    """The mandate that the customer gives. Since 2026-04-22.dahlia."""


class SwishOptionsParams(TypedDict, total=False):
    """Options of Swish.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.swish``).
    """

    reference: str
    """Order reference that customers see in the app. By default, the PaymentIntent's ID."""


class UPIMandateOptionsParams(TypedDict, total=False):
    """The mandate for later payments by UPI.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.upi.mandate_options``).
    """

    amount: int
    """Amount of later payments in paise, exact or maximum, depending on ``amount_type``."""

    amount_type: Literal["fixed", "maximum"]
    """Whether ``amount`` is the exact or the maximum amount."""

    description: str
    """Description of the mandate, shown to the customer."""

    end_date: Timestamp
    """When the mandate ends."""


class UPIOptionsParams(TypedDict, total=False):
    """Options of UPI.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.upi``).
    """

    mandate_options: UPIMandateOptionsParams
    """The mandate that the customer gives."""

    setup_future_usage: Literal["none", "off_session", "on_session"] | Clear
    """Save the method for later: with the customer present (``on_session``) or also without."""
