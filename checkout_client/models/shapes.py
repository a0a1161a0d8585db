"""The keys that JSON objects came with: kept once for all objects that have the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .base import Model


class Shape:
    """The keys of one kind of JSON object, and which of its values the fields cannot give back."""

    __slots__ = ("_decimals", "_unknown", "keys", "may_keep")

    def __init__(self, keys: tuple[str, ...], declared: dict[str, Any]) -> None:
        self.keys: tuple[str, ...] = keys
        self._unknown = tuple(key for key in keys if key not in declared)
        self._decimals = tuple(key for key in keys if declared.get(key) is Decimal)
        self.may_keep: bool = bool(self._unknown or self._decimals)

    def kept(self, value: dict[str, Any], instance: Model) -> dict[str, Any] | None:
        """What of ``value`` is not in the fields of ``instance``: unknown keys, decimals in an unusual notation."""
        kept = {key: value[key] for key in self._unknown}
        for key in self._decimals:
            if value[key] is not None and str(getattr(instance, key)) != value[key]:
                kept[key] = value[key]
        return kept or None


class Shapes(dict[tuple[str, ...], Shape]):
    """The shapes that a class has met, by their keys; bounded, for data that nobody foresaw."""

    LARGEST = 512

    def __init__(self, declared: dict[str, Any]) -> None:
        super().__init__()
        self._declared = declared

    def __missing__(self, keys: tuple[str, ...]) -> Shape:
        shape = Shape(keys, self._declared)
        if len(self) < self.LARGEST:
            self[keys] = shape
        return shape
