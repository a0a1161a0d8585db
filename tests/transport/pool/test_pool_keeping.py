"""What a pool keeps and how it ends: idle and failed connections, forks, dropped clients."""

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
from support.loopback import Loopback
from support.runtimes import EVENT_LOOPS, PLAIN, RUNTIMES, Runtime

from checkout_client import Limits
from checkout_client._transport.backends.error_map import DeadlineExceeded
from checkout_client._transport.messages import Send
from checkout_client._transport.pool import connection_pool
from checkout_client._transport.transports import make_async_transport, make_transport


def to(server: Loopback) -> Send:
    return attrs.evolve(step(), request=attrs.evolve(step().request, url=f"{server.url}/"))


class Scenario:
    """A pool of one runtime over fake connections; a request for ``/with/…`` sends that request meanwhile."""

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
def run_scenario(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Run a scenario with a pool of each runtime."""
    runtime: Runtime = request.param

    async def main(play: Callable[[Scenario], Any], limits: Limits, failure: BaseException | None) -> None:
        scenario = Scenario(runtime, limits, failure)
        if runtime is not PLAIN:
            await scenario.pool.open()
        await play(scenario)
        await scenario.close()
        assert 0 not in scenario.connections.times_closed

    def run(play: Callable[[Scenario], Any], limits: Limits, failure: BaseException | None = None) -> None:
        (runtime.run or anyio.run)(partial(main, play, limits, failure))

    return run


def test_surplus_idle_connections_are_closed(run_scenario: Any) -> None:
    async def play(scenario: Scenario) -> None:
        await scenario.get("with/with/x")  # three at once
        assert scenario.connections.times_closed == [0, 1, 1]

    run_scenario(play, Limits(max_keepalive_connections=1))


def test_no_idle_connection_is_kept_if_none_may_be(run_scenario: Any) -> None:
    async def play(scenario: Scenario) -> None:
        await scenario.get("a")
        await scenario.get("b")
        assert scenario.connections.times_closed == [1, 1]

    run_scenario(play, Limits(max_keepalive_connections=0))


def test_expired_connections_are_closed_when_another_is_released(run_scenario: Any) -> None:
    async def play(scenario: Scenario) -> None:
        await scenario.get("with/x")
        scenario.connections.clock.now += 31
        assert scenario.connections.times_closed == [0, 0]
        await scenario.get("a")
        assert scenario.connections.times_closed == [0, 1]

    run_scenario(play, Limits(keepalive_expiry=30))


def test_without_limits_every_request_gets_a_connection_at_once(run_scenario: Any) -> None:
    async def play(scenario: Scenario) -> None:
        await scenario.get("with/" * 20 + "x")
        assert scenario.connections.times_closed == [0] * 21

    run_scenario(play, Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=None))


@pytest.mark.parametrize("failure", [httpcore.ReadError("broke"), KeyboardInterrupt()], ids=repr)
def test_a_failed_connection_is_closed_and_makes_room_for_another(run_scenario: Any, failure: BaseException) -> None:
    async def play(scenario: Scenario) -> None:
        with pytest.raises(type(failure)):
            await scenario.get("a")
        assert scenario.connections.times_closed == [1]
        await scenario.get("b")
        assert len(scenario.connections.made) == 1

    run_scenario(play, Limits(max_connections=1), failure)


@pytest.fixture
def parent_states(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    kept: list[Any] = []
    monkeypatch.setattr(connection_pool, "_parent_states", kept)
    return kept


def test_a_forked_process_opens_connections_of_its_own(parent_states: list[Any]) -> None:
    pool, connections = fake_pool()
    pool.send(step())
    pool._lock.acquire()  # as by a thread of the parent

    connection_pool._reset_pools_after_fork()

    assert not pool._lock.locked()
    assert not pool._state.closed()
    assert pool._state is not connections
    assert pool._state.acquire() is not connections.made[0]
    assert connections.times_closed == [0]
    assert connections in parent_states


@pytest.mark.usefixtures("parent_states")
def test_a_client_closed_before_a_fork_is_closed_after_it() -> None:
    pool, _ = fake_pool()
    pool.close()

    connection_pool._reset_pools_after_fork()

    with pytest.raises(RuntimeError, match="this client is closed"):
        pool.send(step())


@pytest.mark.usefixtures("parent_states")
def test_a_client_that_only_the_parent_used_can_be_dropped_in_the_child() -> None:
    pools = [fake_pool()[0]]
    pools[0].send(step())
    connection_pool._reset_pools_after_fork()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pools.clear()

    assert caught == []


@pytest.fixture
def _no_collector() -> Iterator[None]:
    """Disable the cyclic collector: only reference counts free objects."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
def test_a_dropped_pool_warns_once_and_closes_its_connections_at_once() -> None:
    pool, connections = fake_pool()
    pools = [pool]
    pool.send(step())
    del pool

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pools.clear()

    assert [str(each.message) for each in caught] == ["a CheckoutClient was dropped without close()"]
    assert caught[0].category is ResourceWarning
    assert connections.times_closed == [1]


@pytest.mark.usefixtures("_no_collector")
def test_a_pool_of_real_connections_is_not_in_a_reference_cycle() -> None:
    with Loopback() as server:
        pools: list[Any] = [make_transport(server.url, None, None, None)]
        pools[0].send(to(server))

        with pytest.warns(ResourceWarning, match="dropped without close"):
            pools.clear()


@pytest.mark.usefixtures("_no_collector")
def test_a_pool_whose_only_call_failed_can_be_dropped_silently() -> None:
    pools: list[Any] = [make_transport("http://127.0.0.1", None, None, None)]
    with pytest.raises(DeadlineExceeded):
        pools[0].send(step(time_left=-1.0))

    pools.clear()  # a warning would be an error


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("used", [False, True], ids=["never used", "used and closed"])
def test_a_pool_without_connections_can_be_dropped_silently(used: bool) -> None:
    pool, _ = fake_pool()
    pools = [pool]
    del pool
    if used:
        pools[0].send(step())
        pools[0].close()

    pools.clear()  # a warning would be an error


@pytest.mark.usefixtures("_no_collector")
def test_a_dropped_async_pool_warns_once_and_at_once() -> None:
    async def main() -> list[str]:
        pools: list[Any] = [make_async_transport(server.url, None, None, None)]
        await pools[0].send(to(server))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            pools.clear()
            await anyio.wait_all_tasks_blocked()
        return [str(each.message) for each in caught]

    with Loopback() as server:
        assert anyio.run(main) == ["an AsyncCheckoutClient was dropped without aclose()"]


@pytest.mark.usefixtures("_no_collector")
def test_the_event_loop_closes_the_connections_of_a_dropped_pool() -> None:
    async def main() -> list[int]:
        pool, connections = fake_loop_pool()
        await pool.open()
        await pool.send(step())
        del pool
        await anyio.wait_all_tasks_blocked()
        return connections.times_closed

    assert anyio.run(main) == [1]


@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_the_event_loop_closes_the_remaining_connections_at_its_end(loop: Runtime) -> None:
    pools: list[Any] = []

    async def main() -> None:
        pools.append(fake_loop_pool())
        await pools[0][0].open()
        await pools[0][0].send(step())

    assert loop.run is not None
    loop.run(main)

    assert pools[0][1].times_closed == [1]
