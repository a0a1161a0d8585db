"""What a client uses of the world unless it is given something else."""

from __future__ import annotations

import time
from uuid import UUID

from checkout_client._transport.environment import Environment


def test_keys_are_random_uuids() -> None:
    keys = {Environment().new_idempotency_key() for _ in range(1000)}

    assert len(keys) == 1000
    assert {UUID(key).version for key in keys} == {4}
    assert {key == str(UUID(key)) for key in keys} == {True}


def test_a_deadline_is_measured_by_a_clock_that_nobody_sets() -> None:
    assert Environment().monotonic is time.monotonic


def test_a_date_is_compared_with_the_wall_clock() -> None:
    assert Environment().wall_clock is time.time


def test_waits_are_spread_evenly() -> None:
    numbers = [Environment().random() for _ in range(4000)]

    assert 0 <= min(numbers) < 0.01 < 0.99 < max(numbers) < 1
    assert len(set(numbers)) > 3990
    for tenth in range(10):
        assert 200 < sum(tenth <= number * 10 < tenth + 1 for number in numbers) < 600  # 400 with a spread of 19
