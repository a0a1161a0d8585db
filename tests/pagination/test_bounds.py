"""``max_items`` bounds the items, and no page is larger than the items that remain."""

from __future__ import annotations

from typing import Any

import pytest
from support.list_server import ListServer, Pages
from support.runtimes import PLAIN, RUNTIMES, Runtime
from support.walks import ids, result_of, walk

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)

BOUNDS = [  # max_items, limit, sessions there are, limits asked for
    (25, None, 100, [None, None, "5"]),
    (10, None, 100, [None]),
    (9, None, 100, ["9"]),
    (1, 100, 100, ["1"]),
    (100, 100, 1000, ["100"]),
    (101, 100, 1000, ["100", "1"]),
    (250, 100, 1000, ["100", "100", "50"]),
    (5, 3, 4, ["3", "2"]),
    (5, 3, 3, ["3"]),
    (1000, 3, 2, ["3"]),
    (7, 7, 7, ["7"]),
]


@every_runtime
@pytest.mark.parametrize(("most", "limit", "count", "asked"), BOUNDS)
def test_no_more_items_are_yielded_or_asked_for(
    runtime: Runtime, most: int, limit: int | None, count: int, asked: list[str | None]
):
    server = ListServer(count)
    params: dict[str, Any] = {} if limit is None else {"limit": limit}
    found = walk(runtime, server, lambda sessions: sessions.list(**params, options={"max_items": most}))
    assert ids(found) == server.sessions[:most]
    assert [query.get("limit") for query in server.queries] == asked


@every_runtime
def test_backwards_too(runtime: Runtime):
    server = ListServer(50)
    start = {"ending_before": "cs_1", "limit": 10, "options": {"max_items": 25}}
    assert ids(walk(runtime, server, lambda sessions: sessions.list(**start))) == [f"cs_{n}" for n in range(2, 27)]
    assert [query["limit"] for query in server.queries] == ["10", "10", "5"]


@every_runtime
def test_of_line_items_too(runtime: Runtime):
    server = ListServer(items=50)
    found = walk(runtime, server, lambda sessions: sessions.list_line_items("cs_1", options={"max_items": 12}))
    assert ids(found) == server.items[:12]


@every_runtime
def test_the_pages_end_with_the_bound(runtime: Runtime):
    server = ListServer(50)
    pages = walk(runtime, server, lambda sessions: sessions.list(options={"max_items": 12}).pages())
    assert [len(page.data) for page in pages] == [10, 2]


def test_next_page_is_none_once_max_items_are_reached():
    page = result_of(PLAIN, ListServer(50), lambda sessions: sessions.list(limit=5, options={"max_items": 5}))
    assert page.object == "list"
    assert page.has_more is True
    assert page.next_page() is None


@every_runtime
def test_a_server_that_sends_more_than_asked_does_not_break_the_bound(runtime: Runtime):
    server = Pages((["cs_9", "cs_8", "cs_7"], True))
    assert ids(walk(runtime, server, lambda sessions: sessions.list(limit=2, options={"max_items": 2}))) == [
        "cs_9",
        "cs_8",
    ]


@every_runtime
def test_a_server_that_sends_more_than_asked_does_not_break_the_bound_backwards(runtime: Runtime):
    server = Pages((["cs_9", "cs_8", "cs_7"], True))
    start = {"ending_before": "cs_6", "limit": 2, "options": {"max_items": 2}}
    assert ids(walk(runtime, server, lambda sessions: sessions.list(**start))) == ["cs_7", "cs_8"]


@pytest.mark.parametrize(
    ("most", "error", "words"),
    [
        (0, ValueError, "max_items must be at least 1, not 0"),
        (-1, ValueError, "max_items must be at least 1, not -1"),
        (True, TypeError, "max_items must be an integer, not bool"),
        (2.0, TypeError, "max_items must be an integer, not float"),
        ("2", TypeError, "max_items must be an integer, not str"),
    ],
)
@every_runtime
def test_an_invalid_bound_is_rejected_before_anything_is_sent(
    runtime: Runtime, most: Any, error: type[Exception], words: str
):
    server = ListServer(5)
    with pytest.raises(error, match=words):
        walk(runtime, server, lambda sessions: sessions.list(options={"max_items": most}))
    assert server.requests == []


@every_runtime
def test_none_means_unbounded(runtime: Runtime):
    server = ListServer(15)
    assert ids(walk(runtime, server, lambda sessions: sessions.list(options={"max_items": None}))) == server.sessions
