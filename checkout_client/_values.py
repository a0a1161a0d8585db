"""Plain values: frozen attrs classes that share their way to be compared and shown.

attrs writes these methods anew for each class, ``@attrs.frozen(eq=False, repr=False)`` leaves them out: for two dozen
classes that is milliseconds of every start, which a function that starts for one call notices.
"""

from __future__ import annotations

from typing import Any

import attrs


class Value:
    """The base of a frozen attrs class: equal to what has the same class and fields."""

    __slots__ = ()

    def _fields(self) -> Any:
        kind: Any = type(self)
        return attrs.fields(kind)

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in self._fields())

    def __eq__(self, other: object) -> bool:
        return self._compared() == other._compared() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __repr__(self) -> str:
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in self._fields() if field.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"
