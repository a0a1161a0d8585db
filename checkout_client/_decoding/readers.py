"""Make instances of a model from JSON objects: field by field at first, then with a function written for each shape.

The shape of a JSON object is its keys, in order. Writing a function takes longer than reading a hundred objects
without it. A program that creates one Session does not wait for that; one that reads thousands gets it.
"""

from __future__ import annotations

import linecache
import sys
import weakref
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import count
from typing import Any, Final

from .._concurrency.fork_lock import ForkLock
from ..models.base import Model, ResponseModel
from .fields import Field, Hook, fields_of
from .mismatch import DecodeMismatchError, mismatch, too_deep
from .strict_json import is_too_deep

SPECIALIZE_AFTER: Final = 32
"""The number of objects of one shape after which a function is written for it."""

MAX_SPECIALIZATIONS: Final = 32
"""The largest number of functions of a class: a server may send whatever shapes it likes."""

_SHAPE_SIZE: Final = 300
_KEY_SIZE: Final = 64

Reader = Callable[[dict[str, Any], int], Model]

_set: Final = object.__setattr__
_numbers: Final = count(1)
_writing: Final = ForkLock()


class Shape:
    """The keys of one kind of JSON object, and which of its values the fields cannot reproduce."""

    __slots__ = ("_decimals", "_lists", "_strings", "_unknown", "has_extras", "hits", "keys")

    def __init__(self, keys: tuple[str, ...], fields: Mapping[str, Field]) -> None:
        self.keys: tuple[str, ...] = keys
        self.hits: int = 0
        """How many objects of this shape were read."""
        known = [fields[key] for key in keys if key in fields]
        self._unknown = tuple(key for key in keys if key not in fields)
        self._decimals = tuple(field.name for field in known if field.is_decimal)
        self._lists = tuple(field.name for field in known if field.is_list)
        self._strings = tuple(field.name for field in known if field.string_key is not None)
        self.has_extras: bool = bool(self._unknown or self._strings)
        """Whether objects of this shape may have extras beside nulls for lists and decimals in another notation."""

    def extras(self, value: dict[str, Any], instance: Model) -> dict[str, Any] | None:
        """Return what the fields of ``instance`` do not reproduce of ``value``.

        These are unknown keys, decimals in another notation, null for a list, and strings that became objects. Raises
        ``DecodeMismatchError`` for an unknown value that is nested too deeply.
        """
        extras = {key: value[key] for key in self._unknown}
        for key, unknown in extras.items():
            if is_too_deep(unknown):
                raise too_deep().at(key)
        for key in self._decimals:
            if value[key] is not None and str(getattr(instance, key)) != value[key]:
                extras[key] = value[key]
        for key in self._lists:
            if value[key] is None:
                extras[key] = None
        for key in self._strings:
            if value[key].__class__ is str:
                extras[key] = value[key]
        return extras or None


class Shapes(dict[tuple[str, ...], Shape]):
    """The shapes that a class was read from, by their keys. The server chooses the keys, so their size is bounded."""

    MAX_SIZE = 256 * 1024
    """The largest sum of the sizes of a class's shapes, in bytes. About forty shapes of whole Sessions fit."""

    def __init__(self, fields: Iterable[Field]) -> None:
        super().__init__()
        self._fields = {field.name: field for field in fields}
        self._room = self.MAX_SIZE

    def __missing__(self, keys: tuple[str, ...]) -> Shape:
        shape = Shape(keys, self._fields)
        size = _SHAPE_SIZE + sum(map(len, keys)) + _KEY_SIZE * len(keys)
        if size <= self._room:
            self._room -= size
            self[keys] = shape
        return shape


class SharedStrings(dict[str, str]):
    """The values of enums, each once. Bounded: a server may send others than the known ones."""

    MAX_STRINGS = 2_000
    MAX_LENGTH = 64

    def __missing__(self, value: str) -> str:
        if len(self) < self.MAX_STRINGS and len(value) <= self.MAX_LENGTH:
            self[value] = value
        return value


