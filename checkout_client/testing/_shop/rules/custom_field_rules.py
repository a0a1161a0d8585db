"""Rules for ``custom_fields``.

API reference: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-custom_fields
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..error_responses import StripeErrorResponse, invalid, missing_parameter

MAX_FIELD_LENGTH = 255
"""Characters that a custom field takes if it has no ``maximum_length``."""

_MAX_OPTIONS = 200

_is_alphanumeric = re.compile(r"[A-Za-z0-9]+").fullmatch


def custom_field_violations(fields: list[dict[str, Any]]) -> Iterator[StripeErrorResponse]:
    """Return the rules that custom fields violate."""
    keys: set[str] = set()
    for index, field in enumerate(fields):
        path = f"custom_fields[{index}]"
        if not _is_alphanumeric(field["key"]):
            yield invalid(f"Custom field keys must be alphanumeric: {field['key']}", f"{path}[key]")
        if field["key"] in keys:
            yield invalid(f"Custom field keys must be unique: {field['key']}", f"{path}[key]")
        keys.add(field["key"])
        kind = field["type"]
        if kind == "dropdown" and "dropdown" not in field:
            yield missing_parameter(f"{path}[dropdown]")
        for other in ("dropdown", "numeric", "text"):
            if other in field and other != kind:
                yield invalid(f"`{other}` can only be used when `type` is `{other}`.", f"{path}[{other}]")
        if kind == "dropdown":
            yield from _dropdown_violations(field["dropdown"], f"{path}[dropdown]")
        else:
            yield from _length_violations(field.get(kind, {}), f"{path}[{kind}]")


def _dropdown_violations(dropdown: dict[str, Any], path: str) -> Iterator[StripeErrorResponse]:
    options: list[dict[str, str]] = dropdown["options"]
    values = [option["value"] for option in options]
    if len(options) > _MAX_OPTIONS:
        yield invalid(f"A dropdown has up to {_MAX_OPTIONS} options.", f"{path}[options]")
    for index, value in enumerate(values):
        if not _is_alphanumeric(value):
            yield invalid(f"Dropdown values must be alphanumeric: {value}", f"{path}[options][{index}][value]")
        if value in values[:index]:
            yield invalid(f"Dropdown values must be unique: {value}", f"{path}[options][{index}][value]")
    if "default_value" in dropdown and dropdown["default_value"] not in values:
        yield invalid("The default value must be one of the options.", f"{path}[default_value]")


def _length_violations(settings: dict[str, Any], path: str) -> Iterator[StripeErrorResponse]:
    shortest, longest = settings.get("minimum_length", 0), settings.get("maximum_length", MAX_FIELD_LENGTH)
    for name in ("minimum_length", "maximum_length"):
        if not 0 <= settings.get(name, 1) <= MAX_FIELD_LENGTH:
            yield invalid(f"A length must be between 0 and {MAX_FIELD_LENGTH}.", f"{path}[{name}]")
    if shortest > longest:
        yield invalid("`minimum_length` must not be greater than `maximum_length`.", f"{path}[minimum_length]")
    default = settings.get("default_value", "")
    if default and not shortest <= len(default) <= longest:
        yield invalid(f"The default value must have {shortest} to {longest} characters.", f"{path}[default_value]")
