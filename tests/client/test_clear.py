"""``CLEAR`` stays the one value that it is."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from checkout_client import CLEAR
from checkout_client.clear import Clear

DUPLICATES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


@pytest.mark.parametrize("duplicate", DUPLICATES.values(), ids=DUPLICATES)
def test_there_is_only_one(duplicate: Callable[[Any], Any]) -> None:
    assert duplicate(CLEAR) is CLEAR


def test_it_shows_its_name_and_stands_for_the_empty_string() -> None:
    assert repr(CLEAR) == "CLEAR"
    assert CLEAR.value == ""
    assert list(Clear) == [CLEAR]


def test_it_is_neither_none_nor_the_empty_string_nor_false() -> None:
    assert CLEAR is not None
    assert CLEAR != ""
    assert CLEAR
