"""Iterators that nobody finishes or closes: they block nothing, leave no thread, and send nothing more.

The garbage collector may drop one anywhere: in another thread, or while a thread holds the lock of a thread pool.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest
from support.background import tasks_there_are, wait_for_threads
from support.history import SINCE, History
from support.list_server import ListServer
from support.runtimes import ASYNCIO, EVENT_LOOPS, PLAIN, Runtime
from support.walks import settings

RANGE: Any = {"gte": SINCE, "lt": SINCE + 1000}

every_loop = pytest.mark.parametrize("runtime", EVENT_LOOPS, ids=lambda runtime: runtime.name)

IN_CYCLES = """
import faulthandler, gc, sys, threading
from concurrent.futures import ThreadPoolExecutor

import httpx

faulthandler.dump_traceback_later(120, exit=True)  # the watchdog: a hang is a failure with every thread's traceback

from checkout_client import CheckoutClient
from support.history import SINCE, History

history = History(range(SINCE, SINCE + 1000, 25))
client = CheckoutClient("sk_test_123", http_client=httpx.Client(transport=httpx.MockTransport(history)))
kind, times = sys.argv[1], int(sys.argv[2])


def start():
    if kind == "list_parallel":
        return client.sessions.list_parallel(created={"gte": SINCE, "lt": SINCE + 1000}, shards=3, limit=2)
    return iter(client.sessions.list(limit=2, options={"prefetch": True}))


def job():
    try:
        sessions = start()
        next(sessions)
        raise KeyError("the job failed")
    except KeyError as error:
        kept = error  # its traceback holds this frame, which holds it and the iterator: only the collector ends that


gc.set_threshold(20)  # often, so that it runs everywhere
most = 0
with ThreadPoolExecutor(2) as pool:
    for _ in range(times):
        job()
        pool.submit(dict, a=1).result()
        most = max(most, threading.active_count())
gc.collect()
for thread in threading.enumerate():
    if thread.name.startswith("checkout_client"):
        thread.join()
