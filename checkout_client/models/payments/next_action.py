"""What a customer must do before a payment or a setup can go on."""

from __future__ import annotations

from typing import Any, Literal

from ..base import Model, model


@model
class RedirectToUrl(Model):
    """Somewhere to send the customer.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-redirect_to_url
    """

    return_url: str | None = None
    """Where the customer returns to; None when not set."""
    url: str | None = None
    """Where to send the customer; None when there is nothing to visit."""


@model
class QRCode(Model):
    """A QR code for the customer to scan.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-pix_display_qr_code
    """

    data: str | None = None
    """What the code contains; None when only images are given."""
    expires_at: int | None = None
    """When it stops working, in Unix seconds; None when Stripe does not say."""
    hosted_instructions_url: str | None = None
    """Page by Stripe with instructions for the customer; None when there is none."""
    image_data_url: str | None = None
    """The image as a ``data:`` URL; None except for WeChat Pay."""
    image_url_png: str | None = None
    """URL of the image as PNG; None when there is none."""
    image_url_svg: str | None = None
    """URL of the image as SVG; None when there is none."""


@model
class RedirectOrQRCode(Model):
    """An app to open, or a QR code to scan with it.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-cashapp_handle_redirect_or_display_qr_code
    """

    hosted_instructions_url: str
    """Page by Stripe with instructions for the customer."""
    mobile_auth_url: str | None = None
    """URL that opens the app on the same device; None except for Cash App and Swish."""
    qr_code: QRCode
    """The QR code."""


@model
class VoucherDetails(Model):
    """A voucher to pay with: Boleto, OXXO or Multibanco.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-boleto_display_details
    """

    entity: str | None = None
    """Number of the entity; None except for Multibanco."""
    expires_after: int | None = None
    """When the voucher expires, in Unix seconds; None except for OXXO."""
    expires_at: int | None = None
    """When the voucher expires, in Unix seconds; None for OXXO."""
    hosted_voucher_url: str | None = None
    """Page with the voucher; None when there is none."""
    number: str | None = None
    """Number of the voucher; None for Multibanco."""
    pdf: str | None = None
    """URL of the voucher as PDF; None except for Boleto."""
    reference: str | None = None
    """Reference of the payment; None except for Multibanco."""


@model
class KonbiniStore(Model):
    """How to pay in one chain of convenience stores.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-konbini_display_details-stores
    """

    confirmation_number: str | None = None
    """Confirmation number; None when the chain needs none."""
    payment_code: str
    """Code of the payment."""


@model
class KonbiniStores(Model):
    """How to pay in each chain of convenience stores.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-konbini_display_details-stores
    """

    familymart: KonbiniStore | None = None
    """FamilyMart; None when it is not offered."""
    lawson: KonbiniStore | None = None
    """Lawson; None when it is not offered."""
    ministop: KonbiniStore | None = None
    """Ministop; None when it is not offered."""
    seicomart: KonbiniStore | None = None
    """Seicomart; None when it is not offered."""


@model
class KonbiniDetails(Model):
    """How to pay in a Japanese convenience store.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-konbini_display_details
    """

    expires_at: int
    """When the codes expire, in Unix seconds."""
    hosted_voucher_url: str | None = None
    """Page with the codes; None when there is none."""
    stores: KonbiniStores
    """The codes by chain."""


@model
class BankTransferInstructions(Model):
    """Where to transfer the money to.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-display_bank_transfer_instructions
    """

    amount_remaining: int | None = None
    """The sum that is missing, in minor units of ``currency`` (such as cents); None when it is not known."""
    currency: str | None = None
    """Currency of the amount: three-letter ISO 4217 code in lower case; None when it is not known."""
    financial_addresses: list[dict[str, Any]] | None = None
    """Bank accounts that take the transfer, as JSON objects; None when there are none."""
    hosted_instructions_url: str | None = None
    """Page by Stripe with instructions for the customer; None when there is none."""
    reference: str | None = None
    """Reference to put on the transfer; None when none is needed."""
    type: (
        Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"]
        | str
    )
    """Kind of transfer."""


@model
class MicrodepositVerification(Model):
    """Small deposits that prove who owns a bank account.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-verify_with_microdeposits
    """

    arrival_date: int
    """When the deposits arrive, in Unix seconds."""
    hosted_verification_url: str
    """Page where the customer enters what arrived."""
    microdeposit_type: Literal["amounts", "descriptor_code"] | str | None = None
    """Whether the customer enters amounts or a code; None when it is not known."""


@model
class AlipayRedirect(Model):
    """How to open Alipay.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-alipay_handle_redirect
    """

    native_data: str | None = None
    """Data for Alipay's own SDK in an app; None when there is none."""
    native_url: str | None = None
    """URL that opens Alipay's app; None when there is none."""
    return_url: str | None = None
    """Where the customer returns to; None when not set."""
    url: str | None = None
    """Web page to send the customer to; None when there is none."""


@model
class CardNotification(Model):
    """A notice that the customer gets from their bank before the card is charged.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action-card_await_notification
    """

    charge_attempt_at: int | None = None
    """When the card is charged, in Unix seconds; None when it is not known."""
    customer_approval_required: bool | None = None
    """Whether the customer must approve; None when it is not known."""


@model
class NextAction(Model):
    """What the customer must do next.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action
    """

    alipay_handle_redirect: AlipayRedirect | None = None
    """How to open Alipay; None unless ``type`` says so, as with all fields here."""
    blik_authorize: dict[str, Any] | None = None
    """Present, as an empty JSON object, when the customer must approve in their BLIK app."""
    boleto_display_details: VoucherDetails | None = None
    """The Boleto voucher."""
    card_await_notification: CardNotification | None = None
    """The notice from the customer's bank."""
    cashapp_handle_redirect_or_display_qr_code: RedirectOrQRCode | None = None
    """How to pay with Cash App."""
    display_bank_transfer_instructions: BankTransferInstructions | None = None
    """Where to transfer the money to."""
    klarna_display_qr_code: QRCode | None = None
    """The QR code of Klarna. Since 2026-10-28.endive."""
    konbini_display_details: KonbiniDetails | None = None
    """How to pay in a convenience store."""
    multibanco_display_details: VoucherDetails | None = None
    """The Multibanco reference."""
    oxxo_display_details: VoucherDetails | None = None
    """The OXXO voucher."""
    paynow_display_qr_code: QRCode | None = None
    """The QR code of PayNow."""
    pix_display_qr_code: QRCode | None = None
    """The QR code of Pix."""
    promptpay_display_qr_code: QRCode | None = None
    """The QR code of PromptPay."""
    redirect_to_url: RedirectToUrl | None = None
    """Where to send the customer."""
    swish_handle_redirect_or_display_qr_code: RedirectOrQRCode | None = None
    """How to pay with Swish."""
    type: str
    """Which of the fields is set, such as ``redirect_to_url``."""
    upi_handle_redirect_or_display_qr_code: RedirectOrQRCode | None = None
    """How to pay with UPI. Since 2026-04-22.dahlia."""
    use_stripe_sdk: dict[str, Any] | None = None
    """Data for Stripe.js, as a JSON object."""
    verify_with_microdeposits: MicrodepositVerification | None = None
    """How to verify the bank account."""
    wechat_pay_display_qr_code: QRCode | None = None
    """The QR code of WeChat Pay."""
    wechat_pay_redirect_to_android_app: dict[str, Any] | None = None
    """Data to open WeChat on Android, as a JSON object."""
    wechat_pay_redirect_to_ios_app: dict[str, Any] | None = None
    """Data to open WeChat on iOS, as a JSON object."""
