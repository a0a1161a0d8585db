"""Work grows linearly: four times the data is four times the work. Function calls are counted; nothing is timed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from support.counted import calls_of
from support.loopback import Loopback, Reply, example

from checkout_client import AsyncCheckoutClient, Limits
from checkout_client._decoding.converter import decode
from checkout_client._transport.pool.pool_state import PoolState, Waiter
from checkout_client._transport.request.form_encoding import encode
from checkout_client.models.session.session_list import SessionList

SOME, MANY = 50, 200
MARGIN = 1.05
"""Fixed costs make the ratio smaller; work that grows faster than the data makes it larger."""


def line_items(number: int) -> dict[str, Any]:
    return {
        "mode": "payment",
        "metadata": {f"key_{index}": f"a value {index}" for index in range(min(number, 50))},
        "line_items": [
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": 1000 + index,
                    "product_data": {"name": f"Shirt № {index}", "images": [f"https://example.com/{index}.png"]},
                },
                "tax_rates": ["txr_1", f"txr_{index}"],
                "quantity": index + 1,
            }
            for index in range(number)
        ],
    }


def page(number: int) -> bytes:
    session = example("page_create")
    line_item_list = example("page_line_items")
    sessions = [{**session, "id": f"cs_test_{index}", "line_items": line_item_list} for index in range(number)]
    listing = {"object": "list", "url": "/v1/checkout/sessions", "has_more": False, "data": sessions}
    return json.dumps(listing).encode()


def work_of_encoding(number: int) -> int:
    parameters = line_items(number)
    return calls_of(lambda: encode(parameters))


def work_of_decoding(number: int) -> int:
    content = page(number)
    return calls_of(lambda: decode(SessionList, json.loads(content)))


@pytest.mark.parametrize("work", [work_of_encoding, work_of_decoding])
def test_work_grows_linearly_with_the_data(work: Callable[[int], int]) -> None:
    work(SOME)  # functions are generated, names remembered
    assert work(MANY) <= work(SOME) * MANY / SOME * MARGIN


class CountingConnection:
    """A connection that counts how often it is compared or hashed: a search through connections must do one of them."""

    inspected = 0

    def __init__(self) -> None:
        self.idle_since = 0.0

    def __eq__(self, other: object) -> bool:
        CountingConnection.inspected += 1
        return self is other

    def __hash__(self) -> int:
        CountingConnection.inspected += 1
        return id(self)


def burst(requests: int, connections: int) -> int:
    """The function calls for so many requests at once: some wait, all are served, every fifth waiter is cancelled."""
    clock = iter(range(10 * requests))
    limits = Limits(max_connections=connections, max_keepalive_connections=connections // 2)
    pool: PoolState[CountingConnection] = PoolState(limits, CountingConnection, lambda: float(next(clock)))

    def work() -> None:
        busy: list[CountingConnection] = []
        waiters: list[Waiter[CountingConnection]] = []
        served: list[int] = []
        for _ in range(requests):
            connection = pool.acquire()
            if connection is None:
                waiters.append(pool.enqueue(partial(served.append, len(waiters))))
            else:
                busy.append(connection)
        for waiter in waiters[::5]:
            pool.cancel(waiter)
        while busy:
            pool.release(busy.pop())
            while served:
                connection = waiters[served.pop()].connection
                assert connection is not None
                busy.append(connection)
        pool.close()

    return calls_of(work)


@pytest.mark.parametrize("connections_grow", [True, False])
def test_the_cost_of_a_request_in_the_pool_does_not_depend_on_the_number_of_requests(
    connections_grow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counting(self: object, other: object) -> bool:
        nonlocal compared
        compared += 1
        return self is other

    monkeypatch.setattr(Waiter, "__eq__", counting)
    CountingConnection.inspected = 0
    few = burst(100, 25 if connections_grow else 10)
    many = burst(400, 100 if connections_grow else 10)
    assert many <= few * 4 * MARGIN
    # A search in C calls nothing that is counted above, but it compares.
    assert compared == CountingConnection.inspected == 0


def calls_of_one_create(server: Loopback, tasks: int) -> float:
    params: Any = {"mode": "payment", "success_url": "https://example.com/ok"}
    each = 2

    async def work() -> None:
        async with AsyncCheckoutClient(
            "sk_test_guard", base_url=server.url, limits=Limits(max_connections=8)
        ) as client:

            async def one() -> None:
                for _ in range(each):
                    await client.sessions.create(**params)

            await asyncio.gather(*(one() for _ in range(tasks)))

    return calls_of(lambda: asyncio.run(work())) / (tasks * each)


def test_the_cost_of_a_create_does_not_depend_on_the_number_of_tasks() -> None:
    with Loopback(lambda request: Reply(example("page_create"))) as server:
        calls_of_one_create(server, 4)
        few, many = calls_of_one_create(server, 20), calls_of_one_create(server, 80)
    assert many <= few * 1.1
