"""Read the package's own types into the shapes that the drift check compares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache, reduce
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, ForwardRef, Literal, Required, Union, get_args, get_origin, get_type_hints

from drift_shape import Member, Shape
from typing_extensions import is_typeddict

from checkout_client._decoding.fields import field_types
from checkout_client.clear import Clear
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model

KINDS: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def is_model(cls: type) -> bool:
    """Whether ``cls`` is a response class; otherwise it is a class of parameters."""
    return issubclass(cls, Model)


@cache
def members(cls: type) -> Mapping[str, Member]:
    """The fields of a response class, or the keys of a class of parameters."""
    if is_model(cls):
        shapes = {name: shape(annotation) for name, annotation in field_types(cls).items()}
        return {name: Member(one, required=not one.null) for name, one in shapes.items()}
    # Required[...] is looked for in the hints: with annotations as text, __required_keys__ knows only of `total`.
    hints = get_type_hints(cls, include_extras=True)
    always: frozenset[str] = vars(cls)["__required_keys__"]
    return {
        name: Member(shape(hint), required=name in always or get_origin(hint) is Required)
        for name, hint in hints.items()
    }


def shape(annotation: Any) -> Shape:
    """What an annotation allows."""
    origin = get_origin(annotation)
    if origin is Required:
        return shape(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _union(get_args(annotation))
    if origin is Literal:
        return Shape(kinds=frozenset(["string"]), values=frozenset(get_args(annotation)))
    if origin is list:
        return Shape(kinds=frozenset(["array"]), items=shape(get_args(annotation)[0]))
    if origin is dict or (origin is not None and issubclass(origin, Mapping)):
        inner = get_args(annotation)[1]
        return Shape(kinds=frozenset(["object"]), members=None if inner is Any else shape(inner))
    return _single(annotation)


def _single(annotation: Any) -> Shape:
    if annotation is NoneType:
        return Shape(null=True)
    if annotation is Clear:
        return Shape(clear=True)
    if annotation is Decimal:
        return Shape(kinds=frozenset(["decimal"]), any_string=True)
    if annotation in KINDS:
        return Shape(kinds=frozenset([KINDS[annotation]]), any_string=annotation is str)
    if isinstance(annotation, ForwardRef):
        name = annotation.__forward_arg__
        annotation = getattr(import_module(f"checkout_client.models.{MODULES[name]}"), name)
    if isinstance(annotation, type) and (is_typeddict(annotation) or is_model(annotation)):
        # No specification describes deleted objects.
        objects = () if annotation.__name__.startswith("Deleted") else (annotation,)
        return Shape(kinds=frozenset(["object"]), objects=objects)
    raise TypeError(f"the drift check does not know what {annotation} allows")


def _union(alternatives: tuple[Any, ...]) -> Shape:
    """One of the alternatives. One that is only a more convenient way to write another is ignored."""
    if datetime in alternatives:  # is sent as epoch seconds
        alternatives = tuple(one for one in alternatives if one is not datetime)
    if Decimal in alternatives and float in alternatives:
        alternatives = tuple(one for one in alternatives if one is not Decimal)
    if Decimal in alternatives and str in alternatives:
        alternatives = tuple(one for one in alternatives if one is not str)
    return reduce(Shape.__or__, map(shape, alternatives))
