"""Objects with the same keys share one description; the number of those that are kept is bounded."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

import pytest

from checkout_client._decoding.converter import decode
from checkout_client._decoding.readers import Shapes
from checkout_client.models.base import Model, model


@model
class Small(Model):
    amount: int
    note: str | None = None


@model
class Larger(Model):
    text: str | None = None
    whole: int | None = None
    exact: Decimal | None = None


class TestManyShapes:
    def test_more_kinds_of_objects_than_are_remembered_decode_as_well(self):
        for number in range(2000):
            raw = {"text": "a", f"unknown_{number}": number, "whole": number}
            decoded = decode(Larger, raw)
            assert list(decoded.to_dict().items()) == list(raw.items())
            assert decoded.whole == number

    @pytest.mark.parametrize(
        "keys_of",
        [
            lambda number: (str(number),),
            lambda number: (str(number) * 10_000,),
            lambda number: tuple(f"{number} {key}" for key in range(500)),
            lambda number: (f"{number}" + "x" * Shapes.MAX_SIZE,),
        ],
        ids=["many", "long", "wide", "huge"],
    )
    def test_what_is_remembered_is_bounded_by_its_size(self, keys_of: Any):
        shapes = Shapes({})
        for number in range(1000):
            keys = keys_of(number)
            assert shapes[keys].keys == keys
        size = sum(sys.getsizeof(keys) + sum(map(sys.getsizeof, keys)) for keys in shapes)
        assert size < Shapes.MAX_SIZE
        kept = next(iter(shapes), None)
        if kept is not None:
            assert shapes[kept] is shapes[kept]

    def test_objects_with_the_same_keys_share_them(self):
        one, other = decode(Small, {"amount": 1}), decode(Small, {"amount": 2})
        assert one._shape is other._shape

    def test_what_the_fields_give_back_is_not_kept_twice(self):
        assert decode(Larger, {"exact": "1.50", "text": "a"})._extras is None
        assert decode(Larger, {"exact": "1e3"})._extras == {"exact": "1e3"}
        assert decode(Larger, {"exact": None, "new": 1})._extras == {"new": 1}
