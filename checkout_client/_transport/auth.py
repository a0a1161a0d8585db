"""What is sent and never shown: error reports show the local variables of every frame, and of ours too."""

from __future__ import annotations

from typing import Any


class SecretStr(str):
    """A string whose repr hides it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'[hidden]'"


def as_secret(value: str) -> str:
    """``value`` as a :class:`Secret`; what is no string is refused later, as it is."""
    if isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        return SecretStr(value)
    return value


def taken(params: Any) -> dict[str, object]:
    """The keyword arguments of the function that calls this, which has none left: they may be a customer's."""
    own: dict[str, object] = dict(params)
    params.clear()
    return own
