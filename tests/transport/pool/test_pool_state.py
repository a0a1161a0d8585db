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
from checkout_client.options import LimitsLike


class HttpcoreConnection:
    def __init__(self, number: int) -> None:
        self.number = number
        self.idle_since = 0.0

    def __repr__(self) -> str:
        return f"connection {self.number}"


class Rig:
    """PoolState under limits, with a clock that is moved by hand."""

    def __init__(self, limits: LimitsLike) -> None:
        self.clock = Clock()
        numbers = count()
        self.connections: PoolState[HttpcoreConnection] = PoolState(
            limits, lambda: HttpcoreConnection(next(numbers)), self.clock
        )

    def take(self, number: int = 1) -> list[HttpcoreConnection]:
        taken = [self.connections.acquire() for _ in range(number)]
        return [connection for connection in taken if connection is not None]

    def release(self, *connections: HttpcoreConnection) -> list[int]:
        return [surplus.number for connection in connections for surplus in self.connections.release(connection)]

    def wait(self, woken: list[str], name: str) -> Waiter[HttpcoreConnection]:
        return self.connections.enqueue(lambda: woken.append(name))


def test_lanes_are_made_up_to_the_limit_and_no_further() -> None:
    rig = Rig(Limits(max_connections=3))

    assert [connection.number for connection in rig.take(5)] == [0, 1, 2]


@pytest.mark.parametrize(
    "limits", [Limits(max_connections=None), httpx.Limits()], ids=["Limits without a bound", "httpx.Limits"]
)
def test_without_a_limit_there_are_as_many_as_are_asked_for(limits: LimitsLike) -> None:
    rig = Rig(limits)

    assert len(rig.take(1000)) == 1000


def test_the_lane_that_was_used_last_is_used_next_so_that_the_others_grow_old() -> None:
    rig = Rig(Limits())
    first, second, third = rig.take(3)
    rig.release(second, third, first)

    assert rig.take(2) == [first, third]


def test_a_lane_that_could_not_be_made_takes_nobodys_place() -> None:
    made: list[HttpcoreConnection] = []

    def make() -> HttpcoreConnection:
        if not made:
            made.append(HttpcoreConnection(0))
            raise OSError("no files left")
        return made[0]

    connections: PoolState[HttpcoreConnection] = PoolState(Limits(max_connections=1), make, Clock())

    with pytest.raises(OSError, match="no files left"):
        connections.acquire()
    assert connections.acquire() is made[0]


def test_who_waits_is_served_in_the_order_of_arrival() -> None:
    rig = Rig(Limits(max_connections=1))
    (connection,) = rig.acquire()
    woken: list[str] = []
    waiters = [rig.wait(woken, name) for name in "abc"]

    for waiter in waiters:
        assert waiter.connection is None
        assert rig.release(connection) == []
        assert waiter.connection is connection
        assert rig.connections.cancel(waiter) is connection
        assert rig.acquire() == []  # handed over, not put down where anybody could take it
    assert woken == ["a", "b", "c"]

    rig.release(connection)
    assert rig.acquire() == [connection]


def test_who_gave_up_is_passed_over_and_not_remembered() -> None:
    rig = Rig(Limits(max_connections=1))
    (connection,) = rig.acquire()
    woken: list[str] = []
    first, second, third = [rig.wait(woken, name) for name in "abc"]

    assert rig.connections.cancel(second) is None
    rig.release(connection)
    rig.release(connection)

    assert woken == ["a", "c"]
    assert (first.connection, second.connection, third.connection) == (connection, None, connection)
    assert not rig.connections._queue


def test_who_gives_up_as_the_turn_comes_gets_the_lane_and_must_see_to_it() -> None:
    rig = Rig(Limits(max_connections=1))
    (connection,) = rig.acquire()
    woken: list[str] = []
    waiter = rig.wait(woken, "a")
    rig.release(connection)

    assert rig.connections.cancel(waiter) is connection


def test_a_hundred_thousand_who_gave_up_leave_nothing_behind() -> None:
    rig = Rig(Limits(max_connections=1))
    rig.acquire()

    for _ in range(100_000):
        rig.connections.cancel(rig.connections.enqueue(int))

    assert not rig.connections._queue


def test_lanes_beyond_those_to_be_kept_are_closed_the_oldest_first() -> None:
    rig = Rig(Limits(max_connections=4, max_keepalive_connections=2))
    connections = rig.take(4)

    assert rig.release(*connections) == [0, 1]
    assert [connection.number for connection in rig.take(3)] == [3, 2, 4]


def test_no_lane_is_kept_where_none_may_be() -> None:
    rig = Rig(Limits(max_connections=1, max_keepalive_connections=0))

    assert rig.release(*rig.acquire()) == [0]
    assert rig.release(*rig.acquire()) == [1]


def test_lanes_unused_for_too_long_are_closed_at_most_two_at_a_time() -> None:
    rig = Rig(Limits(keepalive_expiry=30))
    rig.release(*rig.take(4))
    rig.clock.now += 30
    assert rig.release(*rig.acquire()) == []  # not yet

    rig.clock.now += 0.5

    assert rig.release(*rig.acquire()) == [0, 1]
    assert rig.release(*rig.acquire()) == [2]
    assert rig.release(*rig.acquire()) == []


