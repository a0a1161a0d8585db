"""Rules for the parameters of a new Session, beyond their names and types.

API reference: https://docs.stripe.com/api/checkout/sessions/create
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..amounts.currencies import is_currency
from ..error_responses import StripeErrorResponse, exclusive_parameters, invalid, missing_parameter
from ..metadata import check_metadata
from .connect_rules import connect_violations
from .contact_rules import is_email
from .custom_field_rules import custom_field_violations
from .string_lengths import length_violations
from .subscription_rules import subscription_violations
from .ui_mode_rules import ui_mode_violations

MIN_LIFETIME = 30 * 60
MAX_LIFETIME = 24 * 60 * 60
_LATENCY_ALLOWANCE = 1
"""Seconds that a request may take to arrive."""

_ONLY_IN_MODE = {
    "customer_creation": ("payment", "setup"),
    "discounts": ("payment", "subscription"),
    "invoice_creation": ("payment",),
    "line_items": ("payment", "subscription"),
    "optional_items": ("payment", "subscription"),
    "payment_intent_data": ("payment",),
    "payment_method_collection": ("subscription",),
    "setup_intent_data": ("setup",),
    "shipping_options": ("payment", "subscription"),
    "subscription_data": ("subscription",),
}
_EXCLUSIVE = (
    ("customer", "customer_email"),
    ("customer", "customer_account"),
    ("customer", "customer_creation"),
    ("allow_promotion_codes", "discounts"),
    ("allowed_payment_method_types", "payment_method_types"),
)
_MAX_COUNTS = {"custom_fields": 3, "discounts": 1, "optional_items": 10, "shipping_options": 5}


def check_create(params: dict[str, Any], now: int, account: str | None) -> None:
    """Raise a :class:`StripeErrorResponse` for the first rule that the parameters of a new Session violate.

    ``account`` is the connected account of the request, if any.
    """
    for error in _violations(params, now, account):
        raise error
    check_metadata(params)


def _violations(params: dict[str, Any], now: int, account: str | None) -> Iterator[StripeErrorResponse]:
    mode = params.get("mode")
    if mode is None:
        yield missing_parameter("mode")
    for name, modes in _ONLY_IN_MODE.items():
        if name in params and mode not in modes:
            yield invalid(f"You can not pass `{name}` in `{mode}` mode.", name)
    if mode != "setup" and "line_items" not in params:
        yield missing_parameter("line_items")
    if mode == "setup" and not params.keys() & {"currency", "payment_method_types", "allowed_payment_method_types"}:
        yield missing_parameter("currency")
    yield from ui_mode_violations(params)
    for first, second in _EXCLUSIVE:
        # `allow_promotion_codes=false` does not exclude anything.
        if params.get(first) not in (None, False) and second in params:
            yield exclusive_parameters(first, second)
    yield from _detail_violations(params, now)
    yield from subscription_violations(params.get("subscription_data", {}), now)
    yield from custom_field_violations(params.get("custom_fields", []))
    yield from connect_violations(params, account)
    yield from length_violations(params)


def _detail_violations(params: dict[str, Any], now: int) -> Iterator[StripeErrorResponse]:
    for name, maximum in _MAX_COUNTS.items():
        if len(params.get(name, ())) > maximum:
            yield invalid(f"Array {name} exceeded maximum {maximum} allowed elements.", name)
    if "customer_update" in params and "customer" not in params:
        yield invalid("`customer_update` can only be used with `customer`.", "customer_update")
    if "customer_email" in params and not is_email(params["customer_email"]):
        yield invalid(f"Invalid email address: {params['customer_email']}", "customer_email", code="email_invalid")
    if "currency" in params and not is_currency(params["currency"]):
        yield invalid(f"Invalid currency: {params['currency']}", "currency")
    if "expires_at" in params:
        yield from _expiry_violations(params["expires_at"] - now)


def _expiry_violations(life: int) -> Iterator[StripeErrorResponse]:
    if life < MIN_LIFETIME - _LATENCY_ALLOWANCE:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        yield invalid(message, "expires_at")
    if life > MAX_LIFETIME:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        yield invalid(message, "expires_at")