class SharedDecimals(dict[str, Decimal]):
    """Decimals by their text, each once: the prices of a shop are few. Bounded like :class:`SharedStrings`.

    It has those that ``str`` returns as they were sent: none of them needs to be kept as an extra.
    """

    def add(self, text: str, value: Decimal) -> Decimal:
        """Add ``value``, which was read from ``text``, if there is room; returns it."""
        if len(self) < SharedStrings.MAX_STRINGS and str(value) == text:
            self[text] = value
        return value


_shared: Final = SharedStrings()
shared_decimals: Final = SharedDecimals()
"""Only texts that are decimal numbers are in it, so that finding one there is a check."""


def make_reader(cls: type[Model], hook_for: Callable[[Any], Hook]) -> Hook:
    """Return the function that reads a ``cls``. ``hook_for`` returns the function that reads the values of a type."""
    fields = fields_of(cls, hook_for)
    shapes = Shapes(fields)
    readers: dict[tuple[str, ...], Reader] = {}
    reader_for = readers.get

    def read(value: Any, expanded: int) -> Model:
        if value.__class__ is not dict:
            raise mismatch("an object", value)
        keys = tuple(value)
        reader = reader_for(keys)
        if reader is not None:
            return reader(value, expanded)
        shape = shapes[keys]
        instance = _read_field_by_field(cls, fields, shape, value, expanded)
        shape.hits += 1
        # Threads may count at the same time and miss a number. A shape that is not kept has one hit.
        if shape.hits >= SPECIALIZE_AFTER:
            with _writing:
                if keys not in readers and len(readers) < MAX_SPECIALIZATIONS:
                    readers[shape.keys] = _write_reader(cls, fields, shape)
        return instance

    return read


def _read_field_by_field(
    cls: type[Model], fields: list[Field], shape: Shape, value: dict[str, Any], expanded: int
) -> Model:
    instance = object.__new__(cls)
    get = value.get
    for field in fields:
        found = get(field.name)
        if found is not None or field.required:
            found = field.read(found, expanded)
        elif field.is_list:
            found = []
        elif field.former_key in value and field.name not in value:
            found = getattr(instance, field.former_key)
        _set(instance, field.name, found)
    _set(instance, "_shape", shape.keys)
    _set(instance, "_extras", shape.extras(value, instance))
    if issubclass(cls, ResponseModel):
        _set(instance, "_last_response", None)
    return instance


def _write_reader(cls: type[Model], fields: list[Field], shape: Shape) -> Reader:
    """Write the function that reads objects with the keys of ``shape``. Most values are checked without a call.

    An object of that shape was read before, so no required field is absent.
    """
    scope: dict[str, Any] = {
        "DecodeMismatchError": DecodeMismatchError,
        "cls": cls,
        "keys": shape.keys,
        "extras": shape.extras,
        "shared": _shared,
        "shared_decimal": shared_decimals.get,
        "new": object.__new__,
    }
    variables = {key: f"v{index}" for index, key in enumerate(shape.keys)}
    present = [field for field in fields if field.name in variables]
    may_have_extras = any(field.is_decimal or (field.is_list and not field.required) for field in present)
    if shape.has_extras:
        extras = "extras(value, self)"
    else:
        extras = "extras(value, self) if has_extras else None" if may_have_extras else "None"
    values = {field.name: _value_of(field, variables) for field in fields} | {"_shape": "keys", "_extras": extras}
    if issubclass(cls, ResponseModel):
        values["_last_response"] = "None"
    lines = [
        "def read(value, expanded):",
        f"    [{', '.join(variables.values())}] = value.values()",
        *(["    has_extras = False"] if may_have_extras else []),
        *(line for field in present for line in _check(field, variables[field.name], scope)),
        *(_fill_unfrozen if _has_gil() else _fill_frozen)(cls, values, scope),
        "    return self",
    ]
    return _compile("\n".join(lines) + "\n", scope, cls)


