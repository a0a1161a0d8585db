"""The six endpoints as plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.loopback import example

from checkout_client import Headers, LastResponse, Session
from checkout_client._decoding.mismatch import DecodeMismatchError
from checkout_client._transport import endpoints as calls
from checkout_client._transport.call import Call
from checkout_client.models.line_items import LineItemList
from checkout_client.models.session.session_list import SessionList

RESPONSE = LastResponse(
    http_status=200,
    headers=Headers([("request-id", "req_1")]),
    attempts=1,
    idempotency_key=None,
    api_version="2026-10-28.endive",
    stripe_account=None,
    expand=(),
)

ID = "cs_test_a1"
PARAMS: dict[str, object] = {"a": 1}

ENDPOINTS: dict[str, tuple[Call[Any], str, str, str]] = {
    "create": (calls.create(PARAMS), "POST", "/v1/checkout/sessions", "page_create"),
    "retrieve": (calls.retrieve(ID, PARAMS), "GET", f"/v1/checkout/sessions/{ID}", "page_retrieve"),
    "update": (calls.update(ID, PARAMS), "POST", f"/v1/checkout/sessions/{ID}", "page_create"),
    "list": (calls.list_sessions(PARAMS), "GET", "/v1/checkout/sessions", "page_list"),
    "list_line_items": (
        calls.list_line_items(ID, PARAMS),
        "GET",
        f"/v1/checkout/sessions/{ID}/line_items",
        "page_line_items",
    ),
    "expire": (calls.expire(ID, PARAMS), "POST", f"/v1/checkout/sessions/{ID}/expire", "page_expire"),
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_endpoint_has_its_method_and_path_and_passes_parameters_on(name: str) -> None:
    call, method, path, _ = ENDPOINTS[name]

    assert (call.method, call.url_path) == (method, path)
    assert call.params is PARAMS


@pytest.mark.parametrize("name", ENDPOINTS)
def test_the_path_for_logs_holds_no_id(name: str) -> None:
    assert ID not in ENDPOINTS[name][0].path


def test_only_an_update_refuses_what_is_empty() -> None:
    assert {name for name, (call, *_) in ENDPOINTS.items() if call.refuse_empty} == {"update"}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_result_knows_the_response_it_came_in(name: str) -> None:
    call, _, _, data = ENDPOINTS[name]

    result = call.decode(example(data), RESPONSE)

    assert result.last_response is RESPONSE
    assert result.to_dict() == example(data)


def test_the_sessions_of_a_list_know_their_response_too() -> None:
    sessions = calls.list_sessions({}).decode(example("page_list"), RESPONSE)

    assert isinstance(sessions, SessionList)
    assert [session.last_response for session in sessions.data] == [RESPONSE] * len(example("page_list")["data"])


def test_line_items_are_line_items() -> None:
    items = calls.list_line_items(ID, {}).decode(example("page_line_items"), RESPONSE)

    assert isinstance(items, LineItemList)
    assert [item.id for item in items.data] == ["li_1N4BEoLkdIwHu7ixWtXug1yk"]


@pytest.mark.parametrize(
    ("make", "body", "path"),
    [
        (lambda: calls.create({}), {**example("page_create"), "amount_total": "1"}, "amount_total"),
        (lambda: calls.list_sessions({}), {**example("page_list"), "data": None}, "data"),
        (lambda: calls.list_line_items(ID, {}), {**example("page_line_items"), "data": [1]}, "data[0]"),
    ],
    ids=["session", "list", "line items"],
)
def test_a_wrong_type_is_reported_with_its_place(
    make: Callable[[], Call[object]], body: dict[str, Any], path: str
) -> None:
    with pytest.raises(DecodeMismatchError) as caught:
        make().decode(body, RESPONSE)

    assert caught.value.path == path


def test_a_session_is_a_session() -> None:
    assert isinstance(calls.create({}).decode(example("page_create"), RESPONSE), Session)
