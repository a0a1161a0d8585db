"""What a charge was paid with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from .charge_accounts import (
        ChargeBankDebit,
        ChargeBankRedirect,
        ChargeBankTransfer,
        ChargeCrypto,
        ChargeKlarna,
        ChargePayPal,
        ChargeVoucher,
        ChargeWallet,
    )
    from .payment_method import CardChecks, CardWallet


@model
class ChargeCard(Model):
    """The card that was charged, as it was then.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-card
    """

    amount_authorized: int | None = None
    """The sum that was authorized, in minor units; None when it is not known."""
    authorization_code: str | None = None
    """The bank's code of the authorization; None when it is not known."""
    brand: str | None = None
    """Brand in lower case, such as ``visa``; None when it is not known."""
    capture_before: int | None = None
    """When the authorization expires, in Unix seconds; None once it is captured."""
    checks: CardChecks | None = None
    """What the card's bank said about address and security code; None when nothing was checked."""
    country: str | None = None
    """Country of the card: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    description: str | None = None
    """The card's kind in words; None when it is not shown."""
    electronic_commerce_indicator: str | None = None
    """The network's indicator of how the customer was authenticated; None when there is none."""
    exp_month: int
    """Month in which the card expires, from 1 to 12."""
    exp_year: int
    """Year in which the card expires, with four digits."""
    extended_authorization: dict[str, Any] | None = None
    """Whether the authorization lasts longer, as a JSON object; None when it is not known."""
    fingerprint: str | None = None
    """Equal for equal card numbers of your account; None when it is not shown."""
    funding: Literal["credit", "debit", "prepaid", "unknown"] | str | None = None
    """How the card is funded; None when it is not known."""
    iin: str | None = None
    """The first digits of the card number, which say who issued it; None when they are not shown."""
    incremental_authorization: dict[str, Any] | None = None
    """Whether the authorization can grow, as a JSON object; None when it is not known."""
    installments: dict[str, Any] | None = None
    """The instalments chosen, as a JSON object; None when there are none."""
    issuer: str | None = None
    """Name of the bank that issued the card; None when it is not shown."""
    last4: str | None = None
    """Last four digits of the card number; None when they are not known."""
    mandate: str | None = None
    """Id of the mandate; None when there is none."""
    moto: bool | None = None
    """Whether it was ordered by mail or telephone; None when it is not known."""
    multicapture: dict[str, Any] | None = None
    """Whether parts can be captured, as a JSON object; None when it is not known."""
    network: str | None = None
    """Network that processed the charge, such as ``visa``; None when it is not known."""
    network_token: dict[str, Any] | None = None
    """Whether a network token was used, as a JSON object; None when none could be."""
    network_transaction_id: str | None = None
    """The network's id of the transaction; None when it is not known."""
    overcapture: dict[str, Any] | None = None
    """Whether more than was authorized can be captured, as a JSON object; None when it is not known."""
    regulated_status: Literal["regulated", "unregulated"] | str | None = None
    """Whether the card's fees are regulated by law; None when it is not known."""
    setup_credential_usage: Literal["installment", "recurring", "unscheduled"] | str | None = None
    """What later payments the card was kept for; None when it was not."""
    stored_credential_usage: Literal["installment", "recurring", "unscheduled"] | str | None = None
    """What kind of later payment it is; None when the customer was there."""
    three_d_secure: dict[str, Any] | None = None
    """What 3D Secure resulted in, as a JSON object; None when it was not used."""
    transaction_link_id: str | None = None
    """The network's id of connected transactions; None when there is none."""
    wallet: CardWallet | None = None
    """The wallet that the card was in; None when it was in none."""


@model
class ChargeCardPresent(Model):
    """The card that a terminal read.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-card_present
    """

    amount_authorized: int | None = None
    """The sum that was authorized, in minor units; None when it is not known."""
    brand: str | None = None
    """Brand in lower case, such as ``visa``; None when it is not known."""
    brand_product: str | None = None
    """Name of the brand's product; None when it is not known."""
    capture_before: int | None = None
    """When the authorization expires, in Unix seconds; None once it is captured."""
    cardholder_name: str | None = None
    """Name on the card; None when it is not known."""
    country: str | None = None
    """Country of the card: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    description: str | None = None
    """The card's kind in words; None when it is not shown."""
    emv_auth_data: str | None = None
    """What the chip said about the authorization; None when it said nothing."""
    exp_month: int
    """Month in which the card expires, from 1 to 12."""
    exp_year: int
    """Year in which the card expires, with four digits."""
    fingerprint: str | None = None
    """Equal for equal card numbers of your account; None when it is not shown."""
    funding: Literal["credit", "debit", "prepaid", "unknown"] | str | None = None
    """How the card is funded; None when it is not known."""
    generated_card: str | None = None
    """Id of the payment method for later payments; None when none was created."""
    iin: str | None = None
    """The first digits of the card number, which say who issued it; None when they are not shown."""
    incremental_authorization_supported: bool | None = None
    """Whether the authorization can grow; None for Interac."""
    issuer: str | None = None
    """Name of the bank that issued the card; None when it is not shown."""
    last4: str | None = None
    """Last four digits of the card number; None when they are not known."""
    location: str | None = None
    """Id of the terminal's location; None when it is not known."""
    network: str | None = None
    """Network that processed the charge, such as ``visa``; None when it is not known."""
    network_transaction_id: str | None = None
    """The network's id of the transaction; None when it is not known."""
    offline: dict[str, Any] | None = None
    """Details of a payment that was taken offline, as a JSON object; None otherwise."""
    overcapture_supported: bool | None = None
    """Whether more than was authorized can be captured; None for Interac."""
    preferred_locales: list[str] | None = None
    """Languages that the card asks for, such as ``en``; None when it asks for none."""
    read_method: str | None = None
    """How the card was read, such as ``contactless_emv``; None when it is not known."""
    reader: str | None = None
    """Id of the terminal; None when it is not known."""
    receipt: dict[str, Any] | None = None
    """What a printed receipt must show, as a JSON object; None when there is nothing."""
    wallet: CardWallet | None = None
    """The wallet that the card was in; None when it was in none."""


