"""What keeps the start of a program short: :class:`Value`, and :func:`introspectable`.

attrs generates ``__eq__``, ``__hash__`` and ``__repr__`` for each class; ``@attrs.frozen(eq=False, repr=False)`` leaves
them out, and a base has them once. For two dozen classes that saves milliseconds at every start, which matters to a
function that starts for a single call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import CO_VARKEYWORDS, iscoroutinefunction
from types import FunctionType
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from inspect import Signature


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


class _Introspection:
    """What ``inspect`` and ``typing`` find behind a function: both follow ``__wrapped__``."""

    __slots__ = ("_function",)

    def __init__(self, function: Any) -> None:
        self._function = function

    @property
    def __signature__(self) -> Signature:
        from ._signatures import full_signature

        return full_signature(self._function)

    @property
    def __wrapped__(self) -> FunctionType:
        from ._signatures import resolvable

        return resolvable(self._function)


def introspectable(*functions: Callable[..., object]) -> None:
    """Let ``typing.get_type_hints`` and ``inspect.signature`` work as if all types of the functions were imported.

    Calls are not affected. The modules of the types are imported when somebody asks.
    """
    for function in functions:
        unchecked: Any = function
        unchecked.__wrapped__ = _Introspection(function)


def introspectable_methods(*classes: type) -> None:
    """Do the same for the methods of classes."""
    for cls in classes:
        introspectable(*(member for member in vars(cls).values() if isinstance(member, FunctionType)))


def advise_keywords(*classes: type) -> None:
    """Let methods whose parameters are keywords say so where they get a dict instead, as some clients take it."""
    for cls in classes:
        for name, method in list(vars(cls).items()):
            if isinstance(method, FunctionType) and method.__code__.co_flags & CO_VARKEYWORDS:
                setattr(cls, name, _advising(method))


def _advising(method: Any) -> Any:
    allowed: int = method.__code__.co_argcount

    def check(surplus: tuple[object, ...]) -> None:
        if isinstance(surplus[0], Mapping):
            name = method.__name__
            raise TypeError(f"{name}() takes its parameters as keywords: pass those in a dict as {name}(**params)")

    @wraps(method)
    def advising(*args: Any, **keywords: Any) -> Any:
        if len(args) > allowed:
            check(args[allowed:])
        return method(*args, **keywords)

    @wraps(method)
    async def advising_async(*args: Any, **keywords: Any) -> Any:
        if len(args) > allowed:
            check(args[allowed:])
        return await method(*args, **keywords)

    made: Any = advising_async if iscoroutinefunction(method) else advising
    made.__wrapped__ = method.__wrapped__  # as introspectable() made it
    return made
