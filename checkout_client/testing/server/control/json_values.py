"""JSON for Python's types: the schema of a type, and the value of a type that JSON stands for."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from inspect import Parameter, signature
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from ....models.session.session import Session
from ..._shop.nested import is_list, is_object

Schema = dict[str, Any]

_SCALARS: dict[Any, tuple[type | tuple[type, ...], Schema]] = {
    bool: (bool, {"type": "boolean"}),
    int: (int, {"type": "integer"}),
    float: ((int, float), {"type": "number"}),
    str: (str, {"type": "string"}),
    types.NoneType: (types.NoneType, {"type": "null"}),
}


@attrs.frozen
class BodyField:
    """A parameter of a method, as a field of a request body."""

    name: str
    hint: Any
    required: bool


def body_fields(method: Callable[..., Any]) -> dict[str, BodyField]:
    """Return the parameters of ``method`` without ``self`` and the Session."""
    hints = get_type_hints(method)
    return {
        name: BodyField(name, hints[name], parameter.default is Parameter.empty)
        for name, parameter in signature(method).parameters.items()
        if name not in ("self", "session")
    }


def schema_of(hint: Any) -> Schema:
    """Return the JSON schema of the values that :func:`json_value` accepts."""
    if hint in _SCALARS:
        return dict(_SCALARS[hint][1])
    if hint is Decimal:
        return {"type": "string", "format": "decimal"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(one) for one in arguments if one is not Session]}
    if origin in (list, Sequence):
        return {"type": "array", "items": schema_of(arguments[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    return {}


def json_value(hint: Any, value: Any, path: str) -> Any:
    """Return the value of type ``hint`` that the decoded JSON ``value`` stands for.

    Raises ``ValueError`` if it stands for none; the message begins with ``path``.
    """
    if hint in _SCALARS:
        if not isinstance(value, _SCALARS[hint][0]) or (isinstance(value, bool) and hint is not bool):
            raise ValueError(f"{path} must be {_in_words(hint)}, not {_shown(value)}")
        return value
    if hint is Decimal:
        return _decimal(value, path)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        if value not in arguments:
            raise ValueError(f"{path} must be {_in_words(hint)}, not {_shown(value)}")
        return value
    if origin in (Union, types.UnionType):
        return _one_of([one for one in arguments if one is not Session], value, path)
    if origin in (list, Sequence):
        if not is_list(value):
            raise ValueError(f"{path} must be {_in_words(hint)}, not {_shown(value)}")
        return [json_value(arguments[0], element, f"{path}[{index}]") for index, element in enumerate(value)]
    if origin in (dict, Mapping):
        if not is_object(value):
            raise ValueError(f"{path} must be {_in_words(hint)}, not {_shown(value)}")
        return {name: json_value(arguments[1], inner, f"{path}.{name}") for name, inner in value.items()}
    return value


def _one_of(hints: Sequence[Any], value: Any, path: str) -> Any:
    problems: list[str] = []
    for hint in hints:
        try:
            return json_value(hint, value, path)
        except ValueError as error:
            problems.append(str(error))
    deeper = [problem for problem in problems if not problem.startswith(f"{path} ")]
    if deeper:  # one of the types fits but for something inside
        raise ValueError(deeper[0])
    raise ValueError(f"{path} must be {' or '.join(map(_in_words, hints))}, not {_shown(value)}")


def _decimal(value: Any, path: str) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise ValueError(f"{path} must be {_in_words(Decimal)}, not {_shown(value)}")
    return number


_WORDS: dict[Any, str] = {
    bool: "true or false",
    int: "an integer",
    float: "a number",
    str: "a string",
    types.NoneType: "null",
    Decimal: 'a number in quotes such as "0.5"',
}


def _in_words(hint: Any) -> str:
    if hint in _WORDS:
        return _WORDS[hint]
    if get_origin(hint) is Literal:
        return " or ".join(f'"{value}"' for value in get_args(hint))
    return "a list" if get_origin(hint) in (list, Sequence) else "an object"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:100]}"'
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return json.dumps(value)