@model
class PaymentMethodDetails(Model):
    """What was charged, as it was at that time.

    The field that ``type`` names has the details; the others are None.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-payment_method_details
    """

    ach_credit_transfer: ChargeBankTransfer | None = None
    """A transfer within the United States."""
    ach_debit: ChargeBankDebit | None = None
    """A bank account in the United States, in the older way."""
    acss_debit: ChargeBankDebit | None = None
    """A bank account in Canada."""
    affirm: ChargeWallet | None = None
    """Affirm."""
    afterpay_clearpay: ChargeWallet | None = None
    """Afterpay or Clearpay."""
    alipay: ChargeWallet | None = None
    """Alipay."""
    alma: ChargeWallet | None = None
    """Alma."""
    amazon_pay: ChargeWallet | None = None
    """Amazon Pay."""
    au_becs_debit: ChargeBankDebit | None = None
    """A bank account in Australia."""
    bacs_debit: ChargeBankDebit | None = None
    """A bank account in the United Kingdom."""
    bancontact: ChargeBankRedirect | None = None
    """Bancontact."""
    billie: ChargeWallet | None = None
    """Billie."""
    bizum: ChargeWallet | None = None
    """Bizum."""
    blik: ChargeWallet | None = None
    """BLIK."""
    boleto: ChargeVoucher | None = None
    """Boleto."""
    card: ChargeCard | None = None
    """A card."""
    card_present: ChargeCardPresent | None = None
    """A card at a terminal."""
    cashapp: ChargeWallet | None = None
    """Cash App."""
    crypto: ChargeCrypto | None = None
    """Stablecoins."""
    customer_balance: dict[str, Any] | None = None
    """The customer's cash balance: a JSON object without keys."""
    eps: ChargeBankRedirect | None = None
    """EPS."""
    fpx: ChargeBankRedirect | None = None
    """FPX."""
    giropay: ChargeBankRedirect | None = None
    """giropay."""
    grabpay: ChargeWallet | None = None
    """GrabPay."""
    ideal: ChargeBankRedirect | None = None
    """iDEAL."""
    interac_present: ChargeCardPresent | None = None
    """An Interac card at a terminal."""
    kakao_pay: ChargeWallet | None = None
    """Kakao Pay."""
    klarna: ChargeKlarna | None = None
    """Klarna."""
    konbini: ChargeVoucher | None = None
    """Konbini."""
    kr_card: ChargeWallet | None = None
    """A card of South Korea."""
    link: ChargeWallet | None = None
    """Link."""
    mb_way: dict[str, Any] | None = None
    """MB WAY: a JSON object without keys."""
    mobilepay: ChargeWallet | None = None
    """MobilePay."""
    multibanco: ChargeVoucher | None = None
    """Multibanco."""
    naver_pay: ChargeWallet | None = None
    """Naver Pay."""
    nz_bank_account: ChargeBankDebit | None = None
    """A bank account in New Zealand."""
    oxxo: ChargeVoucher | None = None
    """OXXO."""
    p24: ChargeBankRedirect | None = None
    """Przelewy24."""
    pay_by_bank: dict[str, Any] | None = None
    """Pay By Bank: a JSON object without keys."""
    payco: ChargeWallet | None = None
    """PAYCO."""
    paynow: ChargeWallet | None = None
    """PayNow."""
    paypal: ChargePayPal | None = None
    """PayPal."""
    paypay: dict[str, Any] | None = None
    """PayPay: a JSON object without keys."""
    payto: ChargeBankDebit | None = None
    """A bank account in Australia, through PayTo."""
    pix: ChargeWallet | None = None
    """Pix."""
    promptpay: ChargeWallet | None = None
    """PromptPay."""
    revolut_pay: ChargeWallet | None = None
    """Revolut Pay."""
    samsung_pay: ChargeWallet | None = None
    """Samsung Pay."""
    satispay: ChargeWallet | None = None
    """Satispay."""
    scalapay: ChargeWallet | None = None
    """Scalapay."""
    sepa_credit_transfer: ChargeBankTransfer | None = None
    """A SEPA transfer."""
    sepa_debit: ChargeBankDebit | None = None
    """A bank account in the SEPA."""
    sequra: ChargeWallet | None = None
    """seQura."""
    sofort: ChargeBankRedirect | None = None
    """Sofort."""
    sunbit: ChargeWallet | None = None
    """Sunbit."""
    swish: ChargeWallet | None = None
    """Swish."""
    twint: ChargeWallet | None = None
    """TWINT."""
    type: str
    """Kind of payment method, such as ``card``: the field that is set."""
    upi: ChargeWallet | None = None
    """UPI."""
    us_bank_account: ChargeBankDebit | None = None
    """A bank account in the United States."""
    wechat: dict[str, Any] | None = None
    """WeChat, in the older way: a JSON object without keys."""
    wechat_pay: ChargeWallet | None = None
    """WeChat Pay."""
    zip: dict[str, Any] | None = None
    """Zip: a JSON object without keys."""