def _has_gil() -> bool:
    has_gil: bool = getattr(sys, "_is_gil_enabled", lambda: True)()
    return has_gil


def _fill_unfrozen(cls: type[Model], values: Mapping[str, str], scope: dict[str, Any]) -> list[str]:
    """Fill an instance of another class, then make it a ``cls``."""
    scope["unfrozen"] = _unfrozen(cls)
    assignments = (f"    self.{name} = {value}" for name, value in values.items())
    return ["    self = new(unfrozen)", *assignments, "    self.__class__ = cls"]


def _fill_frozen(cls: type[Model], values: Mapping[str, str], scope: dict[str, Any]) -> list[str]:
    """Fill an instance through its slots: without the GIL, to change the class of an object stops every thread."""
    scope.update({f"set_{name}": getattr(cls, name).__set__ for name in values})
    return ["    self = new(cls)", *(f"    set_{name}(self, {value})" for name, value in values.items())]


def _value_of(field: Field, variables: Mapping[str, str]) -> str:
    if field.name in variables:
        return variables[field.name]
    if field.is_list:
        return "[]"
    return variables.get(field.former_key or "", "None")


def _check(field: Field, variable: str, scope: dict[str, Any]) -> list[str]:
    if field.required:
        lines, start = [], "if True"
    elif field.is_list:
        lines, start = [f"    if {variable} is None: {variable} = []; has_extras = True"], "elif True"
    else:
        lines, start = [], f"if {variable} is not None"
    fast_check = field.fast_check()
    if fast_check is not None:
        reader = f"read_{field.name}"
        scope[reader] = field.read
        if field.is_enum():
            # Equal values are one object: a kept Session needs a seventh less memory.
            value = f"shared[{variable}] if {variable}.__class__ is str else {reader}({variable}, expanded)"
            return [*lines, f"    {start}: {variable} = {value}"]
        condition = f"{start} and not {fast_check.format(v=variable)}"
        return [*lines, f"    {condition}: {variable} = {reader}({variable}, expanded)"]
    hook = f"hook_{field.name}"
    scope[hook] = _on_first_use(scope, hook, field)
    if field.is_decimal:
        value = f"shared_decimal({variable}) if {variable}.__class__ is str else None"
        lines += [f"    read_before = {value}", f"    if read_before is not None: {variable} = read_before"]
        start = "elif True" if field.required else f"elif {variable} is not None"
    extras = ["        has_extras = True"] if field.is_decimal else []
    return [
        *lines,
        f"    {start}:",
        *extras,
        f"        try: {variable} = {hook}({variable}, expanded)",
        f"        except DecodeMismatchError as problem: raise problem.at({field.name!r}) from None",
    ]


def _on_first_use(scope: dict[str, Any], name: str, field: Field) -> Hook:
    def read(value: Any, expanded: int) -> Any:
        hook = scope[name] = field.hook()
        return hook(value, expanded)

    return read


def _compile(source: str, scope: dict[str, Any], cls: type[Model]) -> Reader:
    """Compile ``source``. Tracebacks and debuggers show its lines for as long as the function exists."""
    name = f"<checkout_client reader {next(_numbers)} of {cls.__qualname__}>"
    exec(compile(source, name, "exec"), scope)  # noqa: S102 - written from our own declarations
    reader: Reader = scope["read"]
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    weakref.finalize(reader, linecache.cache.pop, name, None).atexit = False
    return reader


def _unfrozen(cls: type[Model]) -> type[Model]:
    """Return ``cls`` with the same layout, but not frozen. An instance is filled as this, then becomes a ``cls``.

    Assigning attributes is much faster than calling ``object.__setattr__`` for each. Both methods are needed for that:
    the interpreter has one slot for the two.
    """
    namespace = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"Unfrozen{cls.__name__}", (cls,), namespace)
