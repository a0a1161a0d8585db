"""The adaptation to 429."""

from __future__ import annotations

from checkout_client.bulk._adaptive_concurrency import AdaptiveConcurrency


def test_a_limit_halves_it():
    pace = AdaptiveConcurrency(8)
    for expected in (4, 2, 1):
        assert pace.on_rate_limit(pace.round)
        assert pace.at_once == expected
    assert not pace.on_rate_limit(pace.round)


def test_the_requests_of_one_round_count_once():
    pace = AdaptiveConcurrency(8)
    began_in = pace.round
    assert all(pace.on_rate_limit(began_in) for _ in range(8))
    assert pace.at_once == 4


def test_late_news_do_not_end_the_walk():
    pace = AdaptiveConcurrency(2)
    assert pace.on_rate_limit(0)
    assert pace.at_once == 1
    assert pace.on_rate_limit(0)
    assert not pace.on_rate_limit(1)


def test_a_round_without_trouble_adds_one():
    pace = AdaptiveConcurrency(4)
    pace.on_rate_limit(0)
    steps: list[int] = []
    for _ in range(9):
        pace.on_success()
        steps.append(pace.at_once)
    assert steps == [2, 3, 3, 3, 4, 4, 4, 4, 4]


def test_trouble_starts_the_round_again():
    pace = AdaptiveConcurrency(4)
    for _ in range(3):
        pace.on_success()
    pace.on_rate_limit(0)
    pace.on_success()
    assert pace.at_once == 2
