"""The plan of a parallel walk, driven by hand: whatever comes when, every session is handed out once."""

from __future__ import annotations

import random
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.depth import examples

from checkout_client.bulk._schedule import PAGES_FOR_EACH_REQUEST, Order, PageRequest, Plan
from checkout_client.bulk.ranges import parts

ORDERS: tuple[Order, ...] = ("newest_first", "as_they_come")
every_order = pytest.mark.parametrize("order", ORDERS)


@attrs.frozen
class Item:
    id: str
    created: int


class World:
    """A list, and a walk through it."""

    def __init__(
        self, times: Sequence[int], order: Order, at_once: int, limit: int, until: int, count: int = 8
    ) -> None:
        self.items = [Item(f"cs_{number}", time) for number, time in enumerate(sorted(times))][::-1]
        self.place = {item.id: number for number, item in enumerate(self.items)}
        self.plan = Plan[Item](parts({"gte": 0, "lt": until}, count), order, at_once)
        self.limit = limit
        self.in_flight: list[PageRequest[Item]] = []
        self.found: list[Item] = []
        self.rounds = self.requests = self.most_held = 0
        self.shares: list[float] = []

    def ask(self) -> None:
        while request := self.plan.next_request():
            self.in_flight.append(request)
            self.requests += 1
        self.most_held = max(self.most_held, self.plan.pages_held)

    def answer(self, number: int, attempts: int = 1) -> None:
        request = self.in_flight.pop(number)
        params = request.params
        created = params["created"]
        assert isinstance(created, dict)
        after = params.get("starting_after")
        start = self.place[after] + 1 if isinstance(after, str) else 0
        found = [item for item in self.items[start:] if created["gte"] <= item.created < created["lt"]]
        self.plan.page_came(request, found[: self.limit], has_more=len(found) > self.limit, attempts=attempts)

    def take(self) -> bool:
        page = self.plan.take()
        if page is None:
            return False
        self.found.extend(page)
        self.shares.append(self.plan.progress(page).share)
        return True

    def walk(self) -> None:
        """Everything that is asked for comes at once, and is taken at once."""
        while not self.plan.finished:
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
def test_whatever_comes_when(data: st.DataObject, times: list[int], order: Order, at_once: int, limit: int, count: int):
    """Any timing, some of it with 429 and retries: exactly the sequential walk, within all bounds."""
    world = World(times, order, at_once, limit, 1000, count)
    plan = world.plan
    choose = data.draw(st.randoms(use_true_random=False))
    troubles = choose.randrange(10)
    while not plan.finished:
        world.ask()
        assert plan.in_flight == len(world.in_flight) <= at_once
        assert plan.pages_held <= PAGES_FOR_EACH_REQUEST * at_once
        if choose.random() < 0.4 and world.take():
            continue
        if not world.in_flight:
            assert world.take(), "nothing under way, nothing to take: stuck"
            continue
        number = choose.randrange(len(world.in_flight))
        trouble = choose.random()
        if troubles and trouble < 0.2 and plan.pace.at_once > 1:
            troubles -= 1
            assert plan.was_limited(world.in_flight.pop(number))
        else:
            world.answer(number, attempts=2 if trouble > 0.9 else 1)
    if order == "as_they_come":
        world.found.sort(key=lambda item: world.place[item.id])
    assert world.found == world.items


@every_order
def test_shards_are_asked_at_once_and_no_more_than_allowed(order: Order):
    world = World(range(1000), order, at_once=3, limit=10, until=1000)
    world.ask()
    assert len(world.in_flight) == 3
    assert [request.params for request in world.in_flight] == [
        {"created": {"gte": 875, "lt": 1000}},
        {"created": {"gte": 750, "lt": 875}},
        {"created": {"gte": 625, "lt": 750}},
    ]


@every_order
def test_memory_is_bounded_where_nothing_is_taken(order: Order):
    world = World(range(5000), order, at_once=4, limit=10, until=5000)
    world.ask()
    while world.in_flight:
        world.answer(0)
        world.ask()
    assert world.most_held <= PAGES_FOR_EACH_REQUEST * 4
    assert world.requests <= PAGES_FOR_EACH_REQUEST * 4 + 1


@pytest.mark.parametrize(
    ("order", "spread", "rounds", "requests"),
    [
        ("as_they_come", "even", 28, 215),
        ("newest_first", "even", 34, 255),
        ("as_they_come", "one crowded hour", 36, 250),
        ("newest_first", "one crowded hour", 37, 272),
        ("as_they_come", "at a steady pace", 27, 210),
        ("newest_first", "at a steady pace", 28, 212),
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
    world = World(times, order, at_once=8, limit=100, until=month)
    world.walk()
    assert world.rounds <= rounds
    assert world.requests <= requests
    assert world.most_held <= 32


@every_order
def test_one_crowded_second_is_walked_with_few_requests_more(order: Order):
    world = World([12_345] * 2000, order, at_once=8, limit=100, until=86_400)
    world.walk()
    assert len(world.found) == 2000
    assert world.requests <= 20 + 8 + 32


@every_order
def test_the_share_only_grows_and_ends_at_one(order: Order):
    world = World(range(0, 1000, 3), order, at_once=4, limit=10, until=1000)
    world.walk()
    assert world.shares == sorted(world.shares)
    assert 0 < world.shares[0] < world.shares[-1] <= 1


@pytest.mark.parametrize("has_more", [True, False])
def test_a_server_that_repeats_itself_ends_the_piece(has_more: bool):
    plan = Plan[Item](parts({"gte": 0, "lt": 10}, 1), "newest_first", 1)
    page = [Item("cs_1", 5)]
    for _ in range(2):
        request = plan.next_request()
        if request is not None:
            plan.page_came(request, page, has_more=has_more, attempts=1)
    assert plan.take() == page
    assert plan.take() is None
    assert plan.finished


def test_an_empty_page_that_says_more_ends_the_piece():
    plan = Plan[Item](parts({"gte": 0, "lt": 10}, 1), "newest_first", 1)
    request = plan.next_request()
    assert request is not None
    plan.page_came(request, [], has_more=True, attempts=1)
    assert plan.finished
