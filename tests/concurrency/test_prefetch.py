"""``options={"prefetch": True}``: the next page is on its way while this one is worked on."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import Any

import anyio.lowlevel
import httpx
import pytest
from support.background import fill, tasks_there_are, threads_of_walks, wait_for_threads
from support.list_server import ListServer
from support.runtimes import EVENT_LOOPS, PLAIN, RUNTIMES, Runtime
from support.walks import ids, result_of, settings, walk

from checkout_client import ServerError
from checkout_client._concurrency.prefetch import AsyncPrefetcher

AHEAD: Any = {"prefetch": True}

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
every_loop = pytest.mark.parametrize("runtime", EVENT_LOOPS, ids=lambda runtime: runtime.name)


@every_runtime
@pytest.mark.parametrize("count", [0, 1, 10, 25])
def test_the_same_items_with_the_same_requests(runtime: Runtime, count: int):
    ahead, server = ListServer(count), ListServer(count)
    found = walk(runtime, ahead, lambda sessions: sessions.list(limit=5, options=AHEAD))
    assert ids(found) == ids(walk(runtime, server, lambda sessions: sessions.list(limit=5))) == server.sessions
    assert ahead.queries == server.queries


@every_runtime
def test_with_max_items_and_line_items_and_backwards(runtime: Runtime):
    server = ListServer(25, items=25)
    few = walk(runtime, server, lambda sessions: sessions.list(limit=5, options={"prefetch": True, "max_items": 7}))
    assert ids(few) == server.sessions[:7]
    items = walk(runtime, server, lambda sessions: sessions.list_line_items("cs_1", options=AHEAD))
    assert ids(items) == server.items
    newer = walk(runtime, server, lambda sessions: sessions.list(ending_before="cs_1", limit=5, options=AHEAD))
    assert ids(newer) == server.sessions[-2::-1]


def test_a_thread_fetches_while_the_caller_works():
    server = ListServer(9)
    second_page = threading.Event()

    def serve(request: httpx.Request) -> httpx.Response:
        reply = server(request)
        if len(server.requests) == 2:
            second_page.set()
        return reply

    def look(client: Any) -> None:
        pages = client.sessions.list(limit=3, options=AHEAD).pages()
        next(pages)
        assert second_page.wait(10)  # nobody asked for it
        assert ids(next(pages).data) == server.sessions[3:6]
        pages.close()
        wait_for_threads()
        assert len(server.requests) <= 3

    PLAIN.use(settings(PLAIN, serve), look)


def test_without_it_there_is_no_thread():
    def look(client: Any) -> None:
        for _ in client.sessions.list(limit=3, options={"prefetch": False}):
            assert threads_of_walks() == []

    PLAIN.use(settings(PLAIN, ListServer(9)), look)


@every_loop
def test_a_task_fetches_while_the_caller_works(runtime: Runtime):
    server = ListServer(9)

    async def look(client: Any) -> None:
        number = 0
        async for page in client.sessions.list(limit=3, options=AHEAD).pages():
            number += 1
            for _ in range(20):
                await anyio.lowlevel.checkpoint()
            assert ids(page.data) == server.sessions[3 * number - 3 : 3 * number]
            assert len(server.requests) == min(3, number + 1)
        assert number == 3

    runtime.use(settings(runtime, server), look)


@every_loop
def test_leaving_early_cancels_the_task(runtime: Runtime):
    server = ListServer(9)

    async def serve(request: httpx.Request) -> httpx.Response:
        if server.requests:
            await anyio.sleep_forever()
        return server(request)

    async def look(client: Any) -> None:
        page = await client.sessions.list(limit=3, options=AHEAD)
        before = await tasks_there_are()
        pages = page.pages()
        await anext(pages)
        assert await tasks_there_are() == before + 1
        await pages.aclose()
        del pages
        gc.collect()
        assert await tasks_there_are() == before

    serving: Any = serve
    runtime.use(settings(runtime, serving), look)


@every_loop
def test_pages_that_nobody_asks_for(runtime: Runtime):
    async def look(client: Any) -> None:
        page = await client.sessions.list(limit=3, options=AHEAD)
        before = await tasks_there_are()
        AsyncPrefetcher(page, lambda page: page.next_page()).cancel()
        assert await tasks_there_are() == before

    runtime.use(settings(runtime, ListServer(9)), look)


@every_runtime
def test_an_error_is_raised_in_place_of_its_page(runtime: Runtime):
    server = ListServer(9)
    found: list[str] = []

    def serve(request: httpx.Request) -> httpx.Response:
        return server(request) if len(server.requests) < 2 else httpx.Response(500, json={})

    def look(client: Any) -> Any:
        return fill(found, client.sessions.list(limit=3, options=AHEAD))

    with pytest.raises(ServerError):
        runtime.use(settings(runtime, serve), look)
    assert found == server.sessions[:6]
    wait_for_threads()


@every_runtime
def test_it_must_be_a_boolean(runtime: Runtime):
    def start(sessions: Any) -> None:
        with pytest.raises(TypeError, match="prefetch must be True or False, not int"):
            sessions.list(options={"prefetch": 1})

    result_of(runtime, ListServer(), start)


def test_nothing_of_it_is_loaded_before_it_is_used():
    program = """
import sys
from checkout_client.testing import FakeCheckout
fake = FakeCheckout()
fake.add_price("price_123", unit_amount=1099)
client = fake.client()
client.sessions.create(
    mode="payment", success_url="https://example.com", line_items=[{"price": "price_123", "quantity": 1}]
)
list(client.sessions.list())
assert not [name for name in sys.modules if name.startswith("checkout_client.bulk")]
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@every_runtime
def test_the_first_page_alone_prefetches_nothing(runtime: Runtime):
    server = ListServer(9)
    page = result_of(runtime, server, lambda sessions: sessions.list(limit=3, options=AHEAD))
    assert ids(page.data) == server.sessions[:3]
    assert len(server.requests) == 1
