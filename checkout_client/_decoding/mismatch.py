"""What is raised where JSON is not of the declared type."""

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
    """A JSON value is not of the declared type. ``path`` grows as the mismatch travels outwards."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: str = ""

    def inside(self, step: str | int) -> DecodeMismatchError:
        """The same, one level further out."""
        here = f"[{step}]" if isinstance(step, int) else step
        joint = "" if not self.path or self.path.startswith("[") else "."
        self.path = f"{here}{joint}{self.path}"
        return self


def mismatch(expected: str, value: object) -> DecodeMismatchError:
    """``value`` is not what was ``expected``; says which JSON type it is and nothing of what it holds."""
    return DecodeMismatchError(f"should be {expected}, not {_JSON_TYPES.get(type(value), type(value).__name__)}")


def too_deep() -> DecodeMismatchError:
    """A value is nested deeper than anything of the API's."""
    return DecodeMismatchError("is nested too deeply")
