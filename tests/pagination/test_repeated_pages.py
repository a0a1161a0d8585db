"""A server that repeats a page, or says "more" behind an empty one, is an error in every kind of iteration.

A list that ended there would be silently short; one that went on would never end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from support.background import fill, wait_for_threads
from support.list_server import LINE_ITEMS, SESSIONS, Pages, answer, line_item, session
from support.runtimes import ASYNCIO, PLAIN, RUNTIMES, Runtime
from support.walks import ids, settings, walk

from checkout_client import NotFoundError, ResponseDecodeError
from checkout_client._decoding.converter import decode
from checkout_client._page_checks import MAX_RECENT_PAGES, PageHistory
from checkout_client.models import Session

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
every_start = pytest.mark.parametrize("start", [{}, {"ending_before": "cs_0"}], ids=["forwards", "backwards"])
with_and_without_prefetch = pytest.mark.parametrize("prefetch", [False, True], ids=["", "prefetch"])

A, B, C = ["cs_9", "cs_8", "cs_7"], ["cs_6", "cs_5", "cs_4"], ["cs_3", "cs_2", "cs_1"]
FORWARDS: dict[str, list[tuple[list[str], bool]]] = {
    "the same page": [(A, True), (A, True)],
    "the same page as the last one": [(A, True), (A, False)],
    "the page before the last": [(A, True), (B, True), (A, True)],
    "the first page of three": [(A, True), (B, True), (C, True), (A, False)],
    "the cursor as the first item": [(A, True), (["cs_7", "cs_6"], True)],
    "the cursor as the only item": [(A, True), (["cs_7"], False)],
    "an old first item": [(A, True), (B, True), (["cs_9"], False)],
}


@every_runtime
@with_and_without_prefetch
@pytest.mark.parametrize("pages", FORWARDS.values(), ids=FORWARDS)
def test_a_repeated_page_is_an_error_after_the_pages_before_it(
    runtime: Runtime, pages: list[tuple[list[str], bool]], prefetch: bool
):
    found: list[str] = []
    server = Pages(*pages)
    with pytest.raises(ResponseDecodeError, match="on an earlier page") as raised:
        runtime.use(
            settings(runtime, server),
            lambda client: fill(found, client.sessions.list(limit=3, options={"prefetch": prefetch})),
        )
    assert found == [identity for page, _ in pages[:-1] for identity in page]
    assert len(server.requests) == len(pages)
    assert raised.value.request_id == "req_1"
    wait_for_threads()


@every_runtime
@with_and_without_prefetch
@pytest.mark.parametrize(
    "pages",
    [
        [(C, True), (C, True)],
        [(C, True), (B, True), (C, False)],
        [(C, True), (["cs_4", "cs_3"], False)],
    ],
    ids=["the same page", "an earlier page", "the cursor as the last item"],
)
def test_backwards_too(runtime: Runtime, pages: list[tuple[list[str], bool]], prefetch: bool):
    found: list[str] = []
    with pytest.raises(ResponseDecodeError, match="on an earlier page"):
        runtime.use(
            settings(runtime, Pages(*pages)),
            lambda client: fill(found, client.sessions.list(ending_before="cs_0", options={"prefetch": prefetch})),
        )
    assert found == [identity for page, _ in pages[:-1] for identity in reversed(page)]
    wait_for_threads()


@every_runtime
@pytest.mark.parametrize("start", [{"starting_after": "cs_7"}, {"ending_before": "cs_9"}], ids=["after", "before"])
def test_the_cursor_of_the_caller_on_the_first_page(runtime: Runtime, start: dict[str, Any]):
    with pytest.raises(ResponseDecodeError, match="on an earlier page"):
        walk(runtime, Pages((A, False)), lambda sessions: sessions.list(**start))


def test_the_message_says_what_and_where():
    with pytest.raises(ResponseDecodeError) as raised:
        walk(PLAIN, Pages((A, True), (A, True)), lambda sessions: sessions.list())
    assert str(raised.value) == (
        "the response of GET /v1/checkout/sessions is not as promised: data[0].id is 'cs_9', which was on an earlier "
        "page (starting_after='cs_7'): the server repeats a page, so the list cannot be read to its end "
        "(request req_1)"
    )
    error = raised.value
    assert (error.path, error.http_status, error.attempts, error.idempotency_key) == ("data[0].id", 200, 1, None)
    assert error.headers["request-id"] == "req_1"


def test_the_ids_in_the_message_are_bounded_and_escaped():
    long = "cs_\x1b[31m" + "x" * 5_000
    with pytest.raises(ResponseDecodeError) as raised:
        walk(PLAIN, Pages(([long], True), ([long], True)), lambda sessions: sessions.list())
    assert len(str(raised.value)) < 500
    assert "\x1b" not in str(raised.value)
    assert r"'cs_\x1b[31mxxx" in str(raised.value)


@every_runtime
def test_next_page(runtime: Runtime):
    """Also where pages are fetched one by one."""

    def look(client: Any) -> Any:
        if runtime is PLAIN:
            with pytest.raises(ResponseDecodeError, match="on an earlier page"):
                client.sessions.list().next_page().next_page()
            return None
        return look_async(client)

    async def look_async(client: Any) -> None:
        page = await (await client.sessions.list()).next_page()
        with pytest.raises(ResponseDecodeError, match="on an earlier page"):
            await page.next_page()

    runtime.use(settings(runtime, Pages((A, True), (B, True), (A, True))), look)


@every_runtime
def test_pages(runtime: Runtime):
    with pytest.raises(ResponseDecodeError, match="on an earlier page"):
        walk(runtime, Pages((A, True), (A, True)), lambda sessions: sessions.list().pages())


@every_runtime
def test_an_item_twice_on_one_page(runtime: Runtime):
    with pytest.raises(ResponseDecodeError, match=r"data\[0\]\.id is 'cs_2' twice on one page"):
        walk(runtime, Pages((["cs_2", "cs_1", "cs_2"], False)), lambda sessions: sessions.list())


@every_runtime
@every_start
def test_an_empty_page_with_more_behind_it(runtime: Runtime, start: dict[str, Any]):
    with pytest.raises(ResponseDecodeError, match="has_more is true although the page is empty") as raised:
        walk(runtime, Pages(([], True)), lambda sessions: sessions.list(**start))
    assert raised.value.path == "has_more"


@every_runtime
@with_and_without_prefetch
def test_an_empty_page_with_more_behind_it_in_between(runtime: Runtime, prefetch: bool):
    found: list[str] = []
    server = Pages((["cs_2", "cs_1"], True), ([], True))
    with pytest.raises(ResponseDecodeError, match=r"although the page is empty \(starting_after='cs_1'\)"):
        runtime.use(
            settings(runtime, server),
            lambda client: fill(found, client.sessions.list(options={"prefetch": prefetch})),
        )
    assert found == ["cs_2", "cs_1"]
    wait_for_threads()


@every_runtime
def test_an_empty_last_page_is_the_end(runtime: Runtime):
    server = Pages((["cs_2", "cs_1"], True), ([], False))
    assert ids(walk(runtime, server, lambda sessions: sessions.list())) == ["cs_2", "cs_1"]


@every_runtime
def test_a_page_longer_than_its_limit_loses_nothing(runtime: Runtime):
    server = Pages((A, True), (B, False))
    assert ids(walk(runtime, server, lambda sessions: sessions.list(limit=2))) == A + B
    assert server.queries == [{"limit": "2"}, {"limit": "2", "starting_after": "cs_7"}]


@pytest.mark.parametrize("runtime", [PLAIN, ASYNCIO], ids=lambda runtime: runtime.name)
def test_iterating_again_is_no_repetition(runtime: Runtime):
    """Each iteration knows only its own pages."""
    server = Pages((A, True), (B, False), (B, False))

    def look(client: Any) -> Any:
        if runtime is PLAIN:
            page = client.sessions.list()
            return ids(page) + ids(page)
        return look_async(client)

    async def look_async(client: Any) -> list[str]:
        page = await client.sessions.list()
        return [element.id for _ in range(2) for element in [item async for item in page]]

    assert runtime.use(settings(runtime, server), look) == (A + B) * 2


def test_a_thousand_pages_are_remembered():
    """The first page is still known after a thousand others."""
    pages = [([f"cs_{number}"], True) for number in range(1000)]
    with pytest.raises(ResponseDecodeError, match="is 'cs_0', which was on an earlier page"):
        walk(PLAIN, Pages(*pages, (["cs_0"], False)), lambda sessions: sessions.list(limit=1))


@pytest.mark.parametrize("length", [2, 31, 32, 33, 50, 100])
@pytest.mark.parametrize("lead", [0, 1, 40])
def test_a_cycle_of_any_length_is_found_before_it_comes_round_a_third_time(lead: int, length: int):
    edges = [(f"cs_{number}a", f"cs_{number}z") for number in range(lead + length)]
    history, number = PageHistory(), 0
    while True:
        first, last = edges[number if number < lead else lead + (number - lead) % length]
        if history.positions_in({first: 0, last: 1}):
            break
        history = history.after(first, last)
        number += 1
        assert number < lead + 3 * max(lead, length)
    assert number >= lead + length
    if length <= MAX_RECENT_PAGES:
        assert number == lead + length


def test_the_history_of_a_long_list_does_not_grow():
    history = PageHistory()
    for number in range(5000):
        assert not history.positions_in({f"cs_{number}a": 0, f"cs_{number}z": 1})
        history = history.after(f"cs_{number}a", f"cs_{number}z")
    assert (history.pages, len(history.recent)) == (5000, MAX_RECENT_PAGES)
    assert history.checkpoint == ("cs_4095a", "cs_4095z")


# --- line items inside a Session ---


def a_session(items: list[str], *, has_more: bool) -> Session:
    embedded = {"object": "list", "data": list(map(line_item, items)), "has_more": has_more, "url": LINE_ITEMS}
    return decode(Session, session("cs_1") | {"line_items": embedded})


def item_pages(*pages: tuple[list[str], bool]) -> Callable[[httpx.Request], httpx.Response]:
    waiting: Iterator[tuple[list[str], bool]] = iter(pages)

    def serve(request: httpx.Request) -> httpx.Response:
        items, has_more = next(waiting)
        data = list(map(line_item, items))
        return answer({"object": "list", "data": data, "has_more": has_more, "url": LINE_ITEMS})

    return serve


@every_runtime
@with_and_without_prefetch
@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([(["li_1", "li_2"], True)], ["li_1", "li_2"]),
        ([(["li_2", "li_3"], False)], ["li_1", "li_2"]),
        ([(["li_3"], True), (["li_1", "li_2"], False)], ["li_1", "li_2", "li_3"]),
    ],
    ids=["the embedded page", "its last item", "the embedded page later"],
)
def test_embedded_line_items(
    runtime: Runtime, pages: list[tuple[list[str], bool]], expected: list[str], prefetch: bool
):
    found: list[str] = []
    embedded = a_session(["li_1", "li_2"], has_more=True)
    with pytest.raises(ResponseDecodeError, match="on an earlier page"):
        runtime.use(
            settings(runtime, item_pages(*pages)),
            lambda client: fill(found, client.sessions.list_line_items(embedded, options={"prefetch": prefetch})),
        )
    assert found == expected
    wait_for_threads()


@every_runtime
def test_an_empty_embedded_page_with_more_behind_it(runtime: Runtime):
    embedded = a_session([], has_more=True)
    with pytest.raises(ResponseDecodeError, match="has_more is true although the page is empty") as raised:
        walk(runtime, item_pages(), lambda sessions: sessions.list_line_items(embedded))
    assert raised.value.http_status is None  # the Session was not read from a response


# --- other wrong pages ---


@every_runtime
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
def test_a_page_with_wrong_types_is_an_error_with_the_path(runtime: Runtime, body: dict[str, Any], path: str):
    def server(request: httpx.Request) -> httpx.Response:
        return answer(body)

    with pytest.raises(ResponseDecodeError) as raised:
        walk(runtime, server, lambda sessions: sessions.list())
    assert raised.value.path == path
    assert raised.value.request_id == "req_1"


@every_runtime
def test_an_error_on_a_later_page_is_raised_after_the_items_before_it(runtime: Runtime):
    found: list[str] = []
    pages = Pages((["cs_2", "cs_1"], True))

    def server(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json={"error": {"message": "gone"}}) if pages.requests else pages(request)

    with pytest.raises(NotFoundError, match="gone"):
        runtime.use(settings(runtime, server), lambda client: fill(found, client.sessions.list()))
    assert found == ["cs_2", "cs_1"]
