"""Options of card payments."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from .shared_options import CaptureOptionsParams


class CardInstallmentsParams(TypedDict, total=False):
    """Card payments in instalments.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.card.installments``).
    """

    enabled: bool
    """Offer instalment plans. With ``False``, no plan can be used."""


class CardRestrictionsParams(TypedDict, total=False):
    """Cards that are not accepted.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.card.restrictions``).
    """

    brands_blocked: list[Literal["american_express", "discover_global_network", "mastercard", "visa"]]
    """Card brands that are not accepted."""

    funding_types_blocked: list[Literal["credit", "debit", "prepaid"]]
    """Kinds of card that are not accepted. Since 2026-10-28.endive."""


class CardOptionsParams(CaptureOptionsParams, total=False):
    """Options of card payments.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.card``).
    """

    installments: CardInstallmentsParams
    """Payment in instalments, in countries where cards support it."""

    request_extended_authorization: Literal["if_available", "never"]
    """Request more time than usual to capture the payment. Since 2025-02-24.acacia."""

    request_incremental_authorization: Literal["if_available", "never"]
    """Request that the authorized amount can be raised before capture. Since 2025-02-24.acacia."""

    request_multicapture: Literal["if_available", "never"]
    """Request that the amount can be captured in more than one part. Since 2025-02-24.acacia."""

    request_overcapture: Literal["if_available", "never"]
    """Request that more than the authorized amount can be captured. Since 2025-02-24.acacia."""

    request_three_d_secure: Literal["any", "automatic", "challenge"]
    """When to request 3D Secure: ``automatic`` (the default) leaves it to Stripe and the regulations.

    ``any`` requests it whenever it is available; ``challenge`` also requests a challenge for the customer.
    """

    restrictions: CardRestrictionsParams
    """Cards that are not accepted. Not allowed if ``ui_mode`` is ``elements``. Since 2025-02-24.acacia."""

    setup_future_usage: Literal["off_session", "on_session"]
    """Save the card for later: with the customer present (``on_session``) or also without."""

    statement_descriptor_suffix_kana: str
    """Text on statements in Japan, in kana, added after the account's prefix; at most 22 characters in total."""

    statement_descriptor_suffix_kanji: str
    """Text on statements in Japan, in kanji, added after the account's prefix; at most 17 characters in total."""
