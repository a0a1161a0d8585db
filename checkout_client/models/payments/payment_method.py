"""Payment methods: what a customer pays with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..customers.address import Address
    from ..customers.customer import Customer, DeletedCustomer
    from .payment_method_accounts import (
        PaymentMethodBank,
        PaymentMethodBankDebit,
        PaymentMethodCardPresent,
        PaymentMethodCashApp,
        PaymentMethodCustom,
        PaymentMethodEmail,
        PaymentMethodPayPal,
        PaymentMethodUSBankAccount,
        PaymentMethodWallet,
    )


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
class CardWalletContact(Model):
    """What a wallet tells about its owner.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-wallet-masterpass
    """

    billing_address: Address | None = None
    """Address of the bills; None when it is not shown."""
    email: str | None = None
    """Email address; None when it is not shown."""
    name: str | None = None
    """Name; None when it is not shown."""
    shipping_address: Address | None = None
    """Address for goods; None when it is not shown."""


@model
class CardWallet(Model):
    """The wallet that a card is in.

    API reference: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-wallet
    """

    amex_express_checkout: dict[str, Any] | None = None
    """Present, as a JSON object without keys, if ``type`` says so."""
    apple_pay: dict[str, Any] | None = None
    """Details of Apple Pay, as a JSON object; None unless ``type`` is ``apple_pay``."""
    dynamic_last4: str | None = None
    """Last four digits of the wallet's own card number; None when there are none."""
    google_pay: dict[str, Any] | None = None
    """Details of Google Pay, as a JSON object; None unless ``type`` is ``google_pay``."""
    link: dict[str, Any] | None = None
    """Details of Link, as a JSON object; None unless ``type`` is ``link``."""
    masterpass: CardWalletContact | None = None
    """What Masterpass tells about the owner; None unless ``type`` says so."""
    samsung_pay: dict[str, Any] | None = None
    """Present, as a JSON object without keys, if ``type`` says so."""
    type: (
        Literal[
            "amex_express_checkout", "apple_pay", "google_pay", "link", "masterpass", "samsung_pay", "visa_checkout"
        ]
        | str
    )
    """Kind of wallet."""
    visa_checkout: CardWalletContact | None = None
    """What Visa Checkout tells about the owner; None unless ``type`` says so."""


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
    description: str | None = None
    """The card's kind in words; None when it is not shown."""
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
    affirm: dict[str, Any] | None = None
    """Affirm: a JSON object without keys."""
    afterpay_clearpay: dict[str, Any] | None = None
    """Afterpay or Clearpay: a JSON object without keys."""
    alipay: dict[str, Any] | None = None
    """Alipay: a JSON object without keys."""
    allow_redisplay: Literal["always", "limited", "unspecified"] | str | None = None
    """Whether it may be shown again at a later payment; None when that was not set."""
    alma: dict[str, Any] | None = None
    """Alma: a JSON object without keys."""
    amazon_pay: dict[str, Any] | None = None
    """Amazon Pay: a JSON object without keys."""
    au_becs_debit: PaymentMethodBankDebit | None = None
    """The Australian bank account; None unless ``type`` is ``au_becs_debit``."""
    bacs_debit: PaymentMethodBankDebit | None = None
    """The British bank account; None unless ``type`` is ``bacs_debit``."""
    bancontact: dict[str, Any] | None = None
    """Bancontact: a JSON object without keys."""
    billie: dict[str, Any] | None = None
    """Billie: a JSON object without keys."""
    billing_details: BillingDetails | None = None
    """Name and addresses of the payer; None when Stripe does not send them."""
    bizum: PaymentMethodWallet | None = None
    """Bizum."""
    blik: PaymentMethodWallet | None = None
    """BLIK."""
    boleto: PaymentMethodWallet | None = None
    """Boleto."""
    card: PaymentMethodCard | None = None
    """The card; None unless ``type`` is ``card``."""
    card_present: PaymentMethodCardPresent | None = None
    """A card at a terminal."""
    cashapp: PaymentMethodCashApp | None = None
    """The Cash App account; None unless ``type`` is ``cashapp``."""
    created: int
    """When it was created, in Unix seconds."""
    crypto: dict[str, Any] | None = None
    """Crypto: a JSON object without keys."""
    custom: PaymentMethodCustom | None = None
    """A payment method of your own kind."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer that it is saved for, by id or expanded; None when it is not saved."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    customer_balance: dict[str, Any] | None = None
    """The customer's cash balance: a JSON object without keys."""
    eps: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``eps``."""
    fpx: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``fpx``."""
    giropay: dict[str, Any] | None = None
    """giropay: a JSON object without keys."""
    grabpay: dict[str, Any] | None = None
    """GrabPay: a JSON object without keys."""
    ideal: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``ideal``."""
    interac_present: PaymentMethodCardPresent | None = None
    """An Interac card at a terminal."""
    kakao_pay: dict[str, Any] | None = None
    """Kakao Pay: a JSON object without keys."""
    klarna: PaymentMethodWallet | None = None
    """Klarna."""
    konbini: dict[str, Any] | None = None
    """Konbini: a JSON object without keys."""
    kr_card: PaymentMethodWallet | None = None
    """A card of South Korea."""
    link: PaymentMethodEmail | None = None
    """The Link account; None unless ``type`` is ``link``."""
    livemode: bool
    """True for live data, False for test data."""
    mb_way: dict[str, Any] | None = None
    """MB WAY: a JSON object without keys."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs; None or empty when there are none."""
    mobilepay: dict[str, Any] | None = None
    """MobilePay: a JSON object without keys."""
    multibanco: dict[str, Any] | None = None
    """Multibanco: a JSON object without keys."""
    naver_pay: PaymentMethodWallet | None = None
    """Naver Pay."""
    nz_bank_account: PaymentMethodBankDebit | None = None
    """A bank account in New Zealand."""
    oxxo: dict[str, Any] | None = None
    """OXXO: a JSON object without keys."""
    p24: PaymentMethodBank | None = None
    """The customer's bank; None unless ``type`` is ``p24``."""
    pay_by_bank: dict[str, Any] | None = None
    """Pay By Bank: a JSON object without keys."""
    payco: dict[str, Any] | None = None
    """PAYCO: a JSON object without keys."""
    paynow: dict[str, Any] | None = None
    """PayNow: a JSON object without keys."""
    paypal: PaymentMethodPayPal | None = None
    """The PayPal account; None unless ``type`` is ``paypal``."""
    paypay: dict[str, Any] | None = None
    """PayPay: a JSON object without keys."""
    payto: PaymentMethodBankDebit | None = None
    """A bank account in Australia, through PayTo."""
    pix: PaymentMethodWallet | None = None
    """Pix."""
    promptpay: dict[str, Any] | None = None
    """PromptPay: a JSON object without keys."""
    radar_options: dict[str, Any] | None = None
    """Options of Radar, as a JSON object; None when there are none."""
    revolut_pay: dict[str, Any] | None = None
    """Revolut Pay: a JSON object without keys."""
    samsung_pay: dict[str, Any] | None = None
    """Samsung Pay: a JSON object without keys."""
    satispay: dict[str, Any] | None = None
    """Satispay: a JSON object without keys."""
    scalapay: dict[str, Any] | None = None
    """Scalapay: a JSON object without keys."""
    sepa_debit: PaymentMethodBankDebit | None = None
    """The European bank account; None unless ``type`` is ``sepa_debit``."""
    sequra: dict[str, Any] | None = None
    """seQura: a JSON object without keys."""
    sofort: PaymentMethodWallet | None = None
    """Sofort."""
    sunbit: dict[str, Any] | None = None
    """Sunbit: a JSON object without keys."""
    swish: dict[str, Any] | None = None
    """Swish: a JSON object without keys."""
    twint: dict[str, Any] | None = None
    """TWINT: a JSON object without keys."""
    type: str
    """Kind of payment method, such as ``card``. The field of the same name has its details; for methods without a field
    of their own they are in ``raw``."""
    upi: PaymentMethodWallet | None = None
    """UPI."""
    us_bank_account: PaymentMethodUSBankAccount | None = None
    """The American bank account; None unless ``type`` is ``us_bank_account``."""
    wechat_pay: dict[str, Any] | None = None
    """WeChat Pay: a JSON object without keys."""
    zip: dict[str, Any] | None = None
    """Zip: a JSON object without keys."""
