"""Measure the ways to decode a page of 100 Sessions: ``python spec/measure_decoding.py``.

The results are in the docstring of ``checkout_client/_decoding/__init__.py``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs
import cattrs

from checkout_client import models
from checkout_client._decoding import converter, readers
from checkout_client._decoding.converter import decode
from checkout_client._decoding.fields import Hook, field_types, fields_of, is_union
from checkout_client._decoding.mismatch import DecodeMismatchError, mismatch
from checkout_client.models import SessionList, literals
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
ROUNDS = 40


def page() -> dict[str, Any]:
    """A page of 100 Sessions, as the API reference shows them."""
    found: dict[str, Any] = json.loads((DATA / "page_list.json").read_text("utf-8"))
    return found | {"data": [found["data"][0]] * 100}


def best_of(read: Callable[[object], object], value: object) -> float:
    """Return the shortest time of many, in milliseconds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        started = perf_counter()
        read(value)
        times.append(perf_counter() - started)
    return min(times) * 1000


def with_hook(hook: Callable[[type[Model]], Hook]) -> Callable[[object], object]:
    """Return what decodes a page when ``hook`` makes the function of each class."""
    fresh = converter.converter.copy()
    made: dict[Any, Hook] = {}
    original = converter.converter
    fresh.register_structure_hook_factory(lambda cls: isinstance(cls, type) and issubclass(cls, Model), hook)

    def read(value: object) -> object:
        converter.converter = fresh  # type: ignore[misc]
        try:
            if not made:
                made[SessionList] = fresh.get_structure_hook(SessionList)
            return made[SessionList](value, 0)
        finally:
            converter.converter = original  # type: ignore[misc]

    return read


def by_class(cls: type[Model]) -> Hook:
    """One function for the class: it gets each field from the object by name."""
    fields = fields_of(cls, lambda kind: converter.converter.get_structure_hook(kind))
    shapes = readers.Shapes(fields)
    scope: dict[str, Any] = {
        "DecodeMismatchError": DecodeMismatchError, "cls": cls, "new": object.__new__, "mismatch": mismatch,
        "unfrozen": readers._unfrozen(cls), "shapes": shapes, "shared": readers._shared,
    }  # fmt: skip
    lines = [
        "def read(value, expanded):",
        "    has_null_list = False",
        "    if value.__class__ is not dict: raise mismatch('an object', value)",
    ]
    lines += ["    get = value.get", "    self = new(unfrozen)"]
    for field in fields:
        lines.append(f"    v_{field.name} = get({field.name!r})")
        lines += readers._check(field, f"v_{field.name}", scope)
        lines.append(f"    self.{field.name} = v_{field.name}")
    lines += ["    shape = shapes[tuple(value)]", "    self._shape = shape.keys"]
    lines += ["    self._extras = shape.extras(value, self) if shape.has_extras or has_null_list else None"]
    lines += ["    self._last_response = None"] if hasattr(cls, "_last_response") else []
    lines += ["    self.__class__ = cls", "    return self"]
    return readers._compile("\n".join(lines) + "\n", scope, cls)


def field_by_field(cls: type[Model]) -> Hook:
    """Every field through its hook and ``object.__setattr__``."""
    fields = fields_of(cls, lambda kind: converter.converter.get_structure_hook(kind))
    shapes = readers.Shapes(fields)

    def read(value: Any, expanded: int) -> Model:
        return readers._read_field_by_field(cls, fields, shapes[tuple(value)], value, expanded)

    return read


def cattrs_own() -> Callable[[object], object]:
    """Cattrs' generated functions: types are not checked, unknown fields are lost."""
    names = {name: getattr(models, name) for name in MODULES} | vars(literals)
    for name in MODULES:
        cls = getattr(models, name)
        attrs.resolve_types(cls, vars(sys.modules[cls.__module__]), names)
    own = cattrs.Converter(detailed_validation=False)

    def union(kind: Any) -> Callable[[Any, Any], Any]:
        members = [member for member in get_args(kind) if member is not NoneType]
        classes = [member for member in members if member is not str and get_origin(member) is not Literal]
        if not classes:
            return lambda value, _: value
        one = classes[0]
        return lambda value, _: value if value is None or isinstance(value, str) else own.structure(value, one)

    own.register_structure_hook_factory(is_union, union)
    return lambda value: own.structure(value, SessionList)


def main() -> None:
    """Print the table."""
    value = page()
    field_types(SessionList)
    ways = {
        "functions per shape": lambda body: decode(SessionList, body),
        "functions per class": with_hook(by_class),
        "field by field": with_hook(field_by_field),
        "cattrs' own": cattrs_own(),
    }
    for name, read in ways.items():
        sys.stdout.write(f"{name:20} {best_of(read, value):6.2f} ms\n")


if __name__ == "__main__":
    main()
