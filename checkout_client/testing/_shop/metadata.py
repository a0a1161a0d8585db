"""Metadata: its limits, and how empty values unset it.

API reference: https://docs.stripe.com/api/metadata
"""

from __future__ import annotations

from typing import Any

from .error_responses import invalid
from .nested import is_object, visit_named


def check_metadata(params: dict[str, Any]) -> None:
    """Raise a :class:`StripeErrorResponse` for metadata over Stripe's limits, anywhere in ``params``."""
    visit_named(params, _check_metadata)


def _check_metadata(name: str, path: str, value: Any) -> None:
    if name == "metadata" and is_object(value):
        _check_pairs(value, path)


def _check_pairs(metadata: dict[str, str], path: str) -> None:
    if len(metadata) > 50:
        raise invalid(f"Metadata can have up to 50 keys. You passed in {len(metadata)}.", path)
    for key, value in metadata.items():
        if len(key) > 40:
            raise invalid(
                "Metadata keys can have up to 40 characters. "
                f"You passed in a key that is {len(key)} characters. Invalid key: {key}",
                path,
            )
        if len(value) > 500:
            raise invalid(
                "Metadata values can have up to 500 characters. "
                f"You passed in a value that is {len(value)} characters. Invalid value: {value}",
                f"{path}[{key}]",
            )


def without_unset(metadata: dict[str, str]) -> dict[str, str]:
    """Return ``metadata`` without the keys whose value is empty."""
    return {key: value for key, value in metadata.items() if value != ""}


def merged_metadata(old: dict[str, str], new: dict[str, str] | str) -> dict[str, str]:
    """Return ``old`` updated with ``new``: an empty value removes its key, an empty string removes all keys."""
    return {} if isinstance(new, str) else without_unset({**old, **new})
