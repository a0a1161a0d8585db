"""Values to Arrow arrays, a column at a time. Each encoder turns a list of values into one array."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

import attrs
import pyarrow as pa

from ..._decoding.mismatch import DecodeMismatchError
from .field_kinds import ScalarType
from .field_paths import AttributeStep

FIRST_SECOND: Final = -62_135_596_800
LAST_SECOND: Final = 253_402_300_799
"""The years 1 to 9999, which Python's ``datetime`` can hold."""

_TIME: Final = pa.timestamp("us", tz="UTC")
_DECIMAL: Final = pa.decimal128(38, 18)
_ENUM: Final = pa.dictionary(pa.int32(), pa.string())


class ColumnEncoder(Protocol):
    """Makes the array of a column."""

    @property
    def type(self) -> pa.DataType:
        """The type of the array, whatever the values are."""
        ...

    def array(self, values: Sequence[Any]) -> pa.Array:
        """Return ``values``, of which any may be ``None``. Raises ``DecodeMismatchError`` where one has no place."""
        ...


def _times(values: Sequence[Any]) -> pa.Array:
    if any(value is not None and not FIRST_SECOND <= value <= LAST_SECOND for value in values):
        raise ValueError
    return pa.array([None if value is None else value * 1_000_000 for value in values], pa.int64()).cast(_TIME)


def _enums(values: Sequence[Any]) -> pa.Array:
    return pa.array(values, pa.string()).dictionary_encode()


def _json(values: Sequence[Any]) -> pa.Array:
    text = [None if value is None else json.dumps(value, separators=(",", ":")) for value in values]
    return pa.array(text, pa.string())


def _of(kind: pa.DataType) -> Callable[[Sequence[Any]], pa.Array]:
    return lambda values: pa.array(values, kind)


_SCALARS: Final[dict[ScalarType, tuple[pa.DataType, Callable[[Sequence[Any]], pa.Array], str]]] = {
    "string": (pa.string(), _of(pa.string()), "text"),
    "enum": (_ENUM, _enums, "text"),
    "integer": (pa.int64(), _of(pa.int64()), "an integer of 64 bits"),
    "number": (pa.float64(), _of(pa.float64()), "a number"),
    "boolean": (pa.bool_(), _of(pa.bool_()), "a boolean"),
    "time": (_TIME, _times, "a time in Unix seconds before the year 10000"),
    "decimal": (_DECIMAL, _of(_DECIMAL), "a decimal number with at most 20 digits before and 18 after the point"),
    "json": (pa.string(), _json, "JSON"),
}


class ScalarEncoder:
    """Single values."""

    def __init__(self, kind: ScalarType) -> None:
        self.type, self._convert, self._expected = _SCALARS[kind]

    def array(self, values: Sequence[Any]) -> pa.Array:
        if _are_absent(values):
            return pa.nulls(len(values), self.type)
        try:
            return self._convert(values)
        except (ValueError, TypeError, OverflowError):
            problem = f"has a value that is not {self._expected}"
        raise DecodeMismatchError(problem)


class IdEncoder:
    """Expandable fields: the ids, whether or not the objects are there."""

    def __init__(self) -> None:
        self._ids = ScalarEncoder("string")
        self.type = self._ids.type

    def array(self, values: Sequence[Any]) -> pa.Array:
        return self._ids.array([_id(value) for value in values])


@attrs.frozen
class ListEncoder:
    """Lists of what another encoder takes."""

    element: ColumnEncoder
    type: pa.DataType = attrs.field(
        init=False, default=attrs.Factory(lambda self: pa.list_(self.element.type), takes_self=True)
    )

    def array(self, values: Sequence[Any]) -> pa.Array:
        if _are_absent(values):
            return pa.nulls(len(values), self.type)
        elements = self.element.array([element for value in values if value is not None for element in value])
        return pa.ListArray.from_arrays(_offsets(values), elements)


@attrs.frozen
class MapEncoder:
    """Objects with arbitrary keys."""

    value: ColumnEncoder
    type: pa.DataType = attrs.field(
        init=False, default=attrs.Factory(lambda self: pa.map_(pa.string(), self.value.type), takes_self=True)
    )

    def array(self, values: Sequence[Any]) -> pa.Array:
        if _are_absent(values):
            return pa.nulls(len(values), self.type)
        keys = ScalarEncoder("string").array([key for value in values if value is not None for key in value])
        items = self.value.array([item for value in values if value is not None for item in value.values()])
        return pa.MapArray.from_arrays(_offsets(values), keys, items)


@attrs.frozen
class AttributeEncoder:
    """One attribute of each object, as a column of its own."""

    step: AttributeStep
    inner: ColumnEncoder

    @property
    def type(self) -> pa.DataType:
        return self.inner.type

    def array(self, values: Sequence[Any]) -> pa.Array:
        step = self.step
        if step.reference is not None and any(value.__class__ is str for value in values):
            raise DecodeMismatchError(_not_expanded(step)).at(step.name)
        try:
            return self.inner.array([getattr(value, step.name, None) for value in values])
        except DecodeMismatchError as problem:
            raise problem.at(step.name) from None


@attrs.frozen
class KeyEncoder:
    """The values under one key of each map."""

    key: str
    inner: ColumnEncoder

    @property
    def type(self) -> pa.DataType:
        return self.inner.type

    def array(self, values: Sequence[Any]) -> pa.Array:
        try:
            return self.inner.array([None if value is None else value.get(self.key) for value in values])
        except DecodeMismatchError as problem:
            raise problem.at(self.key) from None


class StructEncoder:
    """Objects, with some of their fields."""

    def __init__(self, fields: Sequence[AttributeEncoder]) -> None:
        self._attributes = fields
        self._fields = [pa.field(attribute.step.name, attribute.type) for attribute in fields]
        self.type = pa.struct(self._fields)

    def array(self, values: Sequence[Any]) -> pa.Array:
        if _are_absent(values):
            return pa.nulls(len(values), self.type)
        children = [attribute.array(values) for attribute in self._attributes]
        mask = pa.array([value is None for value in values], pa.bool_())
        return pa.StructArray.from_arrays(children, fields=self._fields, mask=mask)


def _id(value: Any) -> Any:
    if value is None or value.__class__ is str:
        return value
    return value.get("id") if value.__class__ is dict else value.id  # a dict: there is no model of it


def _not_expanded(step: AttributeStep) -> str:
    return (
        f"cannot be read because {step.reference} is only an id: list with expand=['data.{step.reference}'], "
        f"or select {step.reference!r} for the id"
    )


def _are_absent(values: Sequence[Any]) -> bool:
    return all(value is None for value in values)


def _offsets(values: Sequence[Any]) -> pa.Array:
    """Return where each list begins, and where the last one ends. A null marks a list that is null."""
    offsets: list[int | None] = []
    position = 0
    for value in values:
        offsets.append(None if value is None else position)
        position += 0 if value is None else len(value)
    return pa.array([*offsets, position], pa.int32())
