"""What a pool keeps, and how it ends: idle connections, failed ones, forks, clients that are dropped."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import anyio
import attrs
import httpcore
import pytest
from support.fake_connections import fake_loop_pool, fake_pool, step
from support.runtimes import EVENT_LOOPS, PLAIN, RUNTIMES, Runtime

from checkout_client import Limits
from checkout_client._transport.pool import connection_pool as make_transport
from checkout_client._transport.pool.async_connection_pool import AsyncConnectionPool
from checkout_client._transport.pool.connection_pool import ConnectionPool
from checkout_client._transport.pool.connection_settings import ConnectionSettings


class Shown:
    """A pool of one runtime over fake connections, in which a request for ``/with/…`` sends that one meanwhile."""

    def __init__(self, runtime: Runtime, limits: Limits, failure: BaseException | None = None) -> None:
        self._plain = runtime is PLAIN
        make: Any = fake_pool if self._plain else fake_loop_pool
        self.pool, self.connections = make(self._serve if self._plain else self._serve_async, limits)
        self.failure = failure

    def _serve(self, path: str) -> None:
        self._fail()
        _, _, other = path.partition("/with/")
        if other:
            self.pool.send(step(other))

    async def _serve_async(self, path: str) -> None:
        self._fail()
        _, _, other = path.partition("/with/")
        if other:
            await self.pool.send(step(other))

    def _fail(self) -> None:
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure

    async def get(self, path: str) -> None:
        result = self.pool.send(step(path))
        if not self._plain:
            await result

    async def close(self) -> None:
        if self._plain:
            self.pool.close()
        else:
            await self.pool.aclose()


@pytest.fixture(params=RUNTIMES, ids=lambda runtime: runtime.name)
def show(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Runs a play with a pool of each runtime."""
    runtime: Runtime = request.param

    async def main(play: Callable[[Shown], Any], limits: Limits, failure: BaseException | None) -> None:
        shown = Shown(runtime, limits, failure)
        if runtime is not PLAIN:
            await shown.pool.open()
        await play(shown)
        await shown.close()
        assert 0 not in shown.connections.closed_lanes

    def run(play: Callable[[Shown], Any], limits: Limits, failure: BaseException | None = None) -> None:
        (runtime.run or anyio.run)(partial(main, play, limits, failure))

    return run


