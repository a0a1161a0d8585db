"""The schedule of a parallel listing, driven by hand: in any order of responses, every Session is yielded once."""

from __future__ import annotations

import random
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.depth import examples

from checkout_client.bulk._schedule import Order, PageRequest, Schedule
from checkout_client.bulk.ranges import split_range

ORDERS: tuple[Order, ...] = ("newest_first", "as_they_come")
every_order = pytest.mark.parametrize("order", ORDERS)


@attrs.frozen
class Item:
    id: str
    created: int


class Simulation:
    """A list on a server, and a schedule that reads it."""

    def __init__(
        self, times: Sequence[int], order: Order, at_once: int, limit: int, until: int, count: int = 8
    ) -> None:
        self.items = [Item(f"cs_{number}", time) for number, time in enumerate(sorted(times))][::-1]
        self.place = {item.id: number for number, item in enumerate(self.items)}
        self.schedule = Schedule[Item](split_range({"gte": 0, "lt": until}, count), order, at_once)
        self.limit = limit
        self.in_flight: list[PageRequest[Item]] = []
        self.found: list[Item] = []
        self.rounds = self.requests = self.most_held = 0
        self.shares: list[float] = []

    def ask(self) -> None:
        while request := self.schedule.next_request():
            self.in_flight.append(request)
            self.requests += 1
        self.most_held = max(self.most_held, self.schedule.pages_held)

    def answer(self, number: int, attempts: int = 1) -> None:
        request = self.in_flight.pop(number)
        params = request.params
        created = params["created"]
        assert isinstance(created, dict)
        after = params.get("starting_after")
        start = self.place[after] + 1 if isinstance(after, str) else 0
        found = [item for item in self.items[start:] if created["gte"] <= item.created < created["lt"]]
        self.schedule.page_received(request, found[: self.limit], has_more=len(found) > self.limit, attempts=attempts)

    def take(self) -> bool:
        page = self.schedule.take()
        if page is None:
            return False
        self.found.extend(page)
        self.shares.append(self.schedule.progress(page).share)
        return True

    def walk(self) -> None:
        """Everything that is asked for comes at once, and is taken at once."""
        while not self.schedule.finished:
            self.ask()
            self.rounds += 1
            while self.in_flight:
                self.answer(0)
            while self.take():
                pass


