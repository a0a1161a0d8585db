"""Threads and tasks that must wait for a connection: in what order, how long, and what happens when one gives up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Semaphore
from time import monotonic
from typing import Any, Self

import anyio
import pytest
from support.fake_connections import FakeConnections, fake_loop_pool, fake_pool, step
from support.loopback import LONGEST_WAIT
from support.runtimes import EVENT_LOOPS, Runtime

from checkout_client import Limits
from checkout_client._transport.backends.error_map import PoolTimeout
from checkout_client._transport.pool.async_connection_pool import EventLoopPool
from checkout_client._transport.pool.connection_pool import ConnectionPool

CLOSED = "this client is closed: make a new one"
NONE_FREE = "no connection became free"


@pytest.fixture(params=EVENT_LOOPS, ids=lambda loop: loop.name)
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[], Awaitable[Any]]], Any]:
    loop: Runtime = request.param
    assert loop.run is not None
    return loop.run


class Busy:
    """A pool for threads with one connection, which one request keeps until ``end`` is called."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads
        self._end = Event()
        self._begun = Semaphore(0)
        self.served: list[str] = []
        self.pool, self.connections = fake_pool(self._serve)
        self.first = self.send("first")
        assert self._begun.acquire(timeout=LONGEST_WAIT)

    def _serve(self, path: str) -> None:
        self.served.append(path)
        self._begun.release()
        assert self._end.wait(LONGEST_WAIT)

    def send(self, name: str, **settings: Any) -> Future[Any]:
        return self._threads.submit(self.pool.send, step(name, **settings))

    def queue(self, name: str, **settings: Any) -> Future[Any]:
        """Send a request that must wait; returns when it waits."""
        sent = self.send(name, **settings)
        self.connections.wait_for_a_waiter()
        return sent

    def end(self) -> None:
        self._end.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self.pool.close()


def test_threads_get_a_connection_in_order_of_arrival() -> None:
    with ThreadPoolExecutor(6) as threads, Busy(threads) as busy:
        names = [f"{number}" for number in range(5)]
        waiting = [busy.queue(name) for name in names]
        assert busy.served == ["/first"]

        busy.end()

        assert [sent.result().content.decode() for sent in [busy.first, *waiting]] == [
            "/first",
            *(f"/{n}" for n in names),
        ]
        assert busy.served == ["/first", *(f"/{name}" for name in names)]
        assert len(busy.connections.made) == 1


def test_a_thread_without_a_pool_timeout_waits_until_a_connection_is_free() -> None:
    with ThreadPoolExecutor(2) as threads, Busy(threads) as busy:
        waiting = busy.queue("second", pool=None)

        busy.end()

        assert waiting.result(LONGEST_WAIT).content == b"/second"


def test_a_thread_that_waited_too_long_gets_a_pool_timeout_and_leaves_the_queue() -> None:
    with ThreadPoolExecutor(2) as threads, Busy(threads) as busy:
        with pytest.raises(PoolTimeout, match=NONE_FREE):
            busy.send("second", pool=0.001).result()

        busy.end()
        busy.first.result()

        assert busy.pool.send(step("third", pool=0.001)).content == b"/third"
        assert busy.served == ["/first", "/third"]


def test_the_deadline_includes_the_time_in_the_queue() -> None:
    with ThreadPoolExecutor(2) as threads, Busy(threads) as busy:
        waiting = busy.queue("second", time_left=100.0)
        latest = monotonic() + 100.0

        busy.end()
        waiting.result()

        (connection,) = busy.connections.made
        assert connection.ends is not None
        assert latest - LONGEST_WAIT < connection.ends <= latest


def test_a_connection_does_not_keep_the_deadline_of_its_last_call() -> None:
    pool, connections = fake_pool()
    pool.send(step(time_left=100.0))
    pool.send(step())

    assert connections.made[0].ends is None
    pool.close()


def test_closing_wakes_waiting_threads_but_does_not_end_the_current_call() -> None:
    with ThreadPoolExecutor(3) as threads, Busy(threads) as busy:
        waiting = [busy.queue("second"), busy.queue("third", pool=None)]

        busy.pool.close()

        for sent in waiting:
            with pytest.raises(RuntimeError, match=CLOSED):
                sent.result()
        assert busy.connections.times_closed == [0]
        busy.end()
        assert busy.first.result().content == b"/first"
        assert busy.connections.times_closed == [1]
        assert busy.served == ["/first"]


class Interrupted(float):
    """A timeout that calls ``first`` when the thread begins to wait and then interrupts it, as Ctrl-C does."""

    first: Callable[[], object] = staticmethod(lambda: None)

    def __gt__(self, other: float) -> bool:
        self.first()
        raise KeyboardInterrupt

    __le__ = __gt__  # Condition.wait compares like this from Python 3.14 on


def hold(pool: ConnectionPool, connections: FakeConnections) -> Callable[[], None]:
    """Acquire the only connection; the function returned releases it."""
    connection = connections.acquire()
    assert connection is not None
    return lambda: pool._release(connection)


def test_an_interrupted_thread_leaves_the_queue() -> None:
    pool, connections = fake_pool()
    release = hold(pool, connections)

    with pytest.raises(KeyboardInterrupt):
        pool.send(step(pool=Interrupted(1.0)))

    release()
    assert pool.send(step("next", pool=0.001)).content == b"/next"
    pool.close()


