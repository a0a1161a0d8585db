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
from support.worlds import Clock

from checkout_client import Limits
from checkout_client._transport.pool.pool_state import Lanes, Turn
from checkout_client.options import LimitsLike


class Lane:
    def __init__(self, number: int) -> None:
        self.number = number
        self.idle_since = 0.0

    def __repr__(self) -> str:
        return f"lane {self.number}"


class Rig:
    """Lanes under limits, with a clock that is moved by hand."""

    def __init__(self, limits: LimitsLike) -> None:
        self.clock = Clock()
        numbers = count()
        self.lanes: Lanes[Lane] = Lanes(limits, lambda: Lane(next(numbers)), self.clock)

    def take(self, number: int = 1) -> list[Lane]:
        taken = [self.lanes.take() for _ in range(number)]
        return [lane for lane in taken if lane is not None]

    def give_back(self, *lanes: Lane) -> list[int]:
        return [surplus.number for lane in lanes for surplus in self.lanes.give_back(lane)]

    def wait(self, woken: list[str], name: str) -> Turn[Lane]:
        return self.lanes.wait(lambda: woken.append(name))


def test_lanes_are_made_up_to_the_limit_and_no_further() -> None:
    rig = Rig(Limits(max_connections=3))

    assert [lane.number for lane in rig.take(5)] == [0, 1, 2]


@pytest.mark.parametrize(
    "limits", [Limits(max_connections=None), httpx.Limits()], ids=["Limits without a bound", "httpx.Limits"]
)
def test_without_a_limit_there_are_as_many_as_are_asked_for(limits: LimitsLike) -> None:
    rig = Rig(limits)

    assert len(rig.take(1000)) == 1000


def test_the_lane_that_was_used_last_is_used_next_so_that_the_others_grow_old() -> None:
    rig = Rig(Limits())
    first, second, third = rig.take(3)
    rig.give_back(second, third, first)

    assert rig.take(2) == [first, third]


def test_a_lane_that_could_not_be_made_takes_nobodys_place() -> None:
    made: list[Lane] = []

    def make() -> Lane:
        if not made:
            made.append(Lane(0))
            raise OSError("no files left")
        return made[0]

    lanes: Lanes[Lane] = Lanes(Limits(max_connections=1), make, Clock())

    with pytest.raises(OSError, match="no files left"):
        lanes.take()
    assert lanes.take() is made[0]


def test_who_waits_is_served_in_the_order_of_arrival() -> None:
    rig = Rig(Limits(max_connections=1))
    (lane,) = rig.take()
    woken: list[str] = []
    turns = [rig.wait(woken, name) for name in "abc"]

    for turn in turns:
        assert turn.lane is None
        assert rig.give_back(lane) == []
        assert turn.lane is lane
        assert rig.lanes.leave(turn) is lane
        assert rig.take() == []  # handed over, not put down where anybody could take it
    assert woken == ["a", "b", "c"]

    rig.give_back(lane)
    assert rig.take() == [lane]


def test_who_gave_up_is_passed_over_and_not_remembered() -> None:
    rig = Rig(Limits(max_connections=1))
    (lane,) = rig.take()
    woken: list[str] = []
    first, second, third = [rig.wait(woken, name) for name in "abc"]

    assert rig.lanes.leave(second) is None
    rig.give_back(lane)
    rig.give_back(lane)

    assert woken == ["a", "c"]
    assert (first.lane, second.lane, third.lane) == (lane, None, lane)
    assert not rig.lanes._queue


def test_who_gives_up_as_the_turn_comes_gets_the_lane_and_must_see_to_it() -> None:
    rig = Rig(Limits(max_connections=1))
    (lane,) = rig.take()
    woken: list[str] = []
    turn = rig.wait(woken, "a")
    rig.give_back(lane)

    assert rig.lanes.leave(turn) is lane


def test_a_hundred_thousand_who_gave_up_leave_nothing_behind() -> None:
    rig = Rig(Limits(max_connections=1))
    rig.take()

    for _ in range(100_000):
        rig.lanes.leave(rig.lanes.wait(int))

    assert not rig.lanes._queue


def test_lanes_beyond_those_to_be_kept_are_closed_the_oldest_first() -> None:
    rig = Rig(Limits(max_connections=4, max_keepalive_connections=2))
    lanes = rig.take(4)

    assert rig.give_back(*lanes) == [0, 1]
    assert [lane.number for lane in rig.take(3)] == [3, 2, 4]


def test_no_lane_is_kept_where_none_may_be() -> None:
    rig = Rig(Limits(max_connections=1, max_keepalive_connections=0))

    assert rig.give_back(*rig.take()) == [0]
    assert rig.give_back(*rig.take()) == [1]


def test_lanes_unused_for_too_long_are_closed_at_most_two_at_a_time() -> None:
    rig = Rig(Limits(keepalive_expiry=30))
    rig.give_back(*rig.take(4))
    rig.clock.now += 30
    assert rig.give_back(*rig.take()) == []  # not yet

    rig.clock.now += 0.5

    assert rig.give_back(*rig.take()) == [0, 1]
    assert rig.give_back(*rig.take()) == [2]
    assert rig.give_back(*rig.take()) == []


