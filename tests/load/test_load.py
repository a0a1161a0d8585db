"""Thousands of concurrent calls of which one request in twenty fails: no call is lost and none is sent twice."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Lock
from typing import Any

import anyio
import anyio.lowlevel
import pytest
import trio
from faults.behaviour import NORMAL, Behaviour, says
from faults.catalogue import GROUPS
from faults.evaluate import descriptors
from faults.raw_server import RawServer, Request
from support.fakes import KEY

from checkout_client import APIConnectionError, APIError, AsyncCheckoutClient, CheckoutClient, Timeout

LOOPS: dict[str, tuple[str, Any]] = {
    "asyncio": ("asyncio", None),
    "trio": ("trio", None),
    "aiohttp": ("asyncio", "aiohttp"),
    "httpx, asyncio": ("asyncio", "httpx"),
    "httpx, trio": ("trio", "httpx"),
    "httpx2, asyncio": ("asyncio", "httpx2"),
    "httpx2, trio": ("trio", "httpx2"),
}
"""The event loop, and what makes the connections."""
TASKS = 300
THREADS = 32
CALLS = 2400
SHARE = 0.05


def quick_faults() -> list[Behaviour]:
    """Return the faults that are retried, except the slow ones."""
    faults = [fault for group in GROUPS for fault in group.faults if fault.course == "retried" and fault.at == 1]
    return [fault.behaviour for fault in faults if fault.error != "timeout" and not fault.refuses] + [
        says(503, {"error": {}}, ("Retry-After", "0"))
    ]


class RandomFaults:
    """Choose a fault for one request in twenty, and for one in a hundred before the server reads it."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        faults = quick_faults()
        self._faults = [fault for fault in faults if fault.reads]
        self._unread = [fault for fault in faults if not fault.reads]
        self._lock = Lock()
        self.bad = 0

    def __call__(self, request: Request | None) -> Behaviour:
        share, faults = (SHARE / 5, self._unread) if request is None else (SHARE, self._faults)
        with self._lock:
            if self._random.random() >= share:
                return NORMAL
            self.bad += 1
            return self._random.choice(faults)


def settings(server: RawServer) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url, "timeout": 20}


def parameters(number: int) -> dict[str, Any]:
    return {"mode": "payment", "success_url": "https://example.com/ok", "client_reference_id": f"order-{number}"}


def check(server: RawServer, random_faults: RandomFaults, made: list[str]) -> None:
    assert len(made) == len(set(made)) == CALLS
    assert set(made) == set(server.made.values())  # no session without a call that returned it
    assert server.made_without_key == 0
    assert random_faults.bad > CALLS * SHARE / 2


@pytest.mark.long
@pytest.mark.parametrize("http_client", [None, "httpx", "httpx2"])
def test_32_threads_with_one_client(http_client: Any) -> None:
    random_faults = RandomFaults(1)
    before = descriptors()
    with RawServer(random_faults) as server:
        with (
            CheckoutClient(**settings(server), http_client=http_client) as client,
            ThreadPoolExecutor(THREADS) as threads,
        ):
            client._driver._sleep = lambda _: None
            made = list(threads.map(lambda number: _create(client, number), range(CALLS)))
            assert server.connections < CALLS / 4  # they are reused
        assert server.wait_until_left() == 0
    check(server, random_faults, made)
    assert descriptors() == before


def _create(client: CheckoutClient, number: int) -> str:
    """Repeat an ambiguous failure with the idempotency key of the error, as docs/reliability.md recommends."""
    key = None
    while True:
        try:
            return client.sessions.create(**parameters(number), options={"idempotency_key": key}).id
        except (APIConnectionError, APIError) as error:
            key = error.idempotency_key


def run(loop: str, function: Callable[..., Awaitable[Any]], *arguments: Any) -> Any:
    """Run it in the event loop of that name."""
    return anyio.run(function, *arguments, backend=LOOPS[loop][0])


@asynccontextmanager
async def opened(loop: str, server: RawServer, **changes: Any) -> AsyncIterator[AsyncCheckoutClient]:
    """Open a client that does not wait between attempts."""

    async def sleep(_: float) -> None:
        await anyio.lowlevel.checkpoint()

    async with AsyncCheckoutClient(**settings(server) | {"http_client": LOOPS[loop][1]} | changes) as client:
        client._driver._sleep = sleep
        yield client


