"""``list_parallel`` with threads, asyncio and trio: the Sessions of ``list``, and nothing left behind."""

from __future__ import annotations

import gc
import threading
from contextvars import ContextVar
from typing import Any

import anyio.lowlevel
import httpx
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from support.background import fill, wait_for_threads
from support.history import SINCE, History, too_many
from support.runtimes import EVENT_LOOPS, PLAIN, RUNTIMES, Runtime
from support.shop import NOW, ONE_ITEM, shop
from support.walks import collected, ids, result_of, settings, walk

from checkout_client import InvalidRequestError, NotFoundError, RateLimitError
from checkout_client.bulk import Progress

RANGE: Any = {"gte": SINCE, "lt": SINCE + 1000}

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
every_loop = pytest.mark.parametrize("runtime", EVENT_LOOPS, ids=lambda runtime: runtime.name)


def evenly(count: int) -> list[int]:
    return [SINCE + 1000 * number // count for number in range(count)]


times = st.one_of(
    st.lists(st.integers(SINCE - 100, SINCE + 1100), max_size=60),
    st.lists(st.integers(SINCE + 500, SINCE + 503), max_size=60),
    st.builds(lambda second, count: [second] * count, st.integers(SINCE, SINCE + 999), st.integers(0, 60)),
)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
@examples(max_examples=25, deadline=None)
@given(times=times, limit=st.integers(1, 7), count=st.integers(1, 9), at_once=st.sampled_from([None, 1, 3]))
def test_the_sessions_are_those_of_list(
    runtime: Runtime, times: list[int], limit: int, count: int, at_once: int | None
):
    def found(order: str | None) -> list[str]:
        def start(sessions: Any) -> Any:
            common = {"created": RANGE, "limit": limit}
            if order is None:
                return sessions.list(**common)
            return sessions.list_parallel(**common, shards=count, max_in_flight=at_once, order=order)

        return ids(walk(runtime, History(times), start))

    sequential, ordered, as_they_come = found(None), found("newest_first"), found("as_they_come")
    assert ordered == sequential
    assert sorted(as_they_come) == sorted(sequential)
    assert len(set(as_they_come)) == len(as_they_come)


@every_runtime
def test_with_the_fake_and_a_filter(runtime: Runtime):
    fake = shop()
    client = fake.client()
    for number in range(30):
        made = client.sessions.create(**ONE_ITEM)
        fake.advance(seconds=number % 3)
        if number % 2:
            client.sessions.expire(made.id)
    expected = ids(client.sessions.list(status="expired", created={"gte": NOW, "lt": NOW + 25}))
    created: Any = {"gte": NOW, "lt": NOW + 25}

    def start(client: Any) -> Any:
        return collected(client.sessions.list_parallel(created=created, shards=4, limit=2, status="expired"))

    found = start(client) if runtime.run is None else runtime.run(lambda: start(fake.async_client()))
    assert ids(found) == expected
    assert len(expected) > 10
    assert fake.requests[-1].params["status"] == "expired"


@every_runtime
def test_pages_are_large_by_default(runtime: Runtime):
    server = History(evenly(10))
    walk(runtime, server, lambda sessions: sessions.list_parallel(created=RANGE, shards=2))
    assert sorted(server.queries, key=str, reverse=True) == [
        {"limit": "100", "created[gte]": str(gte), "created[lt]": str(lt)}
        for gte, lt in [(SINCE + 500, SINCE + 1000), (SINCE, SINCE + 500)]
    ]


@pytest.mark.one_in(2)
@every_runtime
@pytest.mark.parametrize("most", [1, 7, 20, 1000])
def test_max_items(runtime: Runtime, most: int):
    server = History(evenly(50))

    def start(sessions: Any) -> Any:
        return sessions.list_parallel(created=RANGE, limit=5, options={"max_items": most})

    assert ids(walk(runtime, server, start)) == server.ids[:most]


@every_runtime
def test_an_empty_range_sends_nothing(runtime: Runtime):
    server = History([SINCE])
    assert walk(runtime, server, lambda sessions: sessions.list_parallel(created={"gte": SINCE, "lt": SINCE})) == []
    assert server.queries == []


@every_runtime
def test_progress(runtime: Runtime):
    seen: list[Progress] = []
    server = History(evenly(40))
    walk(
        runtime,
        server,
        lambda sessions: sessions.list_parallel(created=RANGE, shards=2, limit=10, on_page=seen.append),
    )
    assert [progress.pages for progress in seen] == list(range(1, len(seen) + 1))
    assert sum(progress.new_sessions for progress in seen) == seen[-1].sessions == 40
    assert seen[-1].share == 1
    assert {progress.at_once for progress in seen} == {2}


@every_runtime
def test_an_error_in_one_shard_ends_the_listing(runtime: Runtime):
    def broken(asked: dict[str, str]) -> httpx.Response | None:
        if asked["created[gte]"] == str(SINCE + 250):
            return httpx.Response(400, json={"error": {"type": "invalid_request_error", "message": "No"}})
        return None

    server = History(evenly(4000), broken)
    found: list[str] = []

    def start(sessions: Any) -> Any:
        return sessions.list_parallel(created=RANGE, shards=4, limit=5)

    with pytest.raises(InvalidRequestError, match="No"):
        runtime.use(settings(runtime, server), lambda client: fill(found, start(client.sessions)))
    assert found == server.ids[: len(found)]
    assert len(server.queries) < 100
    wait_for_threads()


@every_runtime
def test_the_error_is_raised_again(runtime: Runtime):
    def look(client: Any) -> Any:
        sessions = client.sessions.list_parallel(created=RANGE)
        return _error_again_async(sessions) if runtime.run else _error_again(sessions)

    runtime.use(settings(runtime, History([], lambda asked: httpx.Response(404, json={}))), look)


def _error_again(sessions: Any) -> None:
    for _ in range(2):
        with pytest.raises(NotFoundError):
            next(sessions)


async def _error_again_async(sessions: Any) -> None:
    for _ in range(2):
        with pytest.raises(NotFoundError):
            await anext(sessions)


@every_runtime
def test_it_slows_down_when_rate_limited(runtime: Runtime):
    left = [6]

    def limiting(asked: dict[str, str]) -> httpx.Response | None:
        if len(server.queries) > 8 and left[0]:
            left[0] -= 1
            return too_many()
        return None

    server = History(evenly(400), limiting)
    paces: list[int] = []

    def note(progress: Progress) -> None:
        paces.append(progress.at_once)

    def start(sessions: Any) -> Any:
        return sessions.list_parallel(created=RANGE, limit=5, on_page=note)

    assert ids(walk(runtime, server, start)) == server.ids
    assert left == [0]
    assert min(paces) < 10
    assert paces[-1] > min(paces)


@every_runtime
def test_a_rate_limit_that_never_ends_is_an_error(runtime: Runtime):
    server = History([], lambda asked: too_many())
    with pytest.raises(RateLimitError):
        walk(runtime, server, lambda sessions: sessions.list_parallel(created=RANGE))
    assert len(server.queries) <= 10 + 5 + 2 + 1  # a quarter more than shards, and ever fewer
    wait_for_threads()


@every_runtime
def test_pages_that_needed_a_retry_slow_it_down_too(runtime: Runtime):
    fake = shop()
    fake.client().sessions.create(**ONE_ITEM)
    fake.rate_limit(1)
    seen: list[Progress] = []

    def start(client: Any) -> Any:
        return collected(
            client.sessions.list_parallel(created={"gte": NOW, "lt": NOW + 4}, shards=4, on_page=seen.append)
        )

    if runtime.run is None:
        start(fake.client())
    else:
        runtime.run(lambda: start(fake.async_client()))
    assert len(seen) == 1
    assert len(fake.requests) == 1 + 1 + 4


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("allowed", "at_most"), [(3, 3), (None, 10)])
@every_runtime
def test_no_more_requests_at_once_than_allowed(runtime: Runtime, allowed: int | None, at_most: int):
    now = [0]
    most = [0]
    lock = threading.Lock()
    history = History(evenly(200))

    def enter() -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])

    def leave() -> None:
        with lock:
            now[0] -= 1

    def serve(request: httpx.Request) -> httpx.Response:
        enter()
        try:
            return history(request)
        finally:
            leave()

    async def serve_async(request: httpx.Request) -> httpx.Response:
        enter()
        await anyio.lowlevel.checkpoint()
        try:
            return history(request)
        finally:
            leave()

    def start(sessions: Any) -> Any:
        return sessions.list_parallel(created=RANGE, limit=5, max_in_flight=allowed)

    server: Any = serve if runtime.run is None else serve_async
    assert ids(walk(runtime, server, start)) == history.ids
    assert 1 <= most[0] <= at_most
    if runtime.run is not None:
        assert most[0] == at_most