times = st.one_of(
    st.lists(st.integers(0, 999), max_size=120),
    st.lists(st.integers(500, 503), max_size=120),
    st.builds(lambda second, count: [second] * count, st.integers(0, 999), st.integers(0, 120)),
    st.lists(st.integers(0, 999).map(lambda time: time**2 // 999), max_size=120),
)


@settings(max_examples=examples(300), deadline=None)
@given(st.data(), times, st.sampled_from(ORDERS), st.integers(1, 8), st.integers(1, 10), st.integers(1, 10))
def test_any_order_of_responses(
    data: st.DataObject, times: list[int], order: Order, at_once: int, limit: int, count: int
):
    """Any timing, some of it with 429 and retries: exactly the sequential walk, within all bounds."""
    simulation = Simulation(times, order, at_once, limit, 1000, count)
    schedule = simulation.schedule
    choose = data.draw(st.randoms(use_true_random=False))
    troubles = choose.randrange(10)
    while not schedule.finished:
        simulation.ask()
        assert schedule.in_flight == len(simulation.in_flight) <= at_once
        assert schedule.pages_held <= 4 * at_once
        if choose.random() < 0.4 and simulation.take():
            continue
        if not simulation.in_flight:
            assert simulation.take(), "nothing under way, nothing to take: stuck"
            continue
        number = choose.randrange(len(simulation.in_flight))
        trouble = choose.random()
        if troubles and trouble < 0.2 and schedule.concurrency.limit > 1:
            troubles -= 1
            assert schedule.rate_limited(simulation.in_flight.pop(number))
        else:
            simulation.answer(number, attempts=2 if trouble > 0.9 else 1)
    if order == "as_they_come":
        simulation.found.sort(key=lambda item: simulation.place[item.id])
    assert simulation.found == simulation.items


@every_order
def test_shards_are_requested_at_once_and_no_more_than_allowed(order: Order):
    simulation = Simulation(range(1000), order, at_once=3, limit=10, until=1000)
    simulation.ask()
    assert len(simulation.in_flight) == 3
    assert [request.params for request in simulation.in_flight] == [
        {"created": {"gte": 875, "lt": 1000}},
        {"created": {"gte": 750, "lt": 875}},
        {"created": {"gte": 625, "lt": 750}},
    ]


@every_order
@pytest.mark.parametrize("count", [1, 8, 16, 17, 64, 1000])
def test_memory_is_bounded_while_nothing_is_taken(order: Order, count: int):
    """Four pages for each request in flight, also with more shards than that."""
    simulation = Simulation(range(5000), order, at_once=4, limit=3, until=5000, count=count)
    simulation.ask()
    while simulation.in_flight:
        simulation.answer(0)
        simulation.ask()
    assert simulation.most_held <= 16
    assert simulation.requests <= 17
    assert simulation.schedule.pages_held == simulation.most_held >= 15


@pytest.mark.one_in(2)
@every_order
@pytest.mark.parametrize("first", [-1, 0], ids=["newest response first", "oldest response first"])
def test_memory_is_bounded_with_empty_shards(order: Order, first: int):
    """An empty page makes room at once, and the next shard takes the place that is reserved for the next page."""
    times = [time for time in range(5000) if time // 100 % 2]
    simulation = Simulation(times, order, at_once=4, limit=3, until=5000, count=100)
    simulation.ask()
    while simulation.in_flight:
        simulation.answer(first)
        simulation.ask()
    assert simulation.most_held <= 16
    while simulation.take() or simulation.in_flight:
        simulation.ask()
        while simulation.in_flight:
            simulation.answer(first)
            simulation.ask()
    assert simulation.most_held <= 16
    assert sorted(simulation.found, key=lambda item: simulation.place[item.id]) == simulation.items


@pytest.mark.parametrize(
    ("order", "spread", "rounds", "requests"),
    [
        pytest.param("as_they_come", "even", 28, 215, marks=pytest.mark.long),
        pytest.param("newest_first", "even", 34, 255, marks=pytest.mark.long),
        ("as_they_come", "one crowded hour", 36, 250),
        pytest.param("newest_first", "one crowded hour", 37, 272, marks=pytest.mark.long),
        pytest.param("as_they_come", "at a steady pace", 27, 210, marks=pytest.mark.long),
        pytest.param("newest_first", "at a steady pace", 28, 212, marks=pytest.mark.long),
    ],
)
def test_eight_requests_at_once_are_kept_busy(order: Order, spread: str, rounds: int, requests: int):
    """200 pages, eight at once: 25 rounds would be perfect, 200 is the sequential walk."""
    month = 30 * 86_400
    source = random.Random(7)
    among = (0, month) if spread == "even" else (20 * 86_400, 20 * 86_400 + 3600)
    times = [source.randrange(*among) for _ in range(20_000)]
    if spread == "at a steady pace":
        times = list(range(0, month, month // 20_000))[:20_000]
    simulation = Simulation(times, order, at_once=8, limit=100, until=month)
    simulation.walk()
    assert simulation.rounds <= rounds
    assert simulation.requests <= requests
    assert simulation.most_held <= 32


@every_order
def test_one_crowded_second_needs_few_extra_requests(order: Order):
    simulation = Simulation([12_345] * 2000, order, at_once=8, limit=100, until=86_400)
    simulation.walk()
    assert len(simulation.found) == 2000
    assert simulation.requests <= 20 + 8 + 32


@every_order
def test_the_share_only_grows_and_ends_at_one(order: Order):
    simulation = Simulation(range(0, 1000, 3), order, at_once=4, limit=10, until=1000)
    simulation.walk()
    assert simulation.shares == sorted(simulation.shares)
    assert 0 < simulation.shares[0] < simulation.shares[-1] <= 1