def tasks_alive() -> int:
    """Return how many tasks the running event loop has."""
    try:
        return trio.lowlevel.current_statistics().tasks_living
    except RuntimeError:
        return len(anyio.get_running_tasks())


@pytest.mark.long
@pytest.mark.parametrize("loop", LOOPS)
def test_300_tasks_with_one_client(loop: str) -> None:
    random_faults = RandomFaults(2)
    before = descriptors()
    with RawServer(random_faults) as server:
        made = run(loop, _many_tasks, loop, server)
        assert server.wait_until_left() == 0
    check(server, random_faults, made)
    assert descriptors() == before


async def _many_tasks(loop: str, server: RawServer) -> list[str]:
    numbers = iter(range(CALLS))
    made: list[str] = []
    # In trio, one task for each run, however many clients it has, closes what is left at its end.
    before = tasks_alive() + (LOOPS[loop][0] == "trio")
    async with opened(loop, server) as client:

        async def work() -> None:
            for number in numbers:
                made.append(await _create_async(client, number))  # noqa: PERF401 - shared by the tasks

        async with anyio.create_task_group() as group:
            for _ in range(TASKS):
                group.start_soon(work)
        assert server.connections <= CALLS / 4
    with anyio.fail_after(5):
        while tasks_alive() != before:  # closed connections end their tasks
            await anyio.lowlevel.checkpoint()
    return made


async def _create_async(client: AsyncCheckoutClient, number: int) -> str:
    key = None
    while True:
        try:
            return (await client.sessions.create(**parameters(number), options={"idempotency_key": key})).id
        except (APIConnectionError, APIError) as error:
            key = error.idempotency_key


BATCH = 150
BATCHES = 5


class Growth:
    """Memory and descriptors after each batch of calls; the first two batches fill caches."""

    def __init__(self, server: RawServer) -> None:
        self._server = server
        self.memory: list[int] = []
        self.descriptors: list[int] = []

    def note(self) -> None:
        """Record the figures at the end of a batch."""
        self._server.requests.clear()
        self._server.made.clear()
        self._server._threads[:] = [thread for thread in self._server._threads if thread.is_alive()]
        gc.collect()
        self.memory.append(tracemalloc.get_traced_memory()[0])
        self.descriptors.append(descriptors())

    def check(self) -> None:
        assert self.memory[-1] - self.memory[1] < 50_000  # 450 calls: a hundred bytes a call
        assert self.descriptors[-1] <= self.descriptors[0] + 2  # the server's side of one that was just replaced


@pytest.mark.soak
@pytest.mark.parametrize("http_client", [None, "httpx", "httpx2"])
def test_memory_and_descriptors_do_not_grow(http_client: Any) -> None:
    with RawServer(RandomFaults(3)) as server, CheckoutClient(**settings(server), http_client=http_client) as client:
        client._driver._sleep = lambda _: None
        growth = Growth(server)
        tracemalloc.start()
        try:
            for _ in range(BATCHES):
                for number in range(BATCH):
                    _create(client, number)
                growth.note()
        finally:
            tracemalloc.stop()

    growth.check()


@pytest.mark.soak
@pytest.mark.parametrize("loop", LOOPS)
def test_memory_and_descriptors_do_not_grow_in_an_event_loop(loop: str) -> None:
    with RawServer(RandomFaults(4)) as server:
        growth = Growth(server)
        tracemalloc.start()
        try:
            run(loop, _in_batches, loop, server, growth)
        finally:
            tracemalloc.stop()

    growth.check()


async def _in_batches(loop: str, server: RawServer, growth: Growth) -> None:
    never = Timeout(None, None, None, None)  # trio keeps a thousand deadlines that are over: 200 kB, now and then
    async with opened(loop, server, timeout=never) as client:
        for _ in range(BATCHES):
            numbers = iter(range(BATCH))

            async def work() -> None:
                for number in numbers:  # noqa: B023 - the batch's own
                    await _create_async(client, number)

            async with anyio.create_task_group() as group:
                for _ in range(5):
                    group.start_soon(work)
            growth.note()
