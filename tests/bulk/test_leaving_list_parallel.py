"""A parallel listing that is left early, or outlives what it ran in, leaves nothing behind."""

from __future__ import annotations

import gc
import json
import pickle
from typing import Any

import anyio.lowlevel
import httpx
import pytest
from support.background import tasks_there_are, threads_of_walks, wait_for_threads
from support.history import SINCE, History
from support.runtimes import EVENT_LOOPS, PLAIN, RUNTIMES, Runtime
from support.walks import collected, ids, settings, walk

from checkout_client.bulk import shards

RANGE: Any = {"gte": SINCE, "lt": SINCE + 1000}

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
every_loop = pytest.mark.parametrize("runtime", EVENT_LOOPS, ids=lambda runtime: runtime.name)


def evenly(count: int) -> list[int]:
    return [SINCE + 1000 * number // count for number in range(count)]


def test_breaking_out_leaves_no_thread():
    server = History(evenly(1000))

    def look(client: Any) -> None:
        for _ in client.sessions.list_parallel(created=RANGE, limit=5):
            break
        wait_for_threads()
        sent = len(server.queries)
        assert sent < 60
        assert len(server.queries) == sent

    PLAIN.use(settings(PLAIN, server), look)


def test_a_block_waits_for_its_threads():
    server = History(evenly(1000))

    def look(client: Any) -> None:
        with client.sessions.list_parallel(created=RANGE, limit=5) as sessions:
            next(sessions)
        assert threads_of_walks() == []
        assert list(sessions) == []

    PLAIN.use(settings(PLAIN, server), look)


@pytest.mark.one_in(3)
@every_loop
@pytest.mark.parametrize("how", ["break", "block", "aclose", "cancel"])
def test_leaving_early_leaves_no_task(runtime: Runtime, how: str):
    history = History(evenly(1000))

    async def serve(request: httpx.Request) -> httpx.Response:
        if len(history.queries) > 20:
            await anyio.sleep_forever()
        await anyio.lowlevel.checkpoint()
        return history(request)

    async def look(client: Any) -> None:
        await client.sessions.list(limit=1)  # what the client itself starts is there
        before = await tasks_there_are()
        sessions = client.sessions.list_parallel(created=RANGE, limit=5)
        if how == "break":
            async for _ in sessions:
                break
        elif how == "block":
            async with sessions:
                await anext(sessions)
            with pytest.raises(StopAsyncIteration):
                await anext(sessions)
        elif how == "aclose":
            await anext(sessions)
            assert await tasks_there_are() > before
            await sessions.aclose()
        else:
            with anyio.move_on_after(0.05) as scope:
                await collected(sessions)
            assert scope.cancelled_caught
        del sessions
        gc.collect()
        assert await tasks_there_are() == before

    server: Any = serve
    runtime.use(settings(runtime, server), look)


@every_loop
def test_a_listing_may_outlive_its_event_loop(runtime: Runtime):
    kept: list[Any] = []

    async def look(client: Any) -> None:
        sessions = client.sessions.list_parallel(created=RANGE, limit=5)
        await anext(sessions)
        kept.append(sessions)

    async def serve(request: httpx.Request) -> httpx.Response:
        if len(history.queries) > 8:  # the first of each shard are answered, whichever comes first
            await anyio.sleep_forever()
        return history(request)

    history = History(evenly(1000))
    server: Any = serve
    runtime.use(settings(runtime, server), look)
    kept.clear()


@every_runtime
def test_shards_can_be_read_in_other_processes(runtime: Runtime):
    """What a job queue does: every shard on its own, in any order, from pickles or JSON."""
    server = History(evenly(100) + [SINCE] * 20)
    found: list[str] = []
    for job in reversed([pickle.dumps(shard) for shard in shards(RANGE, 6)]):
        shard = json.loads(json.dumps(pickle.loads(job)))
        found = ids(walk(runtime, server, lambda sessions, shard=shard: sessions.list(limit=7, **shard))) + found
    assert found == server.ids
