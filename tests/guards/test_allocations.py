"""Memory of a decoded Session, compared with its JSON: blocks and bytes are counted."""

from __future__ import annotations

import gc
import json
import sys
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from support.loopback import example

from checkout_client._decoding.converter import decode
from checkout_client.models.session.session_list import SessionList

NUMBER = 100
CONTENT = json.dumps(
    {
        "object": "list",
        "url": "/v1/checkout/sessions",
        "has_more": False,
        "data": [
            {**example("page_create"), "id": f"cs_test_{index}", "line_items": example("page_line_items")}
            for index in range(NUMBER)
        ],
    }
).encode()


def as_models() -> object:
    return decode(SessionList, json.loads(CONTENT))


def as_json() -> object:
    return json.loads(CONTENT)


def blocks(make: Callable[[], object]) -> float:
    """Return the blocks of memory that one Session occupies."""
    make()
    gc.collect()
    before = sys.getallocatedblocks()
    kept = make()
    gc.collect()
    number = sys.getallocatedblocks() - before
    del kept
    return number / NUMBER


def traced_bytes(make: Callable[[], object]) -> tuple[float, float]:
    """Return the bytes that one Session occupies, and the peak while a page is decoded, for each Session."""
    make()
    gc.collect()
    tracemalloc.start()
    try:
        kept: Any = make()
        gc.collect()
        size, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del kept
    return size / NUMBER, peak / NUMBER


def test_a_session_needs_few_more_blocks_than_its_json() -> None:
    # A dict is two blocks, an instance with slots one.
    assert blocks(as_models) <= blocks(as_json)


@pytest.mark.long
def test_a_session_is_smaller_than_its_json() -> None:
    models, _ = traced_bytes(as_models)
    decoded, _ = traced_bytes(as_json)
    assert models <= 0.9 * decoded


def test_decoding_needs_no_more_memory_than_the_json_and_the_session() -> None:
    models, peak = traced_bytes(as_models)
    decoded, _ = traced_bytes(as_json)
    assert peak <= 1.1 * (models + decoded)
