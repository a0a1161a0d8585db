"""Iteration yields every Session once, in order, with no more requests than necessary."""

from __future__ import annotations

from math import ceil
from typing import Any

import pytest
from support.list_server import SESSIONS, ListServer
from support.runtimes import ASYNCIO, PLAIN, RUNTIMES, Runtime
from support.walks import collected, ids, result_of, settings, walk

from checkout_client._transport.endpoints import list_sessions
from checkout_client.pagination import first_query

COUNT = 1_037

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
plain_and_asyncio = pytest.mark.parametrize("runtime", [PLAIN, ASYNCIO], ids=lambda runtime: runtime.name)
page_sizes = pytest.mark.parametrize("size", [pytest.param(1, marks=pytest.mark.long), 7, 100])


@plain_and_asyncio
@page_sizes
def test_forwards_from_the_newest_to_the_oldest(runtime: Runtime, size: int):
    server = ListServer(COUNT)
    assert ids(walk(runtime, server, lambda sessions: sessions.list(limit=size))) == server.sessions
    assert len(server.requests) == ceil(COUNT / size)


@pytest.mark.one_in(2)
@plain_and_asyncio
@page_sizes
def test_backwards_from_the_oldest_to_the_newest(runtime: Runtime, size: int):
    server = ListServer(COUNT + 1)
    newer = list(reversed(server.sessions[:-1]))
    assert ids(walk(runtime, server, lambda sessions: sessions.list(limit=size, ending_before="cs_1"))) == newer
    assert len(newer) == COUNT
    assert len(server.requests) == ceil(COUNT / size)


@every_runtime
def test_from_the_middle_on(runtime: Runtime):
    server = ListServer(25)
    found = walk(runtime, server, lambda sessions: sessions.list(limit=7, starting_after="cs_20"))
    assert ids(found) == [f"cs_{number}" for number in range(19, 0, -1)]


@every_runtime
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 20])
def test_pages_of_ten_without_a_limit(runtime: Runtime, count: int):
    server = ListServer(count)
    assert ids(walk(runtime, server, lambda sessions: sessions.list())) == server.sessions
    assert len(server.requests) == max(1, ceil(count / 10))
    assert not any("limit" in query for query in server.queries)


@every_runtime
def test_line_items_by_the_id_of_the_session(runtime: Runtime):
    server = ListServer(items=25)
    assert ids(walk(runtime, server, lambda sessions: sessions.list_line_items("cs_1", limit=10))) == server.items
    assert [request.url.path for request in server.requests] == ["/v1/checkout/sessions/cs_1/line_items"] * 3


@every_runtime
def test_each_request_starts_where_the_page_before_it_ended(runtime: Runtime):
    server = ListServer(7)
    walk(runtime, server, lambda sessions: sessions.list(limit=3))
    assert server.queries == [
        {"limit": "3"},
        {"limit": "3", "starting_after": "cs_5"},
        {"limit": "3", "starting_after": "cs_2"},
    ]


@every_runtime
def test_each_request_backwards_ends_where_the_page_before_it_began(runtime: Runtime):
    server = ListServer(7)
    walk(runtime, server, lambda sessions: sessions.list(limit=3, ending_before="cs_1"))
    assert server.queries == [
        {"limit": "3", "ending_before": "cs_1"},
        {"limit": "3", "ending_before": "cs_4"},
    ]


@every_runtime
def test_pages_are_yielded_one_by_one(runtime: Runtime):
    server = ListServer(25)
    pages = walk(runtime, server, lambda sessions: pages_of(sessions.list(limit=10)))
    assert [ids(page.data) for page in pages] == [server.sessions[:10], server.sessions[10:20], server.sessions[20:]]
    assert [page.has_more for page in pages] == [True, True, False]
    assert len(server.requests) == 3


def pages_of(listing: Any) -> Any:
    return listing.pages()


@every_runtime
def test_reading_one_page_costs_one_request(runtime: Runtime):
    server = ListServer(25)
    page = result_of(runtime, server, lambda sessions: sessions.list(limit=3))
    assert ids(page.data) == ["cs_25", "cs_24", "cs_23"]
    assert page.has_more is True
    assert page.url == SESSIONS
    assert page.raw["data"][0]["id"] == "cs_25"
    assert page.last_response.request_id == "req_1"
    assert len(server.requests) == 1


