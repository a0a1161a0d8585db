"""What a charge was paid with, other than cards: bank accounts, wallets, vouchers and transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from .payment_method import PaymentMethod


@model
class ChargeBankDebit(Model):
    """The bank account that was debited. Which fields are set depends on the country.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-sepa_debit
    """

    account_holder_name: str | None = None
    """Name of the account's owner; None except in New Zealand."""
    account_holder_type: Literal["company", "individual"] | str | None = None
    """Who owns the account; None except in the United States."""
    account_type: Literal["checking", "savings"] | str | None = None
    """Kind of account; None except in the United States."""
    bank_code: str | None = None
    """Code of the bank; None except for SEPA and in New Zealand."""
    bank_name: str | None = None
    """Name of the bank; None when it is not known."""
    branch_code: str | None = None
    """Code of the branch; None except for SEPA and in New Zealand."""
    bsb_number: str | None = None
    """Bank, state and branch number; None except in Australia."""
    country: str | None = None
    """Country of the account: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    expected_debit_date: str | None = None
    """The day on which the account is debited, as ``YYYY-MM-DD``; None when it is not known."""
    fingerprint: str | None = None
    """Equal for equal account numbers of your account; None when it is not shown."""
    institution_number: str | None = None
    """Number of the institution; None except in Canada."""
    last4: str | None = None
    """Last four characters of the account number; None when they are not known."""
    mandate: str | dict[str, Any] | None = None
    """The customer's mandate, by id or expanded to a JSON object; None when there is none."""
    pay_id: str | None = None
    """The customer's PayID; None except for PayTo."""
    payment_reference: str | None = None
    """Reference of the payment; None except in the United States."""
    routing_number: str | None = None
    """Routing number of the bank; None except in the United States."""
    sort_code: str | None = None
    """Sort code; None except in the United Kingdom."""
    suffix: str | None = None
    """End of the account number; None except in New Zealand."""
    transit_number: str | None = None
    """Transit number; None except in Canada."""


@model
class ChargeBankRedirect(Model):
    """The bank account that the customer paid from, on their bank's page. Which fields are set depends on the kind.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-ideal
    """

    account_holder_type: Literal["company", "individual"] | str | None = None
    """Who owns the account; None except for FPX."""
    bank: str | None = None
    """Name of the bank, such as ``ing``; None when it is not known."""
    bank_code: str | None = None
    """Code of the bank; None when it is not known."""
    bank_name: str | None = None
    """Name of the bank, as it calls itself; None when it is not known."""
    bic: str | None = None
    """Bank identifier code; None when it is not known."""
    country: str | None = None
    """Country of the account: two-letter code (ISO 3166-1 alpha-2); None except for Sofort."""
    generated_sepa_debit: str | PaymentMethod | None = None
    """The SEPA payment method for later payments, by id or expanded; None when none was created."""
    generated_sepa_debit_mandate: str | dict[str, Any] | None = None
    """The mandate for later payments, by id or expanded to a JSON object; None when there is none."""
    iban_last4: str | None = None
    """Last four characters of the IBAN; None when they are not known."""
    preferred_language: str | None = None
    """Language of the bank's page, such as ``nl``; None when none was preferred."""
    reference: str | None = None
    """Reference of the payment; None except for Przelewy24."""
    transaction_id: str | None = None
    """The bank's id of the transaction; None when it is not known."""
    verified_name: str | None = None
    """Name of the owner, as the bank says; None when it does not say."""


