"""Cells of a table to the JSON that models are made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias, get_args

from typing_extensions import TypeIs

from ..._decoding.fields import field_types
from ..._decoding.mismatch import DecodeMismatchError
from ...models.base import Model
from .field_kinds import Kind, ListKind, MapKind, NestedKind, ScalarKind, ScalarType, field_kinds
from .field_paths import AttributeStep, EachStep, find_path

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Cell: TypeAlias = Callable[[Any], Any]
"""Returns the part of an object's JSON that a value of a column is; ``None`` for a null."""


def cell_reader(cls: type[Model], path: str) -> Cell:
    """Return the function that reads the values of the column ``path``. Raises ``ValueError`` for an unknown one."""
    found = find_path(cls, path)

    def read_value(value: Any) -> Any:
        return _json_of(found.kind, value)

    read: Cell = read_value
    empty: Mapping[str, Any] = {}
    for step in reversed(found.steps):
        if isinstance(step, EachStep):
            read = _each(read, empty)
            continue
        name, empty = (step.name, _constants(step.model)) if isinstance(step, AttributeStep) else (step.key, {})
        read = _inside(name, empty, read)
    return read


def _inside(name: str, constants: Mapping[str, Any], read: Cell) -> Cell:
    def read_object(value: Any) -> Any:
        inner = read(value)
        return None if inner is None else {**constants, name: inner}

    return read_object


def _each(read: Cell, empty: Mapping[str, Any]) -> Cell:
    """Read each element of a list. An object is there even where the one field of it is null."""
    return lambda value: [read(element) or {**empty} for element in value] if _is_list(value) else value


def merged(one: Any, other: Any) -> Any:
    """Return the JSON of an object of which ``one`` and ``other`` are parts."""
    if one is None or other is None:
        return other if one is None else one
    if _is_object(one) and _is_object(other):
        return {**one, **{key: merged(one.get(key), part) for key, part in other.items()}}
    if _is_list(one) and _is_list(other):
        if len(one) != len(other):
            raise DecodeMismatchError("has lists of another length than a column with parts of the same lists")
        return [merged(a, b) for a, b in zip(one, other, strict=True)]
    # The id of an expandable field, and fields of its object.
    if _is_object(other):
        return {**other, "id": one}
    return {**one, "id": other} if _is_object(one) else other


def _is_object(value: object) -> TypeIs[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeIs[list[Any]]:
    return isinstance(value, list)


def _constants(cls: type[Model]) -> Mapping[str, Any]:
    """Return the ``object`` of ``cls`` where it must be there: it need not be a column."""
    if "object" not in cls._required_fields:  # pyright: ignore[reportPrivateUsage]
        return {}
    kind = get_args(field_types(cls)["object"])[0]
    return {"object": get_args(kind)[0]}


def _json_of(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, ScalarKind):
        convert = _CONVERSIONS.get(kind.type)
        return value if convert is None else convert(value)
    if isinstance(kind, ListKind):
        return [_json_of(kind.element, element) for element in value] if _is_list(value) else value
    if isinstance(kind, MapKind):
        return {key: _json_of(kind.value, item) for key, item in _items(value)}
    return _object(kind.model, value) if isinstance(kind, NestedKind) else value


def _object(cls: type[Model], value: Any) -> Any:
    if isinstance(value, str):  # what stands for an object inside another of its class
        return {**_constants(cls), "id": value}
    if not _is_object(value):
        return value
    kinds = field_kinds(cls)
    fields = {
        name: _json_of(kinds[name], field) for name, field in value.items() if name in kinds and field is not None
    }
    return {**_constants(cls), **fields}


def _items(value: Any) -> list[tuple[str, Any]]:
    """Return the entries of a map, in any of the forms in which packages give it."""
    if _is_object(value):
        return [(key, item) for key, item in value.items() if item is not None]
    return [(entry["key"], entry["value"]) if _is_object(entry) else (entry[0], entry[1]) for entry in value]


def _seconds(value: Any) -> Any:
    if not isinstance(value, datetime):
        return _whole(value)
    if value.tzinfo is None:
        raise DecodeMismatchError("has times without a time zone: convert them to UTC")
    return (value - _EPOCH) // timedelta(seconds=1)


def _whole(value: Any) -> Any:
    """Return whole numbers as integers: pandas makes floats of integers with nulls, and DuckDB's sums are decimals."""
    return int(value) if isinstance(value, (float, Decimal)) and value == int(value) else value


def _decimal_text(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


_CONVERSIONS: Final[Mapping[ScalarType, Callable[[Any], Any]]] = {
    "integer": _whole,
    "time": _seconds,
    "decimal": _decimal_text,
    "number": _number,
    "json": lambda value: json.loads(value) if isinstance(value, str) else value,
}
