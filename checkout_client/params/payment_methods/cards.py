"""Options of card payments."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from .shared_options import CaptureOptionsParams


class CardInstallmentsParams(TypedDict, total=False):
    """Paying by card in instalments. API reference: Create a Session, ``payment_method_options.card.installments``."""

    enabled: bool
    """Offer instalment plans. ``False`` keeps any plan from being used."""


class CardRestrictionsParams(TypedDict, total=False):
    """Cards that are not taken. API reference: Create a Session, ``payment_method_options.card.restrictions``."""

    brands_blocked: list[Literal["american_express", "discover_global_network", "mastercard", "visa"]]
    """Brands that cannot be used to pay."""

    funding_types_blocked: list[Literal["credit", "debit", "prepaid"]]
    """Kinds of card that cannot be used to pay. Since 2026-10-28.endive."""


class CardOptionsParams(CaptureOptionsParams, total=False):
    """Options of card payments. API reference: Create a Session, ``payment_method_options.card``."""

    installments: CardInstallmentsParams
    """Paying in instalments, where the card's country has them."""

    request_extended_authorization: Literal["if_available", "never"]
    """Ask for more time to capture than cards usually give. Since 2025-02-24.acacia."""

    request_incremental_authorization: Literal["if_available", "never"]
    """Ask to be able to raise the reserved amount before capture. Since 2025-02-24.acacia."""

    request_multicapture: Literal["if_available", "never"]
    """Ask to be able to capture in several parts. Since 2025-02-24.acacia."""

    request_overcapture: Literal["if_available", "never"]
    """Ask to be able to capture more than was reserved. Since 2025-02-24.acacia."""

    request_three_d_secure: Literal["any", "automatic", "challenge"]
    """When to ask for 3D Secure: ``automatic`` (the default) leaves it to Stripe and the law.

    ``any`` asks whenever it is available; ``challenge`` moreover wants the customer to be challenged.
    """

    restrictions: CardRestrictionsParams
    """Cards that are not taken. Not allowed when ``ui_mode`` is ``elements``. Since 2025-02-24.acacia."""

    setup_future_usage: Literal["off_session", "on_session"]
    """Save the card for later: with the customer present (``on_session``) or also without."""

    statement_descriptor_suffix_kana: str
    """Text on statements in Japan, in kana, added to the account's own prefix; together at most 22 characters."""

    statement_descriptor_suffix_kanji: str
    """Text on statements in Japan, in kanji, added to the account's own prefix; together at most 17 characters."""
