"""Checks of plain values that callers give. Each error says which value is wrong by the name it is given."""

from __future__ import annotations

from math import inf, isfinite


def checked_seconds(value: object, name: str, *, or_zero: bool = False) -> float:
    """Return ``value`` as a positive number of seconds (or zero, with ``or_zero``); raise an error that names it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number of seconds, not {type(value).__name__}")
    try:
        seconds = float(value)
    except OverflowError:  # an int with hundreds of digits
        seconds = inf
    if not isfinite(seconds) or seconds < 0 or (seconds == 0 and not or_zero):
        least = "0 or a positive" if or_zero else "a positive"
        raise ValueError(f"{name} must be {least} number of seconds, not {seconds!r}")
    return seconds


def checked_count(value: object, name: str, *, least: int) -> int:
    """Return ``value`` as an integer of at least ``least``; raise an error that names it."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    if value < least:
        shown = value if value > -(10**18) else "a number far below it"  # Python refuses to print very long integers
        raise ValueError(f"{name} must be at least {least}, not {shown}")
    return value


def printable(text: str, limit: int = 200) -> str:
    r"""Return ``text`` on one line and not longer than ``limit``, for messages and logs.

    Line breaks, control characters and lone surrogates become escapes, so that nobody can forge a line of a log.

    >>> printable("No such price\n2026-01-01 ERROR forged")
    'No such price\\n2026-01-01 ERROR forged'
    """
    if len(text) > limit:
        text = f"{text[:limit]}…"
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
