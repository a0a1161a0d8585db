"""Memory of a Session that a program keeps."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable
from functools import partial

import httpx

from checkout_client._decoding.converter import decode
from checkout_client.models.session.session_list import SessionList

from .measuring import Aim, Comparison, Scale, in_turn
from .payloads import PAGE_SIZE, page_with_line_items
from .peers import OFFICIAL, OURS, official_from_memory, official_object

LIMIT = 6_500.0
"""The most bytes that a Session should need."""


def _bytes_kept(make: Callable[[], object]) -> float:
    make()  # one-time costs: classes, generated functions
    gc.collect()
    tracemalloc.start()
    kept = make()
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return size / PAGE_SIZE


def measure(scale: Scale) -> list[Comparison]:
    """Measure the bytes for each Session of a page."""
    content = page_with_line_items()
    peer = official_from_memory(httpx.MockTransport(lambda request: httpx.Response(200)))
    candidates = {
        OURS: partial(_bytes_kept, lambda: decode(SessionList, json.loads(content))),
        OFFICIAL: partial(_bytes_kept, lambda: official_object(peer, content)),
        "decoded JSON": partial(_bytes_kept, lambda: json.loads(content)),
    }
    figures = in_turn(candidates, scale.pick(full=5, quick=2))
    what = "memory of a kept Session with two line items"
    limit = [LIMIT for _ in figures[OURS]]
    return [
        Comparison(what, "bytes", figures[OURS], "its limit", limit, Aim(most=1)),
        Comparison(what, "bytes", figures[OURS], OFFICIAL, figures[OFFICIAL], Aim(most=0.30), in_readme=True),
        Comparison(what, "bytes", figures[OURS], "the decoded JSON", figures["decoded JSON"]),
    ]
