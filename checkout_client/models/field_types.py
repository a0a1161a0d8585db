"""The declared types of a model's fields, read from its annotations without loading the models they name."""

from __future__ import annotations

import sys
from types import NoneType, UnionType
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import attrs

from .base import Model, field_names
from .registry import MODULES


class _Names(dict[str, Any]):
    """The names in annotations: a model's name stands for itself."""

    def __missing__(self, name: str) -> Any:
        if name in MODULES:
            return ForwardRef(name)
        raise KeyError(name)


def field_types(cls: type[Model]) -> dict[str, Any]:
    """The declared types of the fields of ``cls``, other models as references by name."""
    module = sys.modules[cls.__module__].__dict__
    annotations = {field.name: field.type for field in attrs.fields(cls)}
    return {name: eval(str(annotations[name]), module, _Names()) for name in field_names(cls)}  # noqa: S307 - our own text


def is_union(kind: Any) -> bool:
    """Whether ``kind`` is ``X | Y``."""
    return get_origin(kind) in (Union, UnionType)


def without_none(kind: Any) -> Any:
    """``kind`` without ``None`` and, for an open enum, as the string that it is: new values are values."""
    if not is_union(kind):
        return kind
    members = tuple(member for member in get_args(kind) if member is not NoneType)
    if all(member is str or get_origin(member) is Literal for member in members):
        return str
    return Union[members]  # noqa: UP007 - made at run time
