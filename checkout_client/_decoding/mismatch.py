"""The error that is raised where JSON is not of the declared type."""

from __future__ import annotations

from types import NoneType
from typing import Final

_JSON_TYPES: dict[type, str] = {
    NoneType: "null",
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}


MAX_STEP: Final = 64
"""The largest number of characters of a key that a path shows. The server chooses the keys of mappings.

The longest name of a field has 46.
"""

MAX_PATH: Final = 400
"""The largest number of characters of a path."""


class DecodeMismatchError(Exception):
    """A JSON value is not of the declared type.

    ``path`` says where, such as ``line_items.data[0].price``. Each level that the error passes through adds its step.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: str = ""

    def at(self, step: str | int) -> DecodeMismatchError:
        """Add ``step``, a key or an index, to the front of the path, and return the error."""
        here = f"[{step}]" if isinstance(step, int) else _shown(step)
        joint = "" if not self.path or self.path.startswith("[") else "."
        path = f"{here}{joint}{self.path}"
        self.path = path if len(path) <= MAX_PATH else f"{path[: MAX_PATH - 1]}…"
        return self


def _shown(key: str) -> str:
    """Return ``key`` in a form that is short and has no control characters, quotes or line breaks of its own."""
    if key.isidentifier() and key.isascii() and len(key) <= MAX_STEP:
        return key
    shown = key[:MAX_STEP].encode("unicode_escape").decode("ascii")
    return f"{shown}…" if len(key) > MAX_STEP else shown


def mismatch(expected: str, value: object) -> DecodeMismatchError:
    """Return the error for a ``value`` that is not ``expected``. It names the value's type, never the value."""
    return DecodeMismatchError(f"should be {expected}, not {_JSON_TYPES.get(type(value), type(value).__name__)}")


def too_deep() -> DecodeMismatchError:
    """Return the error for a value that is nested deeper than anything that the API returns."""
    return DecodeMismatchError("is nested too deeply")
