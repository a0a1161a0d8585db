"""The adaptation to 429."""

from __future__ import annotations

from checkout_client.bulk._adaptive_concurrency import Pace


def test_a_limit_halves_it():
    pace = Pace(8)
    for expected in (4, 2, 1):
        assert pace.slow_down(pace.round)
        assert pace.at_once == expected
    assert not pace.slow_down(pace.round)


def test_the_requests_of_one_round_count_once():
    pace = Pace(8)
    began_in = pace.round
    assert all(pace.slow_down(began_in) for _ in range(8))
    assert pace.at_once == 4


def test_late_news_do_not_end_the_walk():
    pace = Pace(2)
    assert pace.slow_down(0)
    assert pace.at_once == 1
    assert pace.slow_down(0)
    assert not pace.slow_down(1)


def test_a_round_without_trouble_adds_one():
    pace = Pace(4)
    pace.slow_down(0)
    steps: list[int] = []
    for _ in range(9):
        pace.went_well()
        steps.append(pace.at_once)
    assert steps == [2, 3, 3, 3, 4, 4, 4, 4, 4]


def test_trouble_starts_the_round_again():
    pace = Pace(4)
    for _ in range(3):
        pace.went_well()
    pace.slow_down(0)
    pace.went_well()
    assert pace.at_once == 2
