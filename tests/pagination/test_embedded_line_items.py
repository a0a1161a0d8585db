"""A Session that holds its first line items: the list begins with them and requests only the rest."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from support.list_server import LINE_ITEMS, SESSIONS, ListServer, answer, line_item, session
from support.runtimes import PLAIN, RUNTIMES, Runtime
from support.walks import collected, ids, result_of, settings, walk

from checkout_client._decoding.converter import decode
from checkout_client.models import Session

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)

EXPAND = ["line_items", "line_items.data.price.product"]


def retrieved(runtime: Runtime, server: ListServer, expand: list[str], **options: Any) -> Session:
    found: Session = result_of(
        runtime, server, lambda sessions: sessions.retrieve("cs_1", expand=expand, options=options)
    )
    server.requests.clear()
    return found


@every_runtime
@pytest.mark.parametrize(
    "kept", [lambda it: it, lambda it: pickle.loads(pickle.dumps(it)), copy.deepcopy], ids=["itself", "pickle", "copy"]
)
def test_only_the_rest_is_requested_with_the_expansions_of_the_session(
    runtime: Runtime, kept: Callable[[Session], Session]
):
    server = ListServer(items=25)
    retrieved_session = kept(retrieved(runtime, server, EXPAND))
    assert ids(walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session))) == server.items
    assert server.queries == [
        {"expand[0]": "data.price.product", "starting_after": "li_10"},
        {"expand[0]": "data.price.product", "starting_after": "li_20"},
    ]
    assert {request.url.path for request in server.requests} == {LINE_ITEMS}


@every_runtime
def test_nothing_is_requested_if_the_session_holds_all_items(runtime: Runtime):
    server = ListServer(items=4)
    retrieved_session = retrieved(runtime, server, EXPAND)
    assert ids(walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session))) == server.items
    assert server.requests == []


@every_runtime
def test_the_first_page_is_the_embedded_list(runtime: Runtime):
    server = ListServer(items=25)
    retrieved_session = retrieved(runtime, server, EXPAND)
    page = result_of(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session))
    assert server.requests == []
    assert ids(page.data) == server.items[:10]
    assert page.has_more is True
    assert page.url == LINE_ITEMS
    assert page.cursor == {"starting_after": "li_10"}


@every_runtime
def test_pages_begin_with_the_embedded_list(runtime: Runtime):
    server = ListServer(items=25)
    retrieved_session = retrieved(runtime, server, ["line_items"])
    pages = walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session, limit=100).pages())
    assert [len(page.data) for page in pages] == [10, 15]
    assert server.queries == [{"limit": "100", "starting_after": "li_10"}]


@every_runtime
def test_account_and_version_are_those_of_the_session(runtime: Runtime):
    server = ListServer(items=15)
    retrieved_session = retrieved(runtime, server, EXPAND, stripe_account="acct_1", api_version="2024-04-10")
    walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session))
    (request,) = server.requests
    assert request.headers["stripe-account"] == "acct_1"
    assert request.headers["stripe-version"] == "2024-04-10"


@every_runtime
def test_options_of_the_call_win_over_those_of_the_session(runtime: Runtime):
    server = ListServer(items=15)
    retrieved_session = retrieved(runtime, server, EXPAND, stripe_account="acct_1", api_version="2024-04-10")
    options = {"api_version": "2025-02-24.acacia", "stripe_account": None, "max_items": 12}
    found = walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session, options=options))
    assert ids(found) == server.items[:12]
    (request,) = server.requests
    assert request.headers["stripe-version"] == "2025-02-24.acacia"
    assert request.headers["stripe-account"] == "acct_1"
    assert server.queries[0]["limit"] == "2"


@every_runtime
def test_max_items_bounds_the_embedded_items(runtime: Runtime):
    server = ListServer(items=15)
    retrieved_session = retrieved(runtime, server, EXPAND)
    found = walk(
        runtime, server, lambda sessions: sessions.list_line_items(retrieved_session, options={"max_items": 3})
    )
    assert ids(found) == server.items[:3]
    assert server.requests == []


OWN_PAGES: list[tuple[dict[str, Any], list[str], int]] = [
    ({"starting_after": "li_12"}, [f"li_{number}" for number in range(13, 26)], 2),
    ({"ending_before": "li_4"}, ["li_3", "li_2", "li_1"], 1),
    ({"expand": ["data.discounts"]}, [f"li_{number}" for number in range(1, 26)], 3),
]


@every_runtime
@pytest.mark.parametrize(("params", "expected", "requests"), OWN_PAGES, ids=["after", "before", "expand"])
def test_a_cursor_or_expansions_of_the_caller_request_another_page(
    runtime: Runtime, params: dict[str, Any], expected: list[str], requests: int
):
    server = ListServer(items=25)
    retrieved_session = retrieved(runtime, server, EXPAND)
    assert (
        ids(walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session, **params))) == expected
    )
    assert len(server.requests) == requests
    assert server.queries[0] == ({"expand[0]": "data.discounts"} if "expand" in params else params)


@every_runtime
def test_none_requests_no_other_page(runtime: Runtime):
    server = ListServer(items=5)
    retrieved_session = retrieved(runtime, server, EXPAND)
    nothing = {"starting_after": None, "ending_before": None, "expand": None}
    assert (
        ids(walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session, **nothing)))
        == server.items
    )
    assert server.requests == []


@every_runtime
def test_the_session_and_the_parameters_are_not_changed(runtime: Runtime):
    server = ListServer(items=25)
    retrieved_session = retrieved(runtime, server, EXPAND)
    before, params = retrieved_session.to_dict(), {"limit": 5}
    walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session, **params))
    assert retrieved_session.to_dict() == before
    assert params == {"limit": 5}


@every_runtime
def test_a_session_without_line_items_requests_the_first_page(runtime: Runtime):
    server = ListServer(items=5)
    retrieved_session = decode(Session, session("cs_1"))
    assert ids(walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session))) == server.items
    assert server.queries == [{}]


@every_runtime
def test_a_session_without_a_response_uses_the_settings_of_the_client(runtime: Runtime):
    server = ListServer(items=15)
    first = {"object": "list", **ListServer.page(server.items, {}, line_item), "url": LINE_ITEMS}
    retrieved_session = decode(Session, session("cs_1") | {"line_items": first})
    found = walk(runtime, server, lambda sessions: sessions.list_line_items(retrieved_session), stripe_account="acct_9")
    assert ids(found) == server.items
    assert server.queries == [{"starting_after": "li_10"}]
    assert server.requests[0].headers["stripe-account"] == "acct_9"


def test_expansions_of_other_fields_are_left_out():
    server = ListServer(items=15)
    retrieved_session = retrieved(
        PLAIN, server, ["customer", "line_items", "line_items.data.taxes", "invoice.lines.data.x"]
    )
    walk(PLAIN, server, lambda sessions: sessions.list_line_items(retrieved_session))
    assert server.queries == [{"expand[0]": "data.taxes", "starting_after": "li_10"}]


def test_a_session_in_a_list_keeps_the_expansions_of_the_list():
    server = ListServer(items=15)
    first = {"object": "list", **ListServer.page(server.items, {}, line_item), "url": LINE_ITEMS}
    listed = {"object": "list", "data": [session("cs_1") | {"line_items": first}], "has_more": False, "url": SESSIONS}

    def lists_then_items(request: Any) -> Any:
        return answer(listed) if request.url.path == SESSIONS else server(request)

    def start(client: Any) -> Any:
        expand = ["data.line_items", "data.line_items.data.taxes"]
        (retrieved_session,) = client.sessions.list(expand=expand)
        return collected(client.sessions.list_line_items(retrieved_session))

    assert ids(PLAIN.use(settings(PLAIN, lists_then_items), start)) == server.items
    assert server.queries == [{"expand[0]": "data.taxes", "starting_after": "li_10"}]


def test_an_id_requests_every_page():
    server = ListServer(items=15)
    retrieved_session = retrieved(PLAIN, server, EXPAND)
    assert ids(walk(PLAIN, server, lambda sessions: sessions.list_line_items(retrieved_session.id))) == server.items
    assert len(server.requests) == 2


@every_runtime
@pytest.mark.parametrize("has_more", [{}, {"has_more": None}], ids=["absent", "null"])
def test_an_embedded_list_that_may_be_incomplete_is_requested_again(runtime: Runtime, has_more: dict[str, None]):
    """A Session that was stored by hand, say: without ``has_more`` its list could be cut short."""
    server = ListServer(items=15)
    first = {"object": "list", "data": [line_item("li_1")], "url": LINE_ITEMS, **has_more}
    stored = decode(Session, session("cs_1") | {"line_items": first})
    assert ids(walk(runtime, server, lambda sessions: sessions.list_line_items(stored))) == server.items
    assert server.queries[0] == {}
