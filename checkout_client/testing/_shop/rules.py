"""Rules for the parameters of a new Session, beyond their names and types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .amounts.currencies import is_currency
from .error_responses import StripeErrorResponse, exclusive_parameters, invalid, missing_parameter
from .metadata import check_metadata

MIN_LIFETIME = 30 * 60
MAX_LIFETIME = 24 * 60 * 60
_LATENCY_ALLOWANCE = 1
"""Seconds that a request may take to arrive."""

MAX_LINE_ITEMS = 100
MAX_ITEMS_PER_PRICE_TYPE = 20

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
_ONLY_IN_UI_MODE = {
    "success_url": ("hosted_page",),
    "cancel_url": ("hosted_page",),
    "return_url": ("embedded_page", "form", "elements"),
    "redirect_on_completion": ("embedded_page", "form"),
}
_EXCLUSIVE = (
    ("customer", "customer_email"),
    ("customer", "customer_account"),
    ("customer", "customer_creation"),
    ("allow_promotion_codes", "discounts"),
    ("allowed_payment_method_types", "payment_method_types"),
)
_REFUSED_SCHEMES = ("about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source")
"""Schemes of URLs that a browser must not be redirected to."""

_MAX_COUNTS = {"custom_fields": 3, "discounts": 1, "optional_items": 10, "shipping_options": 5}

_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://\S+").fullmatch
_part_of_email = re.compile(r"[^@\s]+").fullmatch


def check_create(params: dict[str, Any], now: int) -> None:
    """Raise a :class:`StripeErrorResponse` for the first rule that the parameters of a new Session violate."""
    for error in _violations(params, now):
        raise error
    check_metadata(params)


def _violations(params: dict[str, Any], now: int) -> Iterator[StripeErrorResponse]:
    mode = params.get("mode")
    if mode is None:
        yield missing_parameter("mode")
    for name, modes in _ONLY_IN_MODE.items():
        if name in params and mode not in modes:
            yield invalid(f"You can not pass `{name}` in `{mode}` mode.", name)
    if mode != "setup" and "line_items" not in params:
        yield missing_parameter("line_items")
    yield from _page_violations(params)
    for first, second in _EXCLUSIVE:
        # `allow_promotion_codes=false` does not exclude anything.
        if params.get(first) not in (None, False) and second in params:
            yield exclusive_parameters(first, second)
    yield from _detail_violations(params, now)


def _page_violations(params: dict[str, Any]) -> Iterator[StripeErrorResponse]:
    ui_mode = params.get("ui_mode", "hosted_page")
    for name, ui_modes in _ONLY_IN_UI_MODE.items():
        if name in params and ui_mode not in ui_modes:
            yield invalid(f"`{name}` can not be used when `ui_mode` is `{ui_mode}`.", name)
    if ui_mode == "hosted_page" and "success_url" not in params:
        yield missing_parameter("success_url")
    never = params.get("redirect_on_completion") == "never"
    if ui_mode == "embedded_page" and not never and "return_url" not in params:
        yield missing_parameter("return_url")
    if never and "return_url" in params:
        yield invalid("`return_url` can not be used when `redirect_on_completion` is `never`.", "return_url")
    for name in ("success_url", "cancel_url", "return_url"):
        if name in params and not _scheme(params[name]):
            yield invalid("Invalid URL: An explicit scheme (such as https) must be provided.", name, code="url_invalid")
        elif name in params and params[name].partition(":")[0].lower() in _REFUSED_SCHEMES:
            yield invalid("Invalid URL: The scheme must be http, https or that of an app.", name, code="url_invalid")


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
    if len(params.get("client_reference_id", "")) > 200:
        yield invalid("Invalid string: must be at most 200 characters", "client_reference_id")
    if "expires_at" in params:
        yield from _expiry_violations(params["expires_at"] - now)
    subscription = params.get("subscription_data", {})
    if "trial_end" in subscription and "trial_period_days" in subscription:
        names = ("subscription_data[trial_end]", "subscription_data[trial_period_days]")
        yield exclusive_parameters(*names)
    yield from _custom_field_violations(params.get("custom_fields", []))


def is_email(address: str) -> bool:
    """Return whether ``address`` looks like an email address."""
    local, _, domain = address.partition("@")
    labels = domain.rpartition(".")
    return all(map(_part_of_email, (local, labels[0], labels[2])))


def _expiry_violations(life: int) -> Iterator[StripeErrorResponse]:
    if life < MIN_LIFETIME - _LATENCY_ALLOWANCE:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        yield invalid(message, "expires_at")
    if life > MAX_LIFETIME:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        yield invalid(message, "expires_at")


def _custom_field_violations(fields: list[dict[str, Any]]) -> Iterator[StripeErrorResponse]:
    keys: set[str] = set()
    for index, field in enumerate(fields):
        path = f"custom_fields[{index}]"
        if field["key"] in keys:
            yield invalid(f"Custom field keys must be unique: {field['key']}", f"{path}[key]")
        keys.add(field["key"])
        if field["type"] == "dropdown" and "dropdown" not in field:
            yield missing_parameter(f"{path}[dropdown]")
        for kind in ("dropdown", "numeric", "text"):
            if kind in field and kind != field["type"]:
                yield invalid(f"`{kind}` can only be used when `type` is `{kind}`.", f"{path}[{kind}]")
