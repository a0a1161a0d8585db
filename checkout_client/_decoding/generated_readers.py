"""How one class of model is made from JSON: field by field at first, and by a function of its own for what comes often.

Writing such a function takes longer than reading a hundred objects without it. A program that makes one Session should
not wait for that, and one that reads thousands should have it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ..models.base import Model
from .fields import Field, Hook, fields_of
from .key_shapes import Shape, Shapes
from .mismatch import DecodeMismatchError, mismatch

SPECIALIZE_AFTER: Final = 32
"""Objects of one shape after which its function is written."""

MAX_SPECIALIZATIONS: Final = 32
"""For each class: a server may send whatever shapes it likes."""

_set: Final = object.__setattr__


def generate(cls: type[Model], hook_for: Callable[[Any], Hook]) -> Hook:
    """The function for ``cls``; ``hook_for`` gives those of the types inside it, each when its first value comes."""
    fields = fields_of(cls, hook_for)
    shapes = Shapes({field.name: field.annotation for field in fields})
    functions: dict[tuple[str, ...], Callable[[dict[str, Any]], Model]] = {}
    function_for = functions.get

    def structure(value: Any, _: Any) -> Model:
        if value.__class__ is not dict:
            raise mismatch("an object", value)
        keys = tuple(value)
        function = function_for(keys)
        if function is not None:
            return function(value)
        shape = shapes[keys]
        instance = _field_by_field(cls, fields, shape, value)
        shape.met += 1
        if shape.met == SPECIALIZE_AFTER and len(functions) < MAX_SPECIALIZATIONS:
            functions[shape.keys] = _write(cls, fields, shape)
        return instance

    return structure


def _field_by_field(cls: type[Model], fields: list[Field], shape: Shape, value: dict[str, Any]) -> Model:
    instance = object.__new__(cls)
    get = value.get
    for field in fields:
        found = get(field.name)
        _set(instance, field.name, field.read(found) if found is not None or field.required else None)
    _set(instance, "_shape", shape.keys)
    _set(instance, "_extras", shape.kept(value, instance) if shape.may_keep else None)
    if hasattr(cls, "_last_response"):
        _set(instance, "_last_response", None)
    return instance


def _write(cls: type[Model], fields: list[Field], shape: Shape) -> Callable[[dict[str, Any]], Model]:
    """The function that reads objects with the keys of ``shape``: each value looked at in line, with no call for most.

    An object of that shape was read before, so no required field is absent.
    """
    scope: dict[str, Any] = {
        "DecodeMismatchError": DecodeMismatchError,
        "cls": cls,
        "keys": shape.keys,
        "kept": shape.kept,
        "new": object.__new__,
        "writer": _writer(cls),
    }
    places = {key: f"v{index}" for index, key in enumerate(shape.keys)}
    lines = ["def structure(value):", f"    [{', '.join(places.values())}] = value.values()"]
    for field in fields:
        if field.name in places:
            lines += _look(field, places[field.name], scope)
    lines += [
        "    self = new(writer)",
        *(f"    self.{field.name} = {places.get(field.name)}" for field in fields),
        "    self._shape = keys",
        f"    self._extras = {'kept(value, self)' if shape.may_keep else None}",
        *(["    self._last_response = None"] if hasattr(cls, "_last_response") else []),
        "    self.__class__ = cls",
        "    return self",
    ]
    exec("\n".join(lines), scope)  # noqa: S102 - made from our own declarations
    structure: Callable[[dict[str, Any]], Model] = scope["structure"]
    return structure


def _look(field: Field, place: str, scope: dict[str, Any]) -> list[str]:
    present = "" if field.required else f"{place} is not None and "
    fast_check = field.fast_check()
    if fast_check is not None:
        scope[f"read_{place}"] = field.read
        return [f"    if {present}not {fast_check.format(v=place)}: {place} = read_{place}({place})"]
    hook = f"hook_{place}"
    scope[hook] = _on_first_use(scope, hook, field)
    return [
        f"    if {present}True:",
        f"        try: {place} = {hook}({place}, None)",
        f"        except DecodeMismatchError as problem: raise problem.inside({field.name!r}) from None",
    ]


def _on_first_use(scope: dict[str, Any], name: str, field: Field) -> Hook:
    def structure(value: Any, _: Any) -> Any:
        hook = scope[name] = field.hook()
        return hook(value, None)

    return structure


def _writer(cls: type[Model]) -> type[Model]:
    """``cls`` unfrozen, with the same layout: an instance is filled as this, then becomes a ``cls``.

    Plain attribute assignment is several times faster than going around the frozen class's ``__setattr__``. Both
    methods are needed for that: the interpreter has one slot for the two.
    """
    namespace = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"{cls.__name__}Writer", (cls,), namespace)
