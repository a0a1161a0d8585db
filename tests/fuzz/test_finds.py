"""What fuzzing found, kept; and a short run, so that the fuzzer itself stays in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from support.loopback import example

from checkout_client.strict_json import MAX_DEPTH, read_json
from fuzz.mutations import mutated
from fuzz.targets import EVENT, TARGETS


def nested(levels: int, kind: Callable[[Any], Any]) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = kind(value)
    return value


SHAPES: dict[str, Callable[[Any], Any]] = {
    "lists": lambda value: [value],
    "objects": lambda value: {"a": value},
    "both, with neighbours": lambda value: {"before": {}, "a": [[], value, {}]},
}


@pytest.mark.parametrize("levels", [30, 120, 400])
@pytest.mark.parametrize("shape", SHAPES)
def test_unknown_fields_that_are_nested_are_either_refused_or_can_be_copied_compared_and_pickled(
    shape: str, levels: int
) -> None:
    """Found: 400 levels were read, and then neither ``raw`` nor a copy could be had."""
    unknown = nested(levels, SHAPES[shape])
    inside = example("page_retrieve") | {"added": unknown}

    TARGETS["session"][0](json.dumps(inside).encode())
    TARGETS["event"][0](json.dumps(EVENT | {"data": {"object": inside}}).encode())


@pytest.mark.parametrize("shape", ["lists", "objects"])
def test_what_is_too_deep(shape: str) -> None:
    text = json.dumps(nested(MAX_DEPTH, SHAPES[shape]))
    assert json.dumps(read_json(text)) == text
    with pytest.raises(RecursionError, match="nested more than"):
        read_json(json.dumps([json.loads(text)]))


def test_brackets_in_texts_and_in_number_are_no_nesting() -> None:
    for value in (["[{" * 1000], [[{}] * 1000, "["], [[], "]["] * 500):
        assert read_json(json.dumps(value)) == value


def test_a_number_that_only_python_takes_for_infinity_is_refused() -> None:
    """Found by reading: ``1e999`` is JSON, and ``float("1e999")`` is what JSON cannot say."""
    with pytest.raises(ValueError, match="too large"):
        read_json('{"percent_off": 1e999}')


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run(name: str) -> None:
    target, inputs = TARGETS[name]
    random = Random(name)
    for _ in range(150):
        target(mutated(random.choice(inputs), random))
