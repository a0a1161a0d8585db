"""Generated responses: every value, null, absence, enum value and expansion that an API version may send, in turn.

Choices are dealt like cards: each place of the response has its own shuffled pack of what may stand there, and a pack
is dealt to the end before it is shuffled again. So a few hundred responses hold everything, not just probably.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from .shapes import Shape, resource

ADDED_FIELD = "added_by_a_later_version"
ADDED_VALUE = "a_value_of_a_later_version"
DELETABLE = frozenset({"application", "customer", "product", "tax_id"})
"""Resources in whose place ``{"id": …, "object": …, "deleted": true}`` may stand."""
_NEVER_DELETED = frozenset({
    "payment_intent.application", "setup_intent.application", "tax_id.customer", "tax_id.owner.application",
    "tax_id.owner.customer",
})  # fmt: skip

_DEEPEST = 2  # resources within resources
_VALUE, _NULL, _ABSENT = "value", "null", "absent"
_SCALARS: dict[str, tuple[Any, ...]] = {
    "string": ("plain", "", "ünï→cöde 🎉", "None", "1", "a" * 300),
    "integer": (0, 1, -1, 2**31, 2**53 + 1),
    "number": (0, 12.5, 1e-9, 10.0, -0.25),
    "boolean": (True, False),
    "decimal": ("0", "10", "12.50", "1099.000000000000", "0.000000000001", "-3.5", "007", "1e3"),
}
_KEYS = {"metadata": ("order", "note 2", "ключ"), "currency_options": ("eur", "jpy", "usd")}
_ADDED = (None, 7, "text", [], {"a": [1, {"b": None}], "c": 1.5})


class Responses:
    """A source of responses of one API version; the same seed gives the same ones."""

    def __init__(self, version: str, seed: int = 0) -> None:
        self._version = version
        self._random = random.Random(f"{version} {seed}")
        self._packs: dict[tuple[str, str], list[Any]] = {}
        self._first_round: set[tuple[str, str]] = set()
        self._count = 0

    def make(self, name: str) -> dict[str, Any]:
        """One ``name`` (``checkout.session``, ``item``, ``customer``, …)."""
        return self._resource(name, 0)

    def not_dealt(self, name: str) -> Iterator[str]:
        """The choices in ``name`` that nothing made so far holds."""
        for (path, kind), pack in self._packs.items():
            if (path, kind) in self._first_round and (path == name or path.startswith((f"{name}.", f"{name}["))):
                yield from (f"{path} {kind}: {choice!r}" for choice in pack)

    def _deal(self, path: str, kind: str, choices: Sequence[Any]) -> Any:
        place = path, kind
        pack = self._packs.get(place)
        if not pack:
            self._first_round.add(place) if pack is None else self._first_round.discard(place)
            pack = self._packs[place] = self._shuffled(choices)
        return pack.pop()

    def _shuffled(self, choices: Sequence[Any]) -> list[Any]:
        draw = self._random.random
        return sorted(choices, key=lambda _: draw())  # a few times faster than random.sample

    def _resource(self, name: str, depth: int) -> dict[str, Any]:
        return self._object(resource(name, self._version), name, depth)

    def _value(self, shape: Shape, path: str, depth: int) -> Any:
        if shape.type == "resource":
            return self._resource_or_id(shape, path, depth)
        if shape.type == "object":
            return self._object(shape, path, depth)
        if shape.type == "array":
            assert shape.items is not None
            return [self._value(shape.items, f"{path}[]", depth) for _ in range(self._deal(path, "length", (0, 1, 2)))]
        if shape.type == "map":
            assert shape.items is not None
            keys = _KEYS.get(path.rsplit(".", 1)[-1], ("first", "second"))
            count = self._deal(path, "length", range(len(keys) + 1))
            return {key: self._value(shape.items, f"{path}{{}}", depth) for key in keys[:count]}
        if shape.enum and shape.type == "string":
            return self._deal(path, "value", (*shape.enum, ADDED_VALUE))
        return self._deal(path, "value", shape.enum or _SCALARS[shape.type])

    def _resource_or_id(self, shape: Shape, path: str, depth: int) -> Any:
        name = shape.resource
        if not shape.expandable:
            return self._resource(name, depth + 1)
        if depth >= _DEEPEST:
            return self._id(name)
        deletable = name in DELETABLE and path not in _NEVER_DELETED
        forms = ("id", "id", "id", "object", "deleted") if deletable else ("id", "id", "id", "object")
        form = self._deal(path, "form", forms)
        if form == "object":
            return self._resource(name, depth + 1)
        return self._id(name) if form == "id" else {"id": self._id(name), "object": name, "deleted": True}

    def _object(self, shape: Shape, path: str, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name, field in shape.fields.items():
            where = f"{path}.{name}"
            state = self._state(field, where, depth)
            if state == _NULL:
                result[name] = None
            elif state == _VALUE and name == "id":
                result[name] = self._id(path)
            elif state == _VALUE and name == "object":
                (result[name],) = field.enum
            elif state == _VALUE:
                result[name] = self._value(field, where, depth)
        if self._deal(path, "added", (False, False, False, True)):
            result[ADDED_FIELD] = self._deal(path, "added value", _ADDED)
        if self._deal(path, "order", ("as listed", "shuffled")) == "shuffled":
            return {name: result[name] for name in self._shuffled(list(result))}
        return result

    def _state(self, field: Shape, path: str, depth: int) -> str:
        spare = [_NULL] * field.nullable + [_ABSENT] * field.optional
        if field.type == "resource" and not field.expandable and depth >= _DEEPEST and spare:
            return spare[0]  # an error holds an intent, which holds an error, …
        values = 3 if depth == 0 else 1  # what is expanded is kept small, or it would be most of every response
        return self._deal(path, "state", (*[_VALUE] * values, *spare)) if spare else _VALUE

    def _id(self, name: str) -> str:
        self._count += 1
        return f"{name.rsplit('.', 1)[-1]}_{self._count}"


class EveryField(Responses):
    """Responses that hold every field, with two elements in every list and an id wherever one may stand."""

    def _deal(self, path: str, kind: str, choices: Sequence[Any]) -> Any:
        fixed = {"state": _VALUE, "length": 2, "form": "id", "added": False, "order": "as listed"}
        return fixed.get(kind, choices[0])
