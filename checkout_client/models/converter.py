"""The one converter: decoded JSON to models, strictly, with the path of whatever is wrong.

cattrs finds the hook for a type; the hooks are ours. The one for a model class is a function generated from its
fields, made when the class is first met.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Final, ForwardRef, Literal, TypeVar, Union, cast, get_args, get_origin

import attrs
import cattrs

from .base import Model, field_names
from .registry import DELETED, MODULES

ModelType = TypeVar("ModelType", bound=Model)
Hook = Callable[[Any, Any], Any]

_decimal = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?").fullmatch


class DecodeMismatchError(Exception):
    """A JSON value is not of the declared type. ``path`` grows as the mismatch travels outwards."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: str = ""

    def inside(self, step: str | int) -> DecodeMismatchError:
        """The same, one level further out."""
        here = f"[{step}]" if isinstance(step, int) else step
        joint = "" if not self.path or self.path.startswith("[") else "."
        self.path = f"{here}{joint}{self.path}"
        return self


def decode(cls: type[ModelType], value: object) -> ModelType:
    """``value``, decoded JSON, as a ``cls``; raises ``DecodeMismatchError``."""
    result: ModelType = converter.get_structure_hook(cls)(value, cls)
    return result


def mismatch(expected: str, value: object) -> DecodeMismatchError:
    """``value`` is not what was ``expected``; says which JSON type it is and nothing of what it holds."""
    return DecodeMismatchError(f"should be {expected}, not {_json_type(value)}")


def _json_type(value: object) -> str:
    names: dict[type, str] = {
        NoneType: "null",
        bool: "a boolean",
        int: "an integer",
        float: "a number",
        str: "a string",
        list: "an array",
        dict: "an object",
    }
    return names.get(type(value), type(value).__name__)


def _scalar_hook(expected: str, *allowed: type) -> Hook:
    def structure(value: Any, _: Any) -> Any:
        if type(value) not in allowed:
            raise mismatch(expected, value)
        return value

    return structure


def _structure_decimal(value: Any, _: Any) -> Decimal:
    if type(value) is not str or not _decimal(value):
        raise mismatch("a decimal number in a string", value)
    return Decimal(value)


def _list_hook(cls: Any) -> Hook:
    (element,) = get_args(cls)
    hook = converter.get_structure_hook(element)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise mismatch("an array", value)
        result: list[Any] = []
        try:
            result.extend(hook(item, element) for item in cast("list[object]", value))
        except DecodeMismatchError as problem:
            raise problem.inside(len(result)) from None
        return result

    return structure


def _dict_hook(cls: Any) -> Hook:
    _, element = get_args(cls)
    hook = converter.get_structure_hook(element)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise mismatch("an object", value)
        result: dict[str, Any] = {}
        for key, item in cast("dict[str, Any]", value).items():
            try:
                result[key] = hook(item, element)
            except DecodeMismatchError as problem:
                raise problem.inside(key) from None
        return result

    return structure


def _union_hook(cls: Any) -> Hook:
    """``X | None``, an open enum, or an expandable field: an id, an object, a deleted object."""
    members = get_args(cls)
    optional = NoneType in members
    members = tuple(member for member in members if member is not NoneType)
    hook = _member_hook(members)
    if not optional:
        return hook
    return lambda value, _: None if value is None else hook(value, _)


def _member_hook(members: tuple[Any, ...]) -> Hook:
    objects = [member for member in members if member is not str and get_origin(member) is not Literal]
    if not objects:
        return converter.get_structure_hook(str)  # every enum is open: new values are values
    deleted = [member for member in objects if _name(member) in DELETED]
    whole = [member for member in objects if _name(member) not in DELETED]
    if len(whole) != 1 or len(deleted) > 1:
        raise TypeError(f"no rule tells the members of {members} apart")
    as_whole = converter.get_structure_hook(whole[0])
    as_deleted = converter.get_structure_hook(deleted[0]) if deleted else as_whole
    takes_id = len(objects) < len(members)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is str and takes_id:
            return value
        if type(value) is not dict:
            raise mismatch("an id or an object" if takes_id else "an object", value)
        if cast("dict[str, Any]", value).get("deleted") is True:
            return as_deleted(value, None)
        return as_whole(value, None)

    return structure


def _name(member: Any) -> str:
    return member.__forward_arg__ if isinstance(member, ForwardRef) else getattr(member, "__name__", "")


def _deferred_hook(reference: Any) -> Hook:
    """A model by its name: its module is loaded when the first value of it comes."""
    name = reference.__forward_arg__
    hooks: list[Hook] = []

    def structure(value: Any, _: Any) -> Any:
        if not hooks:
            module = import_module(f".{MODULES[name]}", __package__)
            hooks.append(converter.get_structure_hook(getattr(module, name)))
        return hooks[0](value, None)

    return structure


class _Names(dict[str, Any]):
    """The names in annotations: a model's name stands for itself, so that its module need not be loaded."""

    def __missing__(self, name: str) -> Any:
        if name in MODULES:
            return ForwardRef(name)
        raise KeyError(name)


def field_types(cls: type[Model]) -> dict[str, Any]:
    """The declared types of the fields of ``cls``, other models as references by name."""
    module = sys.modules[cls.__module__].__dict__
    fields = {field.name: field.type for field in attrs.fields(cls)}
    return {name: eval(str(fields[name]), module, _Names()) for name in field_names(cls)}  # noqa: S307 - our own text