def test_a_thread_interrupted_as_it_gets_a_connection_hands_it_on() -> None:
    pool, connections = fake_pool()
    timeout = Interrupted(1.0)
    timeout.first = hold(pool, connections)

    with pytest.raises(KeyboardInterrupt):
        pool.send(step(pool=timeout))

    assert pool.send(step("next", pool=0.001)).content == b"/next"
    assert len(connections.made) == 1
    pool.close()


class Stage:
    """A pool for one event loop with one connection, which the first request keeps until ``end`` is set."""

    def __init__(self) -> None:
        self.end = anyio.Event()
        self.served: list[str] = []
        self.failed: dict[str, BaseException] = {}
        self.pool, self.connections = fake_loop_pool(self._serve)

    async def _serve(self, path: str) -> None:
        self.served.append(path)
        await self.end.wait()

    async def send(self, name: str, timeout: float | None = LONGEST_WAIT) -> None:
        try:
            response = await self.pool.send(step(name, pool=timeout))
        except Exception as error:
            self.failed[name] = error
        else:
            assert response.content.decode() == f"/{name}"


def act(play: Callable[[Stage, anyio.abc.TaskGroup], Awaitable[None]]) -> Callable[[], Awaitable[Stage]]:
    """Return a coroutine function that calls ``play`` while the first request has the only connection."""

    async def main() -> Stage:
        stage = Stage()
        await stage.pool.open()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(stage.send, "first")
            await anyio.wait_all_tasks_blocked()
            await play(stage, tasks)
            stage.end.set()
        await stage.pool.aclose()
        return stage

    return main


async def queue(stage: Stage, tasks: anyio.abc.TaskGroup, *names: str, timeout: float | None = LONGEST_WAIT) -> None:
    for name in names:
        tasks.start_soon(stage.send, name, timeout)
        await anyio.wait_all_tasks_blocked()


def test_tasks_get_a_connection_in_order_of_arrival(run: Any) -> None:
    async def play(stage: Stage, tasks: anyio.abc.TaskGroup) -> None:
        await queue(stage, tasks, "1", "2", "3")
        await queue(stage, tasks, "4", timeout=None)
        assert stage.served == ["/first"]

    stage = run(act(play))

    assert stage.served == ["/first", "/1", "/2", "/3", "/4"]
    assert stage.failed == {}
    assert stage.connections.times_closed == [1]


def test_a_task_that_waited_too_long_gets_a_pool_timeout_and_leaves_the_queue(run: Any) -> None:
    async def play(stage: Stage, tasks: anyio.abc.TaskGroup) -> None:
        await stage.send("second", 0.001)
        await queue(stage, tasks, "third")

    stage = run(act(play))

    assert stage.served == ["/first", "/third"]
    assert isinstance(stage.failed.pop("second"), PoolTimeout)
    assert stage.failed == {}


def test_closing_wakes_waiting_tasks_but_does_not_end_the_current_call(run: Any) -> None:
    async def play(stage: Stage, tasks: anyio.abc.TaskGroup) -> None:
        await queue(stage, tasks, "second", "third")
        await stage.pool.aclose()
        await anyio.wait_all_tasks_blocked()
        assert stage.connections.times_closed == [0]

    stage = run(act(play))

    assert stage.served == ["/first"]
    assert {name: str(error) for name, error in stage.failed.items()} == {"second": CLOSED, "third": CLOSED}
    assert stage.connections.times_closed == [1]


def test_a_cancelled_task_leaves_the_queue(run: Any) -> None:
    async def play(stage: Stage, tasks: anyio.abc.TaskGroup) -> None:
        async with anyio.create_task_group() as cancelled:
            await queue(stage, cancelled, "second")
            await queue(stage, tasks, "third")
            cancelled.cancel_scope.cancel()

    stage = run(act(play))

    assert stage.served == ["/first", "/third"]
    assert stage.failed == {}


async def _next_request(pool: EventLoopPool) -> bytes:
    return (await pool.send(step("next", pool=0.001))).content


def test_a_task_cancelled_as_it_gets_a_connection_hands_it_on(run: Any) -> None:
    async def main() -> tuple[bytes, int]:
        pool, connections = fake_loop_pool()
        connection = connections.acquire()
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(pool.send, step("cancelled"))
                await anyio.wait_all_tasks_blocked()
                assert connections.release(connection) == []
                scope.cancel()
        return await _next_request(pool), len(connections.made)

    assert run(main) == (b"/next", 1)


def test_an_asyncio_task_cancelled_as_it_gets_a_connection_hands_it_on() -> None:
    async def main() -> None:
        pool, connections = fake_loop_pool()
        connection = connections.acquire()
        cancelled, waiting = (asyncio.create_task(pool.send(step(name))) for name in ("cancelled", "waiting"))
        await anyio.wait_all_tasks_blocked()

        connections.release(connection)
        cancelled.cancel()

        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert (await waiting).content == b"/waiting"
        assert len(connections.made) == 1

    asyncio.run(main())


def test_a_connection_handed_to_a_cancelled_task_is_closed_if_none_may_be_kept() -> None:
    async def main() -> None:
        pool, connections = fake_loop_pool(limits=Limits(max_connections=1, max_keepalive_connections=0))
        connection = connections.acquire()
        cancelled = asyncio.create_task(pool.send(step()))
        await anyio.wait_all_tasks_blocked()

        connections.release(connection)
        cancelled.cancel()

        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert connections.times_closed == [1]

    asyncio.run(main())
