"""A step: one request, with the ids of earlier steps in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

import attrs

_time = re.compile(r"\$now([+-]\d+)?").fullmatch
_name = re.compile(r"\$([a-z_]+)")


@attrs.frozen
class Step:
    """One request. ``$shirt`` in it is the id that an earlier step has saved as ``shirt``, ``$now+60`` a time."""

    name: str
    method: Literal["GET", "POST"]
    path: str
    params: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    saves: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Which values of the response later steps use: their name, and their path, such as ``data.0.id``."""
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])


def filled(value: Any, saved: Mapping[str, str], now: float) -> Any:
    """Return ``value`` with what its ``$names`` stand for. Raises ``KeyError`` for a name that is not saved."""
    if isinstance(value, Mapping):
        return {name: filled(inner, saved, now) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, saved, now) for inner in value]
    if not isinstance(value, str):
        return value
    if time := _time(value):
        return int(now) + int(time[1] or 0)
    return _name.sub(lambda match: saved[match[1]], value)


def found(body: Any, path: str) -> str:
    """Return the string at ``path`` of a response, such as ``data.0.id``."""
    for part in path.split("."):
        body = body[int(part) if part.isdigit() else part]
    return str(body)


def replaced(value: Any, replace: Callable[[Any], Any]) -> Any:
    """Return ``value`` with ``replace`` applied to everything in it that is not a list or an object."""
    if isinstance(value, Mapping):
        return {name: replaced(inner, replace) for name, inner in value.items()}
    if isinstance(value, list):
        return [replaced(inner, replace) for inner in value]
    return replace(value)
