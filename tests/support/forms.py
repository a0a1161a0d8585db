"""A second opinion on encoded forms: reads them as a server does, without any of the package's code."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl


def pairs(encoded: str) -> list[tuple[str, str]]:
    """The names and values of a form, decoded, in order."""
    return parse_qsl(encoded, keep_blank_values=True, strict_parsing=bool(encoded), errors="strict")


def tree(encoded: str) -> dict[str, Any]:
    """The nested mappings and lists that a form stands for; names that count from 0 make a list."""
    root: dict[str, Any] = {}
    for name, value in pairs(encoded):
        first, *rest = name.split("[")
        steps = [first, *(step.removesuffix("]") for step in rest)]
        place = root
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        assert steps[-1] not in place, f"{name} came twice"
        place[steps[-1]] = value
    return {name: _with_lists(value) for name, value in root.items()}


def _with_lists(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if list(value) == [str(index) for index in range(len(value))]:
        return [_with_lists(element) for element in value.values()]
    return {name: _with_lists(element) for name, element in value.items()}