print(most, threading.active_count())
"""


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", ["list_parallel", "prefetch"])
@pytest.mark.parametrize("times", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_iterators_in_cycles_block_no_thread_pool(kind: str, times: int, request: pytest.FixtureRequest):
    folder = request.path.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", IN_CYCLES, kind, str(times)], cwd=folder, capture_output=True, text=True, timeout=150
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    most, left = map(int, done.stdout.split())
    assert left == 1  # the main thread
    assert most <= 40


def test_threads_end_without_the_collector():
    """Also while something still holds the iterator."""
    history = History(range(SINCE, SINCE + 1000))

    def look(client: Any) -> None:
        held = client.sessions.list_parallel(created=RANGE, shards=4, limit=5)
        next(held)
        wait_for_threads()
        assert len(history.queries) <= 30  # four pages for each of five requests, and some that are empty
        assert len({session.id for session in held}) == 999

    PLAIN.use(settings(PLAIN, history), look)


def test_once_dropped_no_request_follows():
    history = History(range(SINCE, SINCE + 1000))
    dropped = threading.Event()

    def serve(request: httpx.Request) -> httpx.Response:
        reply = history(request)
        if len(history.queries) > 5:
            assert dropped.wait(10)
        return reply

    def look(client: Any) -> None:
        sessions = client.sessions.list_parallel(created=RANGE, shards=4, limit=5)
        next(sessions)
        del sessions
        in_flight = len(history.queries)
        dropped.set()
        wait_for_threads()
        assert len(history.queries) <= in_flight + 5

    PLAIN.use(settings(PLAIN, serve), look)


def test_a_thread_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch):
    def look(client: Any) -> None:
        sessions = client.sessions.list_parallel(created=RANGE)

        def start(thread: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", start)
            with pytest.raises(RuntimeError, match="can't start new thread"):
                next(sessions)
        with pytest.raises(RuntimeError, match="can't start new thread"):
            next(sessions)

    PLAIN.use(settings(PLAIN, History([SINCE])), look)


@every_loop
def test_dropped_in_another_thread(runtime: Runtime):
    """What is in flight ends with its response, and nothing else is sent."""
    history = History(range(SINCE, SINCE + 1000))

    blocked: list[anyio.Event] = []

    async def serve(request: httpx.Request) -> httpx.Response:
        if blocked and len(history.queries) > 8:
            await blocked[0].wait()
        await anyio.lowlevel.checkpoint()
        return history(request)

    async def look(client: Any) -> None:
        await client.sessions.list(limit=1)
        before = await tasks_there_are()
        blocked.append(anyio.Event())
        held = [client.sessions.list_parallel(created=RANGE, limit=5)]
        await anext(held[0])
        assert await tasks_there_are() > before

        def drop() -> None:
            held.clear()
            gc.collect()

        thread = threading.Thread(target=drop)
        thread.start()
        thread.join(10)
        sent = len(history.queries)
        blocked[0].set()
        assert await tasks_there_are() == before
        assert len(history.queries) <= sent + 10  # what was in flight

    serving: Any = serve
    runtime.use(settings(runtime, serving), look)


@every_loop
@pytest.mark.parametrize("parallel", [True, False], ids=["list_parallel", "prefetch"])
def test_after_the_event_loop_has_ended(runtime: Runtime, parallel: bool):
    kept: list[Any] = []
    history, pages = History(range(SINCE, SINCE + 100)), ListServer(10)

    async def look(client: Any) -> None:
        if parallel:
            sessions = client.sessions.list_parallel(created=RANGE, limit=5)
        else:
            sessions = aiter(client.sessions.list(limit=3, options={"prefetch": True}))
        await anext(sessions)
        kept.append(sessions)
        if not parallel:
            await sessions.aclose()

    server: Any = history if parallel else pages
    runtime.use(settings(runtime, server), look)
    kept.clear()
    gc.collect()


@every_loop
def test_cancelled_while_waiting_and_continued(runtime: Runtime):
    """The requests in flight are cancelled, and made again when the caller asks for more."""
    history = History(range(SINCE, SINCE + 1000, 10))

    async def look(client: Any) -> None:
        before = await tasks_there_are()
        sessions = client.sessions.list_parallel(created=RANGE, limit=5)
        found = [await anext(sessions)]
        with anyio.CancelScope() as scope:
            blocked.append(scope)
            async for session in sessions:
                found.append(session)  # noqa: PERF401 - what was found before counts
        assert scope.cancelled_caught
        assert len(found) < 100
        blocked.clear()
        assert await tasks_there_are() == before
        async for session in sessions:
            found.append(session)  # noqa: PERF401 - as above
        assert [session.id for session in found] == history.ids

    blocked: list[anyio.CancelScope] = []

    async def serve(request: httpx.Request) -> httpx.Response:
        if blocked:
            blocked[0].cancel()
            await anyio.sleep_forever()
        return history(request)

    serving: Any = serve
    runtime.use(settings(runtime, serving), look)


@every_loop
def test_a_response_received_just_before_the_cancellation(runtime: Runtime):
    """It is dropped: nothing is started for a listing that was closed."""
    history = History(range(SINCE, SINCE + 1000))
    blocked: list[anyio.Event] = []

    async def serve(request: httpx.Request) -> httpx.Response:
        if blocked and len(history.queries) > 8:
            await blocked[0].wait()
        return history(request)

    async def look(client: Any) -> None:
        await client.sessions.list(limit=1)
        before = await tasks_there_are()
        blocked.append(anyio.Event())
        sessions = client.sessions.list_parallel(created=RANGE, limit=5)
        await anext(sessions)
        for _ in range(20):
            await anyio.lowlevel.checkpoint()
        sent = len(history.queries)
        blocked[0].set()
        await sessions.aclose()
        assert await tasks_there_are() == before
        assert len(history.queries) <= sent + 10
        with pytest.raises(StopAsyncIteration):
            await anext(sessions)

    serving: Any = serve
    runtime.use(settings(runtime, serving), look)


def test_tasks_that_run_at_once(monkeypatch: pytest.MonkeyPatch):
    """As ``asyncio.eager_task_factory`` does, of Python 3.12 and later."""

    def start_eagerly(function: Any) -> Any:
        coroutine = function()
        with pytest.raises(StopIteration):
            coroutine.send(None)
        return coroutine.close

    monkeypatch.setattr("checkout_client.bulk.async_parallel_sessions.start_background_task", start_eagerly)
    history = History(range(SINCE, SINCE + 1000, 10))

    async def look(client: Any) -> None:
        await client.sessions.list(limit=1)
        found = [session.id async for session in client.sessions.list_parallel(created=RANGE, limit=5)]
        assert found == history.ids

    ASYNCIO.use(settings(ASYNCIO, history), look)
