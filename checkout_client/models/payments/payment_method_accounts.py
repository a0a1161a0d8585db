"""Payment methods other than cards that were typed in: bank accounts, wallets, apps and cards at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from .payment_method import CardNetworks, CardWallet


@model
class PaymentMethodBankDebit(Model):
    """A bank account that is debited. Which fields are set depends on the country.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-sepa_debit
    """

    account_holder_name: str | None = None
    """Name of the account's owner; None except in New Zealand."""
    bank_code: str | None = None
    """Code of the bank; None except for SEPA and in New Zealand."""
    bank_name: str | None = None
    """Name of the bank; None when it is not known."""
    branch_code: str | None = None
    """Code of the branch; None except for SEPA and in New Zealand."""
    bsb_number: str | None = None
    """Bank, state and branch number; None except in Australia."""
    country: str | None = None
    """Country of the account: two-letter code (ISO 3166-1 alpha-2); None except for SEPA."""
    fingerprint: str | None = None
    """Equal for equal account numbers of your account; None when it is not shown."""
    generated_from: dict[str, Any] | None = None
    """The payment that it was created from, as a JSON object; None except for SEPA."""
    institution_number: str | None = None
    """Number of the institution; None except in Canada."""
    last4: str | None = None
    """Last four characters of the account number; None when they are not known."""
    pay_id: str | None = None
    """The customer's PayID; None except for PayTo."""
    sort_code: str | None = None
    """Sort code; None except in the United Kingdom."""
    suffix: str | None = None
    """End of the account number; None except in New Zealand."""
    transit_number: str | None = None
    """Transit number; None except in Canada."""


@model
class PaymentMethodUSBankAccount(Model):
    """A bank account in the United States.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-us_bank_account
    """

    account_holder_type: Literal["company", "individual"] | str | None = None
    """Who owns the account; None when it is not known."""
    account_type: Literal["checking", "savings"] | str | None = None
    """Kind of account; None when it is not known."""
    bank_name: str | None = None
    """Name of the bank; None when it is not known."""
    financial_connections_account: str | None = None
    """Id of the Financial Connections account; None when there is none."""
    fingerprint: str | None = None
    """Equal for equal account numbers of your account; None when it is not shown."""
    last4: str | None = None
    """Last four digits of the account number; None when they are not known."""
    networks: dict[str, Any] | None = None
    """The networks of the account, as a JSON object; None when they are not known."""
    routing_number: str | None = None
    """Routing number of the bank; None when it is not known."""
    status_details: dict[str, Any] | None = None
    """Why the account is blocked, as a JSON object; None unless it is."""


@model
class PaymentMethodBank(Model):
    """The bank that the customer chose, for methods such as iDEAL, EPS and Przelewy24.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-ideal
    """

    account_holder_type: str | None = None
    """Who owns the account; None except for FPX."""
    bank: str | None = None
    """Name of the bank, such as ``ing``; None when it is not known."""
    bic: str | None = None
    """Bank identifier code; None except for iDEAL."""


@model
class PaymentMethodEmail(Model):
    """A Link account.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-link
    """

    email: str | None = None
    """Email address of the account; None when it is not known."""
    persistent_token: str | None = None
    """Token of the account, for Link's own use; None when it is not shown."""


@model
class PaymentMethodPayPal(Model):
    """A PayPal account.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-paypal
    """

    country: str | None = None
    """Country of the buyer: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    payer_email: str | None = None
    """Email address of the account; None when it is not known."""
    payer_id: str | None = None
    """PayPal's id of the account; None when it is not known."""


@model
class PaymentMethodCashApp(Model):
    """A Cash App account.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-cashapp
    """

    buyer_id: str | None = None
    """Cash App's id of the buyer; None when it is not known."""
    cashtag: str | None = None
    """The buyer's public name; None when it is not known."""


@model
class PaymentMethodCardPresent(Model):
    """A card that was read by a terminal.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card_present
    """

    brand: str | None = None
    """Brand in lower case, such as ``visa``; None when it is not known."""
    brand_product: str | None = None
    """Name of the brand's product; None when it is not known."""
    cardholder_name: str | None = None
    """Name on the card; None when it is not known."""
    country: str | None = None
    """Country of the card: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    description: str | None = None
    """The card's kind in words; None when it is not known."""
    exp_month: int
    """Month in which the card expires, from 1 to 12."""
    exp_year: int
    """Year in which the card expires, with four digits."""
    fingerprint: str | None = None
    """Equal for equal card numbers of your account; None when it is not shown."""
    funding: Literal["credit", "debit", "prepaid", "unknown"] | str | None = None
    """How the card is funded; None when it is not known."""
    iin: str | None = None
    """The first digits of the card number, which say who issued it; None when they are not shown."""
    issuer: str | None = None
    """Name of the bank that issued the card; None when it is not shown."""
    last4: str | None = None
    """Last four digits of the card number; None when they are not known."""
    networks: CardNetworks | None = None
    """The networks of the card; None when they are not known."""
    offline: dict[str, Any] | None = None
    """Details of a payment that was taken offline, as a JSON object; None otherwise."""
    preferred_locales: list[str] | None = None
    """Languages that the card asks for, such as ``en``; None when it asks for none."""
    read_method: str | None = None
    """How the card was read, such as ``contactless_emv``; None when it is not known."""
    wallet: CardWallet | None = None
    """The wallet that the card was in; None when it was in none."""


@model
class PaymentMethodCustom(Model):
    """A payment method of your own kind.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-custom
    """

    display_name: str | None = None
    """Its name; None when there is none."""
    logo: dict[str, Any] | None = None
    """Its logo, as a JSON object; None when there is none."""
    type: str
    """Id of its type, beginning with ``cpmt_``."""


@model
class PaymentMethodWallet(Model):
    """The customer's account with a wallet, an app or a bank. Which fields are set depends on the kind.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-blik
    """

    brand: str | None = None
    """Brand of the card; None except for cards of South Korea."""
    buyer_id: str | None = None
    """What the provider calls the buyer; None when it is not shown."""
    country: str | None = None
    """Country of the account: two-letter code (ISO 3166-1 alpha-2); None except for Sofort."""
    dob: dict[str, Any] | None = None
    """The customer's date of birth, as a JSON object; None except for Klarna."""
    fingerprint: str | None = None
    """Equal for equal accounts; None except for Pix."""
    funding: Literal["card", "points"] | str | None = None
    """Where the money comes from; None except for Naver Pay."""
    last4: str | None = None
    """Last four digits of the card; None except for cards of South Korea."""
    tax_id: str | None = None
    """The customer's tax id; None except for Boleto."""
    vpa: str | None = None
    """The customer's UPI address; None except for UPI."""
