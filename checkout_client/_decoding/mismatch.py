"""The error that is raised where JSON is not of the declared type."""

from __future__ import annotations

from types import NoneType

_JSON_TYPES: dict[type, str] = {
    NoneType: "null",
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}


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
        here = f"[{step}]" if isinstance(step, int) else step
        joint = "" if not self.path or self.path.startswith("[") else "."
        self.path = f"{here}{joint}{self.path}"
        return self


def mismatch(expected: str, value: object) -> DecodeMismatchError:
    """Return the error for a ``value`` that is not ``expected``. It names the value's type, never the value."""
    return DecodeMismatchError(f"should be {expected}, not {_JSON_TYPES.get(type(value), type(value).__name__)}")


def too_deep() -> DecodeMismatchError:
    """Return the error for a value that is nested deeper than anything that the API returns."""
    return DecodeMismatchError("is nested too deeply")