def test_idle_connections_beyond_the_limit_are_closed(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("with/with/x")  # three at once
        assert shown.connections.closed_lanes == [0, 1, 1]

    show(play, Limits(max_keepalive_connections=1))


def test_no_idle_connection_is_kept_where_none_may_be(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("a")
        await shown.get("b")
        assert shown.connections.closed_lanes == [1, 1]

    show(play, Limits(max_keepalive_connections=0))


def test_connections_that_nobody_used_for_long_are_closed_by_the_use_of_others(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("with/x")
        shown.connections.clock.now += 31
        assert shown.connections.closed_lanes == [0, 0]
        await shown.get("a")
        assert shown.connections.closed_lanes == [0, 1]

    show(play, Limits(keepalive_expiry=30))


def test_without_limits_every_request_has_a_connection_at_once(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("with/" * 20 + "x")
        assert shown.connections.closed_lanes == [0] * 21

    show(play, Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=None))


@pytest.mark.parametrize("failure", [httpcore.ReadError("broke"), KeyboardInterrupt()], ids=repr)
def test_a_connection_that_failed_is_closed_and_its_place_is_free(show: Any, failure: BaseException) -> None:
    async def play(shown: Shown) -> None:
        with pytest.raises(type(failure)):
            await shown.get("a")
        assert shown.connections.closed_lanes == [1]
        await shown.get("b")
        assert len(shown.connections.made) == 1

    show(play, Limits(max_connections=1), failure)


@pytest.fixture
def parents_lanes(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    kept: list[Any] = []
    monkeypatch.setattr(make_transport, "_parents_lanes", kept)
    return kept


def test_a_forked_process_leaves_its_parents_connections_alone_and_opens_its_own(parents_lanes: list[Any]) -> None:
    pool, connections = fake_pool()
    pool.send(step())
    pool._lock.acquire()  # by a thread that is not in this process

    make_transport._forget_connections()

    assert not pool._lock.locked()
    assert not pool._lanes.closed()
    assert pool._lanes is not connections
    assert pool._lanes.acquire() is not connections.made[0]
    assert connections.closed_lanes == [0]
    assert connections in parents_lanes


@pytest.mark.usefixtures("parents_lanes")
def test_a_client_that_was_closed_before_the_fork_is_closed_after_it() -> None:
    pool, _ = fake_pool()
    pool.close()

    make_transport._forget_connections()

    with pytest.raises(RuntimeError, match="this client is closed"):
        pool.send(step())


@pytest.mark.usefixtures("parents_lanes")
def test_a_client_that_only_the_parent_used_may_be_dropped_in_the_child() -> None:
    pools = [fake_pool()[0]]
    pools[0].send(step())
    make_transport._forget_connections()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pools.clear()

    assert caught == []


@pytest.fixture
def _no_collector() -> Iterator[None]:
    """Without the collector of cycles: what goes, goes at once."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
def test_a_pool_that_is_dropped_warns_once_at_once_and_closes_its_connections() -> None:
    pool, connections = fake_pool()
    pools = [pool]
    pool.send(step())
    del pool

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pools.clear()

    assert [str(each.message) for each in caught] == ["a CheckoutClient was dropped without close()"]
    assert caught[0].category is ResourceWarning
    assert connections.closed_lanes == [1]


@pytest.mark.usefixtures("_no_collector")
def test_nothing_holds_a_pool_of_real_connections_in_a_circle() -> None:
    pools = [ConnectionPool(ConnectionSettings(Limits(), None))]
    with pytest.raises(httpcore.ConnectTimeout):
        pools[0].send(step(time_left=-1.0))  # makes a connection, and finds nobody there

    with pytest.warns(ResourceWarning, match="dropped without close"):
        pools.clear()


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("used", [False, True], ids=["never used", "used and closed"])
def test_a_pool_that_holds_nothing_is_dropped_in_silence(used: bool) -> None:
    pool, _ = fake_pool()
    pools = [pool]
    del pool
    if used:
        pools[0].send(step())
        pools[0].close()

    pools.clear()  # a warning would be an error


@pytest.mark.usefixtures("_no_collector")
def test_an_async_pool_that_is_dropped_warns_once_and_at_once() -> None:
    async def main() -> list[str]:
        pools = [AsyncConnectionPool(ConnectionSettings(Limits(), None))]
        nowhere = attrs.evolve(step(), request=attrs.evolve(step().request, url="http://127.0.0.1:1/"))
        with pytest.raises(httpcore.ConnectError):
            await pools[0].send(nowhere)  # makes a connection, and finds nobody there
        gc.collect()  # from Python 3.12 on, the frames that httpcore fails in hold each other, and the pool
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            pools.clear()
            await anyio.wait_all_tasks_blocked()
        return [str(each.message) for each in caught]

    assert anyio.run(main) == ["an AsyncCheckoutClient was dropped without aclose()"]


@pytest.mark.usefixtures("_no_collector")
def test_the_event_loop_closes_the_connections_of_a_pool_that_is_dropped() -> None:
    async def main() -> list[int]:
        pool, connections = fake_loop_pool()
        await pool.open()
        await pool.send(step())
        del pool
        await anyio.wait_all_tasks_blocked()
        return connections.closed_lanes

    assert anyio.run(main) == [1]


@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_the_event_loop_closes_the_connections_that_are_left_at_its_end(loop: Runtime) -> None:
    pools: list[Any] = []

    async def main() -> None:
        pools.append(fake_loop_pool())
        await pools[0][0].open()
        await pools[0][0].send(step())

    assert loop.run is not None
    loop.run(main)

    assert pools[0][1].closed_lanes == [1]
