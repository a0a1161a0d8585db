"""Plain values: compared and shown as attrs would do it."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest

from checkout_client._values import Value


@attrs.frozen(eq=False, repr=False)
class Place(Value):
    name: str
    key: str = attrs.field(default="planted", repr=False)


@attrs.frozen(eq=False, repr=False)
class Town(Value):
    name: str
    key: str = "planted"


def test_what_has_the_same_class_and_fields_is_equal() -> None:
    assert Place("a") == Place("a")
    assert hash(Place("a")) == hash(Place("a"))
    assert len({Place("a"), Place("a"), Place("b"), Town("a")}) == 3


@pytest.mark.parametrize("other", [Place("b"), Place("a", "x"), Town("a"), ("a", "planted"), None])
def test_anything_else_is_not(other: object) -> None:
    assert Place("a") != other


def test_what_is_not_to_be_shown_is_not_shown() -> None:
    assert repr(Place("a")) == "Place(name='a')"
    assert repr(Town("a")) == "Town(name='a', key='planted')"


def test_values_are_frozen_and_can_be_copied() -> None:
    place = Place("a")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        place.name = "b"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(place)) == place == copy.deepcopy(place)
    assert attrs.evolve(place, name="b") == Place("b")


def test_a_value_that_is_not_complete_yet_shows_what_it_has() -> None:
    place = Place.__new__(Place)
    assert repr(place) == "Place()"
    object.__setattr__(place, "name", "a")
    assert repr(place) == "Place(name='a')"
