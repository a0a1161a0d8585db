"""A text that is sent and never shown."""

from __future__ import annotations

from typing import Any


class Secret(str):
    """A string whose repr hides it: error reports show the local variables of every frame, and of ours too."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'[hidden]'"


def hidden(value: Any) -> Any:
    """``value``, as a :class:`Secret` where it is a string; anything else is refused later, as it is."""
    return Secret(value) if isinstance(value, str) else value
