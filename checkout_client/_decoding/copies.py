"""Copies and pickles of models."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from types import NoneType
from typing import Any, Final, TypeVar, cast

from ..last_response import LastResponse
from ..models.base import Model, ResponseModel, field_names, response_of, shape_of
from .converter import decode
from .strict_json import read_json

ModelType = TypeVar("ModelType", bound=Model)

_ATOMS: Final = frozenset([str, int, bool, float, Decimal, NoneType])

_set: Final = object.__setattr__


def copied(model: ModelType, copy_of: Callable[[Any], Any]) -> ModelType:
    """Return a new model with ``copy_of`` each value of ``model``."""
    cls = type(model)
    made = object.__new__(cls)
    for name in (*field_names(cls), "_extras"):
        _set(made, name, copy_of(getattr(model, name)))
    _set(made, "_shape", shape_of(model))
    if isinstance(model, ResponseModel):
        _set(made, "_last_response", response_of(model))
    return made


def deep_copied(value: Any) -> Any:
    """Return a copy of ``value``, a model or what models hold, that shares nothing with it that can change."""
    kind = value.__class__
    if kind in _ATOMS:
        return value
    if kind is list:
        return [deep_copied(element) for element in value]
    if kind is dict:
        return {key: deep_copied(inner) for key, inner in value.items()}
    return copied(value, deep_copied) if isinstance(value, Model) else copy.deepcopy(value)


def pickled(model: Model) -> tuple[object, ...]:
    """Return what ``__reduce__`` returns for ``model``.

    A model that was made from JSON is pickled as JSON: it is smaller than the fields, and a later version of this
    package, with more fields, can read it.
    """
    response = response_of(model)
    if shape_of(model) is None:
        fields = {name: value for name in field_names(type(model)) if (value := getattr(model, name)) is not None}
        return restored_fields, (type(model), fields, response)
    content = json.dumps(model.to_dict(), separators=(",", ":"), ensure_ascii=False)
    return restored, (type(model), content, response, [response_of(element) for element in _elements(model)])


def restored(
    cls: type[Model], content: str, response: LastResponse | None, responses: list[LastResponse | None]
) -> Model:
    """Return the model that was pickled as JSON. ``responses`` are those of the elements of a list."""
    model = decode(cls, read_json(content))
    for each, its_response in zip([model, *_elements(model)], [response, *responses], strict=True):
        if isinstance(each, ResponseModel):
            _set(each, "_last_response", its_response)
    return model


def restored_fields(cls: type[Model], fields: dict[str, Any], response: LastResponse | None) -> Model:
    """Return the model that was pickled by its fields."""
    model = object.__new__(cls)
    model.__attrs_pre_init__()
    for name in field_names(cls):
        _set(model, name, fields.get(name))
    if isinstance(model, ResponseModel):
        _set(model, "_last_response", response)
    return model


def _elements(model: Model) -> list[Model]:
    """Return the elements of a list of models."""
    data = getattr(model, "data", None)
    return [each for each in cast("list[object]", data) if isinstance(each, Model)] if isinstance(data, list) else []
