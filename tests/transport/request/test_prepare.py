"""A call, a client's settings and a caller's options become the request that is sent."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import httpx
import pytest
from support.fakes import KEY, config
from support.things import Thing

from checkout_client import CLEAR, Timeout
from checkout_client._transport import endpoints
from checkout_client._transport.call import Call
from checkout_client._transport.request.prepare import PreparedCall, prepare
from checkout_client.options import OPTION_NAMES


class Expansion(StrEnum):
    CUSTOMER = "customer"


def never() -> str:
    pytest.fail("no idempotency key is needed here")


def prepared(
    method: Any = "POST",
    path: str = "/v1/things",
    params: dict[str, object] | None = None,
    options: Any = None,
    new_key: Callable[[], str] = lambda: "made",
    **settings: Any,
) -> PreparedCall:
    return prepare(Call(method, path, params or {}, Thing), config(**settings), options, new_key)


def test_a_post_carries_its_parameters_in_the_body() -> None:
    request = prepared("POST", params={"mode": "payment", "line_items": [{"quantity": 2}]}).request
    assert request.method == "POST"
    assert request.url == "https://api.stripe.com/v1/things"
    assert request.content == b"mode=payment&line_items[0][quantity]=2"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_post_without_parameters_has_an_empty_body_and_still_a_key() -> None:
    request = prepared("POST").request
    assert request.content == b""
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["idempotency-key"] == "made"


def test_a_get_carries_its_parameters_in_the_query() -> None:
    request = prepared("GET", params={"limit": 3, "expand": ["data.customer"]}, new_key=never).request
    assert request.method == "GET"
    assert request.url == "https://api.stripe.com/v1/things?limit=3&expand[0]=data.customer"
    assert request.content == b""
    assert "content-type" not in request.headers


def test_a_get_without_parameters_has_no_question_mark() -> None:
    assert prepared("GET", params={"limit": None}, new_key=never).request.url == "https://api.stripe.com/v1/things"


def test_the_path_follows_that_of_the_base_url() -> None:
    assert (
        prepared(base_url="https://gateway.example/stripe/").request.url == "https://gateway.example/stripe/v1/things"
    )


def test_the_headers_of_a_post_and_no_others() -> None:
    headers = prepared("POST", api_version="2025-01-01.test").request.headers
    assert dict(headers) == {
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
        "authorization": f"Bearer {KEY}",
        "user-agent": headers["user-agent"],
        "stripe-version": "2025-01-01.test",
        "idempotency-key": "made",
        "content-type": "application/x-www-form-urlencoded",
    }


def test_the_headers_of_a_get_and_no_others() -> None:
    headers = prepared("GET", new_key=never).request.headers
    assert set(headers) == {"accept", "accept-encoding", "authorization", "user-agent", "stripe-version"}


def test_the_account_is_named_when_set() -> None:
    prepared_call = prepared(stripe_account="acct_client")
    assert prepared_call.request.headers["stripe-account"] == prepared_call.stripe_account == "acct_client"


def test_options_override_the_clients_settings() -> None:
    prepared_call = prepared(
        options={
            "stripe_account": "acct_option",
            "api_version": "2025-02-02.option",
            "timeout": 3,
            "deadline": 4,
            "max_retries": 0,
        },
        stripe_account="acct_client",
        api_version="2025-01-01.client",
        timeout=30,
        deadline=40,
        max_retries=5,
    )
    assert prepared_call.request.headers["stripe-account"] == prepared_call.stripe_account == "acct_option"
    assert prepared_call.request.headers["stripe-version"] == prepared_call.api_version == "2025-02-02.option"
    assert prepared_call.timeout == Timeout(3, 3, 3, 3)
    assert prepared_call.deadline == 4
    assert prepared_call.max_retries == 0


@pytest.mark.parametrize(
    "options",
    [None, {}, dict.fromkeys(["stripe_account", "api_version", "timeout", "deadline", "max_retries", "extra_headers"])],
    ids=["none", "empty", "of None"],
)
def test_options_that_are_not_given_leave_the_clients_settings(options: Any) -> None:
    prepared_call = prepared(options=options, stripe_account="acct_client", timeout=30, deadline=40, max_retries=5)
    assert prepared_call.stripe_account == "acct_client"
    assert prepared_call.timeout == Timeout(30, 30, 30, 30)
    assert prepared_call.deadline == 40
    assert prepared_call.max_retries == 5


def test_an_httpx_timeout_is_taken() -> None:
    assert prepared(options={"timeout": httpx.Timeout(7, connect=1)}).timeout == Timeout(1, 7, 7, 7)


def test_no_deadline_is_none() -> None:
    assert prepared().deadline is None


def test_a_key_of_the_callers_own_is_used_and_none_is_made() -> None:
    prepared_call = prepared("POST", options={"idempotency_key": "order-7"}, new_key=never)
    assert prepared_call.request.headers["idempotency-key"] == prepared_call.idempotency_key == "order-7"


def test_a_key_of_none_means_that_one_is_made() -> None:
    assert prepared("POST", options={"idempotency_key": None}).idempotency_key == "made"


def test_a_get_carries_no_key_even_if_one_is_given() -> None:
    prepared_call = prepared("GET", options={"idempotency_key": "order-7"}, new_key=never)
    assert prepared_call.idempotency_key is None
    assert "idempotency-key" not in prepared_call.request.headers


def test_a_key_that_is_made_elsewhere_is_checked_too() -> None:
    with pytest.raises(ValueError, match="idempotency_key begins or ends with white space"):
        prepared("POST", new_key=lambda: "made\n")


def test_extra_headers_are_sent_and_may_replace_accept() -> None:
    headers = prepared(options={"extra_headers": {"X-Trace": "1", "Accept": "text/plain"}}).request.headers
    assert headers["x-trace"] == "1"
    assert headers["accept"] == "text/plain"


def test_extra_params_are_encoded_like_the_others_after_them() -> None:
    options = {"extra_params": {"new_thing": {"on": True, "off": None, "cleared": CLEAR}}}
    assert prepared(params={"mode": "payment"}, options=options).request.content == (
        b"mode=payment&new_thing[on]=true&new_thing[cleared]="
    )


def test_extra_params_may_fill_what_the_call_leaves_open() -> None:
    options = {"extra_params": {"mode": "setup"}}
    assert prepared(params={"mode": None}, options=options).request.content == b"mode=setup"


def test_extra_params_cannot_contradict_the_call() -> None:
    with pytest.raises(ValueError, match="extra_params contains 'mode', which is a parameter of the call too"):
        prepared(params={"mode": "payment"}, options={"extra_params": {"mode": "setup"}})


def test_extra_params_leave_what_the_caller_gave_alone() -> None:
    params: dict[str, object] = {"mode": "payment"}
    extra = {"x": "y"}
    prepared(params=params, options={"extra_params": extra})
    assert (params, extra) == ({"mode": "payment"}, {"x": "y"})


@pytest.mark.parametrize(
    ("params", "options", "expand"),
    [
        ({}, None, ()),
        ({"expand": ["customer", "line_items"]}, None, ("customer", "line_items")),
        ({"expand": ("customer",)}, None, ("customer",)),
        ({"expand": [Expansion.CUSTOMER]}, None, ("customer",)),
        ({}, {"extra_params": {"expand": ["customer"]}}, ("customer",)),
        ({"expand": CLEAR}, None, ()),
    ],
    ids=["none", "a list", "a tuple", "Enum members", "extra", "no list"],
)
def test_the_expansions_are_kept_for_the_result(params: Any, options: Any, expand: tuple[str, ...]) -> None:
    assert prepared(params=params, options=options).expand == expand


REFUSED: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "an unknown option": ({"idempotency": "x"}, TypeError, "did you mean 'idempotency_key'"),
    "a timeout of 0": ({"timeout": 0}, ValueError, "timeout.connect must be a positive number of seconds"),
    "a timeout in words": ({"timeout": "5"}, TypeError, "timeout must be a number of seconds"),
    "a deadline of 0": ({"deadline": 0}, ValueError, "deadline must be a positive number"),
    "a negative number of retries": ({"max_retries": -1}, ValueError, "max_retries must be at least 0"),
    "an empty version": ({"api_version": ""}, ValueError, "api_version is empty"),
    "an account with a line break": (
        {"stripe_account": "acct\r\nX: 1"},
        ValueError,
        "stripe_account contains",
    ),
    "an empty key": ({"idempotency_key": ""}, ValueError, "idempotency_key is empty"),
    "the clients own header": ({"extra_headers": {"Authorization": "x"}}, ValueError, "cannot set Authorization"),
    "headers in a list": ({"extra_headers": [("a", "b")]}, TypeError, "extra_headers must be a mapping"),
    "parameters in a list": ({"extra_params": [("a", "b")]}, TypeError, "extra_params must be a mapping, not list"),
}


@pytest.mark.parametrize(("options", "kind", "problem"), REFUSED.values(), ids=REFUSED)
def test_options_that_cannot_work_are_refused(options: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=problem):
        prepared(options=options)


@pytest.mark.parametrize("name", sorted(OPTION_NAMES))
def test_an_option_passed_as_a_parameter_is_rejected(name: str) -> None:
    with pytest.raises(TypeError, match=f"^{name} is an option, not a parameter: pass options={{'{name}': …}}"):
        prepared(params={"mode": "payment", name: None})


def test_extra_params_may_have_the_name_of_an_option() -> None:
    assert prepared(options={"extra_params": {"timeout": 3}}).request.content == b"timeout=3"


EMPTY: dict[str, object] = {"shipping_options": []}


def test_only_an_update_refuses_what_is_empty() -> None:
    for call in (endpoints.create(EMPTY), endpoints.retrieve("cs_1", EMPTY), endpoints.list_sessions(EMPTY)):
        request = prepare(call, config(), None, lambda: "made").request
        assert b"shipping" not in request.content + request.url.encode()
    with pytest.raises(ValueError, match="shipping_options is empty: pass CLEAR"):
        prepare(endpoints.update("cs_1", EMPTY), config(), None, lambda: "made")


def test_reprs_hold_neither_key_nor_parameters() -> None:
    prepared_call = prepared("POST", params={"customer_email": "buyer@example.com"})
    read = prepared("GET", params={"customer_email": "buyer@example.com"}, new_key=never)
    for shown in map(repr, (prepared_call, prepared_call.request, prepared_call.request.headers, read)):
        assert "planted" not in shown
        assert "buyer" not in shown


def test_a_query_that_is_too_long_is_rejected() -> None:
    assert len(prepared("GET", params={"x": "y" * 59_998}, new_key=never).request.url) > 60_000
    with pytest.raises(ValueError, match="the parameters need 60001 characters in the URL: at most 60000"):
        prepared("GET", params={"x": "y" * 59_999}, new_key=never)
