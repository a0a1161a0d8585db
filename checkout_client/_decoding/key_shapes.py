"""The keys that JSON objects came with: kept once for all objects that have the same."""

from __future__ import annotations

from typing import Any

from ..models.base import Model
from .mismatch import too_deep
from .strict_json import is_too_deep


class Shape:
    """The keys of one kind of JSON object, which of its values the fields cannot give back."""

    __slots__ = ("_decimals", "_unknown", "keys", "may_keep", "met")

    def __init__(self, keys: tuple[str, ...], annotations: dict[str, str]) -> None:
        self.keys: tuple[str, ...] = keys
        self.met: int = 0
        """How many objects of this shape were read."""
        self._unknown = tuple(key for key in keys if key not in annotations)
        self._decimals = tuple(key for key in keys if annotations.get(key, "").startswith("Decimal"))
        self.may_keep: bool = bool(self._unknown or self._decimals)

    def kept(self, value: dict[str, Any], instance: Model) -> dict[str, Any] | None:
        """What of ``value`` is not in the fields of ``instance``: unknown keys, decimals in an unusual notation.

        Raises ``DecodeMismatchError`` for an unknown value that is nested too deeply.
        """
        kept = {key: value[key] for key in self._unknown}
        for key, unknown in kept.items():
            if is_too_deep(unknown):
                raise too_deep().inside(key)
        for key in self._decimals:
            if value[key] is not None and str(getattr(instance, key)) != value[key]:
                kept[key] = value[key]
        return kept or None


class Shapes(dict[tuple[str, ...], Shape]):
    """The shapes that a class has met, by their keys; bounded, for data that nobody foresaw."""

    LARGEST = 512

    def __init__(self, annotations: dict[str, str]) -> None:
        super().__init__()
        self._annotations = annotations

    def __missing__(self, keys: tuple[str, ...]) -> Shape:
        shape = Shape(keys, self._annotations)
        if len(self) < self.LARGEST:
            self[keys] = shape
        return shape
