"""Rules for single parameters: mistakes that the API would accept or report less clearly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import cast
from urllib.parse import unquote_plus

from ..._checks import printable

Rule = Callable[[object, str], None]

MAX_METADATA_KEYS = 50
MAX_METADATA_KEY_LENGTH = 40
MAX_METADATA_VALUE_LENGTH = 500

# Seconds reach this in the year 5138; milliseconds passed it in 1973.
FIRST_MILLISECONDS = 10**11

_TIMES = ("billing_cycle_anchor", "created", "expires_at", "gt", "gte", "lt", "lte", "trial_end")


def parameter_path(wire: str) -> str:
    """Return a name on the wire as people write it, on one line and shortened if it is very long.

    >>> parameter_path("line_items[0][price_data][currency]")
    'line_items[0].price_data.currency'
    """
    return printable(unquote_plus(re.sub(r"\[(?!\d+\])([^\[\]]*)\]", r".\1", wire)))


def allows_float(name: str) -> bool:
    """Return whether the parameter ``name`` is a ratio. All other numbers must be exact."""
    return name.endswith(("percent", "percentage"))


def _check_timestamp(value: object, wire: str) -> None:
    if isinstance(value, int) and abs(value) >= FIRST_MILLISECONDS:
        raise ValueError(
            f"{parameter_path(wire)} is in milliseconds: the API takes seconds since 1970 (or pass an aware datetime)"
        )


_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"

# The name with a brace on one side or both, or in capitals. ``checkout_session_id=`` is a good name in a query.
_spoilt_placeholder = re.compile(
    r"(?i:(?:[{<\[]|\$\{?|%(?:25){0,3}(?:7b|3c|5b)){1,2}\s?checkout[_-]?session[_-]?id\b"
    r"(?:\s?(?:[}>\]]|%(?:25){0,3}(?:7d|3e|5d)){1,2})?"
    r"|checkout[_-]?session[_-]?id\s?(?:[}>\]]|%(?:25){0,3}(?:7d|3e|5d)){1,2})"
    r"|\bCHECKOUT_SESSION_ID\b(?!=)"
).search


def _check_return_url(value: object, wire: str) -> None:
    if not isinstance(value, str):
        return
    rest = value.replace(_PLACEHOLDER, "\0")
    found = None
    if any(beside in rest for beside in ("{\0", "\0}", "$\0")):
        found = f"${_PLACEHOLDER}" if "$\0" in rest else "{{CHECKOUT_SESSION_ID}}"
    elif "checkout" in (lowered := rest.lower()) and "session" in lowered and (match := _spoilt_placeholder(rest)):
        found = printable(match[0])
    if found is not None:
        raise ValueError(
            f"{parameter_path(wire)} contains {found}, which Stripe would not replace: "
            f"write {_PLACEHOLDER}, the client encodes it once (in an f-string, {{{_PLACEHOLDER}}})"
        )


def number_advice(wire: str) -> str:
    """Return what to pass instead of a number that is not exact."""
    name = wire.rpartition("[")[2].rstrip("]")
    if wire.startswith("metadata[") or "[metadata][" in wire:
        return "use str(...), metadata are strings"
    if name in _TIMES or name.endswith(("_at", "_start", "_end")):
        return "use int(...), times are whole seconds since 1970, or an aware datetime"
    if name.endswith("_decimal"):
        return 'use a Decimal or a string, such as "19.995"'
    if "amount" in name or name in ("maximum", "minimum", "preset"):
        return "use an int of minor units (1999 for 19.99), or checkout_client.money.to_minor_units(...)"
    return "use an int or a Decimal"


def _is_unset(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, Enum) and value.value == "")  # CLEAR is such an Enum


def _check_metadata(value: object, wire: str) -> None:
    if not isinstance(value, Mapping):
        return
    value = cast("Mapping[object, object]", value)
    kept = sum(not _is_unset(text) for text in value.values())
    if kept > MAX_METADATA_KEYS:
        raise ValueError(f"{parameter_path(wire)} has {kept} keys: at most {MAX_METADATA_KEYS} are allowed")
    for key, text in value.items():
        if isinstance(key, str) and len(key) > MAX_METADATA_KEY_LENGTH:
            raise ValueError(
                f"{parameter_path(wire)} has a key of {len(key)} characters: "
                f"at most {MAX_METADATA_KEY_LENGTH} are allowed"
            )
        if isinstance(text, (Mapping, list, tuple)):
            raise TypeError(
                f"{parameter_path(wire)}.{printable(str(key))} is not a string: metadata cannot be nested, "
                "but json.dumps makes a string of any value"
            )
        if isinstance(text, str) and len(text) > MAX_METADATA_VALUE_LENGTH:
            raise ValueError(
                f"{parameter_path(wire)}.{printable(str(key))} has {len(text)} characters: "
                f"at most {MAX_METADATA_VALUE_LENGTH} are allowed"
            )


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(_TIMES, _check_timestamp),
    **dict.fromkeys(("success_url", "return_url", "cancel_url"), _check_return_url),
    "metadata": _check_metadata,
}
"""A check for each name that has one, at every level."""

NO_RULES: Mapping[str, Rule] = {}
"""Inside ``metadata``, the names are the user's own."""
