"""Payment methods in general: the one that a session makes, those saved before, and wallets."""

from __future__ import annotations

from typing import Literal, TypeAlias

from typing_extensions import TypedDict

AllowRedisplay: TypeAlias = Literal["always", "limited", "unspecified"]
"""How freely a saved payment method may be offered to its customer again."""


class PaymentMethodDataParams(TypedDict, total=False):
    """Settings of the payment method that the session makes.

    API reference: Create a Session, ``payment_method_data``.
    """

    allow_redisplay: AllowRedisplay
    """Whether it may be offered again later. Only to overrule what Checkout decides from the customer's consent."""


class SavedPaymentMethodOptionsParams(TypedDict, total=False):
    """Saved payment methods on the page. API reference: Create a Session, ``saved_payment_method_options``."""

    allow_redisplay_filters: list[AllowRedisplay]
    """Offer those saved with one of these values. Only ``always`` unless set."""

    payment_method_remove: Literal["disabled", "enabled"]
    """Whether customers can remove a saved payment method. ``disabled`` unless set."""

    payment_method_save: Literal["disabled", "enabled"]
    """Whether customers can choose to save the payment method. ``disabled`` unless set."""


class LinkWalletParams(TypedDict, total=False):
    """Link as a wallet. API reference: Create a Session, ``wallet_options.link``."""

    display: Literal["auto", "never"]
    """Whether Link is offered. ``auto`` unless set: wherever the session supports it."""


class WalletOptionsParams(TypedDict, total=False):
    """Settings of single wallets. API reference: Create a Session, ``wallet_options``."""

    link: LinkWalletParams
    """Settings of Link."""
