"""The settings of each payment method that a Session can take.

Methods that have the same settings share a class. The classes of the others are in the folder
``payment_method_options``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import SetupFutureUsage
    from ..payment_method_options.card_options import (
        CardOptions,
        KonbiniOptions,
        PayPalOptions,
        VoucherOptions,
        WeChatPayOptions,
    )
    from ..payment_method_options.debit_options import (
        ACSSDebitOptions,
        AUBECSDebitOptions,
        DirectDebitOptions,
        PayToOptions,
        USBankAccountOptions,
    )
    from ..payment_method_options.transfer_options import CustomerBalanceOptions, PixOptions, SwishOptions, UPIOptions


@model
class CaptureMethodOptions(Model):
    """Settings of a method that leaves only the capture to choose.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options
    """

    capture_method: Literal["manual"] | str | None = None
    """``manual`` when the money is only authorized at first; None when it is captured at once."""


@model
class SetupFutureUsageOptions(Model):
    """Settings of a method that leaves only its later use to choose.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options
    """

    setup_future_usage: SetupFutureUsage | None = None
    """Whether the method is kept for later payments; None when not set for this method by itself."""


@model
class CaptureAndSetupOptions(Model):
    """Settings of a method that leaves the capture and its later use to choose.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options
    """

    capture_method: Literal["manual"] | str | None = None
    """``manual`` when the money is only authorized at first; None when it is captured at once. Some methods have it
    since 2025-02-24.acacia, most since 2025-10-29.clover."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether the method is kept for later payments; None when not set for this method by itself."""


