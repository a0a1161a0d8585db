"""General settings of payment methods: new ones, saved ones, and wallets."""

from __future__ import annotations

from typing import Literal, TypeAlias

from typing_extensions import TypedDict

AllowRedisplay: TypeAlias = Literal["always", "limited", "unspecified"]
"""Whether a saved payment method may be offered to its customer again."""


class PaymentMethodDataParams(TypedDict, total=False):
    """Settings of the payment method that the session creates.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_data``).
    """

    allow_redisplay: AllowRedisplay
    """Whether it may be offered again later. Overrides what Checkout decides from the customer's consent."""


class SavedPaymentMethodOptionsParams(TypedDict, total=False):
    """Saved payment methods on the page.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``saved_payment_method_options``).
    """

    allow_redisplay_filters: list[AllowRedisplay]
    """Offer payment methods that were saved with one of these values. Only ``always`` by default."""

    payment_method_remove: Literal["disabled", "enabled"]
    """Whether customers can remove a saved payment method. ``disabled`` by default."""

    payment_method_save: Literal["disabled", "enabled"]
    """Whether customers can choose to save the payment method. ``disabled`` by default."""


class LinkWalletParams(TypedDict, total=False):
    """Settings of Link as a wallet.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``wallet_options.link``).
    """

    display: Literal["auto", "never"]
    """Whether Link is offered. ``auto``, the default, offers it if the session supports it."""


class WalletOptionsParams(TypedDict, total=False):
    """Settings of individual wallets.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``wallet_options``).
    """

    link: LinkWalletParams
    """Settings of Link."""
