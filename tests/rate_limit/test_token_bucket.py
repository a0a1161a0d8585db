"""The bucket alone: when requests may be sent, by a clock that the test moves."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkout_client.rate_limit._token_bucket import TokenBucket


def planned(bucket: TokenBucket, count: int, now: float = 0.0) -> list[float]:
    """When ``count`` requests that arrive now may be sent."""
    return [bucket.plan(now) for _ in range(count)]


def test_requests_are_evenly_spaced() -> None:
    assert planned(TokenBucket(4, burst=1), 4) == [0.0, 0.25, 0.5, 0.75]


def test_a_burst_is_sent_at_once() -> None:
    assert planned(TokenBucket(4, burst=3), 5) == [0.0, 0.0, 0.0, 0.25, 0.5]


def test_a_quiet_time_makes_room_for_one_burst_and_not_more() -> None:
    bucket = TokenBucket(4, burst=2)
    planned(bucket, 2)

    assert planned(bucket, 4, now=100.0) == [100.0, 100.0, 100.25, 100.5]


def test_a_request_in_time_does_not_wait() -> None:
    bucket = TokenBucket(4, burst=1)
    for now in (0.0, 0.25, 0.5):
        assert bucket.delay(bucket.plan(now), now) == 0


def test_the_next_request_gets_a_canceled_place() -> None:
    bucket = TokenBucket(4, burst=1)
    slots = planned(bucket, 4)
    bucket.cancel(slots[2])
    bucket.cancel(slots[1])

    assert planned(bucket, 3) == [0.25, 0.5, 1.0]


def test_a_canceled_place_in_the_past_is_dropped() -> None:
    bucket = TokenBucket(4, burst=1)
    slots = planned(bucket, 3)
    bucket.cancel(slots[1])

    assert planned(bucket, 1, now=0.3) == [0.75]


def test_after_a_stall_requests_are_not_sent_all_at_once() -> None:
    bucket = TokenBucket(4, burst=1)
    slots = planned(bucket, 4)
    # The process was suspended, and every request wakes at second 10.
    assert bucket.delay(slots[0], 10.0) == 0
    assert [bucket.delay(slot, 10.0) for slot in slots[1:]] == [0.25, 0.25, 0.25]
    assert bucket.delay(slots[1], 10.25) == 0
    assert bucket.delay(slots[2], 10.25) == 0.25


def test_a_pause_delays_what_waits_and_keeps_its_spacing() -> None:
    bucket = TokenBucket(4, burst=1)
    slots = planned(bucket, 3)
    assert bucket.delay(slots[0], 0.0) == 0
    bucket.pause(until=5.0, now=0.1)

    assert bucket.delay(slots[1], 0.25) == pytest.approx(4.9)
    assert bucket.delay(slots[1], 5.0) == pytest.approx(0.15)
    assert bucket.delay(slots[1], 5.15) == 0
    assert bucket.delay(slots[2], 5.15) == pytest.approx(0.25)


def test_a_pause_ends_the_burst() -> None:
    bucket = TokenBucket(4, burst=10)
    bucket.pause(until=2.0, now=1.0)

    sent = []
    for _ in range(3):
        slot = bucket.plan(1.0)
        sent.append(1.0 + bucket.delay(slot, 1.0))
    assert sent == [2.0, 2.25, 2.5]


def test_pauses_overlap_and_never_shorten_each_other() -> None:
    bucket = TokenBucket(4, burst=1)
    bucket.pause(until=3.0, now=1.0)
    bucket.pause(until=2.0, now=1.5)
    bucket.pause(until=4.0, now=2.0)

    assert bucket.delay(bucket.plan(2.0), 2.0) == 2.0


def test_it_is_idle_when_it_is_like_a_new_one() -> None:
    bucket = TokenBucket(4, burst=1)
    assert bucket.is_idle(0.0)
    bucket.delay(bucket.plan(0.0), 0.0)
    assert not bucket.is_idle(0.1)
    assert bucket.is_idle(0.25)
    bucket.pause(until=2.0, now=1.0)
    assert not bucket.is_idle(1.9)
    assert bucket.is_idle(2.0)


Arrival = tuple[float, float, bool]
"""Seconds after the arrival before, how late the request wakes, and whether it is canceled."""

arrivals = st.lists(
    st.tuples(st.floats(0, 1), st.one_of(st.just(0.0), st.floats(0, 3)), st.booleans()), min_size=1, max_size=25
)
pauses = st.lists(st.tuples(st.floats(0, 8), st.floats(0.01, 4)), max_size=3)


def simulate(per_second: float, burst: int, given: list[Arrival], paused: list[tuple[float, float]]) -> list[float]:
    """When each request was sent, in the order of sending."""
    bucket = TokenBucket(per_second, burst)
    events: list[tuple[float, int, object]] = []
    now = 0.0
    for number, (after, late, canceled) in enumerate(given):
        now += after
        events.append((now, number, ("arrives", late, canceled)))
    for number, (start, length) in enumerate(paused, len(given)):
        events.append((start, number, ("pause", length)))
    events.sort()
    sent: list[float] = []
    while events:
        now, number, what = heappop(events)
        match what:
            case ("pause", float(length)):
                bucket.pause(now + length, now)
                continue
            case ("arrives", float(late), bool(canceled)):
                slot = bucket.plan(now)
            case (float(slot), float(late), bool(canceled)):
                if canceled:
                    bucket.cancel(slot)
                    continue
        delay = bucket.delay(slot, now)
        if delay > 0:
            heappush(events, (now + delay + late, number, (slot, 0.0, canceled)))
        else:
            sent.append(now)
    return sent


@example(4.0, 1, [(0.0, 3.0, False)] * 10, [])
@given(st.sampled_from([0.5, 4.0, 25.0]), st.integers(1, 5), arrivals, pauses)
def test_no_period_has_more_requests_than_the_limit_allows(
    per_second: float, burst: int, given: list[Arrival], paused: list[tuple[float, float]]
) -> None:
    sent = simulate(per_second, burst, given, paused)

    for first, last in combinations(range(len(sent)), 2):
        count = last - first + 1
        assert count <= burst + per_second * (sent[last] - sent[first]) + 1e-6
    assert not [time for time in sent for start, length in paused if start + 1e-6 < time < start + length - 1e-6]


@given(st.integers(1, 5), arrivals)
def test_requests_that_wake_in_time_are_sent_in_order_and_without_gaps(burst: int, given: list[Arrival]) -> None:
    gaps = [after for after, _, _ in given]
    sent = simulate(4.0, burst, [(after, 0.0, False) for after in gaps], [])

    # The times that a plain queue gives: as early as the limit allows, first come, first served.
    expected: list[float] = []
    now = 0.0
    for number, after in enumerate(gaps):
        now += after
        earliest = max([now, *(expected[k] + 0.25 * (number - k - burst + 1) for k in range(number - burst + 1))])
        expected.append(earliest)
    assert sent == pytest.approx(expected)
