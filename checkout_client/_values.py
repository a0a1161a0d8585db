"""A base for small frozen attrs classes, which share one ``__eq__``, ``__hash__`` and ``__repr__``.

attrs generates these methods for each class; ``@attrs.frozen(eq=False, repr=False)`` leaves them out. For two dozen
classes that saves milliseconds at every start, which matters to a function that starts for a single call.
"""

from __future__ import annotations

from typing import Any

import attrs


class Value:
    """The base of a frozen attrs class: instances of the same class with equal fields are equal."""

    __slots__ = ()

    def _fields(self) -> Any:
        cls: Any = type(self)
        return attrs.fields(cls)

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in self._fields())

    def __eq__(self, other: object) -> bool:
        return self._compared() == other._compared() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __repr__(self) -> str:
        # A report of an error in __init__ shows an instance that does not have all fields yet.
        fields = (field.name for field in self._fields() if field.repr and hasattr(self, field.name))
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields)})"
