"""The declared types of a model's fields, read from its annotations without loading the models they name."""

from __future__ import annotations

import sys
from types import NoneType, UnionType
from typing import Any, Final, ForwardRef, Literal, Union, get_args, get_origin

import attrs

from ..models._index import MODULES
from ..models.base import Model, field_names

_SCALARS: Final[dict[str, type]] = {"str": str, "int": int, "bool": bool, "float": float}


class _Names(dict[str, Any]):
    """The names in annotations: a model's name stands for itself."""

    def __missing__(self, name: str) -> Any:
        if name in MODULES:
            return ForwardRef(name)
        from ..models import literals  # the models import them for type checkers only: here is the first that is needed

        return vars(literals)[name]


def field_types(cls: type[Model]) -> dict[str, Any]:
    """The declared types of the fields of ``cls``, other models as references by name."""
    return {name: _evaluated(annotation, cls) for name, annotation in annotation_texts(cls).items()}


def annotation_texts(cls: type[Model]) -> dict[str, str]:
    """The annotations of the fields of ``cls``, as text."""
    texts = {field.name: str(field.type) for field in attrs.fields(cls)}
    return {name: texts[name] for name in field_names(cls)}


def type_of_value(annotation: str, cls: type[Model]) -> Any:
    """The type that ``annotation``, in ``cls``, gives to values other than ``None``.

    Most are seen from the text: evaluating them all would be a large part of the first call's time.
    """
    text = annotation.removesuffix(" | None")
    if text in _SCALARS:
        return _SCALARS[text]
    if text.startswith("Literal[") and text.endswith("] | str") and text.count("[") == 1:
        return str  # an open enum is the string that it is
    return without_none(_evaluated(annotation, cls))


def _evaluated(annotation: str, cls: type[Model]) -> Any:
    return eval(annotation, sys.modules[cls.__module__].__dict__, _Names())  # noqa: S307 - our own text


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
