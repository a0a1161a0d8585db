"""What is kept of an HTTP response beside its body."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from checkout_client import Headers, LastResponse


def last_response(**changes: Any) -> LastResponse:
    fields: dict[str, Any] = {
        "http_status": 200,
        "headers": Headers([("Request-Id", "req_1")]),
        "attempts": 2,
        "idempotency_key": "key-1",
        "api_version": "2026-10-28.endive",
        "stripe_account": None,
        "expand": ("line_items",),
    }
    return LastResponse(**(fields | changes))


def test_names_of_headers_are_found_in_any_case() -> None:
    headers = Headers([("Request-Id", "req_1"), ("STRIPE-VERSION", "v")])
    assert headers.get("stripe-Version") == "v"
    assert headers.get("absent") is None
    assert headers.get("absent", "default") == "default"
    assert headers["request-id"] == headers["REQUEST-ID"] == headers.get("Request-Id") == "req_1"
    assert "Stripe-Version" in headers
    assert "x-other" not in headers
    assert headers.get("X-Other") is None
    with pytest.raises(KeyError):
        headers["X-Other"]


def test_a_header_that_came_twice_is_one_value() -> None:
    headers = Headers([("Vary", "Origin"), ("Date", "today"), ("VARY", "Accept"), ("vary", "Cookie")])
    assert headers["vary"] == "Origin, Accept, Cookie"
    assert list(headers) == ["vary", "date"]
    assert len(headers) == 2
    assert dict(headers) == {"vary": "Origin, Accept, Cookie", "date": "today"}


def test_there_may_be_no_headers() -> None:
    assert len(Headers()) == 0
    assert Headers() == Headers([]) == {}


def test_headers_are_equal_by_content() -> None:
    assert Headers([("A", "1")]) == Headers([("a", "1")])
    assert Headers([("A", "1")]) != Headers([("A", "2")])


def test_headers_cannot_be_changed() -> None:
    headers: Any = Headers([("A", "1")])
    with pytest.raises(TypeError):
        headers["a"] = "2"
    with pytest.raises(TypeError):
        del headers["a"]


@pytest.mark.parametrize("name", ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"])
def test_the_repr_hides_credentials_and_the_value_is_there(name: str) -> None:
    headers = Headers([(name, "planted"), ("Date", "today")])
    assert repr(headers) == f"Headers({{'{name.lower()}': '[hidden]', 'date': 'today'}})"
    assert headers[name] == "planted"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_headers_and_responses_pickle(protocol: int) -> None:
    response = last_response()
    again = pickle.loads(pickle.dumps(response, protocol))
    assert again == response
    assert again.headers["REQUEST-ID"] == "req_1"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_headers_and_responses_can_be_copied(duplicate: Any) -> None:
    assert duplicate(last_response()) == last_response()
    assert duplicate(Headers([("A", "1")])) == Headers([("A", "1")])


def test_the_request_id() -> None:
    assert last_response().request_id == "req_1"
    assert last_response(headers=Headers()).request_id is None


@pytest.mark.parametrize(("headers", "replayed"), [([("Idempotent-Replayed", "true")], True), ([], False)])
def test_whether_the_response_is_a_stored_one(headers: list[tuple[str, str]], replayed: bool) -> None:
    assert last_response(headers=Headers(headers)).idempotent_replayed is replayed


def test_replayed_false_is_false() -> None:
    assert not last_response(headers=Headers([("Idempotent-Replayed", "false")])).idempotent_replayed


def test_a_response_is_frozen_and_shows_itself() -> None:
    response = last_response(headers=Headers([("Set-Cookie", "planted")]))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        response.attempts = 3  # type: ignore[misc]
    assert "attempts=2" in repr(response)
    assert "planted" not in repr(response)
