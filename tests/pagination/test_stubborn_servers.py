"""Servers that do not keep their word end a walk; they never make it endless."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from support.list_server import SESSIONS, Pages, answer, session
from support.runtimes import RUNTIMES, Runtime
from support.walks import ids, walk

from checkout_client import NotFoundError, ResponseDecodeError

every_flavour = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)


@every_flavour
@pytest.mark.parametrize("start", [{}, {"ending_before": "cs_0"}], ids=["forwards", "backwards"])
def test_an_empty_page_ends_the_walk_whatever_it_says(runtime: Runtime, start: dict[str, Any]):
    assert walk(runtime, Pages(([], True)), lambda sessions: sessions.list(**start)) == []


@every_flavour
def test_an_empty_page_in_between_ends_the_walk(runtime: Runtime):
    server = Pages((["cs_2", "cs_1"], True), ([], True))
    assert ids(walk(runtime, server, lambda sessions: sessions.list())) == ["cs_2", "cs_1"]


@every_flavour
@pytest.mark.parametrize(
    ("start", "page", "order"),
    [
        ({}, ["cs_2", "cs_1"], ["cs_2", "cs_1"]),
        ({"ending_before": "cs_0"}, ["cs_2", "cs_1"], ["cs_1", "cs_2"]),
    ],
    ids=["forwards", "backwards"],
)
def test_a_cursor_that_does_not_move_ends_the_walk_and_repeats_no_item(
    runtime: Runtime, start: dict[str, Any], page: list[str], order: list[str]
):
    server = Pages((page, True), (page, True))
    assert ids(walk(runtime, server, lambda sessions: sessions.list(**start))) == order
    assert len(server.requests) == 2


@every_flavour
def test_pages_end_where_the_cursor_does_not_move(runtime: Runtime):
    server = Pages((["cs_2"], True), (["cs_2"], True))
    assert len(walk(runtime, server, lambda sessions: sessions.list().pages())) == 1


@every_flavour
def test_a_last_page_that_ends_like_the_one_before_it_is_still_a_page(runtime: Runtime):
    server = Pages((["cs_2", "cs_1"], True), (["cs_1"], False))
    assert ids(walk(runtime, server, lambda sessions: sessions.list())) == ["cs_2", "cs_1", "cs_1"]


@every_flavour
@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"object": "list", "data": [session("cs_2"), session("cs_1") | {"created": "x"}]}, "data[1].created"),
        ({"object": "list", "data": {}, "has_more": False, "url": SESSIONS}, "data"),
        ({"object": "list", "data": [], "has_more": "no", "url": SESSIONS}, "has_more"),
        ({"object": "list", "data": [], "url": SESSIONS}, "has_more"),
    ],
    ids=["a session", "no array", "no boolean", "no has_more"],
)
def test_a_page_of_the_wrong_shape_is_refused_with_the_path(runtime: Runtime, body: dict[str, Any], path: str):
    def server(request: httpx.Request) -> httpx.Response:
        return answer(body)

    with pytest.raises(ResponseDecodeError) as raised:
        walk(runtime, server, lambda sessions: sessions.list())
    assert raised.value.path == path
    assert raised.value.request_id == "req_1"


@every_flavour
def test_an_error_on_a_later_page_is_raised_after_the_items_before_it(runtime: Runtime):
    seen = []
    pages = Pages((["cs_2", "cs_1"], True))

    def server(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json={"error": {"message": "gone"}}) if pages.requests else pages(request)

    def keep(sessions: Any) -> Any:
        listing = sessions.list()
        return noting(listing) if runtime.run is None else noting_async(listing)

    def noting(listing: Any) -> Any:
        for element in listing:
            seen.append(element.id)
            yield element

    async def noting_async(listing: Any) -> Any:
        async for element in listing:
            seen.append(element.id)
            yield element

    with pytest.raises(NotFoundError, match="gone"):
        walk(runtime, server, keep)
    assert seen == ["cs_2", "cs_1"]
