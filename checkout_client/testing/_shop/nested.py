"""Helpers for nested JSON values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

Nested = dict[str, Any]


def is_object(value: object) -> TypeGuard[Nested]:
    """Return whether ``value`` is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Return whether ``value`` is a list."""
    return isinstance(value, list)


def part(value: Nested | None, name: str) -> Nested:
    """Return the object under ``name``; an empty one if there is none, or if ``value`` is ``None``."""
    inner: Nested | None = None if value is None else value.get(name)
    return {} if inner is None else inner


def without_empty(given: Any) -> Any:
    """Return ``given`` without empty strings: a new object has nothing that they could unset."""
    if isinstance(given, str):  # nearly all are; the other checks are calls
        return given
    if is_object(given):
        return {name: without_empty(value) for name, value in given.items() if value != ""}
    return [without_empty(element) for element in given] if is_list(given) else given


def visit_named(given: Any, visit: Callable[[str, str, Any], None], path: str = "") -> None:
    """Call ``visit`` with the name, path and value of everything that has a name in ``given``, at any depth."""
    if is_list(given):
        for index, element in enumerate(given):
            visit_named(element, visit, f"{path}[{index}]")
    elif is_object(given):
        for name, value in given.items():
            child_path = f"{path}[{name}]" if path else name
            visit(name, child_path, value)
            if not isinstance(value, str):
                visit_named(value, visit, child_path)
