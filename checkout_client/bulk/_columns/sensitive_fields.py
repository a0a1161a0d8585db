"""Which fields become columns only when they are named."""

from __future__ import annotations

from typing import Final

from ...models._display import REDACTED_FIELDS

_ALSO: Final = frozenset(
    [
        "customer_tax_ids",
        "default_value",  # of a custom field
        "dynamic_last4",
        "fingerprint",
        "last4",
        "shipping_details",
        "tax_id",
        "tax_ids",
        "tracking_number",
        "url",
    ]
)


def is_sensitive(name: str) -> bool:
    """Return whether the field ``name`` can hold personal data, a secret, or a URL, which may lead to either."""
    return name in REDACTED_FIELDS or name in _ALSO or name.endswith("_url")
