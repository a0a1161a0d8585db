"""Which parameters go with which ``ui_mode``, and the URLs of the pages.

API reference: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-ui_mode
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..error_responses import StripeErrorResponse, invalid, missing_parameter

_ONLY_IN_UI_MODE = {
    "success_url": ("hosted_page",),
    "cancel_url": ("hosted_page",),
    "return_url": ("embedded_page", "form", "elements"),
    "redirect_on_completion": ("embedded_page", "form"),
    "permissions": ("embedded_page", "elements"),
    "optional_items": ("hosted_page", "embedded_page"),
    **dict.fromkeys(
        ("after_expiration", "branding_settings", "custom_fields", "custom_text", "origin_context", "submit_type"),
        ("hosted_page", "embedded_page", "form"),
    ),
}
_UPDATED_ONLY_IN_UI_MODE = {
    "collected_information": ("embedded_page", "elements"),
    "payment_intent_data": ("elements",),
}
"""For which kinds of page ``update`` accepts a parameter: https://docs.stripe.com/api/checkout/sessions/update."""

_REFUSED_SCHEMES = ("about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source")
"""Schemes of URLs that a browser must not be redirected to."""

_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://\S+").fullmatch


def ui_mode_violations(params: dict[str, Any]) -> Iterator[StripeErrorResponse]:
    """Return the rules about ``ui_mode`` and URLs that the parameters violate."""
    ui_mode = params.get("ui_mode", "hosted_page")
    yield from _in_wrong_ui_mode(params, ui_mode, _ONLY_IN_UI_MODE)
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


def check_ui_mode_of_update(params: Mapping[str, Any], ui_mode: str) -> None:
    """Raise a :class:`StripeErrorResponse` if a Session with this ``ui_mode`` cannot be updated like that."""
    for error in _in_wrong_ui_mode(params, ui_mode, _UPDATED_ONLY_IN_UI_MODE):
        raise error


def _in_wrong_ui_mode(
    params: Mapping[str, Any], ui_mode: str, allowed: Mapping[str, tuple[str, ...]]
) -> Iterator[StripeErrorResponse]:
    for name, ui_modes in allowed.items():
        if name in params and ui_mode not in ui_modes:
            yield invalid(f"`{name}` can not be used when `ui_mode` is `{ui_mode}`.", name)
