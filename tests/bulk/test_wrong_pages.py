"""Pages that ``list_parallel`` cannot use are errors that say what is wrong; the result is never silently short."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from support.background import wait_for_threads
from support.history import SINCE, History
from support.list_server import SESSIONS, answer, session
from support.runtimes import RUNTIMES, Runtime
from support.walks import result_of, walk

from checkout_client import ResponseDecodeError

RANGE: Any = {"gte": SINCE, "lt": SINCE + 1000}

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
every_order = pytest.mark.parametrize("order", ["newest_first", "as_they_come"])

Row = tuple[str, int]
Answer = tuple[list[Row], bool]
"""Ids with the seconds in which they were created, and ``has_more``."""


def page(*rows: Row, has_more: bool) -> httpx.Response:
    data = [session(identity) | {"created": SINCE + second} for identity, second in rows]
    return answer({"object": "list", "data": data, "has_more": has_more, "url": SESSIONS})


A: list[Row] = [("cs_9", 300), ("cs_8", 200)]
WRONG: dict[str, tuple[list[Answer], str]] = {
    "the same page": ([(A, True)] * 2, r"data\[0\].id is 'cs_9', which was on an earlier page"),
    "the same page as the last one": (
        [(A, True), (A, False)],
        "on an earlier page",
    ),
    "the page before the last, in one second": (
        [([(identity, 0)], True) for identity in ("cs_2", "cs_1", "cs_2")],
        "is 'cs_2', which was on an earlier page",
    ),
    "the cursor as the first item": (
        [(A, True), ([("cs_8", 200), ("cs_7", 100)], True)],
        "is 'cs_8', which was on an earlier page",
    ),
    "a Session twice on one page": ([([("cs_1", 5), ("cs_1", 5)], False)], "twice on one page"),
    "an empty page with more behind it": ([([], True)], "has_more is true although the page is empty"),
    "an empty page with more behind it, later": (
        [(A, True), ([], True)],
        r"although the page is empty \(starting_after='cs_8'\)",
    ),
    "from old to new": (
        [(A[::-1], False)],
        rf"data\[1\].created is {SINCE + 300}, which is newer than the Session before it \({SINCE + 200}\)",
    ),
    "newer than the page before": (
        [(A, True), ([("cs_7", 201)], False)],
        r"data\[0\].created is .* newer than the Session before it",
    ),
    "older than the range": (
        [([*A, ("cs_0", -1)], False)],
        rf"data\[2\].created is {SINCE - 1}, which is outside of the range asked for \(from {SINCE} up to",
    ),
    "newer than the range": ([([("cs_0", 1000)], False)], "outside of the range asked for"),
}


@every_runtime
@every_order
@pytest.mark.parametrize(("pages", "words"), WRONG.values(), ids=WRONG)
def test_it_is_an_error(runtime: Runtime, order: str, pages: list[Answer], words: str):
    waiting = iter(pages)

    def serve(request: httpx.Request) -> httpx.Response:
        rows, has_more = next(waiting, ([], False))
        return page(*rows, has_more=has_more)

    with pytest.raises(ResponseDecodeError, match=words) as raised:
        walk(
            runtime,
            serve,
            lambda sessions: sessions.list_parallel(created=RANGE, shards=1, max_in_flight=1, order=order),
        )
    assert raised.value.request_id == "req_1"
    assert "GET /v1/checkout/sessions" in str(raised.value)
    wait_for_threads()


@every_runtime
def test_a_server_that_ignores_the_range(runtime: Runtime):
    """Every shard would get the same Sessions."""

    def serve(request: httpx.Request) -> httpx.Response:
        return page(*A, has_more=False)

    with pytest.raises(ResponseDecodeError, match="outside of the range asked for"):
        walk(runtime, serve, lambda sessions: sessions.list_parallel(created=RANGE, shards=4))
    wait_for_threads()


@every_runtime
def test_a_repeated_page_is_found_in_every_shard(runtime: Runtime):
    history = History([SINCE + 250 * shard + 249 - number for shard in range(4) for number in range(6)])

    def serve(request: httpx.Request) -> httpx.Response:
        url = request.url.copy_remove_param("starting_after")
        return history(httpx.Request("GET", url))

    def start(sessions: Any) -> Any:
        return sessions.list_parallel(created=RANGE, shards=4, limit=2)

    with pytest.raises(ResponseDecodeError, match="on an earlier page"):
        walk(runtime, serve, start)
    wait_for_threads()


@every_runtime
def test_pages_longer_than_the_limit_lose_nothing(runtime: Runtime):
    rows = [(f"cs_{number}", number) for number in range(30, 0, -1)]

    def serve(request: httpx.Request) -> httpx.Response:
        after = request.url.params.get("starting_after", "cs_31")
        start = 31 - int(after.removeprefix("cs_"))
        return page(*rows[start : start + 10], has_more=start + 10 < 30)

    def start(sessions: Any) -> Any:
        return sessions.list_parallel(created=RANGE, shards=1, limit=2, max_in_flight=1)

    assert [found.id for found in walk(runtime, serve, start)] == [identity for identity, _ in rows]
    result_of(runtime, serve, start)


@every_runtime
def test_sessions_without_created(runtime: Runtime):
    """Their order is unknown."""

    def serve(request: httpx.Request) -> httpx.Response:
        data = [session("cs_1") | {"created": None}]
        return answer({"object": "list", "data": data, "has_more": False, "url": SESSIONS})

    with pytest.raises(ResponseDecodeError) as raised:
        walk(runtime, serve, lambda sessions: sessions.list_parallel(created=RANGE))
    assert raised.value.path == "data[0].created"
    wait_for_threads()