def test_threads_see_the_context_of_the_caller():
    name: ContextVar[str] = ContextVar("name", default="nobody")
    seen: set[str] = set()

    def look(asked: dict[str, str]) -> None:
        seen.add(name.get())

    token = name.set("caller")
    walk(PLAIN, History(evenly(100), look), lambda sessions: sessions.list_parallel(created=RANGE, limit=5))
    name.reset(token)
    assert seen == {"caller"}


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"starting_after": "cs_1"}, TypeError, "no parameter 'starting_after': besides created it takes customer,"),
        ({"order": "oldest_first"}, ValueError, "order must be 'newest_first' or 'as_they_come', not 'oldest_first'"),
        ({"max_in_flight": 0}, ValueError, "max_in_flight must be at least 1, not 0"),
        ({"shards": 0}, ValueError, "shards must be at least 1"),
        ({"created": {"gte": 1}}, ValueError, "both ends"),
        ({"options": {"max_item": 1}}, TypeError, "did you mean 'max_items'"),
    ],
)
@every_runtime
def test_invalid_arguments_are_rejected_at_once(
    runtime: Runtime, arguments: dict[str, Any], error: type[Exception], words: str
):
    server = History([])

    def start(sessions: Any) -> None:
        with pytest.raises(error, match=words):
            sessions.list_parallel(**{"created": RANGE, **arguments})

    result_of(runtime, server, start)
    assert server.queries == []


def test_an_error_in_the_callback_is_raised():
    def broken(progress: Progress) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        walk(PLAIN, History([SINCE]), lambda sessions: sessions.list_parallel(created=RANGE, on_page=broken))
    gc.collect()
    wait_for_threads()
