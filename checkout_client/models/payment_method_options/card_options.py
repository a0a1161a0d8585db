"""Settings of single payment methods: cards, wallets, vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import IfAvailable, SetupFutureUsage

BlockedCardBrand: TypeAlias = Literal["american_express", "discover_global_network", "mastercard", "visa"] | str
"""A card brand that a Session can refuse."""


@model
class CardInstallments(Model):
    """Whether a card payment may be split.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-card
    """

    enabled: bool | None = None
    """Whether the customer may pay in instalments; None when that was not set."""


@model
class CardRestrictions(Model):
    """Which cards are refused.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-card
    """

    brands_blocked: list[BlockedCardBrand] | None = None
    """Brands that are refused; None when none are."""
    funding_types_blocked: list[Literal["credit", "debit", "prepaid"] | str] | None = None
    """Kinds of card that are refused; None when none are. Since 2026-10-28.endive."""


@model
class CardOptions(Model):
    """Settings of card payments.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-card
    """

    capture_method: Literal["manual"] | str | None = None
    """``manual`` when the money is only authorized at first; None when it is captured at once. Since
    2025-10-29.clover."""
    installments: CardInstallments | None = None
    """Whether the payment may be split; None when that was not set."""
    request_extended_authorization: IfAvailable | None = None
    """Whether to ask that the money stays reserved longer than usual; None when not set. Since 2025-02-24.acacia."""
    request_incremental_authorization: IfAvailable | None = None
    """Whether to ask that the reserved sum may be raised; None when not set. Since 2025-02-24.acacia."""
    request_multicapture: IfAvailable | None = None
    """Whether to request multicapture, which captures the money in parts; None when not set. Since
    2025-02-24.acacia."""
    request_overcapture: IfAvailable | None = None
    """Whether to request overcapture, which captures more than was authorized; None when not set. Since
    2025-02-24.acacia."""
    request_three_d_secure: Literal["any", "automatic", "challenge"] | str
    """When to request 3D Secure: where Stripe finds it needed (``automatic``), wherever the card supports it (``any``),
    or with preference for a challenge (``challenge``)."""
    restrictions: CardRestrictions | None = None
    """Cards that are refused; None when none are. Since 2025-02-24.acacia."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether the card is kept for later payments; None when that was not set for cards by themselves."""
    statement_descriptor_suffix_kana: str | None = None
    """End of the text on Japanese card statements, in kana, up to 22 characters; None when not set."""
    statement_descriptor_suffix_kanji: str | None = None
    """End of the text on Japanese card statements, in kanji, up to 17 characters; None when not set."""


@model
class PayPalOptions(Model):
    """Settings of PayPal.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-paypal
    """

    capture_method: Literal["manual"] | str | None = None
    """``manual`` when the money is only authorized at first; None when it is captured at once."""
    preferred_locale: str | None = None
    """Language of PayPal's page, such as ``de-DE``; None when PayPal decides."""
    reference: str | None = None
    """Invoice id that the customer sees in PayPal; None when not set."""
    setup_future_usage: Literal["none", "off_session"] | str | None = None
    """Whether the PayPal account is kept for later payments; None when not set for PayPal by itself."""


@model
class WeChatPayOptions(Model):
    """Settings of WeChat Pay.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-wechat_pay
    """

    app_id: str | None = None
    """App id registered with WeChat Pay; None unless ``client`` is ``android`` or ``ios``."""
    client: Literal["android", "ios", "web"] | str | None = None
    """Where the customer pays from; None when not set."""
    setup_future_usage: Literal["none"] | str | None = None
    """``none``: WeChat Pay cannot be kept for later payments. None when not set."""


@model
class VoucherOptions(Model):
    """Settings of Boleto or OXXO.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-boleto
    """

    expires_after_days: int
    """Calendar days until the voucher can no longer be paid."""
    setup_future_usage: SetupFutureUsage | None = None
    """Whether Boleto is kept for later payments (OXXO cannot be: always ``none``); None when not set."""


@model
class KonbiniOptions(Model):
    """Settings of Konbini.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_options-konbini
    """

    expires_after_days: int | None = None
    """Calendar days until the code can no longer be paid; None for Stripe's default."""
    setup_future_usage: Literal["none"] | str | None = None
    """``none``: Konbini cannot be kept for later payments. None when not set."""
