"""The repr of models: short, the important fields first, and without what is secret or personal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from .base import Model, field_names

REDACTED_FIELDS = frozenset(
    [
        "account_holder_name",
        "account_number",
        "address",
        "billing_address",
        "business_name",
        "cardholder_name",
        "cashtag",
        "city",
        "client_secret",
        "customer_address",
        "customer_email",
        "customer_name",
        "customer_phone",
        "customer_shipping",
        "email",
        "hosted_invoice_url",
        "iban",
        "individual_name",
        "instructions_email",
        "invoice_pdf",
        "ip_address",
        "line1",
        "line2",
        "name",
        "pay_id",
        "payer_email",
        "payer_name",
        "phone",
        "postal_code",
        "receipt_email",
        "shipping",
        "shipping_address",
        "state",
        "support_address",
        "support_email",
        "support_phone",
        "value",
        "verified_address",
        "verified_name",
        "vpa",
    ]
)
"""Fields whose values a repr never shows, because reprs get into logs and bug reports."""

MAX_VALUE: Final = 64

MAX_ID: Final = 255
"""The largest number of characters of an id. None of the API's is longer, so that no id is cut."""

MAX_REPR: Final = 300
"""The largest number of characters of a repr, unless the ``id`` alone is longer."""

_SHOWN_FIRST: Final = ("id", "mode", "status", "payment_status", "amount_total", "amount", "currency", "type")

_is_id: Final = re.compile(r"[a-z]{1,20}_\w+", re.ASCII).fullmatch


def shown_briefly(model: Model) -> str:
    """Return the repr of ``model``."""
    name = type(model).__name__
    room = MAX_REPR - len(f"{name}(…)")
    parts: list[str] = []
    for field, shown in _shown(model):
        part = f"{field}={shown}"
        room -= len(part) + 2
        if parts and room < 0:
            parts.append("…")
            break
        parts.append(part)
    return f"{name}({', '.join(parts)})"


def verbatim(model: Model) -> Iterator[tuple[str, object]]:
    """Yield the fields of ``model`` as ``repr`` shows them, for ``rich``."""
    return ((name, _Verbatim(shown)) for name, shown in _shown(model))


def _shown(model: Model) -> Iterator[tuple[str, str]]:
    names = tuple(field_names(type(model)))
    for name in dict.fromkeys((*(name for name in _SHOWN_FIRST if name in names), *names)):
        value = getattr(model, name)
        if value is not None and name != "object":
            yield name, _short(name, value)


class _Verbatim:
    """Something whose repr is a given string."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __repr__(self) -> str:
        return self._shown


def _short(name: str, value: object) -> str:
    if name in REDACTED_FIELDS:
        return "[masked]"
    if isinstance(value, Model):
        identity: object = getattr(value, "id", None)
        return f"{type(value).__name__}({f'id={identity!r}, ' if identity else ''}…)"
    if isinstance(value, list):
        return f"[{len(cast('list[object]', value))} items]" if value else "[]"
    if isinstance(value, dict):
        return f"{{{len(cast('dict[str, object]', value))} keys}}" if value else "{}"
    if isinstance(value, str) and len(value) > (MAX_ID if name == "id" or _is_id(value) else MAX_VALUE):
        return repr(value[:MAX_VALUE] + "…")
    return repr(value)
