"""Thousands of calls at once, of which one request in twenty fails somehow: none is lost, none is doubled."""

from __future__ import annotations

import asyncio
import gc
import random
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

import pytest
from faults.behaviour import WELL, Behaviour, says
from faults.catalogue import GROUPS
from faults.judge import descriptors
from faults.raw_server import RawServer, Request
from support.worlds import KEY

from checkout_client import APIConnectionError, APIError, AsyncCheckoutClient, CheckoutClient

TASKS = 300
THREADS = 32
CALLS = 2400
SHARE = 0.05


def quick_faults() -> list[Behaviour]:
    """Everything that is retried, less what takes its time."""
    faults = [fault for group in GROUPS for fault in group.faults if fault.course == "retried" and fault.at == 1]
    return [fault.behaviour for fault in faults if fault.error != "timeout" and not fault.refuses] + [
        says(503, {"error": {}}, ("Retry-After", "0"))
    ]


class Weather:
    """Chooses how each request is treated: one in twenty badly."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._faults = quick_faults()
        self._lock = Lock()
        self.bad = 0

    def __call__(self, request: Request | None) -> Behaviour:
        with self._lock:
            if request is None:
                return WELL
            if self._random.random() >= SHARE:
                return WELL
            self.bad += 1
            return self._random.choice([fault for fault in self._faults if fault.reads])


def settings(server: RawServer) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url, "timeout": 20}


def parameters(number: int) -> dict[str, Any]:
    return {"mode": "payment", "success_url": "https://example.com/ok", "client_reference_id": f"order-{number}"}


def check(server: RawServer, weather: Weather, made: list[str]) -> None:
    assert len(made) == len(set(made)) == CALLS
    assert set(made) == set(server.made.values())  # no session that nobody was told of
    assert server.doublets == 0
    assert weather.bad > CALLS * SHARE / 2


def test_32_threads_with_one_client(monkeypatch: pytest.MonkeyPatch) -> None:
    weather = Weather(1)
    before = descriptors()
    with RawServer(weather) as server:
        with CheckoutClient(**settings(server)) as client, ThreadPoolExecutor(THREADS) as threads:
            client._driver._sleep = lambda _: None
            made = list(threads.map(lambda number: _create(client, number), range(CALLS)))
            assert server.connections < CALLS / 4  # they are used again
        assert server.wait_until_left() == 0
    check(server, weather, made)
    assert descriptors() == before


def _create(client: CheckoutClient, number: int) -> str:
    """As docs/reliability.md says: where the failure is ambiguous, again with the key of the error."""
    key = None
    while True:
        try:
            return client.sessions.create(**parameters(number), options={"idempotency_key": key}).id
        except (APIConnectionError, APIError) as error:
            key = error.idempotency_key


def test_300_tasks_with_one_client() -> None:
    weather = Weather(2)
    before = descriptors()
    with RawServer(weather) as server:
        made = asyncio.run(_many_tasks(server))
        assert server.wait_until_left() == 0
    check(server, weather, made)
    assert descriptors() == before


async def _many_tasks(server: RawServer) -> list[str]:
    numbers = iter(range(CALLS))
    made: list[str] = []
    async with AsyncCheckoutClient(**settings(server)) as client:

        async def sleep(_: float) -> None:
            await asyncio.sleep(0)

        client._driver._sleep = sleep

        async def work() -> None:
            for number in numbers:
                made.append(await _create_async(client, number))  # noqa: PERF401 - shared by the tasks

        async with asyncio.TaskGroup() as group:
            for _ in range(TASKS):
                group.create_task(work())
        assert server.connections <= CALLS / 4
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return made


async def _create_async(client: AsyncCheckoutClient, number: int) -> str:
    key = None
    while True:
        try:
            return (await client.sessions.create(**parameters(number), options={"idempotency_key": key})).id
        except (APIConnectionError, APIError) as error:
            key = error.idempotency_key


def test_memory_and_descriptors_do_not_grow() -> None:
    with RawServer(Weather(3)) as server, CheckoutClient(**settings(server)) as client:
        client._driver._sleep = lambda _: None

        def batch() -> int:
            for number in range(150):
                _create(client, number)
            server.requests.clear()
            server.made.clear()
            server._threads[:] = [thread for thread in server._threads if thread.is_alive()]
            gc.collect()
            return tracemalloc.get_traced_memory()[0]

        tracemalloc.start()
        try:
            batch()
            open_before, before = descriptors(), batch()
            for _ in range(3):
                after = batch()
        finally:
            tracemalloc.stop()

    assert after - before < 50_000  # 450 calls: a hundred bytes a call
    assert descriptors() <= open_before + 2  # the server's side of one that was just replaced