_CHECKS: dict[Any, tuple[str, str]] = {
    str: ("{v}.__class__ is not str", "a string"),
    int: ("{v}.__class__ is not int", "an integer"),
    bool: ("{v}.__class__ is not bool", "a boolean"),
    float: ("{v}.__class__ is not float and {v}.__class__ is not int", "a number"),
}


def _model_hook(cls: type[Model]) -> Hook:
    """A function that makes a ``cls``, generated from its fields: each is looked up, checked and set in line."""
    types = field_types(cls)
    required = {field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING}
    scope: dict[str, Any] = {
        "DecodeMismatchError": DecodeMismatchError,
        "mismatch": mismatch,
        "shapes": _Shapes(types),
        "new": object.__new__,
        "make": _writer(cls),
        "cls": cls,
    }
    lines = [
        "def structure(value, _):",
        "    if value.__class__ is not dict: raise mismatch('an object', value)",
        "    get = value.get",
        "    self = new(make)",
    ]
    for name, kind in types.items():
        lines += _field_lines(name, kind, name in required, scope)
    lines += [
        "    shape = shapes[tuple(value)]",
        "    self._shape = shape.keys",
        "    self._kept = shape.kept(value, self) if shape.has_kept else None",
        *(["    self._last_response = None"] if hasattr(cls, "_last_response") else []),
        "    self.__class__ = cls",
        "    return self",
    ]
    exec("\n".join(lines), scope)  # noqa: S102 - made from our own declarations
    structure: Hook = scope["structure"]
    return structure


def _field_lines(name: str, kind: Any, required: bool, scope: dict[str, Any]) -> list[str]:
    kind = _without_none(kind)
    lines = [f"    v = get({name!r})"]
    condition, expected = _CHECKS.get(kind, ("", ""))
    if condition:
        guard = condition.format(v="v") if required else f"v is not None and ({condition.format(v='v')})"
        lines.append(f"    if {guard}: raise mismatch({expected!r}, v).inside({name!r})")
    elif kind is not Any:
        scope[f"hook_{name}"] = converter.get_structure_hook(kind)
        indent = "    "
        if not required:
            lines.append("    if v is not None:")
            indent = "        "
        lines += [
            f"{indent}try: v = hook_{name}(v, None)",
            f"{indent}except DecodeMismatchError as problem: raise problem.inside({name!r}) from None",
        ]
    return [*lines, f"    self.{name} = v"]


def _without_none(kind: Any) -> Any:
    """``kind`` without ``None`` and, for an open enum, as the string that it is."""
    if not _is_union(kind):
        return kind
    members = tuple(member for member in get_args(kind) if member is not NoneType)
    if all(member is str or get_origin(member) is Literal for member in members):
        return str
    return Union[members]  # noqa: UP007 - made at run time


def _writer(cls: type[Model]) -> type[Model]:
    """``cls`` unfrozen, with the same layout: an instance is filled as this, then becomes a ``cls``.

    Plain attribute assignment is several times faster than going around the frozen class's ``__setattr__``.
    """
    return type(f"{cls.__name__}Writer", (cls,), {"__slots__": (), "__setattr__": object.__setattr__})


class _Shape:
    """The keys that one kind of JSON object has, and which of its values the fields cannot give back."""

    def __init__(self, keys: tuple[str, ...], types: dict[str, Any]) -> None:
        self.keys = keys
        self._unknown = tuple(key for key in keys if key not in types)
        self._decimals = tuple(key for key in keys if _without_none(types.get(key)) is Decimal)
        self.has_kept = bool(self._unknown or self._decimals)

    def kept(self, value: dict[str, Any], instance: Model) -> dict[str, Any] | None:
        kept = {key: value[key] for key in self._unknown}
        for key in self._decimals:
            if value[key] is not None and str(getattr(instance, key)) != value[key]:
                kept[key] = value[key]
        return kept or None


class _Shapes(dict[tuple[str, ...], _Shape]):
    """The shapes met so far, so that objects with the same keys share them; bounded, for data nobody foresaw."""

    LARGEST = 512

    def __init__(self, types: dict[str, Any]) -> None:
        super().__init__()
        self._types = types

    def __missing__(self, keys: tuple[str, ...]) -> _Shape:
        shape = _Shape(keys, self._types)
        if len(self) < self.LARGEST:
            self[keys] = shape
        return shape


def _is_model(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Model)


def _is_union(cls: Any) -> bool:
    return get_origin(cls) in (Union, UnionType)


def _is_list(cls: Any) -> bool:
    return get_origin(cls) is list


def _is_dict(cls: Any) -> bool:
    return get_origin(cls) is dict


def _is_reference(cls: Any) -> bool:
    return isinstance(cls, ForwardRef)


converter: Final = cattrs.Converter()
for _cls, _hook in {
    str: _scalar_hook("a string", str),
    int: _scalar_hook("an integer", int),
    bool: _scalar_hook("a boolean", bool),
    float: _scalar_hook("a number", float, int),
    Decimal: _structure_decimal,
}.items():
    converter.register_structure_hook(_cls, _hook)
converter.register_structure_hook_func(lambda cls: cls is Any, lambda value, _: value)
for _applies, _factory in (
    (_is_model, _model_hook),
    (_is_reference, _deferred_hook),
    (_is_union, _union_hook),
    (_is_list, _list_hook),
    (_is_dict, _dict_hook),
):
    converter.register_structure_hook_factory(_applies, _factory)
