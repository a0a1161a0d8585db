"""``payment_method_options``: one key for every payment method that has options."""

from __future__ import annotations

from typing_extensions import TypedDict

from .bank_debits import (
    ACSSDebitOptionsParams,
    AUBECSDebitOptionsParams,
    BacsDebitOptionsParams,
    SEPADebitOptionsParams,
    USBankAccountOptionsParams,
)
from .bank_payments import (
    BlikOptionsParams,
    CustomerBalanceOptionsParams,
    P24OptionsParams,
    PayByBankOptionsParams,
    PayToOptionsParams,
    PixOptionsParams,
    SwishOptionsParams,
    UPIOptionsParams,
)
from .cards import CardOptionsParams
from .shared_options import (
    CaptureOptionsParams,
    OneTimeCaptureOptionsParams,
    OneTimeOptionsParams,
    ReusableCaptureOptionsParams,
    ReusableOptionsParams,
)
from .vouchers import BoletoOptionsParams, KonbiniOptionsParams, OxxoOptionsParams
from .wallets import CashAppOptionsParams, KlarnaOptionsParams, PayPalOptionsParams, WeChatPayOptionsParams


class PaymentMethodOptionsParams(TypedDict, total=False):
    """Options of individual payment methods.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options``).
    """

    acss_debit: ACSSDebitOptionsParams
    """Bank debits in Canada. Not allowed if ``ui_mode`` is ``elements``."""

    affirm: OneTimeCaptureOptionsParams
    """Affirm: buy now, pay later in the US and Canada. ``capture_method`` since 2025-10-29.clover."""

    afterpay_clearpay: OneTimeCaptureOptionsParams
    """Afterpay, called Clearpay in the UK: buy now, pay later. ``capture_method`` since 2025-10-29.clover."""

    alipay: OneTimeOptionsParams
    """Alipay: a wallet used in China."""

    alma: CaptureOptionsParams
    """Alma: buy now, pay later in Europe. Since 2025-10-29.clover."""

    amazon_pay: ReusableCaptureOptionsParams
    """Amazon Pay: a wallet. ``capture_method`` since 2025-10-29.clover."""

    au_becs_debit: AUBECSDebitOptionsParams
    """Bank debits in Australia."""

    bacs_debit: BacsDebitOptionsParams
    """Bank debits in the UK."""

    bancontact: ReusableOptionsParams
    """Bancontact: bank payments in Belgium. ``off_session`` since 2026-10-28.endive."""

    billie: CaptureOptionsParams
    """Billie: buy now, pay later for businesses in Europe. Since 2025-10-29.clover."""

    blik: BlikOptionsParams
    """BLIK: bank payments in Poland. Since 2026-10-28.endive."""

    boleto: BoletoOptionsParams
    """Boleto: vouchers in Brazil."""

    card: CardOptionsParams
    """Cards. ``capture_method`` since 2025-10-29.clover."""

    cashapp: CashAppOptionsParams
    """Cash App Pay: a wallet in the US. ``capture_method`` since 2025-10-29.clover."""

    crypto: OneTimeOptionsParams
    """Stablecoins."""

    customer_balance: CustomerBalanceOptionsParams
    """The customer's balance with you, topped up by bank transfer."""

    demo_pay: ReusableOptionsParams
    """Demo Pay: a simulated payment method for trials."""

    eps: OneTimeOptionsParams
    """EPS: bank payments in Austria."""

    fpx: OneTimeOptionsParams
    """FPX: bank payments in Malaysia."""

    giropay: OneTimeOptionsParams
    """giropay: bank payments in Germany, since discontinued."""

    grabpay: OneTimeOptionsParams
    """GrabPay: a wallet in South-East Asia."""

    ideal: OneTimeOptionsParams
    """iDEAL: bank payments in the Netherlands."""

    kakao_pay: ReusableCaptureOptionsParams
    """Kakao Pay: a wallet in South Korea. Since 2025-02-24.acacia."""

    klarna: KlarnaOptionsParams
    """Klarna: buy now, pay later. ``capture_method`` since 2025-10-29.clover."""

    konbini: KonbiniOptionsParams
    """Konbini: vouchers paid in shops in Japan."""

    kr_card: ReusableCaptureOptionsParams
    """Cards issued in South Korea. Since 2025-02-24.acacia."""

    link: ReusableCaptureOptionsParams
    """Link: Stripe's own wallet. ``capture_method`` since 2025-10-29.clover."""

    mobilepay: OneTimeCaptureOptionsParams
    """MobilePay: a wallet in Denmark and Finland. ``capture_method`` since 2025-10-29.clover."""

    multibanco: OneTimeOptionsParams
    """Multibanco: vouchers in Portugal."""

    naver_pay: ReusableCaptureOptionsParams
    """Naver Pay: a wallet in South Korea. Since 2025-02-24.acacia, ``setup_future_usage`` since 2025-08-27.basil."""

    oxxo: OxxoOptionsParams
    """OXXO: vouchers paid in shops in Mexico."""

    p24: P24OptionsParams
    """Przelewy24: bank payments in Poland."""

    pay_by_bank: PayByBankOptionsParams
    """Pay by Bank: bank payments in the UK and Europe. There are no options yet."""

    payco: OneTimeCaptureOptionsParams
    """PAYCO: a wallet in South Korea. Since 2025-02-24.acacia, ``setup_future_usage`` since 2026-10-28.endive."""

    paynow: OneTimeOptionsParams
    """PayNow: bank payments in Singapore."""

    paypal: PayPalOptionsParams
    """PayPal: a wallet."""

    payto: PayToOptionsParams
    """PayTo: bank payments in Australia. Since 2026-02-25.clover."""

    pix: PixOptionsParams
    """Pix: bank payments in Brazil. ``setup_future_usage`` since 2025-08-27.basil."""

    revolut_pay: ReusableCaptureOptionsParams
    """Revolut Pay: a wallet in Europe. ``capture_method`` since 2025-10-29.clover."""

    samsung_pay: OneTimeCaptureOptionsParams
    """Samsung Pay in South Korea. Since 2025-02-24.acacia, ``setup_future_usage`` since 2026-10-28.endive."""

    satispay: CaptureOptionsParams
    """Satispay: a wallet in Italy and neighbouring countries. Since 2025-10-29.clover."""

    scalapay: CaptureOptionsParams
    """Scalapay: buy now, pay later in southern Europe."""

    sepa_debit: SEPADebitOptionsParams
    """Bank debits in euro."""

    sequra: CaptureOptionsParams
    """seQura: buy now, pay later in southern Europe. Since 2026-10-28.endive."""

    sofort: OneTimeOptionsParams
    """Sofort: bank payments in Europe, since discontinued."""

    sunbit: OneTimeCaptureOptionsParams
    """Sunbit: buy now, pay later in the US."""

    swish: SwishOptionsParams
    """Swish: phone payments in Sweden."""

    twint: ReusableOptionsParams
    """TWINT: phone payments in Switzerland. Since 2025-10-29.clover."""

    upi: UPIOptionsParams
    """UPI: bank payments in India. Since 2026-04-22.dahlia."""

    us_bank_account: USBankAccountOptionsParams
    """Bank debits in the US."""

    wechat_pay: WeChatPayOptionsParams
    """WeChat Pay: a wallet used in China."""
