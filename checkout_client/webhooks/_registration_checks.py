"""Check what is registered with an ``EventHandler``: mistakes here would show only when a webhook is not handled."""

from __future__ import annotations

import inspect
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Final, get_args

from .event_types import OtherEventType, SessionEventType

_SESSION_TYPES: Final[tuple[str, ...]] = get_args(SessionEventType)
_KNOWN_TYPES: Final[frozenset[str]] = frozenset((*_SESSION_TYPES, *get_args(OtherEventType)))

_MAX_EDITS: Final = 2
"""How many inserted or deleted characters make a misspelling. Few of Stripe's types are as close to each other."""

_EXAMPLE: Final = '@handler.on("checkout.session.completed")'


def check_types(types: tuple[Any, ...]) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless these are types of events. Unknown types are allowed.

    A type that looks like a misspelling of a known one is an error that suggests it.
    """
    if not types:
        raise TypeError(f"on() needs at least one type of event: {_EXAMPLE}")
    for kind in types:
        if callable(kind):
            raise TypeError(f"@handler.on needs the type of event: {_EXAMPLE}")
        if not isinstance(kind, str):
            raise TypeError(f"a type of event must be a string, not {type(kind).__name__}: {_EXAMPLE}")
        if types.count(kind) > 1:
            raise ValueError(f"{kind} is given twice")
        if not kind or "*" in kind:
            raise ValueError(f"{kind!r} is not a type of event, and patterns are not supported: list every type")
        suggestion = None if kind in _KNOWN_TYPES else _similar_type(kind)
        if suggestion is not None:
            raise ValueError(f"{kind!r} is not a type of event: did you mean {suggestion!r}?")


def check_function(function: object, types: tuple[str, ...]) -> None:
    """Raise ``TypeError`` unless a call of ``function`` can run it."""
    name = " and ".join(types)
    if not callable(function):
        raise TypeError(f"the handler of {name} must be a function, not {type(function).__name__}")
    for each in (function, getattr(function, "__call__", None)):  # noqa: B004 - of an object, its method
        if inspect.isgeneratorfunction(each) or inspect.isasyncgenfunction(each):
            raise TypeError(f"the function for {name} contains yield, so that calling it would run nothing")


def _similar_type(kind: str) -> str | None:
    simple = _simplified(kind)
    for known in _KNOWN_TYPES:
        if _simplified(known) == simple:
            return known
    if kind.startswith("checkout."):
        return next(iter(get_close_matches(kind, _SESSION_TYPES, 1, 0.8)), None)
    candidates = (known for known in _KNOWN_TYPES if abs(len(known) - len(kind)) <= _MAX_EDITS)
    return next((known for known in candidates if _edits(known, kind) <= _MAX_EDITS), None)


def _simplified(kind: str) -> str:
    return "".join(character for character in kind.lower() if character.isalnum())


def _edits(one: str, other: str) -> int:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return len(one) + len(other) - 2 * sum(block.size for block in blocks)
