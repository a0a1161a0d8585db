"""Shards: plain data that holds every second of a range once."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout_client.bulk import shards


@given(st.integers(0, 2**40), st.integers(1, 10_000), st.integers(1, 50))
def test_they_hold_every_second_once(since: int, length: int, count: int):
    found: list[Any] = [shard["created"] for shard in shards({"gte": since, "lt": since + length}, count)]
    assert len(found) == min(count, length)
    assert (found[-1]["gte"], found[0]["lt"]) == (since, since + length)
    assert all(newer["gte"] == older["lt"] for newer, older in pairwise(found))
    lengths = [part["lt"] - part["gte"] for part in found]
    assert min(lengths) >= 1
    assert max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize(
    ("created", "whole"),
    [
        ({"gt": 9, "lte": 19}, (10, 20)),
        ({"gte": 10, "gt": 12, "lt": 20, "lte": 17}, (13, 18)),
        ({"gte": datetime(1970, 1, 1, 0, 0, 10, 999_999, UTC), "lt": 20}, (10, 20)),
        ({"gte": 10, "gt": None, "lt": 20}, (10, 20)),
    ],
)
def test_every_way_to_write_a_range(created: Any, whole: tuple[int, int]):
    assert shards(created, 1) == [{"created": {"gte": whole[0], "lt": whole[1]}}]


@pytest.mark.parametrize(("since", "until"), [(10, 10), (11, 10)])
def test_an_empty_range_has_no_shards(since: int, until: int):
    assert shards({"gte": since, "lt": until}, 8) == []


def test_they_are_plain_data():
    found = shards({"gte": 10, "lt": 20}, 3)
    assert pickle.loads(pickle.dumps(found)) == json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("created", "count", "error", "words"),
    [
        ({"gte": 1}, 8, ValueError, "both ends"),
        ({"lt": 1}, 8, ValueError, "both ends"),
        ({"gte": 1, "lt": None}, 8, ValueError, "both ends"),
        ({"gte": 1, "until": 2}, 8, TypeError, "no 'until'"),
        (1_700_000_000, 8, TypeError, r"created must be a mapping such as .*, not int"),
        ({"gte": 1.5, "lt": 2}, 8, TypeError, "created.gte must be epoch seconds or an aware datetime, not float"),
        ({"gte": True, "lt": 2}, 8, TypeError, "not bool"),
        ({"gte": 1, "lt": datetime(2026, 1, 1)}, 8, ValueError, "created.lt is a datetime without a time zone"),
        ({"gte": 1, "lt": 2}, 0, ValueError, "shards must be at least 1, not 0"),
        ({"gte": 1, "lt": 2}, "8", TypeError, "shards must be an integer, not str"),
    ],
)
def test_invalid_ranges_are_rejected(created: Any, count: Any, error: type[Exception], words: str):
    with pytest.raises(error, match=words):
        shards(created, count)