@pytest.mark.parametrize("expiry", [None, 1e9], ids=["never", "late"])
def test_lanes_are_kept_as_long_as_is_wanted(expiry: float | None) -> None:
    rig = Rig(Limits(max_keepalive_connections=None, keepalive_expiry=expiry))
    rig.give_back(*rig.take(200))
    rig.clock.now += 1e8

    assert rig.give_back(*rig.take()) == []


def test_a_closed_lane_makes_room_for_another() -> None:
    rig = Rig(Limits(max_connections=2, max_keepalive_connections=1))
    rig.give_back(*rig.take(2))

    assert [lane.number for lane in rig.take(3)] == [1, 2]


def test_closing_gives_the_free_lanes_and_keeps_nothing_afterwards() -> None:
    rig = Rig(Limits())
    free, free_too, busy, busy_too = rig.take(4)
    rig.give_back(free, free_too)
    assert not rig.lanes.closed()

    assert rig.lanes.close() == [free, free_too]

    assert rig.lanes.closed()
    assert rig.give_back(busy, busy_too) == [2, 3]
    assert rig.lanes.close() == []


def test_closing_wakes_all_who_wait_empty_handed() -> None:
    rig = Rig(Limits(max_connections=1))
    rig.take()
    woken: list[str] = []
    turns = [rig.wait(woken, name) for name in "abc"]
    rig.lanes.leave(turns[0])

    assert rig.lanes.close() == []

    assert woken == ["b", "c"]
    assert [rig.lanes.leave(turn) for turn in turns] == [None, None, None]


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
    """The work of each step where so many others hold lanes, have given up, and are waiting."""
    rig = Rig(Limits(max_connections=others, keepalive_expiry=30))
    held = rig.take(others)
    turns = [rig.lanes.wait(int) for _ in range(2 * others)]
    work = {"take": calls(rig.lanes.take), "wait": calls(lambda: rig.lanes.wait(int))}
    for turn in turns[: others - 1]:
        rig.lanes.leave(turn)
    work["leave"] = calls(lambda: rig.lanes.leave(turns[others - 1]))
    work["give_back to a waiter"] = calls(lambda: rig.lanes.give_back(held[0]))
    for turn in [*rig.lanes._queue]:
        rig.lanes.leave(turn)
    rig.give_back(*held[1:])
    rig.clock.now += 31
    work["give_back beside expired lanes"] = calls(lambda: rig.lanes.give_back(held[0]))
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
        self.busy: list[Lane] = []
        self.free: list[Lane] = []
        self.gone: list[Lane] = []
        self.waiting: list[Turn[Lane]] = []
        self.woken: list[int] = []
        self.arrivals = count()
        self.numbers: dict[int, int] = {}
        self.over = False

    @precondition(lambda self: not self.over)
    @rule()
    def a_request_comes(self) -> None:
        lane = self.rig.lanes.take()
        if lane is None:
            number = next(self.arrivals)
            turn = self.rig.lanes.wait(lambda: self.woken.append(number))
            self.numbers[id(turn)] = number
            self.waiting.append(turn)
            return
        assert lane not in self.busy + self.gone
        if self.free:
            assert lane is self.free.pop()
        self.busy.append(lane)

    @precondition(lambda self: self.busy)
    @rule(data=st.data())
    def a_request_ends(self, data: st.DataObject) -> None:
        lane = self.busy.pop(data.draw(st.integers(0, len(self.busy) - 1), label="which"))
        surplus = self.rig.lanes.give_back(lane)
        if self.waiting:
            assert surplus == []
            first = self.waiting.pop(0)
            assert first.lane is lane
            assert self.woken.pop() == self.numbers[id(first)]
            assert self.rig.lanes.leave(first) is lane
            self.busy.append(lane)
            return
        self.free.append(lane)
        assert len(surplus) <= 2
        for each in surplus:
            assert self._must_go(self.free[0])
            assert each is self.free.pop(0)
            self.gone.append(each)
        assert len(surplus) == 2 or not self.free or not self._must_go(self.free[0])

    def _must_go(self, lane: Lane) -> bool:
        most, expiry = self.limits.max_keepalive_connections, self.limits.keepalive_expiry
        too_many = most is not None and len(self.free) > most
        return self.over or too_many or (expiry is not None and self.rig.clock.now - lane.idle_since > expiry)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def somebody_gives_up(self, data: st.DataObject) -> None:
        turn = self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1), label="which"))
        assert self.rig.lanes.leave(turn) is None

    @rule(seconds=st.integers(1, 15))
    def time_passes(self, seconds: int) -> None:
        self.rig.clock.now += seconds

    @precondition(lambda self: not self.over and len(self.gone) + len(self.busy) > 3)  # late, when much has happened
    @rule()
    def the_pool_is_closed(self) -> None:
        assert self.rig.lanes.close() == self.free
        self.over = True
        self.gone += self.free
        self.free.clear()
        assert self.woken == [self.numbers[id(turn)] for turn in self.waiting]
        assert all(self.rig.lanes.leave(turn) is None for turn in self.waiting)
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


AnyOrderOfEvents.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestAnyOrderOfEvents = AnyOrderOfEvents.TestCase
