"""Writes the function that makes one class of model from JSON: each field looked up, checked and set in line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args, get_origin

import attrs

from .base import Model
from .field_types import field_types, is_union, without_none
from .mismatch import DecodeMismatchError, mismatch
from .shapes import Shapes

Hook = Callable[[Any, Any], Any]

# The condition under which a value `v` is not of the type, and what it should have been.
_CHECKS: dict[Any, tuple[str, str]] = {
    str: ("v.__class__ is not str", "a string"),
    int: ("v.__class__ is not int", "an integer"),
    bool: ("v.__class__ is not bool", "a boolean"),
    float: ("v.__class__ is not float and v.__class__ is not int", "a number"),
}


def generate(cls: type[Model], hook_for: Callable[[Any], Hook]) -> Hook:
    """The function for ``cls``; ``hook_for`` gives those of the types inside it, each when its first value comes."""
    types = {name: without_none(kind) for name, kind in field_types(cls).items()}
    required = {field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING}
    scope: dict[str, Any] = {
        "DecodeMismatchError": DecodeMismatchError,
        "cls": cls,
        "make": _writer(cls),
        "mismatch": mismatch,
        "new": object.__new__,
        "shapes": Shapes(types),
    }
    lines = [
        "def structure(value, _):",
        "    if value.__class__ is not dict: raise mismatch('an object', value)",
        "    get = value.get",
        "    self = new(make)",
    ]
    for name, kind in types.items():
        lines += _field(name, kind, name in required, scope, hook_for)
    lines += [
        "    shape = shapes[tuple(value)]",
        "    self._shape = shape.keys",
        "    self._kept = shape.kept(value, self) if shape.may_keep else None",
        *(["    self._last_response = None"] if hasattr(cls, "_last_response") else []),
        "    self.__class__ = cls",
        "    return self",
    ]
    exec("\n".join(lines), scope)  # noqa: S102 - made from our own declarations
    structure: Hook = scope["structure"]
    return structure


def _field(name: str, kind: Any, required: bool, scope: dict[str, Any], hook_for: Callable[[Any], Hook]) -> list[str]:
    lookup = f"    v = get({name!r})"
    keep = f"    self.{name} = v"
    if kind is Any:
        return [lookup, keep]
    if kind in _CHECKS:
        wrong, expected = _CHECKS[kind]
        guard = wrong if required else f"v is not None and {wrong}"
        return [lookup, f"    if {guard}: raise mismatch({expected!r}, v).inside({name!r})", keep]
    hook = f"hook_{name}"
    scope[hook] = _on_first_use(scope, hook, kind, hook_for)
    return [
        lookup,
        f"    if {'True' if required else 'v is not None'}:",
        f"        try: v = {_conversion(kind, hook)}",
        f"        except DecodeMismatchError as problem: raise problem.inside({name!r}) from None",
        keep,
    ]


def _conversion(kind: Any, hook: str) -> str:
    # A list of texts, and a mapping of them, is what it should be nearly always: that is seen without a call for each.
    if get_origin(kind) is list and get_args(kind) == (str,):
        return f"v if v.__class__ is list and {{*map(type, v)}} <= {{str}} else {hook}(v, None)"
    if get_origin(kind) is dict and get_args(kind) == (str, str):
        return f"v if v.__class__ is dict and {{*map(type, v.values())}} <= {{str}} else {hook}(v, None)"
    if is_union(kind) and str in get_args(kind):
        return f"v if v.__class__ is str else {hook}(v, None)"
    return f"{hook}(v, None)"


def _on_first_use(scope: dict[str, Any], name: str, kind: Any, hook_for: Callable[[Any], Hook]) -> Hook:
    def structure(value: Any, _: Any) -> Any:
        hook = scope[name] = hook_for(kind)
        return hook(value, kind)

    return structure


def _writer(cls: type[Model]) -> type[Model]:
    """``cls`` unfrozen, with the same layout: an instance is filled as this, then becomes a ``cls``.

    Plain attribute assignment is several times faster than going around the frozen class's ``__setattr__``. Both
    methods are needed for that: the interpreter has one slot for the two.
    """
    namespace = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"{cls.__name__}Writer", (cls,), namespace)
