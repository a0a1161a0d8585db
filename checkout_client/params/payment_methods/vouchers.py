"""Options of vouchers, which customers pay in cash or at their bank within some days."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from .shared_options import OneTimeOptionsParams


class BoletoOptionsParams(TypedDict, total=False):
    """Options of Boleto.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.boleto``).
    """

    expires_after_days: int
    """Calendar days until the voucher expires, at the end of the day in São Paulo: with 2, Monday's on Wednesday."""

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the method for later: with the customer present (``on_session``) or also without."""


class KonbiniOptionsParams(OneTimeOptionsParams, total=False):
    """Options of Konbini.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.konbini``).
    """

    expires_after_days: int
    """Calendar days, 1 to 60, until the payment code expires, at the end of that day in Japan. 3 by default."""


class OxxoOptionsParams(OneTimeOptionsParams, total=False):
    """Options of OXXO.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.oxxo``).
    """

    expires_after_days: int
    """Calendar days until the voucher expires, at the end of the day in Mexico City: with 2, Monday's on Wednesday."""
