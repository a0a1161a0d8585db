"""What is known of single parameters: mistakes that the API would accept, or report less well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from ...clear import CLEAR
from .parameter_path import parameter_path

Rule = Callable[[object, str], None]

METADATA_KEYS = 50
METADATA_KEY_LENGTH = 40
METADATA_VALUE_LENGTH = 500

_UNSET = (None, CLEAR, "")

# Seconds reach this in the year 5138; milliseconds passed it in 1973.
FIRST_MILLISECONDS = 10**11


def allows_float(name: str) -> bool:
    """Whether the parameter ``name`` is a ratio; everything else that is a number is exact."""
    return name.endswith(("percent", "percentage"))


def _check_timestamp(value: object, wire: str) -> None:
    if isinstance(value, int) and abs(value) >= FIRST_MILLISECONDS:
        raise ValueError(
            f"{parameter_path(wire)} is in milliseconds: the API takes seconds since 1970 (or pass an aware datetime)"
        )


def _check_return_address(value: object, wire: str) -> None:
    if isinstance(value, str) and "%7bcheckout_session_id%7d" in value.lower():
        raise ValueError(
            f"{parameter_path(wire)} holds %7BCHECKOUT_SESSION_ID%7D, which Stripe would not replace: "
            "write {CHECKOUT_SESSION_ID} as it is, the client encodes it once"
        )


def _check_metadata(value: object, wire: str) -> None:
    if not isinstance(value, Mapping):
        return
    value = cast("Mapping[object, object]", value)
    kept = sum(text not in _UNSET for text in value.values())
    if kept > METADATA_KEYS:
        raise ValueError(f"{parameter_path(wire)} has {kept} keys: at most {METADATA_KEYS} are allowed")
    for key, text in value.items():
        if isinstance(text, (Mapping, list, tuple)):
            raise TypeError(
                f"{parameter_path(wire)}.{key} is not a text: metadata does not nest (json.dumps makes a text of it)"
            )
        if isinstance(key, str) and len(key) > METADATA_KEY_LENGTH:
            raise ValueError(
                f"{parameter_path(wire)} has a key of {len(key)} characters: at most {METADATA_KEY_LENGTH} are allowed"
            )
        if isinstance(text, str) and len(text) > METADATA_VALUE_LENGTH:
            raise ValueError(
                f"{parameter_path(wire)}.{key} has {len(text)} characters: at most {METADATA_VALUE_LENGTH} are allowed"
            )


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(
        ("billing_cycle_anchor", "created", "expires_at", "gt", "gte", "lt", "lte", "trial_end"), _check_timestamp
    ),
    **dict.fromkeys(("success_url", "return_url", "cancel_url"), _check_return_address),
    "metadata": _check_metadata,
}
"""A check for each name that has one, wherever it stands."""

NO_RULES: Mapping[str, Rule] = {}
"""Inside ``metadata`` the names are the user's own."""
