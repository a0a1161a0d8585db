"""The columns of a selection: which encoder makes each of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import attrs
import pyarrow as pa

from ...models.base import Model
from .encoders import (
    AttributeEncoder,
    ColumnEncoder,
    IdEncoder,
    KeyEncoder,
    ListEncoder,
    MapEncoder,
    ScalarEncoder,
    StructEncoder,
)
from .field_kinds import Kind, ListKind, MapKind, ReferenceKind, ScalarKind, field_kinds
from .field_paths import AttributeStep, FieldPath, KeyStep, find_path
from .sensitive_fields import is_sensitive


@attrs.frozen
class Selection:
    """The columns of a table."""

    schema: pa.Schema
    encoders: tuple[ColumnEncoder, ...]
    """One for each column."""


def select(cls: type[Model], fields: tuple[str, ...] | None) -> Selection:
    """Return the columns for ``fields`` of a ``cls``. Raises ``ValueError`` if one of them does not exist."""
    hashable: Any = cls  # for mypy, models have no hash: it takes the method of the instances
    return _selection(hashable, fields)


@lru_cache(maxsize=64)  # most programs use one or two selections, for every page
def _selection(cls: type[Model], fields: tuple[str, ...] | None) -> Selection:
    if fields is None:
        nested = _attributes(cls, everything=False, inside=(cls,))
        columns: dict[str, ColumnEncoder] = {attribute.step.name: attribute for attribute in nested}
    else:
        columns = {}
        for path in fields:
            if path in columns:
                raise ValueError(f"fields has {path!r} twice")
            columns[path] = _column(path, find_path(cls, path))
    schema = pa.schema([pa.field(name, encoder.type) for name, encoder in columns.items()])
    return Selection(schema, tuple(columns.values()))


def _column(path: str, found: FieldPath) -> ColumnEncoder:
    encoder = _encoder(found.kind, everything=found.names_sensitive, inside=())
    if encoder is None:
        raise ValueError(f"{path!r} has only fields that must be named: select each of them, such as '{path}.…'")
    for step in reversed(found.steps):
        if isinstance(step, AttributeStep):
            encoder = AttributeEncoder(step, encoder)
        elif isinstance(step, KeyStep):
            encoder = KeyEncoder(step.key, encoder)
        else:
            encoder = ListEncoder(encoder)
    return encoder


def _encoder(kind: Kind, *, everything: bool, inside: tuple[type[Model], ...]) -> ColumnEncoder | None:
    """Return the encoder of ``kind``; None for an object without any field that can be a column.

    ``inside`` are the classes around it. An object inside another of its class is its id: a type must end.
    """
    if isinstance(kind, ScalarKind):
        return ScalarEncoder(kind.type)
    if isinstance(kind, ReferenceKind):
        return IdEncoder()
    if isinstance(kind, ListKind):
        element = _encoder(kind.element, everything=everything, inside=inside)
        return None if element is None else ListEncoder(element)
    if isinstance(kind, MapKind):
        value = _encoder(kind.value, everything=everything, inside=inside)
        return None if value is None else MapEncoder(value)
    if kind.model in inside:
        return IdEncoder() if "id" in field_kinds(kind.model) else None
    attributes = _attributes(kind.model, everything=everything, inside=(*inside, kind.model))
    return StructEncoder(attributes) if attributes else None


def _attributes(cls: type[Model], *, everything: bool, inside: tuple[type[Model], ...]) -> list[AttributeEncoder]:
    found: list[AttributeEncoder] = []
    for name, kind in field_kinds(cls).items():
        if everything or not (is_sensitive(name) or _is_untyped(kind)):
            encoder = _encoder(kind, everything=everything, inside=inside)
            if encoder is not None:
                found.append(AttributeEncoder(AttributeStep(cls, name), encoder))
    return found


def _is_untyped(kind: Kind) -> bool:
    """Return whether ``kind`` is an object without a model, in which anything can be."""
    return kind == ScalarKind("json") or (isinstance(kind, ListKind) and _is_untyped(kind.element))