@model
class PaymentMethodOptions(Model):
    """Settings by payment method; each is None when the Session has none for it.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options
    """

    acss_debit: ACSSDebitOptions | None = None
    """Canadian pre-authorized debits (ACSS); None when not set."""
    affirm: CaptureAndSetupOptions | None = None
    """Affirm; None when not set. ``setup_future_usage`` is always ``none``."""
    afterpay_clearpay: CaptureAndSetupOptions | None = None
    """Afterpay or Clearpay; None when not set. ``setup_future_usage`` is always ``none``."""
    alipay: SetupFutureUsageOptions | None = None
    """Alipay; None when not set. ``setup_future_usage`` is always ``none``."""
    alma: CaptureMethodOptions | None = None
    """Alma; None when not set. Since 2025-10-29.clover."""
    amazon_pay: CaptureAndSetupOptions | None = None
    """Amazon Pay; None when not set. ``setup_future_usage`` is ``none`` or ``off_session``."""
    au_becs_debit: AUBECSDebitOptions | None = None
    """Australian direct debits (BECS); None when not set."""
    bacs_debit: DirectDebitOptions | None = None
    """British direct debits (Bacs); None when not set."""
    bancontact: SetupFutureUsageOptions | None = None
    """Bancontact; None when not set. ``setup_future_usage`` may be ``off_session`` since 2026-10-28.endive."""
    billie: CaptureMethodOptions | None = None
    """Billie; None when not set. Since 2025-10-29.clover."""
    boleto: VoucherOptions | None = None
    """Boleto; None when not set."""
    card: CardOptions | None = None
    """Cards; None when not set."""
    cashapp: CaptureAndSetupOptions | None = None
    """Cash App Pay; None when not set. ``setup_future_usage`` is always ``none``."""
    customer_balance: CustomerBalanceOptions | None = None
    """Bank transfers; None when not set."""
    eps: SetupFutureUsageOptions | None = None
    """EPS; None when not set. ``setup_future_usage`` is always ``none``."""
    fpx: SetupFutureUsageOptions | None = None
    """FPX; None when not set. ``setup_future_usage`` is always ``none``."""
    giropay: SetupFutureUsageOptions | None = None
    """Giropay; None when not set. ``setup_future_usage`` is always ``none``."""
    grabpay: SetupFutureUsageOptions | None = None
    """GrabPay; None when not set. ``setup_future_usage`` is always ``none``."""
    ideal: SetupFutureUsageOptions | None = None
    """iDEAL; None when not set. ``setup_future_usage`` is always ``none``."""
    kakao_pay: CaptureAndSetupOptions | None = None
    """Kakao Pay; None when not set. ``setup_future_usage`` is ``none`` or ``off_session``. Since 2025-02-24.acacia."""
    klarna: CaptureAndSetupOptions | None = None
    """Klarna; None when not set."""
    konbini: KonbiniOptions | None = None
    """Konbini; None when not set."""
    kr_card: CaptureAndSetupOptions | None = None
    """Korean cards; None when not set. ``setup_future_usage`` is ``none`` or ``off_session``. Since
    2025-02-24.acacia."""
    link: CaptureAndSetupOptions | None = None
    """Link; None when not set. ``setup_future_usage`` is ``none`` or ``off_session``."""
    mobilepay: CaptureAndSetupOptions | None = None
    """MobilePay; None when not set. ``setup_future_usage`` is always ``none``."""
    multibanco: SetupFutureUsageOptions | None = None
    """Multibanco; None when not set. ``setup_future_usage`` is always ``none``."""
    naver_pay: CaptureAndSetupOptions | None = None
    """Naver Pay; None when not set. Since 2025-02-24.acacia; ``setup_future_usage``, ``none`` or ``off_session``, since
    2025-08-27.basil."""
    oxxo: VoucherOptions | None = None
    """OXXO; None when not set."""
    p24: SetupFutureUsageOptions | None = None
    """Przelewy24; None when not set. ``setup_future_usage`` is always ``none``."""
    payco: CaptureAndSetupOptions | None = None
    """PAYCO; None when not set. Since 2025-02-24.acacia; ``setup_future_usage``, always ``none``, since
    2026-10-28.endive."""
    paynow: SetupFutureUsageOptions | None = None
    """PayNow; None when not set. ``setup_future_usage`` is always ``none``."""
    paypal: PayPalOptions | None = None
    """PayPal; None when not set."""
    payto: PayToOptions | None = None
    """PayTo; None when not set. Since 2026-02-25.clover."""
    pix: PixOptions | None = None
    """Pix; None when not set."""
    revolut_pay: CaptureAndSetupOptions | None = None
    """Revolut Pay; None when not set. ``setup_future_usage`` is ``none`` or ``off_session``."""
    samsung_pay: CaptureAndSetupOptions | None = None
    """Samsung Pay; None when not set. Since 2025-02-24.acacia; ``setup_future_usage``, always ``none``, since
    2026-10-28.endive."""
    satispay: CaptureMethodOptions | None = None
    """Satispay; None when not set. Since 2025-10-29.clover."""
    scalapay: CaptureMethodOptions | None = None
    """Scalapay; None when not set. Since 2026-10-28.endive."""
    sepa_debit: DirectDebitOptions | None = None
    """SEPA direct debits; None when not set."""
    sequra: CaptureMethodOptions | None = None
    """seQura; None when not set. Since 2026-10-28.endive."""
    sofort: SetupFutureUsageOptions | None = None
    """Sofort; None when not set. ``setup_future_usage`` is always ``none``."""
    sunbit: CaptureAndSetupOptions | None = None
    """Sunbit; None when not set. ``setup_future_usage`` is always ``none``. Since 2026-10-28.endive."""
    swish: SwishOptions | None = None
    """Swish; None when not set."""
    twint: SetupFutureUsageOptions | None = None
    """TWINT; None when not set. Since 2025-10-29.clover; ``setup_future_usage`` may be ``off_session`` since
    2026-10-28.endive."""
    upi: UPIOptions | None = None
    """UPI; None when not set. Since 2026-04-22.dahlia."""
    us_bank_account: USBankAccountOptions | None = None
    """US bank debits (ACH); None when not set."""
    wechat_pay: WeChatPayOptions | None = None
    """WeChat Pay; None when not set. Since 2026-10-28.endive."""
