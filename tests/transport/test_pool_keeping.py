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
from support.fake_lanes import fake_loop_pool, fake_pool, step
from support.flavours import EVENT_LOOPS, FLAVOURS, PLAIN, Flavour

from checkout_client import Limits
from checkout_client._transport.pool import connection_pool as sync_connections
from checkout_client._transport.pool.async_connection_pool import OwnAsyncConnections
from checkout_client._transport.pool.connection_pool import OwnConnections
from checkout_client._transport.pool.connection_settings import ConnectionSettings


class Shown:
    """A pool of one flavour over fake lanes, in which a request for ``/with/…`` sends that one meanwhile."""

    def __init__(self, flavour: Flavour, limits: Limits, failure: BaseException | None = None) -> None:
        self._plain = flavour is PLAIN
        make: Any = fake_pool if self._plain else fake_loop_pool
        self.pool, self.lanes = make(self._serve if self._plain else self._serve_async, limits)
        self.failure = failure

    def _serve(self, path: str) -> None:
        self._fail()
        _, _, other = path.partition("/with/")
        if other:
            self.pool.exchange(step(other))

    async def _serve_async(self, path: str) -> None:
        self._fail()
        _, _, other = path.partition("/with/")
        if other:
            await self.pool.exchange(step(other))

    def _fail(self) -> None:
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure

    async def get(self, path: str) -> None:
        result = self.pool.exchange(step(path))
        if not self._plain:
            await result

    async def close(self) -> None:
        if self._plain:
            self.pool.close()
        else:
            await self.pool.aclose()


@pytest.fixture(params=FLAVOURS, ids=lambda flavour: flavour.name)
def show(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Runs a play with a pool of each flavour."""
    flavour: Flavour = request.param

    async def main(play: Callable[[Shown], Any], limits: Limits, failure: BaseException | None) -> None:
        shown = Shown(flavour, limits, failure)
        if flavour is not PLAIN:
            await shown.pool.open()
        await play(shown)
        await shown.close()
        assert 0 not in shown.lanes.closed_lanes

    def run(play: Callable[[Shown], Any], limits: Limits, failure: BaseException | None = None) -> None:
        (flavour.run or anyio.run)(partial(main, play, limits, failure))

    return run


def test_idle_connections_beyond_the_limit_are_closed(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("with/with/x")  # three at once
        assert shown.lanes.closed_lanes == [0, 1, 1]

    show(play, Limits(max_keepalive_connections=1))


def test_no_idle_connection_is_kept_where_none_may_be(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("a")
        await shown.get("b")
        assert shown.lanes.closed_lanes == [1, 1]

    show(play, Limits(max_keepalive_connections=0))


def test_connections_that_nobody_used_for_long_are_closed_by_the_use_of_others(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("with/x")
        shown.lanes.clock.now += 31
        assert shown.lanes.closed_lanes == [0, 0]
        await shown.get("a")
        assert shown.lanes.closed_lanes == [0, 1]

    show(play, Limits(keepalive_expiry=30))


def test_without_limits_every_request_has_a_connection_at_once(show: Any) -> None:
    async def play(shown: Shown) -> None:
        await shown.get("with/" * 20 + "x")
        assert shown.lanes.closed_lanes == [0] * 21

    show(play, Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=None))


@pytest.mark.parametrize("failure", [httpcore.ReadError("broke"), KeyboardInterrupt()], ids=repr)
def test_a_connection_that_failed_is_closed_and_its_place_is_free(show: Any, failure: BaseException) -> None:
    async def play(shown: Shown) -> None:
        with pytest.raises(type(failure)):
            await shown.get("a")
        assert shown.lanes.closed_lanes == [1]
        await shown.get("b")
        assert len(shown.lanes.made) == 1

    show(play, Limits(max_connections=1), failure)


@pytest.fixture
def parents_lanes(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    kept: list[Any] = []
    monkeypatch.setattr(sync_connections, "_parents_lanes", kept)
    return kept


def test_a_forked_process_leaves_its_parents_connections_alone_and_opens_its_own(parents_lanes: list[Any]) -> None:
    pool, lanes = fake_pool()
    pool.exchange(step())
    pool._lock.acquire()  # by a thread that is not in this process

    sync_connections._forget_connections()

    assert not pool._lock.locked()
    assert not pool._lanes.closed()
    assert pool._lanes is not lanes
    assert pool._lanes.take() is not lanes.made[0]
    assert lanes.closed_lanes == [0]
    assert lanes in parents_lanes


@pytest.mark.usefixtures("parents_lanes")
def test_a_client_that_was_closed_before_the_fork_is_closed_after_it() -> None:
    pool, _ = fake_pool()
    pool.close()

    sync_connections._forget_connections()

    with pytest.raises(RuntimeError, match="this client is closed"):
        pool.exchange(step())


@pytest.mark.usefixtures("parents_lanes")
def test_a_client_that_only_the_parent_used_may_be_dropped_in_the_child() -> None:
    pools = [fake_pool()[0]]
    pools[0].exchange(step())
    sync_connections._forget_connections()

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
    pool, lanes = fake_pool()
    pools = [pool]
    pool.exchange(step())
    del pool

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pools.clear()

    assert [str(each.message) for each in caught] == ["a CheckoutClient was dropped without close()"]
    assert caught[0].category is ResourceWarning
    assert lanes.closed_lanes == [1]


@pytest.mark.usefixtures("_no_collector")
def test_nothing_holds_a_pool_of_real_connections_in_a_circle() -> None:
    pools = [OwnConnections(ConnectionSettings(Limits(), None))]
    with pytest.raises(httpcore.ConnectTimeout):
        pools[0].exchange(step(time_left=-1.0))  # makes a lane, and finds nobody there

    with pytest.warns(ResourceWarning, match="dropped without close"):
        pools.clear()


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("used", [False, True], ids=["never used", "used and closed"])
def test_a_pool_that_holds_nothing_is_dropped_in_silence(used: bool) -> None:
    pool, _ = fake_pool()
    pools = [pool]
    del pool
    if used:
        pools[0].exchange(step())
        pools[0].close()

    pools.clear()  # a warning would be an error


@pytest.mark.usefixtures("_no_collector")
def test_an_async_pool_that_is_dropped_warns_once_and_at_once() -> None:
    async def main() -> list[str]:
        pools = [OwnAsyncConnections(ConnectionSettings(Limits(), None))]
        nowhere = attrs.evolve(step(), request=attrs.evolve(step().request, url="http://127.0.0.1:1/"))
        with pytest.raises(httpcore.ConnectError):
            await pools[0].exchange(nowhere)  # makes a lane, and finds nobody there
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
        pool, lanes = fake_loop_pool()
        await pool.open()
        await pool.exchange(step())
        del pool
        await anyio.wait_all_tasks_blocked()
        return lanes.closed_lanes

    assert anyio.run(main) == [1]


@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_the_event_loop_closes_the_connections_that_are_left_at_its_end(loop: Flavour) -> None:
    pools: list[Any] = []

    async def main() -> None:
        pools.append(fake_loop_pool())
        await pools[0][0].open()
        await pools[0][0].exchange(step())

    assert loop.run is not None
    loop.run(main)

    assert pools[0][1].closed_lanes == [1]
