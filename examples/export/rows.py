"""From a Session or a line item to one row: the values at the chosen paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from checkout_client import LineItem, Session
from checkout_client.models.base import Model, Resource


def row_of(item: Session | LineItem, fields: Sequence[str]) -> dict[str, Any]:
    """Return the values of ``item`` at paths such as ``customer_details.email``, as JSON."""
    return {field: _plain(_value_at(item, field.split("."))) for field in fields}


def _value_at(value: Any, keys: list[str]) -> Any:
    for number, key in enumerate(keys):
        if isinstance(value, list):
            return [_value_at(each, keys[number:]) for each in value]
        value = value.get(key) if isinstance(value, dict) else getattr(value, key, None)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Resource):
        return value.to_dict()["id"]
    return value.to_dict() if isinstance(value, Model) else value


def checked_fields(fields: Sequence[str]) -> Sequence[str]:
    """Return ``fields``; raise ``ValueError`` for one that a Session does not have."""
    known = {field.name for field in attrs.fields(Session)}
    for field in fields:
        if field.partition(".")[0] not in known:
            raise ValueError(f"a Session has no field {field!r}")
    return fields
