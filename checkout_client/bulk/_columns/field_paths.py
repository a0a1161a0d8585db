"""Field paths such as ``customer_details.email``: what each step of one reads."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TypeAlias

import attrs

from ...models.base import Model
from .field_kinds import Kind, ListKind, MapKind, NestedKind, ReferenceKind, ScalarKind, field_kinds
from .sensitive_fields import is_sensitive


@attrs.frozen
class AttributeStep:
    """Read an attribute of an object."""

    model: type[Model]
    name: str
    reference: str | None = None
    """The path of the expandable field that holds the object; None for an object that is always whole."""


@attrs.frozen
class KeyStep:
    """Read one key of a map."""

    key: str


@attrs.frozen
class EachStep:
    """Go into each element of a list."""


Step: TypeAlias = AttributeStep | KeyStep | EachStep


@attrs.frozen
class FieldPath:
    """A path that was found."""

    steps: tuple[Step, ...]
    kind: Kind
    """What the path leads to."""
    names_sensitive: bool
    """Whether the path itself names a sensitive field, and so asks for all that is in it."""


def find_path(cls: type[Model], path: str) -> FieldPath:
    """Return the steps of ``path`` from a ``cls``. Raises ``ValueError`` if there is no such field."""
    steps: list[Step] = []
    kind: Kind = NestedKind(cls)
    names = path.split(".")
    position = 0
    while position < len(names):
        before = ".".join(names[:position])
        name = names[position]
        if isinstance(kind, ListKind):
            steps.append(EachStep())
            kind = kind.element
            continue
        if isinstance(kind, MapKind):
            # A key may contain dots. Unless the values are objects, the rest of the path is the key.
            name = name if isinstance(kind.value, NestedKind) else ".".join(names[position:])
            if not name:
                raise ValueError(f"{path!r} names no key of {before}")
            steps.append(KeyStep(name))
            position += name.count(".") + 1
            kind = kind.value
            continue
        model = None if isinstance(kind, ScalarKind) else kind.model
        if model is None:
            raise ValueError(f"{path!r} cannot be selected: {before} has no typed fields, select {before!r}")
        if name not in field_kinds(model):
            raise ValueError(_unknown(path, before, name, model))
        steps.append(AttributeStep(model, name, before if isinstance(kind, ReferenceKind) else None))
        kind = field_kinds(model)[name]
        position += 1
    return FieldPath(tuple(steps), kind, any(map(is_sensitive, names)))


def _unknown(path: str, before: str, name: str, model: type[Model]) -> str:
    fields = field_kinds(model)
    close = get_close_matches(name, fields, 1, 0.7) or _deeper(name, model)
    suggestion = f"{before}.{close[0]}" if before and close else next(iter(close), "")
    known = f"did you mean {suggestion!r}?" if suggestion else f"its fields are {', '.join(fields)}"
    return f"{path!r} is not a field: {model.__name__} has no {name!r}; {known}"


def _deeper(name: str, model: type[Model]) -> list[str]:
    """Return the paths to fields of this name in the objects of ``model``."""
    return [
        f"{field}.{name}"
        for field, kind in field_kinds(model).items()
        if isinstance(kind, NestedKind) and name in field_kinds(kind.model)
    ]
