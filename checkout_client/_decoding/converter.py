"""The one converter: decoded JSON to models, strictly, with the path of whatever is wrong.

cattrs finds the hook for a type; the hooks are ours, and those of classes are generated when the class is first met.
"""

from __future__ import annotations

import re
import threading
from decimal import Decimal
from types import NoneType
from typing import Any, Final, ForwardRef, Literal, TypeVar, cast, get_args, get_origin

import cattrs

from .. import models
from ..models.base import Model
from .field_types import is_union, without_none
from .fields import Hook
from .generated_readers import generate
from .mismatch import DecodeMismatchError, mismatch, too_deep
from .strict_json import is_too_deep

ModelType = TypeVar("ModelType", bound=Model)

MAX_EXPANSION_DEPTH: Final = 10
"""How many objects may be expanded in each other; the API stops at four. All other nesting of models has an end."""


class _Expanded(threading.local):
    depth = 0


_expanded = _Expanded()

_decimal = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?").fullmatch


def decode(cls: type[ModelType], value: object) -> ModelType:
    """``value``, decoded JSON, as a ``cls``; raises ``DecodeMismatchError``."""
    result: ModelType = converter.get_structure_hook(cls)(value, cls)
    return result


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


def _structure_anything(value: Any, _: Any) -> Any:
    if is_too_deep(value):
        raise too_deep()
    return value


def _list_hook(cls: Any) -> Hook:
    (element,) = get_args(cls)
    hook: Hook | None = None

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise mismatch("an array", value)
        if not value:
            return []  # what would be in it need not be loaded
        nonlocal hook
        if hook is None:
            hook = converter.get_structure_hook(element)
        result: list[Any] = []
        try:
            for item in cast("list[object]", value):
                result.append(hook(item, None))  # noqa: PERF401 - how many there are says which is wrong
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
    kind = without_none(cls)
    hook = _expandable_hook(get_args(kind)) if is_union(kind) else converter.get_structure_hook(kind)
    if NoneType not in get_args(cls):
        return hook
    return lambda value, _: None if value is None else hook(value, kind)


def _expandable_hook(members: tuple[Any, ...]) -> Hook:
    objects = [member for member in members if member is not str and get_origin(member) is not Literal]
    deleted = [member for member in objects if _name(member).startswith("Deleted")]
    whole = [member for member in objects if not _name(member).startswith("Deleted")]
    if len(whole) != 1 or len(deleted) > 1:
        raise TypeError(f"no rule tells the members of {members} apart")
    takes_id = len(objects) < len(members)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is str and takes_id:
            return value
        if type(value) is not dict:
            raise mismatch("an id or an object" if takes_id else "an object", value)
        is_deleted = cast("dict[str, Any]", value).get("deleted") is True
        member = deleted[0] if deleted and is_deleted else whole[0]
        if _expanded.depth >= MAX_EXPANSION_DEPTH:
            raise too_deep()
        _expanded.depth += 1
        try:
            return converter.get_structure_hook(member)(value, None)  # loads the class when its first object comes
        finally:
            _expanded.depth -= 1

    return structure


def _name(member: Any) -> str:
    return member.__forward_arg__ if isinstance(member, ForwardRef) else getattr(member, "__name__", "")


def _reference_hook(reference: Any) -> Hook:
    """A model by its name: its module is loaded when the hook is asked for."""
    name = reference.__forward_arg__
    return converter.get_structure_hook(getattr(models, name))


def _model_hook(cls: type[Model]) -> Hook:
    return generate(cls, converter.get_structure_hook)


def _is_model(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Model)


def _is_list(cls: Any) -> bool:
    return get_origin(cls) is list


def _is_dict(cls: Any) -> bool:
    return get_origin(cls) is dict


def _is_reference(cls: Any) -> bool:
    return isinstance(cls, ForwardRef)


converter: Final = cattrs.BaseConverter()
for _cls, _hook in {
    str: _scalar_hook("a string", str),
    int: _scalar_hook("an integer", int),
    bool: _scalar_hook("a boolean", bool),
    float: _scalar_hook("a number", float, int),
    Decimal: _structure_decimal,
}.items():
    converter.register_structure_hook(_cls, _hook)
converter.register_structure_hook_func(lambda cls: cls is Any, _structure_anything)
for _applies, _factory in (
    (_is_model, _model_hook),
    (_is_reference, _reference_hook),
    (is_union, _union_hook),
    (_is_list, _list_hook),
    (_is_dict, _dict_hook),
):
    converter.register_structure_hook_factory(_applies, _factory)
