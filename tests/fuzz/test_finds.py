"""Inputs that fuzzing found, as regression tests, and a short run of each target."""

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
from support.fakes import sync_client
from support.loopback import example

from checkout_client import ResponseDecodeError
from checkout_client._decoding.strict_json import MAX_DEPTH, is_too_deep, read_json
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
def test_nested_unknown_fields_are_rejected_or_can_be_copied_compared_and_pickled(shape: str, levels: int) -> None:
    """Found: 400 levels were accepted, and then ``raw`` and copies failed."""
    unknown = nested(levels, SHAPES[shape])
    inside = example("page_retrieve") | {"added": unknown}

    TARGETS["session"][0](json.dumps(inside).encode())
    TARGETS["event"][0](json.dumps(EVENT | {"data": {"object": inside}}).encode())


@pytest.mark.parametrize("shape", ["lists", "objects"])
def test_too_deep_values_are_recognized(shape: str) -> None:
    value = nested(MAX_DEPTH, SHAPES[shape])
    assert not is_too_deep(value)
    assert is_too_deep([value])
    assert is_too_deep({"a": 1, "b": [], "c": value, "d": {}})


CUSTOMER = {"id": "cus_1", "object": "customer", "created": 1, "livemode": False}


@pytest.mark.parametrize("path", ["added", "customer.added", "customer.cash_balance", "customer.default_source"])
def test_brackets_in_strings_do_not_hide_nesting(path: str) -> None:
    """Found by reading: brackets were counted in the JSON source, and those in strings balanced the others."""
    value: Any = 1
    for _ in range(2 * MAX_DEPTH):
        value = {"before": "}", "inside": value, "after": "{"}
    inner, _, name = path.rpartition(".")
    changes = {"customer": CUSTOMER | {name: value}} if inner else {name: value}
    client, _ = sync_client(httpx.Response(200, content=json.dumps(example("page_retrieve") | changes)))

    with pytest.raises(ResponseDecodeError, match="is nested too deeply") as caught:
        client.sessions.retrieve("cs_1")
    assert caught.value.path.startswith(path)


def test_a_number_that_overflows_to_infinity_is_rejected() -> None:
    """Found by reading: ``1e999`` is JSON, and ``float("1e999")`` is infinity, which is not."""
    with pytest.raises(ValueError, match="too large"):
        read_json('{"percent_off": 1e999}')


def page(*items: dict[str, Any]) -> httpx.Response:
    body = {"object": "list", "data": items, "has_more": True, "url": "/v1/x"}
    return httpx.Response(200, content=json.dumps(body))


@pytest.mark.parametrize(("place", "count"), [(0, 1), (1, 2), (0, 3)])
@pytest.mark.parametrize("of", ["sessions", "line items"])
def test_an_id_that_cannot_be_sent_back_is_a_decode_error(of: str, place: int, count: int) -> None:
    """Found: a lone surrogate is valid JSON, but cannot be encoded. The next page failed with a ValueError."""
    item = example("page_retrieve" if of == "sessions" else "item_every_field")
    items = [item | {"id": "x\ud83c" if number == place else f"x{number}"} for number in range(count)]
    client, _ = sync_client(page(*items), page(*items))

    with pytest.raises(ResponseDecodeError, match="should be a string without lone surrogates") as caught:
        list(client.sessions.list() if of == "sessions" else client.sessions.list_line_items("cs_1"))

    assert caught.value.path == f"data[{place}].id"


@pytest.mark.parametrize("name", ["session list", "line items"])
@pytest.mark.parametrize("missing", ["data", "has_more"])
@pytest.mark.parametrize("null", [True, False], ids=["null", "absent"])
def test_a_page_that_does_not_say_what_it_has_is_rejected(name: str, missing: str, null: bool) -> None:
    """Found: the reference knew nothing of it."""
    value: dict[str, Any] = {"object": "list", "data": [], "has_more": False, "url": "/v1/x"}
    del value[missing]
    TARGETS[name][0](json.dumps(value | ({missing: None} if null else {})).encode())


def test_an_empty_id_on_the_first_page_does_not_repeat_anything() -> None:
    """Found: the history of no pages had empty ids at its edges."""
    item = example("item_every_field") | {"id": ""}
    body = {"object": "list", "data": [item], "has_more": False, "url": "/v1/x"}
    TARGETS["line items"][0](json.dumps(body).encode())


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run(name: str) -> None:
    target, inputs = TARGETS[name]
    random = Random(name)
    for content in inputs:
        target(content)
    for _ in range(5 if name == "sockets" else 40):
        target(mutated(random.choice(inputs), random, random.choice(inputs)))


@pytest.mark.long
def test_the_fuzzer_prints_a_summary_and_succeeds() -> None:
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
