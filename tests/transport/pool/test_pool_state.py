"""The bookkeeping of a pool: who gets a connection, who waits, what is closed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from typing import Any

import httpx
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.depth import examples
from support.fakes import Clock

from checkout_client import Limits
from checkout_client._transport.pool.pool_state import PoolState, Waiter
from checkout_client.timeouts import LimitsLike


class Connection:
    def __init__(self, number: int) -> None:
        self.number = number
        self.idle_since = 0.0

    def __repr__(self) -> str:
        return f"connection {self.number}"


class Rig:
    """A PoolState with a clock that is moved by hand."""

    def __init__(self, limits: LimitsLike) -> None:
        self.clock = Clock()
        numbers = count()
        self.connections: PoolState[Connection] = PoolState(limits, lambda: Connection(next(numbers)), self.clock)

    def acquire(self, number: int = 1) -> list[Connection]:
        acquired = [self.connections.acquire() for _ in range(number)]
        return [connection for connection in acquired if connection is not None]

    def release(self, *connections: Connection) -> list[int]:
        return [surplus.number for connection in connections for surplus in self.connections.release(connection)]

    def enqueue(self, woken: list[str], name: str) -> Waiter[Connection]:
        return self.connections.enqueue(lambda: woken.append(name))


def test_connections_are_made_up_to_the_limit() -> None:
    rig = Rig(Limits(max_connections=3))

    assert [connection.number for connection in rig.acquire(5)] == [0, 1, 2]


@pytest.mark.parametrize(
    "limits", [Limits(max_connections=None), httpx.Limits()], ids=["Limits without a bound", "httpx.Limits"]
)
def test_without_a_limit_any_number_of_connections_is_made(limits: LimitsLike) -> None:
    rig = Rig(limits)

    assert len(rig.acquire(1000)) == 1000


def test_the_connection_used_last_is_reused_first() -> None:
    rig = Rig(Limits())
    first, second, third = rig.acquire(3)
    rig.release(second, third, first)

    assert rig.acquire(2) == [first, third]


def test_a_connection_that_could_not_be_made_does_not_count_as_open() -> None:
    made: list[Connection] = []

    def make() -> Connection:
        if not made:
            made.append(Connection(0))
            raise OSError("no files left")
        return made[0]

    connections: PoolState[Connection] = PoolState(Limits(max_connections=1), make, Clock())

    with pytest.raises(OSError, match="no files left"):
        connections.acquire()
    assert connections.acquire() is made[0]


def test_waiters_are_served_in_order_of_arrival() -> None:
    rig = Rig(Limits(max_connections=1))
    (connection,) = rig.acquire()
    woken: list[str] = []
    waiters = [rig.enqueue(woken, name) for name in "abc"]

    for waiter in waiters:
        assert waiter.connection is None
        assert rig.release(connection) == []
        assert waiter.connection is connection
        assert rig.connections.cancel(waiter) is connection
        assert rig.acquire() == []  # handed over directly, so no other request can acquire it
    assert woken == ["a", "b", "c"]

    rig.release(connection)
    assert rig.acquire() == [connection]


def test_cancelled_waiters_are_skipped_and_forgotten() -> None:
    rig = Rig(Limits(max_connections=1))
    (connection,) = rig.acquire()
    woken: list[str] = []
    first, second, third = [rig.enqueue(woken, name) for name in "abc"]

    assert rig.connections.cancel(second) is None
    rig.release(connection)
    rig.release(connection)

    assert woken == ["a", "c"]
    assert (first.connection, second.connection, third.connection) == (connection, None, connection)
    assert not rig.connections._queue


def test_cancelling_a_waiter_that_was_served_returns_its_connection() -> None:
    rig = Rig(Limits(max_connections=1))
    (connection,) = rig.acquire()
    woken: list[str] = []
    waiter = rig.enqueue(woken, "a")
    rig.release(connection)

    assert rig.connections.cancel(waiter) is connection


def test_a_hundred_thousand_cancelled_waiters_leave_nothing_behind() -> None:
    rig = Rig(Limits(max_connections=1))
    rig.acquire()

    for _ in range(100_000):
        rig.connections.cancel(rig.connections.enqueue(int))

    assert not rig.connections._queue


def test_surplus_idle_connections_are_closed_oldest_first() -> None:
    rig = Rig(Limits(max_connections=4, max_keepalive_connections=2))
    connections = rig.acquire(4)

    assert rig.release(*connections) == [0, 1]
    assert [connection.number for connection in rig.acquire(3)] == [3, 2, 4]


def test_no_connection_is_kept_if_none_may_be() -> None:
    rig = Rig(Limits(max_connections=1, max_keepalive_connections=0))

    assert rig.release(*rig.acquire()) == [0]
    assert rig.release(*rig.acquire()) == [1]


def test_expired_connections_are_closed_at_most_two_at_a_time() -> None:
    rig = Rig(Limits(keepalive_expiry=30))
    rig.release(*rig.acquire(4))
    rig.clock.now += 30
    assert rig.release(*rig.acquire()) == []  # not yet

    rig.clock.now += 0.5

    assert rig.release(*rig.acquire()) == [0, 1]
    assert rig.release(*rig.acquire()) == [2]
    assert rig.release(*rig.acquire()) == []


@pytest.mark.parametrize("expiry", [None, 1e9], ids=["never", "late"])
def test_connections_are_kept_until_they_expire(expiry: float | None) -> None:
    rig = Rig(Limits(max_keepalive_connections=None, keepalive_expiry=expiry))
    rig.release(*rig.acquire(200))
    rig.clock.now += 1e8

    assert rig.release(*rig.acquire()) == []


def test_a_closed_connection_makes_room_for_another() -> None:
    rig = Rig(Limits(max_connections=2, max_keepalive_connections=1))
    rig.release(*rig.acquire(2))

    assert [connection.number for connection in rig.acquire(3)] == [1, 2]


def test_close_returns_the_idle_connections_and_nothing_is_kept_afterwards() -> None:
    rig = Rig(Limits())
    free, free_too, busy, busy_too = rig.acquire(4)
    rig.release(free, free_too)
    assert not rig.connections.closed()

    assert rig.connections.close() == [free, free_too]

    assert rig.connections.closed()
    assert rig.release(busy, busy_too) == [2, 3]
    assert rig.connections.close() == []


def test_close_wakes_all_waiters_without_a_connection() -> None:
    rig = Rig(Limits(max_connections=1))
    rig.acquire()
    woken: list[str] = []
    waiters = [rig.enqueue(woken, name) for name in "abc"]
    rig.connections.cancel(waiters[0])

    assert rig.connections.close() == []

    assert woken == ["b", "c"]
    assert [rig.connections.cancel(waiter) for waiter in waiters] == [None, None, None]


def calls(action: Callable[[], object]) -> int:
    """Return how many functions ``action`` calls, directly and indirectly."""
    number = 0

    def called(frame: Any, event: str, argument: Any) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        action()
    finally:
        sys.setprofile(before)
    return number


def work_beside(others: int) -> dict[str, int]:
    """Return the work of each step while so many others hold connections, have given up, and are waiting."""
    rig = Rig(Limits(max_connections=others, keepalive_expiry=30))
    held = rig.acquire(others)
    waiters = [rig.connections.enqueue(int) for _ in range(2 * others)]
    work = {"acquire": calls(rig.connections.acquire), "enqueue": calls(lambda: rig.connections.enqueue(int))}
    for waiter in waiters[: others - 1]:
        rig.connections.cancel(waiter)
    work["cancel"] = calls(lambda: rig.connections.cancel(waiters[others - 1]))
    work["release to a waiter"] = calls(lambda: rig.connections.release(held[0]))
    for waiter in [*rig.connections._queue]:
        rig.connections.cancel(waiter)
    rig.release(*held[1:])
    rig.clock.now += 31
    work["release beside expired connections"] = calls(lambda: rig.connections.release(held[0]))
    return work


def test_each_step_is_constant_work() -> None:
    assert work_beside(10) == work_beside(10_000)


LIMITS = st.builds(
    Limits,
    max_connections=st.one_of(st.none(), st.integers(1, 4)),
    max_keepalive_connections=st.one_of(st.none(), st.integers(0, 4)),
    keepalive_expiry=st.one_of(st.none(), st.just(0), st.integers(1, 20)),
)


class AnyOrderOfEvents(RuleBasedStateMachine):
    """Requests arrive, wait, give up and end, time passes, the pool is closed: in any order."""

    @initialize(limits=LIMITS)
    def begin(self, limits: Limits) -> None:
        self.limits = limits
        self.rig = Rig(limits)
        self.busy: list[Connection] = []
        self.free: list[Connection] = []
        self.gone: list[Connection] = []
        self.waiting: list[Waiter[Connection]] = []
        self.woken: list[int] = []
        self.arrivals = count()
        self.numbers: dict[int, int] = {}
        self.over = False

    @precondition(lambda self: not self.over)
    @rule()
    def a_request_arrives(self) -> None:
        connection = self.rig.connections.acquire()
        if connection is None:
            number = next(self.arrivals)
            waiter = self.rig.connections.enqueue(lambda: self.woken.append(number))
            self.numbers[id(waiter)] = number
            self.waiting.append(waiter)
            return
        assert connection not in self.busy + self.gone
        if self.free:
            assert connection is self.free.pop()
        self.busy.append(connection)

    @precondition(lambda self: self.busy)
    @rule(data=st.data())
    def a_request_ends(self, data: st.DataObject) -> None:
        connection = self.busy.pop(data.draw(st.integers(0, len(self.busy) - 1), label="which"))
        surplus = self.rig.connections.release(connection)
        if self.waiting:
            assert surplus == []
            first = self.waiting.pop(0)
            assert first.connection is connection
            assert self.woken.pop() == self.numbers[id(first)]
            assert self.rig.connections.cancel(first) is connection
            self.busy.append(connection)
            return
        self.free.append(connection)
        assert len(surplus) <= 2
        for each in surplus:
            assert self._must_go(self.free[0])
            assert each is self.free.pop(0)
            self.gone.append(each)
        assert len(surplus) == 2 or not self.free or not self._must_go(self.free[0])

    def _must_go(self, connection: Connection) -> bool:
        most, expiry = self.limits.max_keepalive_connections, self.limits.keepalive_expiry
        too_many = most is not None and len(self.free) > most
        return self.over or too_many or (expiry is not None and self.rig.clock.now - connection.idle_since > expiry)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def a_waiter_gives_up(self, data: st.DataObject) -> None:
        waiter = self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1), label="which"))
        assert self.rig.connections.cancel(waiter) is None

    @rule(seconds=st.integers(1, 15))
    def time_passes(self, seconds: int) -> None:
        self.rig.clock.now += seconds

    @precondition(lambda self: not self.over and len(self.gone) + len(self.busy) > 3)  # late, after many other steps
    @rule()
    def the_pool_is_closed(self) -> None:
        assert self.rig.connections.close() == self.free
        self.over = True
        self.gone += self.free
        self.free.clear()
        assert self.woken == [self.numbers[id(waiter)] for waiter in self.waiting]
        assert all(self.rig.connections.cancel(waiter) is None for waiter in self.waiting)
        self.waiting.clear()
        self.woken.clear()

    @invariant()
    def no_more_connections_than_allowed(self) -> None:
        most, most_idle = self.limits.max_connections, self.limits.max_keepalive_connections
        assert most is None or len(self.busy) + len(self.free) <= most
        assert most_idle is None or len(self.free) <= most_idle

    @invariant()
    def no_request_waits_beside_an_idle_connection_or_is_woken_for_nothing(self) -> None:
        assert not (self.waiting and self.free)
        assert self.woken == []


AnyOrderOfEvents.TestCase.settings = settings(max_examples=examples(100), stateful_step_count=40, deadline=None)
TestAnyOrderOfEvents = AnyOrderOfEvents.TestCase
