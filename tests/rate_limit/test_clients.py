"""Many calls at once under a rate limit, in threads, asyncio and trio. Time is virtual: nothing sleeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from itertools import pairwise
from typing import Any

import anyio
import pytest
from support.fakes import config, environment
from support.things import getting
from support.virtual_time import ThreadClock, run_asyncio, run_trio

from checkout_client import APITimeoutError, CheckoutClient, Headers, RateLimit
from checkout_client._transport.async_driver import AsyncDriver, EventLoopExecutor
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.messages import Response, Send
from checkout_client._transport.sync_driver import SyncDriver, SyncExecutor
from checkout_client.rate_limit import Reservation
from checkout_client.testing import FakeCheckout

Run = Callable[[Callable[[], Awaitable[Any]]], Any]
LOOPS = pytest.mark.parametrize("run", [run_asyncio, run_trio], ids=["asyncio", "trio"])


class Timed:
    """Connections that remember what was sent, and when."""

    error_map = HTTPCORE_ERRORS

    def __init__(self, clock: Callable[[], float]) -> None:
        self.sent: list[tuple[float, str]] = []
        self._clock = clock

    def send(self, step: Send) -> Response:
        self.sent.append((self._clock(), step.request.url.rpartition("/")[2]))
        return Response(200, Headers(), b'{"id": "x"}')

    def close(self) -> None: ...


class AsyncTimed(Timed):
    async def send(self, step: Send) -> Response:  # type: ignore[override]
        return super().send(step)

    async def aclose(self) -> None: ...


def evenly_spaced(count: int, interval: float) -> Any:
    return pytest.approx([number * interval for number in range(count)])


def test_threads_share_the_limit() -> None:
    clock = ThreadClock()
    connections = Timed(clock)
    settings = config(rate_limit=RateLimit(per_second=10))
    execute = SyncExecutor(SyncDriver(connections, clock.sleep), settings, environment(clock))

    def call(number: int) -> None:
        for _ in range(4):
            execute(getting(f"/{number}"), None)

    clock.run([partial(call, number) for number in range(10)])

    assert [time for time, _ in connections.sent] == evenly_spaced(40, 0.1)
    # First come, first served: between two requests of a thread, each of the others gets at most one.
    for number in range(10):
        times = [time for time, name in connections.sent if name == str(number)]
        assert max(later - earlier for earlier, later in pairwise(times)) <= 1.0 + 1e-6


def test_the_client_for_threads_waits_between_its_calls() -> None:
    clock = ThreadClock()
    fake = FakeCheckout()
    client = fake.client(rate_limit=RateLimit(per_second=4))
    driver = SyncDriver(client._driver.connections, clock.sleep)
    client = CheckoutClient._assemble(client._config, driver, environment(clock))
    times: list[float] = []

    def call() -> None:
        for _ in range(3):
            client.sessions.list().data  # noqa: B018
            times.append(clock())

    clock.run([call])

    assert times == evenly_spaced(3, 0.25)


@LOOPS
def test_tasks_are_served_in_order(run: Run) -> None:
    async def main() -> list[tuple[float, str]]:
        clock = anyio.current_time
        connections = AsyncTimed(clock)
        settings = config(rate_limit=RateLimit(per_second=10, burst=5))
        execute = EventLoopExecutor(AsyncDriver(connections), settings, environment(clock))
        async with anyio.create_task_group() as tasks:
            for number in range(50):
                tasks.start_soon(execute, getting(f"/{number}"), None)
                await anyio.lowlevel.checkpoint()
        start = connections.sent[0][0]
        return [(time - start, name) for time, name in connections.sent]

    sent = run(main)

    assert [time for time, _ in sent] == pytest.approx([0.0] * 5 + [number / 10 for number in range(1, 46)])
    assert sorted(name for _, name in sent[:6]) == sorted(map(str, range(6)))
    assert [name for _, name in sent[6:]] == [str(number) for number in range(6, 50)]


@LOOPS
def test_canceled_tasks_leave_their_places_to_others(run: Run) -> None:
    async def main() -> float:
        clock = anyio.current_time
        limit = RateLimit(per_second=1)
        connections = AsyncTimed(clock)
        execute = EventLoopExecutor(AsyncDriver(connections), config(rate_limit=limit), environment(clock))
        start = clock()
        with anyio.move_on_after(2.5):
            async with anyio.create_task_group() as tasks:
                for number in range(100):
                    tasks.start_soon(execute, getting(f"/{number}"), None)
        assert limit.waiting == 0
        await execute(getting("/last"), None)
        assert len(connections.sent) == 4
        return connections.sent[-1][0] - start

    assert run(main) == pytest.approx(3.0)


@LOOPS
def test_a_task_whose_turn_would_come_too_late_fails_at_once(run: Run) -> None:
    async def main() -> tuple[float, float]:
        clock = anyio.current_time
        settings = config(rate_limit=RateLimit(per_second=1), deadline=0.9)
        execute = EventLoopExecutor(AsyncDriver(AsyncTimed(clock)), settings, environment(clock))
        start = clock()
        await execute(getting(), None)
        with pytest.raises(APITimeoutError, match="the client's rate limit"):
            await execute(getting(), None)
        return start, clock()

    start, end = run(main)
    assert end == start


class Counted(RateLimit):
    """A limit that counts what it allowed."""

    allowed = 0

    def reserve(self, account: str | None, now: float, reservation: Reservation | None = None) -> Reservation:
        result = super().reserve(account, now, reservation)
        self.allowed += not result.delay
        return result


def test_list_parallel_keeps_to_the_limit() -> None:
    limit = Counted(per_second=100_000)
    client = FakeCheckout().client(rate_limit=limit)
    hour = {"gte": 1_750_000_000, "lt": 1_750_003_600}

    assert list(client.sessions.list_parallel(created=hour, shards=4)) == []
    assert limit.allowed == 4
