"""Decoded JSON to models: strict about types, with the path of what is wrong.

cattrs finds the function ("hook") that reads a type. The hooks are our own; those of classes are in ``readers``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from types import NoneType
from typing import Any, Final, ForwardRef, Literal, TypeVar, cast, get_args, get_origin

import cattrs

from .. import models
from ..models.base import Model
from .fields import Hook, is_union, without_none
from .mismatch import DecodeMismatchError, mismatch, too_deep
from .readers import make_reader, shared_decimals
from .strict_json import is_too_deep

ModelType = TypeVar("ModelType", bound=Model)

MAX_EXPANSION_DEPTH: Final = 10
"""How many objects may be expanded inside each other; the API stops at four. All other nesting of models is finite.

Every hook gets the number of expanded objects around its value and passes it on.
"""

MAX_DECIMAL: Final = 64
"""The largest number of characters of a decimal number; the API sends at most about 30."""

# Exponents have one or two digits, so that a short string cannot become a number with millions of them.
_decimal = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?").fullmatch


def decode(cls: type[ModelType], value: object) -> ModelType:
    """Return ``value``, which is decoded JSON, as a ``cls``. Raises ``DecodeMismatchError`` and nothing else."""
    try:
        result: ModelType = (_hooks.get(cls) or _hook_of(cls))(value, 0)
    except DecodeMismatchError:
        raise
    except Exception as unexpected:
        problem = f"could not be read ({type(unexpected).__name__})"
    else:
        return result
    raise DecodeMismatchError(problem)


_hooks: Final[dict[type[Model], Hook]] = {}
"""The hooks of the classes that were decoded: asking the converter takes as long as reading a small object."""


def _hook_of(cls: type[Model]) -> Hook:
    hook = _hooks[cls] = converter.get_structure_hook(cls)
    return hook


def _scalar_hook(expected: str, *allowed: type) -> Hook:
    def read(value: Any, _: Any) -> Any:
        if type(value) not in allowed:
            raise mismatch(expected, value)
        return value

    return read


def _read_decimal(value: Any, _: Any) -> Decimal:
    if type(value) is not str or len(value) > MAX_DECIMAL or not _decimal(value):
        raise mismatch("a decimal number in a string", value)
    return shared_decimals.add(value, Decimal(value))


def _read_anything(value: Any, _: Any) -> Any:
    if is_too_deep(value):
        raise too_deep()
    return value


def _list_hook(cls: Any) -> Hook:
    (element,) = get_args(cls)
    hook: Hook | None = None

    def read(value: Any, expanded: int) -> Any:
        items: list[object] = value
        if type(items) is not list:
            raise mismatch("an array", value)
        if not items:
            return []  # the class of its elements need not be loaded
        nonlocal hook
        if hook is None:
            hook = converter.get_structure_hook(element)
        result: list[Any] = []
        try:
            for item in items:
                result.append(hook(item, expanded))  # noqa: PERF401 - the length says which element is wrong
        except DecodeMismatchError as problem:
            raise problem.at(len(result)) from None
        return result

    return read


def _dict_hook(cls: Any) -> Hook:
    _, element = get_args(cls)
    hook = converter.get_structure_hook(element)

    def read(value: Any, expanded: int) -> Any:
        items: dict[str, Any] = value
        if type(items) is not dict:
            raise mismatch("an object", value)
        result: dict[str, Any] = {}
        for key, item in items.items():
            try:
                result[key] = hook(item, expanded)
            except DecodeMismatchError as problem:
                raise problem.at(key) from None
        return result

    return read


def _union_hook(cls: Any) -> Hook:
    """The hook of ``X | None``, an open enum, or an expandable field (an id, an object, a deleted object)."""
    kind = without_none(cls)
    hook = _expandable_hook(get_args(kind)) if is_union(kind) else converter.get_structure_hook(kind)
    if NoneType not in get_args(cls):
        return hook
    return lambda value, expanded: None if value is None else hook(value, expanded)


def _expandable_hook(members: tuple[Any, ...]) -> Hook:
    objects = [member for member in members if member is not str and get_origin(member) is not Literal]
    deleted = [member for member in objects if _name(member).startswith("Deleted")]
    whole = [member for member in objects if not _name(member).startswith("Deleted")]
    if len(whole) != 1 or len(deleted) > 1:
        raise TypeError(f"cannot tell the members of {members} apart")
    accepts_id = len(objects) < len(members)

    def read(value: Any, expanded: int) -> Any:
        if type(value) is str and accepts_id:
            return value
        if type(value) is not dict:
            raise mismatch("an id or an object" if accepts_id else "an object", value)
        is_deleted = cast("dict[str, Any]", value).get("deleted") is True
        member = deleted[0] if deleted and is_deleted else whole[0]
        if expanded >= MAX_EXPANSION_DEPTH:
            raise too_deep()
        return converter.get_structure_hook(member)(value, expanded + 1)  # loads the class with its first object

    return read


def _name(member: Any) -> str:
    return member.__forward_arg__ if isinstance(member, ForwardRef) else getattr(member, "__name__", "")


def _reference_hook(reference: Any) -> Hook:
    """The hook of a model by its name. Its module is loaded now."""
    name = reference.__forward_arg__
    return converter.get_structure_hook(getattr(models, name))


def _model_hook(cls: type[Model]) -> Hook:
    read = make_reader(cls, converter.get_structure_hook)
    return _bounded(read) if cls._can_contain_itself else read  # pyright: ignore[reportPrivateUsage]


def _bounded(read: Hook) -> Hook:
    def read_bounded(value: Any, expanded: int) -> Any:
        if expanded >= MAX_EXPANSION_DEPTH:
            raise too_deep()
        return read(value, expanded + 1)

    return read_bounded


def is_model(cls: Any) -> bool:
    """Return whether ``cls`` is a class of models."""
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
    Decimal: _read_decimal,
}.items():
    converter.register_structure_hook(_cls, _hook)
converter.register_structure_hook_func(lambda cls: cls is Any, _read_anything)
for _applies, _factory in (
    (is_model, _model_hook),
    (_is_reference, _reference_hook),
    (is_union, _union_hook),
    (_is_list, _list_hook),
    (_is_dict, _dict_hook),
):
    converter.register_structure_hook_factory(_applies, _factory)


def register_models(other: cattrs.BaseConverter) -> None:
    """Make the user's converter ``other`` read and write models as ``from_dict`` and ``to_dict`` do."""
    other.register_structure_hook_func(
        is_model, lambda value, cls: value if isinstance(value, cls) else cls.from_dict(value)
    )
    other.register_unstructure_hook_func(is_model, lambda model: model.to_dict())


register_models(cattrs.global_converter)  # cattrs.structure and cattrs.unstructure
