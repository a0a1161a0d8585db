"""The six endpoints as plain values."""

from __future__ import annotations

from typing import Any

import pytest

from checkout_client import Session
from checkout_client._transport import endpoints
from checkout_client._transport.call import Call
from checkout_client.models.line_items import LineItemList
from checkout_client.models.session.session_list import SessionList

ID = "cs_test_a1"
PARAMS: dict[str, object] = {"a": 1}

ENDPOINTS: dict[str, tuple[Call[Any], str, str]] = {
    "create": (endpoints.create(PARAMS), "POST", "/v1/checkout/sessions"),
    "retrieve": (endpoints.retrieve(ID, PARAMS), "GET", f"/v1/checkout/sessions/{ID}"),
    "update": (endpoints.update(ID, PARAMS), "POST", f"/v1/checkout/sessions/{ID}"),
    "list": (endpoints.list_sessions(PARAMS), "GET", "/v1/checkout/sessions"),
    "list_line_items": (
        endpoints.list_line_items(ID, PARAMS),
        "GET",
        f"/v1/checkout/sessions/{ID}/line_items",
    ),
    "expire": (endpoints.expire(ID, PARAMS), "POST", f"/v1/checkout/sessions/{ID}/expire"),
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_endpoint_has_its_method_and_path_and_passes_parameters_on(name: str) -> None:
    call, method, path = ENDPOINTS[name]

    assert (call.method, call.url_path) == (method, path)
    assert call.params is PARAMS


@pytest.mark.parametrize("name", ENDPOINTS)
def test_the_path_for_logs_holds_no_id(name: str) -> None:
    assert ID not in ENDPOINTS[name][0].path


def test_only_an_update_rejects_empty_parameters() -> None:
    assert {name for name, (call, *_) in ENDPOINTS.items() if call.refuse_empty} == {"update"}


MODELS = {
    "create": Session,
    "retrieve": Session,
    "update": Session,
    "list": SessionList,
    "list_line_items": LineItemList,
    "expire": Session,
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_endpoint_names_its_model(name: str) -> None:
    assert ENDPOINTS[name][0].model is MODELS[name]