@every_runtime
def test_sessions_of_a_page_know_the_response_they_came_in(runtime: Runtime):
    page = result_of(runtime, ListServer(3), lambda sessions: sessions.list())
    assert [session.last_response for session in page.data] == [page.last_response] * 3


@every_runtime
def test_changing_data_and_raw_does_not_change_the_page(runtime: Runtime):
    page = result_of(runtime, ListServer(3), lambda sessions: sessions.list())
    page.data.clear()
    page.raw["data"].clear()
    assert len(page.data) == len(page.raw["data"]) == 3


@pytest.mark.parametrize("runtime", [PLAIN, ASYNCIO], ids=lambda runtime: runtime.name)
def test_the_repr_of_a_page_shows_its_size_and_no_content(runtime: Runtime):
    page = result_of(runtime, ListServer(25), lambda sessions: sessions.list())
    assert repr(page) == f"<{'Page' if runtime is PLAIN else 'AsyncPage'} of 10, has_more=True>"


def test_backwards_a_page_keeps_the_api_order_and_iteration_reverses_it():
    def look(client: Any) -> None:
        page = client.sessions.list(limit=2, ending_before="cs_1")
        assert ids(page.data) == ["cs_3", "cs_2"]
        assert ids(page) == ["cs_2", "cs_3", "cs_4", "cs_5"]

    PLAIN.use(settings(PLAIN, ListServer(5)), look)


def test_next_page_is_none_at_the_end_and_sends_nothing():
    server = ListServer(4)

    def look(client: Any) -> None:
        following = client.sessions.list(limit=2).next_page()
        assert ids(following.data) == ["cs_2", "cs_1"]
        assert following.next_page() is None

    PLAIN.use(settings(PLAIN, server), look)
    assert len(server.requests) == 2


def test_next_page_of_an_async_page_is_awaited():
    server = ListServer(4)

    async def both(client: Any) -> list[str]:
        page = await client.sessions.list(limit=2)
        following = await page.next_page()
        assert await following.next_page() is None
        return ids(page.data) + ids(following.data)

    assert ASYNCIO.use(settings(ASYNCIO, server), both) == server.sessions
    assert len(server.requests) == 2


@every_runtime
def test_a_page_can_be_iterated_twice(runtime: Runtime):
    server = ListServer(5)

    def start(client: Any) -> Any:
        listing = client.sessions.list(limit=2)
        return [collected(listing), collected(listing)] if runtime is PLAIN else twice(listing)

    async def twice(pager: Any) -> list[Any]:
        page = await pager
        return [await collected(page), await collected(page)]

    assert [ids(found) for found in runtime.use(settings(runtime, server), start)] == [server.sessions] * 2
    assert len(server.requests) == 5  # the first page is at hand the second time


def test_breaking_out_requests_no_further_page():
    server = ListServer(100)

    def look(client: Any) -> None:
        for session in client.sessions.list(limit=10):
            if session.id == "cs_81":
                break

    PLAIN.use(settings(PLAIN, server), look)
    assert len(server.requests) == 2


def test_an_async_list_sends_nothing_until_it_is_used():
    server = ListServer(25)

    async def look(client: Any) -> str:
        pager = client.sessions.list(limit=3)
        assert server.requests == []
        page = await pager
        assert ids(page.data) == ["cs_25", "cs_24", "cs_23"]
        assert len(server.requests) == 1
        return repr(pager)

    assert ASYNCIO.use(settings(ASYNCIO, server), look) == (
        "<AsyncPager of /v1/checkout/sessions: await it, or use async for>"
    )


def test_a_sync_list_requests_its_first_page_at_once():
    server = ListServer(25)
    result_of(PLAIN, server, lambda sessions: sessions.list())
    assert len(server.requests) == 1


def test_an_async_list_is_not_a_sync_iterable():
    def start(client: Any) -> None:
        assert not hasattr(client.sessions.list(), "__iter__")

    ASYNCIO.use(settings(ASYNCIO, ListServer(1)), start)


def test_the_repr_of_a_query_shows_nothing_of_what_is_sent():
    call = list_sessions({"customer_details": {"email": "planted@example.com"}})
    query = first_query(call, {"extra_params": {"planted": "planted"}, "idempotency_key": "planted"})
    assert "planted" not in repr(query)
