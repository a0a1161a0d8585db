"""With prefetching, the next request is sent before a page is decoded if the caller is waiting for that page."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextvars import ContextVar
from threading import Event, Thread
from typing import Any

import attrs
import httpx
import pytest
from support.background import wait_for_threads
from support.list_server import ListServer
from support.runtimes import PLAIN
from support.walks import ids, settings

from checkout_client import CheckoutClient, ResponseDecodeError
from checkout_client._concurrency import prefetch
from checkout_client._concurrency.prefetch import prefetch_pages
from checkout_client._page_checks import NO_HISTORY
from checkout_client._transport import endpoints, result
from checkout_client.pagination import PageQuery

AHEAD: Any = {"prefetch": True}


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set once the caller waits for a page."""
    waits = Event()

    class ObservedFuture(Future[Any]):
        def result(self, timeout: float | None = None) -> Any:
            waits.set()
            return super().result(timeout)

    monkeypatch.setattr(prefetch, "Future", ObservedFuture)
    return waits


def list_all(serve: Any) -> list[Any]:
    def look(client: CheckoutClient) -> list[Any]:
        return list(client.sessions.list(limit=3, options=AHEAD))

    found: list[Any] = PLAIN.use(settings(PLAIN, serve), look)
    wait_for_threads()
    return found


def test_the_next_request_is_sent_before_the_page_is_decoded(waiting: Event, monkeypatch: pytest.MonkeyPatch):
    server, decode = ListServer(9), result.decode
    third_request = Event()
    sent_before_decoding: list[bool] = []

    def serve(request: httpx.Request) -> httpx.Response:
        if len(server.requests) == 1:
            assert waiting.wait(10)
        if len(server.requests) == 2:
            third_request.set()
        return server(request)

    def decode_later(cls: Any, value: Any) -> Any:
        if value["data"][0]["id"] == server.sessions[3]:
            sent_before_decoding.append(third_request.wait(10))
        return decode(cls, value)

    monkeypatch.setattr(result, "decode", decode_later)
    assert ids(list_all(serve)) == server.sessions
    assert sent_before_decoding == [True]
    assert len(server.requests) == 3


def test_nothing_is_sent_early_while_the_caller_works():
    server = ListServer(9)

    def look(client: CheckoutClient) -> None:
        pages = client.sessions.list(limit=3, options=AHEAD).pages()
        next(pages)
        wait_for_threads()
        assert len(server.requests) == 2
        pages.close()

    PLAIN.use(settings(PLAIN, server), look)


@pytest.mark.parametrize("position", [0, 2])
def test_a_page_that_cannot_be_decoded_is_an_error_in_its_place(waiting: Event, position: int):
    server = ListServer(9)

    def serve(request: httpx.Request) -> httpx.Response:
        if len(server.requests) != 1:
            return server(request)
        assert waiting.wait(10)
        body = server(request).json()
        body["data"][position]["payment_status"] = 7
        return httpx.Response(200, json=body)

    with pytest.raises(ResponseDecodeError, match=rf"data\[{position}\].payment_status"):
        list_all(serve)


def test_without_another_thread_the_caller_starts_it_later(waiting: Event, monkeypatch: pytest.MonkeyPatch):
    server = ListServer(9)

    class LimitedThread(Thread):
        def start(self) -> None:
            if threading.current_thread() is not threading.main_thread():
                raise RuntimeError("can't start new thread")
            super().start()

    def serve(request: httpx.Request) -> httpx.Response:
        assert len(server.requests) != 1 or waiting.wait(10)
        return server(request)

    monkeypatch.setattr(prefetch, "Thread", LimitedThread)
    assert ids(list_all(serve)) == server.sessions


def test_early_requests_run_in_the_context_of_the_waiting_caller(waiting: Event):
    value: ContextVar[str] = ContextVar("value", default="")
    found: list[str] = []

    @attrs.frozen
    class Source:
        def fetch(self, query: int, on_json: Any, /) -> tuple[int, int | None]:
            found.append(value.get())
            if query == 2:
                assert waiting.wait(10)
                value.set("during a call")
                on_json({})
            return query, query + 1 if query < 3 else None

        def next_query(self, query: int, body: dict[str, Any], /) -> int | None:
            return query + 1

    pages = prefetch_pages(1, 2, Source())
    assert next(pages) == 1
    value.set("set by the caller")
    assert list(pages) == [2, 3]
    assert found == ["", "set by the caller"]


SESSION = {"id": "cs_2"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": {}, "has_more": True},
        {"data": [SESSION], "has_more": 1},
        {"data": [SESSION], "has_more": False},
        {"data": [], "has_more": True},
        {"data": ["cs_2"], "has_more": True},
        {"data": [{"id": 2}], "has_more": True},
        {"data": [{}], "has_more": True},
        {"data": [{"id": "\ud800"}], "has_more": True},
        {"data": [SESSION, SESSION], "has_more": True},
        {"data": [{"id": "cs_3"}], "has_more": True},
        {"data": [{"id": "cs_9"}], "has_more": True},
    ],
)
def test_a_doubtful_page_is_decoded_first(body: dict[str, Any]):
    history = NO_HISTORY.after("cs_9", "cs_3")
    query: Any = PageQuery(endpoints.list_sessions({"starting_after": "cs_3"}), {}, None, history)
    assert query.next_from_json(body) is None


def test_the_query_is_the_same_as_after_decoding():
    query: Any = PageQuery(endpoints.list_sessions({"limit": 2, "status": "open"}), {}, 5)
    found = query.next_from_json({"data": [{"id": "cs_9"}, {"id": "cs_8"}], "has_more": True})
    assert found.call.params == {"limit": 2, "status": "open", "starting_after": "cs_8"}
    assert found.remaining == 3
    last: Any = PageQuery(endpoints.list_sessions({"limit": 2, "ending_before": "cs_1"}), {}, 3)
    found = last.next_from_json({"data": [{"id": "cs_3"}, {"id": "cs_2"}], "has_more": True})
    assert found.call.params == {"limit": 1, "ending_before": "cs_3"}
    assert last.next_from_json({"data": [{"id": f"cs_{n}"} for n in (4, 3, 2)], "has_more": True}) is None
