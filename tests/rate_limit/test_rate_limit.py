"""The limit that clients share: a bucket for each account, checked arguments, threads."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from checkout_client import RateLimit
from checkout_client.rate_limit import Reservation, limit


def test_each_account_has_its_own_bucket() -> None:
    rate_limit = RateLimit(per_second=2)

    delays = [rate_limit.reserve(account, 0.0).delay for account in (None, "acct_1", None, "acct_2", "acct_1")]

    assert delays == [0, 0, 0.5, 0, 0.5]


def test_a_pause_is_for_one_account() -> None:
    rate_limit = RateLimit(per_second=2)
    rate_limit.pause("acct_1", 7.0, 1.0)

    assert rate_limit.reserve("acct_1", 1.0).delay == 7.0
    assert rate_limit.reserve(None, 1.0).delay == 0


def test_it_counts_what_waits() -> None:
    rate_limit = RateLimit(per_second=2)
    assert rate_limit.reserve(None, 0.0) == Reservation(0.0, 0.0)
    assert rate_limit.waiting == 0

    second, third = rate_limit.reserve(None, 0.0), rate_limit.reserve(None, 0.0)
    assert (second.delay, third.delay, rate_limit.waiting) == (0.5, 1.0, 2)
    assert rate_limit.reserve(None, 0.4, second).delay == pytest.approx(0.1)
    assert rate_limit.waiting == 2
    assert rate_limit.reserve(None, 0.5, second).delay == 0
    assert rate_limit.waiting == 1
    rate_limit.cancel(None, third, 0.6)
    assert rate_limit.waiting == 0


def test_threads_never_get_the_same_place() -> None:
    rate_limit = RateLimit(per_second=1000)

    def reserve(_: int) -> float:
        return rate_limit.reserve(None, 0.0).slot

    with ThreadPoolExecutor(8) as threads:
        slots = list(threads.map(reserve, range(2000)))

    assert sorted(slots) == pytest.approx([number / 1000 for number in range(2000)])
    assert rate_limit.waiting == 1999


def test_buckets_that_nobody_uses_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "_MAX_IDLE", 3)
    rate_limit = RateLimit(per_second=1)
    for number in range(3):
        rate_limit.reserve(f"acct_{number}", 0.0)
    rate_limit.reserve("acct_2", 0.0)
    rate_limit.reserve("acct_3", 1.5)  # the buckets of 0 and 1 are full again

    assert set(rate_limit._buckets) == {"acct_2", "acct_3"}
    assert rate_limit.reserve("acct_2", 1.5).delay == 0.5


def test_buckets_in_use_are_kept_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "_MAX_IDLE", 3)
    rate_limit = RateLimit(per_second=1)
    for number in range(20):
        rate_limit.reserve(f"acct_{number}", 0.0)

    assert [rate_limit.reserve(f"acct_{number}", 0.0).delay for number in range(20)] == [1.0] * 20


def test_a_pickle_and_a_copy_have_the_numbers_and_no_buckets() -> None:
    rate_limit = RateLimit(per_second=2, burst=3)
    rate_limit.reserve(None, 0.0)

    for copied in (pickle.loads(pickle.dumps(rate_limit)), copy.deepcopy(rate_limit)):
        assert (copied.per_second, copied.burst, copied.waiting) == (2.0, 3, 0)
        assert copied._buckets == {}
    assert repr(rate_limit) == "RateLimit(per_second=2.0, burst=3)"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"per_second": "25"}, TypeError, "per_second must be a number, not str"),
        ({"per_second": True}, TypeError, "per_second must be a number, not bool"),
        ({"per_second": 0}, ValueError, "per_second must be a number from 0.000001 to 1,000,000"),
        ({"per_second": float("nan")}, ValueError, "per_second must be a number from"),
        ({"per_second": 10**400}, ValueError, "per_second must be a number from"),
        ({"per_second": 25, "burst": 0}, ValueError, "burst must be at least 1, not 0"),
        ({"per_second": 25, "burst": 2.5}, TypeError, "burst must be an integer, not float"),
    ],
)
def test_numbers_that_cannot_work_are_rejected(arguments: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        RateLimit(**arguments)
