"""Settings of single payment methods: bank transfers and instant payments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import SetupFutureUsage

BankAddressType: TypeAlias = Literal["aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"] | str
"""A form of account number for transfers."""

BankTransferType: TypeAlias = (
    Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"] | str
)
"""The region whose bank transfers are used."""


@model
class EUBankTransfer(Model):
    """The country of the account for a transfer in euros.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-customer_balance
    """

    country: Literal["BE", "DE", "ES", "FR", "IE", "NL"] | str
    """Country of the account: two-letter code (ISO 3166-1 alpha-2)."""


@model
class BankTransfer(Model):
    """How the customer is to transfer the money.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-customer_balance
    """

    eu_bank_transfer: EUBankTransfer | None = None
    """Settings of transfers in euros; None unless ``type`` is ``eu_bank_transfer``."""
    requested_address_types: list[BankAddressType] | None = None
    """Forms of account number to show to the customer; None when Stripe decides."""
    type: BankTransferType | None = None
    """Region whose transfers are used; None when not set."""


@model
class CustomerBalanceOptions(Model):
    """Settings of payments by bank transfer.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-customer_balance
    """

    bank_transfer: BankTransfer | None = None
    """How the money is to be transferred; None unless ``funding_type`` is ``bank_transfer``."""
    funding_type: Literal["bank_transfer"] | str | None = None
    """How the customer's balance is filled when it does not suffice; None when not set."""
    setup_future_usage: Literal["none"] | str | None = None
    """``none``: bank transfers cannot be kept for later payments. None when not set."""


@model
class PixMandateOptions(Model):
    """The mandate for recurring Pix payments.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-pix
    """

    amount: int | None = None
    """The sum of each later payment or its upper limit, in minor units; None when not set."""
    amount_includes_iof: Literal["always", "never"] | str | None = None
    """Whether ``amount`` contains the IOF tax; None when not set."""
    amount_type: Literal["fixed", "maximum"] | str | None = None
    """Whether ``amount`` is the exact sum or the upper limit; None when not set."""
    currency: str | None = None
    """Currency of ``amount``: three-letter ISO 4217 code in lower case; None when not set."""
    end_date: str | None = None
    """Day on which the mandate ends, as YYYY-MM-DD; None when not set."""
    payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"] | str | None = None
    """How often later payments are made; None when not set."""
    reference: str | None = None
    """Name of the subscription in the customer's banking app; None when not set."""
    start_date: str | None = None
    """Day on which the mandate begins, as YYYY-MM-DD; None when not set."""


@model
class PixOptions(Model):
    """Settings of Pix.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-pix
    """

    amount_includes_iof: Literal["always", "never"] | str | None = None
    """Whether the total contains the IOF tax; None when not set. Since 2025-08-27.basil."""
    expires_after_seconds: int | None = None
    """Seconds until the code can no longer be paid; None for Stripe's default."""
    mandate_options: PixMandateOptions | None = None
    """The mandate for later payments; None when there is none. Since 2026-04-22.dahlia."""
    setup_future_usage: Literal["none", "off_session"] | str | None = None
    """Whether Pix is kept for later payments; None when not set. Since 2025-08-27.basil, ``off_session`` since
    2026-04-22.dahlia."""


@model
class SwishOptions(Model):
    """Settings of Swish.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-swish
    """

    reference: str | None = None
    """Order reference that the customer sees in the Swish app; None when not set."""


@model
class UPIMandateOptions(Model):
    """The mandate for recurring UPI payments.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-upi
    """

    amount: int | None = None
    """The sum of each later payment or its upper limit, in minor units; None when not set."""
    amount_type: Literal["fixed", "maximum"] | str | None = None
    """Whether ``amount`` is the exact sum or the upper limit; None when not set."""
    description: str | None = None
    """What the mandate is for, as the customer reads it; None when not set."""
    end_date: int | None = None
    """When the mandate ends, in Unix seconds; None when not set."""


@model
class UPIOptions(Model):
    """Settings of UPI.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-upi
    """

    mandate_options: UPIMandateOptions | None = None
    """The mandate for later payments; None when there is none."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether UPI is kept for later payments; None when not set for UPI by itself."""