@pytest.mark.parametrize("expiry", [None, 1e9], ids=["never", "late"])
def test_lanes_are_kept_as_long_as_is_wanted(expiry: float | None) -> None:
    rig = Rig(Limits(max_keepalive_connections=None, keepalive_expiry=expiry))
    rig.release(*rig.take(200))
    rig.clock.now += 1e8

    assert rig.release(*rig.acquire()) == []


def test_a_closed_lane_makes_room_for_another() -> None:
    rig = Rig(Limits(max_connections=2, max_keepalive_connections=1))
    rig.release(*rig.take(2))

    assert [connection.number for connection in rig.take(3)] == [1, 2]


def test_closing_gives_the_free_lanes_and_keeps_nothing_afterwards() -> None:
    rig = Rig(Limits())
    free, free_too, busy, busy_too = rig.take(4)
    rig.release(free, free_too)
    assert not rig.connections.closed()

    assert rig.connections.close() == [free, free_too]

    assert rig.connections.closed()
    assert rig.release(busy, busy_too) == [2, 3]
    assert rig.connections.close() == []


def test_closing_wakes_all_who_wait_empty_handed() -> None:
    rig = Rig(Limits(max_connections=1))
    rig.acquire()
    woken: list[str] = []
    waiters = [rig.wait(woken, name) for name in "abc"]
    rig.connections.cancel(waiters[0])

    assert rig.connections.close() == []

    assert woken == ["b", "c"]
    assert [rig.connections.cancel(waiter) for waiter in waiters] == [None, None, None]


def calls(action: Callable[[], object]) -> int:
    """How many functions ``action`` calls, directly and indirectly."""
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
    """The work of each step where so many others hold connections, have given up, and are waiting."""
    rig = Rig(Limits(max_connections=others, keepalive_expiry=30))
    held = rig.take(others)
    waiters = [rig.connections.enqueue(int) for _ in range(2 * others)]
    work = {"take": calls(rig.connections.take), "wait": calls(lambda: rig.connections.enqueue(int))}
    for waiter in waiters[: others - 1]:
        rig.connections.cancel(waiter)
    work["leave"] = calls(lambda: rig.connections.cancel(waiters[others - 1]))
    work["give_back to a waiter"] = calls(lambda: rig.connections.release(held[0]))
    for waiter in [*rig.connections._queue]:
        rig.connections.cancel(waiter)
    rig.release(*held[1:])
    rig.clock.now += 31
    work["give_back beside expired connections"] = calls(lambda: rig.connections.release(held[0]))
    return work


def test_each_step_is_the_same_work_whatever_the_number_of_requests() -> None:
    assert work_beside(10) == work_beside(10_000)


LIMITS = st.builds(
    Limits,
    max_connections=st.one_of(st.none(), st.integers(1, 4)),
    max_keepalive_connections=st.one_of(st.none(), st.integers(0, 4)),
    keepalive_expiry=st.one_of(st.none(), st.just(0), st.integers(1, 20)),
)


class AnyOrderOfEvents(RuleBasedStateMachine):
    """Requests come, wait, give up and end, time passes, the pool is closed: in any order."""

    @initialize(limits=LIMITS)
    def begin(self, limits: Limits) -> None:
        self.limits = limits
        self.rig = Rig(limits)
        self.busy: list[HttpcoreConnection] = []
        self.free: list[HttpcoreConnection] = []
        self.gone: list[HttpcoreConnection] = []
        self.waiting: list[Waiter[HttpcoreConnection]] = []
        self.woken: list[int] = []
        self.arrivals = count()
        self.numbers: dict[int, int] = {}
        self.over = False

    @precondition(lambda self: not self.over)
    @rule()
    def a_request_comes(self) -> None:
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

    def _must_go(self, connection: HttpcoreConnection) -> bool:
        most, expiry = self.limits.max_keepalive_connections, self.limits.keepalive_expiry
        too_many = most is not None and len(self.free) > most
        return self.over or too_many or (expiry is not None and self.rig.clock.now - connection.idle_since > expiry)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def somebody_gives_up(self, data: st.DataObject) -> None:
        waiter = self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1), label="which"))
        assert self.rig.connections.cancel(waiter) is None

    @rule(seconds=st.integers(1, 15))
    def time_passes(self, seconds: int) -> None:
        self.rig.clock.now += seconds

    @precondition(lambda self: not self.over and len(self.gone) + len(self.busy) > 3)  # late, when much has happened
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
    def no_more_lanes_than_allowed(self) -> None:
        most, most_idle = self.limits.max_connections, self.limits.max_keepalive_connections
        assert most is None or len(self.busy) + len(self.free) <= most
        assert most_idle is None or len(self.free) <= most_idle

    @invariant()
    def nobody_waits_beside_a_free_lane_or_is_woken_for_nothing(self) -> None:
        assert not (self.waiting and self.free)
        assert self.woken == []


AnyOrderOfEvents.TestCase.settings = settings(max_examples=examples(100), stateful_step_count=40, deadline=None)
TestAnyOrderOfEvents = AnyOrderOfEvents.TestCase
