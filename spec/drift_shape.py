"""The form in which the drift check compares two descriptions of the same API: the code and an OpenAPI file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Shape:
    """What a value may be."""

    kinds: frozenset[str] = frozenset()
    """JSON types: ``string``, ``decimal`` (a number in a string), ``integer``, ``number``, ``boolean``, ``array``,
    ``object``."""
    values: frozenset[str] = frozenset()
    """The strings that are listed."""
    any_string: bool = False
    """Whether strings that are not listed pass too."""
    null: bool = False
    clear: bool = False
    """Whether the empty string unsets the value."""
    items: Shape | None = None
    """What an array holds."""
    members: Shape | None = None
    """What a mapping with names of the caller's own holds."""
    objects: tuple[Any, ...] = ()
    """The objects it may be: classes in the code, ``Schema`` in the specification."""

    def __or__(self, other: Shape) -> Shape:
        return Shape(
            kinds=self.kinds | other.kinds,
            values=self.values | other.values,
            any_string=self.any_string or other.any_string,
            null=self.null or other.null,
            clear=self.clear or other.clear,
            items=_either(self.items, other.items),
            members=_either(self.members, other.members),
            objects=(*self.objects, *(one for one in other.objects if one not in self.objects)),
        )

    def or_null(self) -> Shape:
        """The same, or null."""
        return replace(self, null=True)


def _either(one: Shape | None, other: Shape | None) -> Shape | None:
    return one | other if one is not None and other is not None else one or other


@dataclass(frozen=True)
class Member:
    """A field or a parameter of an object."""

    shape: Shape
    required: bool


@dataclass(frozen=True, eq=False)
class Schema:
    """An object of the specification, by its name there or its path."""

    name: str
    members: Mapping[str, Member] = field(default_factory=dict[str, Member])
    described: bool = True
    """Whether the specification says what is in it."""
