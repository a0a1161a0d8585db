"""The expected result for an input, derived independently from the declared types and the documentation.

It shares nothing with the decoder and the verifier but the models' annotations, and it may be slow.
"""

from __future__ import annotations

import hmac
import json
import math
import re
from decimal import Decimal
from types import NoneType
from typing import Any, ForwardRef, Literal, get_args, get_origin

from checkout_client import models
from checkout_client._decoding.fields import field_types, is_union
from checkout_client.models.base import DeletedResource, Model

DEEPEST = 100
"""Maximum nesting of unknown fields."""
MAX_EXPANSION_DEPTH = 10
"""Maximum nesting of expanded objects."""

_decimal = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII).fullmatch
_regular = re.compile(r"t=(\d{1,15})((?:,v1=[0-9a-f]{64})+)((?:,v0=[0-9a-f]{64})*)", re.ASCII).fullmatch

_SCALARS: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), bool: (bool,), float: (float, int)}


class InvalidJSONError(ValueError):
    """The bytes are not valid JSON."""


def read(content: bytes) -> Any:
    """Return the value of ``content``."""
    try:
        value = json.loads(content.decode(), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise InvalidJSONError from error
    return value


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    if math.isinf(float(text)):
        raise ValueError(text)
    return float(text)


def _depth(value: Any) -> int:
    """Return the nesting of lists and objects; not recursive, because recursion is limited."""
    depth, level = 0, [value]
    while level := [each for each in level if isinstance(each, (dict, list))]:
        depth += 1
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
    return depth


def is_shallow(value: Any) -> bool:
    """Return whether an unknown value can be copied, compared and pickled."""
    return _depth(value) <= DEEPEST


def is_valid(kind: Any, value: Any, expanded: int = 0) -> bool:
    """Return whether a value has the declared type, inside ``expanded`` expanded objects."""
    if kind is Any:
        return is_shallow(value)
    if kind is NoneType:
        return value is None
    if kind in _SCALARS:
        return type(value) in _SCALARS[kind]
    if kind is Decimal:
        return type(value) is str and len(value) <= 64 and _decimal(value) is not None
    if isinstance(kind, ForwardRef):
        return is_valid(getattr(models, kind.__forward_arg__), value, expanded)
    if isinstance(kind, type) and issubclass(kind, Model):
        return type(value) is dict and _is_valid_object(kind, value, expanded)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return type(value) in {type(member) for member in arguments}  # new strings are valid
    if origin is list:
        return type(value) is list and all(is_valid(arguments[0], each, expanded) for each in value)
    if origin is dict:
        return type(value) is dict and all(is_valid(arguments[1], each, expanded) for each in value.values())
    assert is_union(kind), kind
    if len([member for member in arguments if member is not NoneType]) > 1 and type(value) is dict:
        expanded += 1
        if expanded > MAX_EXPANSION_DEPTH:
            return False
    return any(is_valid(each, value, expanded) and _matches_deletion(each, arguments, value) for each in arguments)


def _is_valid_object(model: type[Model], value: dict[str, Any], expanded: int) -> bool:
    types = field_types(model)
    required = model._required_fields
    return all(
        (name not in required and value.get(name) is None)
        or (name in model._objects_by_id and type(value[name]) is str)
        or is_valid(kind, value.get(name), expanded)
        for name, kind in types.items()
    ) and all(is_shallow(unknown) for name, unknown in value.items() if name not in types)


def _matches_deletion(member: Any, members: tuple[Any, ...], value: Any) -> bool:
    """Return whether a deleted object is read as its class for deleted ones, and nothing else is."""
    classes = {each: getattr(models, each.__forward_arg__) for each in members if isinstance(each, ForwardRef)}
    if not any(issubclass(each, DeletedResource) for each in classes.values()) or member not in classes:
        return True
    return issubclass(classes[member], DeletedResource) is (value.get("deleted") is True)


def is_signed(header: str, payload: bytes, secret: str, now: float, tolerance: float) -> bool:
    """Return whether an element of ``header`` is the signature of ``payload`` at the time in the header."""
    times = [element[2:] for element in header.split(",") if element.startswith("t=")]
    if len(times) != 1 or not re.fullmatch(r"\d{1,15}", times[0], re.ASCII):
        return False
    right = hmac.digest(secret.encode(), times[0].encode() + b"." + payload, "sha256").hex()
    return f"v1={right}" in header.split(",") and abs(now - int(times[0])) <= tolerance


def is_regular(header: str) -> bool:
    """Return whether ``header`` has the format that Stripe sends."""
    return _regular(header) is not None
