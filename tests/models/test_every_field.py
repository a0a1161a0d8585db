"""Every field and every expandable path of the specification can be read as an attribute."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import attrs
from support.shapes import VERSIONS, Shape, resource

from checkout_client.models import Session
from checkout_client.models.base import Model

NEWEST = VERSIONS[-1]


@attrs.frozen
class Place:
    """A field of an object of the specification, and what the models declare for it."""

    path: str
    shape: Shape
    declared: Any
    """The type of the attribute; None if there is no such attribute."""

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


def models_in(kind: Any) -> list[type[Model]]:
    """The models that are not of deleted objects, anywhere in a type."""
    if isinstance(kind, type) and issubclass(kind, Model):
        return [] if kind.__name__.startswith("Deleted") else [kind]
    return [model for argument in typing.get_args(kind) for model in models_in(argument)]


def parts_of(kind: Any) -> set[Any]:
    """The types that a type is made of."""
    return {kind}.union(*(parts_of(argument) for argument in typing.get_args(kind)))


def fields_of(cls: type[Model], shape: Shape, path: str) -> Iterator[Place]:
    """The fields of ``shape``, of which ``cls`` is the model, without those inside them."""
    hints = typing.get_type_hints(cls)
    for name, field in shape.fields.items():
        yield Place(f"{path}.{name}".lstrip("."), field, hints.get(name))


def every_field() -> Iterator[Place]:
    """Every field of every object that a Session can hold, each object once."""
    seen: set[tuple[str, str]] = set()
    waiting = [(Session, resource("checkout.session", NEWEST), "checkout.session")]
    while waiting:
        cls, shape, path = waiting.pop()
        if (path, cls.__name__) in seen:
            continue
        seen.add((path, cls.__name__))
        for place in fields_of(cls, shape, path):
            yield place
            inner = place.shape.innermost
            for model in models_in(place.declared):
                if inner.type == "resource":
                    waiting.append((model, resource(inner.resource, NEWEST), inner.resource))
                elif inner.fields:
                    waiting.append((model, inner, place.path))


def expandable_paths(names: tuple[str, ...] = ("checkout.session",), objects: int = 2) -> Iterator[str]:
    """The paths that ``expand`` takes through one or two objects. Longer ones are made of the same steps."""
    for path, place in PLACES.items():
        inner = place.shape.innermost
        if not path.startswith(f"{names[-1]}.") or inner.type != "resource":
            continue
        step = path.removeprefix(f"{names[-1]}.")
        if inner.expandable:
            yield step
        left = objects - inner.expandable
        if left and inner.resource not in names:
            yield from (f"{step}.{below}" for below in expandable_paths((*names, inner.resource), left))


PLACES = {place.path: place for place in every_field()}


def resources(name: str) -> set[str]:
    return {path for path in PLACES if path.startswith(f"{name}.")}


def test_every_field_is_an_attribute():
    assert [path for path, place in PLACES.items() if place.declared is None] == []


def test_enough_fields_were_looked_at():
    top = [path for path in PLACES if path.count(".") == 1]
    assert len(top) >= 436
    assert len(PLACES) >= 1500
    assert len(set(expandable_paths())) >= 135
    for name in ("account", "invoice", "payment_intent", "payment_link", "setup_intent", "subscription", "price"):
        assert len(resources(name)) > 15, name


def test_every_expandable_field_is_an_id_or_an_object():
    for place in PLACES.values():
        inner = place.shape.innermost
        if inner.expandable:
            assert str in parts_of(place.declared), place.path
            shape = resource(inner.resource, NEWEST) if inner.type == "resource" else inner
            described = set(shape.fields) - {"id", "object"}
            if described and inner.resource != "account":
                assert models_in(place.declared), place.path
