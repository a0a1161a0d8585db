"""What fuzzing found, kept; and a short run, so that the fuzzer itself stays in order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from support.loopback import example
from support.worlds import sync_client

from checkout_client import ResponseDecodeError
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


def page(*items: dict[str, Any]) -> httpx.Response:
    body = {"object": "list", "data": items, "has_more": True, "url": "/v1/x"}
    return httpx.Response(200, content=json.dumps(body))


@pytest.mark.parametrize(("place", "count"), [(0, 1), (1, 2), (0, 3)])
@pytest.mark.parametrize("of", ["sessions", "line items"])
def test_an_id_that_could_not_be_sent_back_is_the_servers_mistake(of: str, place: int, count: int) -> None:
    """Found: half an emoji is JSON, but no text. The next page was refused with the caller's ValueError."""
    item = example("page_retrieve" if of == "sessions" else "item_every_field")
    items = [item | {"id": "x\ud83c" if number == place else f"x{number}"} for number in range(count)]
    client, _ = sync_client(page(*items), page(*items))

    with pytest.raises(ResponseDecodeError, match="should be text that can be sent") as caught:
        list(client.sessions.list() if of == "sessions" else client.sessions.list_line_items("cs_1"))

    assert caught.value.path == f"data[{place}].id"


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run(name: str) -> None:
    target, inputs = TARGETS[name]
    random = Random(name)
    for content in inputs:
        target(content)
    for _ in range(150):
        target(mutated(random.choice(inputs), random, random.choice(inputs)))


def test_a_session_says_what_it_did_and_succeeds() -> None:
    folder = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.run", "--seconds", "1", "--seed", "7"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(folder.parent)])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    seed, *lines = done.stdout.splitlines()
    assert seed == "seed 7"
    assert [line.partition(":")[0] for line in lines] == list(TARGETS)
    assert all(line.endswith("0 finds") and " 0 steps" not in line for line in lines)