@model
class ChargeWallet(Model):
    """The payment with a wallet, an app or an instalment plan. Which fields are set depends on the kind.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-alipay
    """

    bank_transaction_id: str | None = None
    """The bank's id of the transaction; None except for Pix."""
    brand: str | None = None
    """Brand of the card; None except for cards of South Korea."""
    buyer_id: str | None = None
    """What the provider calls the buyer; None when it is not shown."""
    card: dict[str, Any] | None = None
    """The card behind it, as a JSON object; None except for MobilePay."""
    cashtag: str | None = None
    """The buyer's public name; None except for Cash App."""
    country: str | None = None
    """Country of the money's source: two-letter code (ISO 3166-1 alpha-2); None except for Link."""
    fingerprint: str | None = None
    """Equal for equal accounts; None when it is not shown."""
    funding: dict[str, Any] | None = None
    """Where the money came from, as a JSON object; None when it is not known."""
    funding_source_group: str | None = None
    """Kind of the money's source, such as ``card``; None except for Link."""
    installments: dict[str, Any] | None = None
    """The instalments chosen, as a JSON object; None when there are none."""
    last4: str | None = None
    """Last four digits of the card; None except for cards of South Korea."""
    location: str | None = None
    """Id of the terminal's location; None when no terminal was used."""
    mandate: str | None = None
    """Id of the mandate; None when there is none."""
    order_id: str | None = None
    """The provider's id of the order; None except for Afterpay."""
    payment_reference: str | None = None
    """Reference of the payment; None except for Swish."""
    reader: str | None = None
    """Id of the terminal; None when none was used."""
    reference: str | None = None
    """Reference of the payment; None when there is none."""
    transaction_id: str | None = None
    """The provider's id of the transaction; None when it is not known."""
    verified_phone_last4: str | None = None
    """Last four digits of the payer's phone number; None except for Swish."""
    vpa: str | None = None
    """The customer's UPI address; None except for UPI."""


@model
class ChargeKlarna(Model):
    """The payment with Klarna.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-klarna
    """

    location: str | None = None
    """Id of the terminal's location; None when no terminal was used."""
    payer_details: dict[str, Any] | None = None
    """Country of the payer, as a JSON object; None when it is not known."""
    payment_method_category: str | None = None
    """How the customer pays Klarna, such as ``pay_later``; None when it is not known."""
    preferred_locale: str | None = None
    """Language of Klarna's page, such as ``de-AT``; None when none was preferred."""
    reader: str | None = None
    """Id of the terminal; None when none was used."""


@model
class ChargePayPal(Model):
    """The payment with PayPal.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-paypal
    """

    country: str | None = None
    """Country of the buyer: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    payer_email: str | None = None
    """Email address of the account; None when it is not known."""
    payer_id: str | None = None
    """PayPal's id of the account; None when it is not known."""
    payer_name: str | None = None
    """Name of the owner; None when it is not known."""
    seller_protection: dict[str, Any] | None = None
    """How far PayPal protects you, as a JSON object; None when it is not known."""
    transaction_id: str | None = None
    """PayPal's id of the transaction; None when it is not known."""


@model
class ChargeVoucher(Model):
    """The voucher that was paid. Which fields are set depends on the kind.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-multibanco
    """

    entity: str | None = None
    """Number of the entity; None except for Multibanco."""
    number: str | None = None
    """Number of the voucher; None except for OXXO."""
    reference: str | None = None
    """Reference of the payment; None except for Multibanco."""
    store: dict[str, Any] | None = None
    """The chain of stores, as a JSON object; None except for Konbini."""
    tax_id: str | None = None
    """The customer's tax id; None except for Boleto."""


@model
class ChargeBankTransfer(Model):
    """The bank account that the customer transferred money to.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-ach_credit_transfer
    """

    account_number: str | None = None
    """Number of the account; None except for ACH."""
    bank_name: str | None = None
    """Name of the bank; None when it is not known."""
    bic: str | None = None
    """Bank identifier code; None except for SEPA."""
    iban: str | None = None
    """Number of the account; None except for SEPA."""
    routing_number: str | None = None
    """Routing number of the bank; None except for ACH."""
    swift_code: str | None = None
    """SWIFT code of the bank; None except for ACH."""


@model
class ChargeCrypto(Model):
    """The payment with stablecoins.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-crypto
    """

    buyer_address: str | None = None
    """The wallet that paid; None when it is not known."""
    network: str | None = None
    """Blockchain, such as ``base``; None when it is not known."""
    token_currency: str | None = None
    """The token, such as ``usdc``; None when it is not known."""
    transaction_hash: str | None = None
    """The transaction on the blockchain; None before there is one."""
