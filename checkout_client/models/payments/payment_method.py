"""Payment methods: what a customer pays with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..customers.address import Address
    from ..customers.customer import Customer, DeletedCustomer


@model
class BillingDetails(Model):
    """The billing details of a payment method or a charge.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-billing_details
    """

    address: Address | None = None
    """Billing address; None when it was not collected."""
    email: str | None = None
    """Email address; None when it was not collected."""
    name: str | None = None
    """Full name; None when it was not collected."""
    phone: str | None = None
    """Phone number; None when it was not collected."""
    tax_id: str | None = None
    """Tax id of the payer, which some methods in Brazil need; None otherwise. Since 2025-08-27.basil."""


@model
class CardChecks(Model):
    """What the card's bank said about the customer's entries.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-checks
    """

    address_line1_check: Literal["fail", "pass", "unavailable", "unchecked"] | str | None = None
    """Result for the first line of the address; None when none was given."""
    address_postal_code_check: Literal["fail", "pass", "unavailable", "unchecked"] | str | None = None
    """Result for the postal code; None when none was given."""
    cvc_check: Literal["fail", "pass", "unavailable", "unchecked"] | str | None = None
    """Result for the security code; None when none was given."""


@model
class CardNetworks(Model):
    """The networks that can process a card.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-networks
    """

    available: list[str]
    """All networks of the card, such as ``visa`` and ``cartes_bancaires``."""
    preferred: str | None = None
    """The network that the customer prefers; None when they have no preference."""


@model
class CardWallet(Model):
    """The wallet that a card is in.

    The main fields; the others stay in ``raw``.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-wallet
    """

    apple_pay: dict[str, Any] | None = None
    """Details of Apple Pay, as a JSON object; None unless ``type`` is ``apple_pay``."""
    dynamic_last4: str | None = None
    """Last four digits of the wallet's own card number; None when there are none."""
    google_pay: dict[str, Any] | None = None
    """Details of Google Pay, as a JSON object; None unless ``type`` is ``google_pay``."""
    link: dict[str, Any] | None = None
    """Details of Link, as a JSON object; None unless ``type`` is ``link``."""
    type: (
        Literal[
            "amex_express_checkout", "apple_pay", "google_pay", "link", "masterpass", "samsung_pay", "visa_checkout"
        ]
        | str
    )
    """Kind of wallet."""


@model
class ThreeDSecureUsage(Model):
    """Whether a card supports 3D Secure.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-three_d_secure_usage
    """

    supported: bool
    """Whether 3D Secure can be used with the card."""


@model
class PaymentMethodCard(Model):
    """A card.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card
    """

    brand: str
    """Brand in lower case, such as ``visa``, ``mastercard`` or ``amex``; ``unknown`` when it is not known."""
    checks: CardChecks | None = None
    """What the card's bank said about address and security code; None when nothing was checked."""
    country: str | None = None
    """Country of the card: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    display_brand: str | None = None
    """Brand to show to the customer, of the network that they prefer; None in older versions. Since 2024-04-10."""
    exp_month: int
    """Month in which the card expires, from 1 to 12."""
    exp_year: int
    """Year in which the card expires, with four digits."""
    fingerprint: str | None = None
    """Equal for equal card numbers of your account; None when it is not shown."""
    funding: Literal["credit", "debit", "prepaid", "unknown"] | str
    """How the card is funded."""
    generated_from: dict[str, Any] | None = None
    """The payment that the card was created from, as a JSON object; None otherwise."""
    iin: str | None = None
    """First digits of the card number, for accounts that may see them; None otherwise."""
    issuer: str | None = None
    """Name of the bank that issued the card, for accounts that may see it; None otherwise."""
    last4: str
    """Last four digits of the card number."""
    networks: CardNetworks | None = None
    """The networks that can process the card; None when they are not known."""
    regulated_status: Literal["regulated", "unregulated"] | str | None = None
    """Whether interchange of the card is regulated; None in older versions. Since 2025-02-24.acacia."""
    three_d_secure_usage: ThreeDSecureUsage | None = None
    """Whether the card supports 3D Secure; None when that is not known."""
    wallet: CardWallet | None = None
    """The wallet that the card is in; None when it is in none."""


@model
class PaymentMethodBankDebit(Model):
    """A bank account that is debited. Which fields are set depends on the country.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-sepa_debit
    """

    bank_code: str | None = None
    """Code of the bank; None except for SEPA."""
    bank_name: str | None = None
    """Name of the bank; None when it is not known."""
    branch_code: str | None = None
    """Code of the branch; None except for SEPA."""
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
    sort_code: str | None = None
    """Sort code; None except in the United Kingdom."""
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
class PaymentMethod(Resource):
    """What a customer pays with: a card, a bank account, a wallet.

    Details of methods that have no field here, such as ``alipay``, stay in ``raw``.

    API reference: https://docs.stripe.com/api/payment_methods/object
    """

    id: str
    """Identifier, beginning with ``pm_``."""
    object: Literal["payment_method"] | str
    """Kind of the object: ``payment_method``."""
    acss_debit: PaymentMethodBankDebit | None = None
    """The Canadian bank account; None unless ``type`` is ``acss_debit``."""
    allow_redisplay: Literal["always", "limited", "unspecified"] | str | None = None
    """Whether it may be shown again at a later payment; None when that was not set."""
    au_becs_debit: PaymentMethodBankDebit | None = None
    """The Australian bank account; None unless ``type`` is ``au_becs_debit``."""
    bacs_debit: PaymentMethodBankDebit | None = None
    """The British bank account; None unless ``type`` is ``bacs_debit``."""
    billing_details: BillingDetails | None = None
    """Name and addresses of the payer; None when Stripe does not send them."""
    boleto: dict[str, Any] | None = None
    """Details of Boleto, as a JSON object; None unless ``type`` is ``boleto``."""
    card: PaymentMethodCard | None = None
    """The card; None unless ``type`` is ``card``."""
    cashapp: PaymentMethodCashApp | None = None
    """The Cash App account; None unless ``type`` is ``cashapp``."""
    created: int
    """When it was created, in Unix seconds."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer that it is saved for, by id or expanded; None when it is not saved."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    eps: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``eps``."""
    fpx: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``fpx``."""
    ideal: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``ideal``."""
    klarna: dict[str, Any] | None = None
    """Details of Klarna, as a JSON object; None unless ``type`` is ``klarna``."""
    link: PaymentMethodEmail | None = None
    """The Link account; None unless ``type`` is ``link``."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs; None or empty when there are none."""
    nz_bank_account: dict[str, Any] | None = None
    """The bank account in New Zealand, as a JSON object; None unless ``type`` is ``nz_bank_account``."""
    p24: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``p24``."""
    paypal: PaymentMethodPayPal | None = None
    """The PayPal account; None unless ``type`` is ``paypal``."""
    radar_options: dict[str, Any] | None = None
    """Options of Radar, as a JSON object; None when there are none."""
    sepa_debit: PaymentMethodBankDebit | None = None
    """The European bank account; None unless ``type`` is ``sepa_debit``."""
    type: str
    """Kind of payment method, such as ``card``. The field of the same name has its details; for methods without a field
    of their own they are in ``raw``."""
    us_bank_account: PaymentMethodUSBankAccount | None = None
    """The American bank account; None unless ``type`` is ``us_bank_account``."""
