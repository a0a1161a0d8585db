"""The number of requests in flight adapts to 429."""

from __future__ import annotations

from checkout_client.bulk._adaptive_concurrency import AdaptiveConcurrency


def test_a_rate_limit_halves_it():
    aimd = AdaptiveConcurrency(8)
    for expected in (4, 2, 1):
        assert aimd.on_rate_limit(aimd.round)
        assert aimd.limit == expected
    assert not aimd.on_rate_limit(aimd.round)


def test_the_requests_of_one_round_count_once():
    aimd = AdaptiveConcurrency(8)
    round_sent = aimd.round
    assert all(aimd.on_rate_limit(round_sent) for _ in range(8))
    assert aimd.limit == 4


def test_late_responses_do_not_count_again():
    aimd = AdaptiveConcurrency(2)
    assert aimd.on_rate_limit(0)
    assert aimd.limit == 1
    assert aimd.on_rate_limit(0)
    assert not aimd.on_rate_limit(1)


def test_a_round_without_trouble_adds_one():
    aimd = AdaptiveConcurrency(4)
    aimd.on_rate_limit(0)
    steps: list[int] = []
    for _ in range(9):
        aimd.on_success()
        steps.append(aimd.limit)
    assert steps == [2, 3, 3, 3, 4, 4, 4, 4, 4]


def test_a_rate_limit_starts_the_round_again():
    aimd = AdaptiveConcurrency(4)
    for _ in range(3):
        aimd.on_success()
    aimd.on_rate_limit(0)
    aimd.on_success()
    assert aimd.limit == 2
