"""The errors: one tree; all of them pickle, and no pickle, repr or text holds what must not leave the process."""

from __future__ import annotations

import copy
import importlib
import inspect
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from support.fakes import KEY

from checkout_client import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    CardError,
    CheckoutClient,
    CheckoutError,
    Headers,
    IdempotencyError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
    ServerError,
    SignatureVerificationError,
    errors,
)
from checkout_client.testing import FakeCheckout

API_ERRORS = [
    APIError,
    InvalidRequestError,
    AuthenticationError,
    CardError,
    PermissionDeniedError,
    NotFoundError,
    IdempotencyError,
    RateLimitError,
    ServerError,
]

DECLINED: dict[str, Any] = {
    "error": {
        "type": "card_error",
        "code": "card_declined",
        "decline_code": "insufficient_funds",
        "param": "payment_method",
        "message": "Your card has insufficient funds.",
        "doc_url": "https://docs.example/card-declined",
        "request_log_url": "https://dashboard.example/req_1",
        "charge": "ch_secret",
        "payment_intent": {
            "client_secret": "pi_1_secret_planted",
            "receipt_email": "buyer@example.com",
        },
    }
}


def api_error(kind: type[APIError] = CardError, **changes: Any) -> APIError:
    facts: dict[str, Any] = {
        "http_status": 402,
        "headers": Headers([("Request-Id", "req_1"), ("Stripe-Should-Retry", "false")]),
        "body": DECLINED,
        "attempts": 2,
        "idempotency_key": "key-1",
    }
    return kind("Your card has insufficient funds.", **(facts | changes))


def connection_error(error_class: type[APIConnectionError] = APIConnectionError, **changes: Any) -> APIConnectionError:
    facts: dict[str, Any] = {
        "kind": "connect",
        "host": "api.stripe.com",
        "port": 443,
        "attempts": 3,
        "idempotency_key": "key-1",
    }
    return error_class("No complete response", **(facts | changes))


def decode_error() -> ResponseDecodeError:
    return ResponseDecodeError(
        "the response is not as promised",
        path="line_items.data[3].price",
        http_status=200,
        headers=Headers([("Request-Id", "req_1")]),
        attempts=2,
        idempotency_key="key-1",
    )


EVERY_ERROR: list[CheckoutError] = [
    CheckoutError("something"),
    *(api_error(kind) for kind in API_ERRORS),
    connection_error(),
    connection_error(APITimeoutError),
    decode_error(),
    SignatureVerificationError("not signed"),
]


def test_the_list_above_is_complete() -> None:
    declared = {kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)}
    assert {type(error) for error in EVERY_ERROR} == declared


def test_the_tree() -> None:
    assert all(issubclass(kind, APIError) for kind in API_ERRORS)
    assert issubclass(APITimeoutError, APIConnectionError)
    branches = {APIError, APIConnectionError, ResponseDecodeError, SignatureVerificationError}
    assert {kind.__base__ for kind in branches} == {CheckoutError}
    assert CheckoutError.__base__ is Exception
    assert not any(issubclass(kind, other) for kind in API_ERRORS for other in API_ERRORS[1:] if kind is not other)


@pytest.mark.parametrize("kind", [type(error) for error in EVERY_ERROR], ids=lambda kind: kind.__name__)
def test_the_tree_is_shown_in_the_module_and_each_error_explains_itself(kind: type[CheckoutError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")
    assert kind.__doc__


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_every_error_has_a_message(error: CheckoutError) -> None:
    assert error.args == (error.message,)
    assert error.message
    assert str(error).startswith(error.message)


def attributes(error: CheckoutError) -> dict[str, object]:
    """Every attribute but the body, which travels in part only."""
    names = {name for name in dir(error) if not name.startswith("_")} - {"args", "with_traceback", "add_note", "body"}
    return {name: getattr(error, name) for name in names}


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_every_attribute_survives_pickling(error: CheckoutError, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(error, protocol))
    assert type(again) is type(error)
    assert again.args == error.args
    assert str(again) == str(error)
    assert repr(again) == repr(error)
    assert attributes(again) == attributes(error)
    assert len(attributes(again)) >= 1


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy], ids=lambda function: function.__name__)
def test_every_attribute_survives_copying(error: CheckoutError, duplicate: Any) -> None:
    again = duplicate(error)
    assert again is not error
    assert (type(again), str(again), attributes(again)) == (type(error), str(error), attributes(error))


def test_a_pickle_of_a_pickle_is_the_same() -> None:
    once = pickle.loads(pickle.dumps(api_error()))
    twice = pickle.loads(pickle.dumps(once))
    assert twice.body == once.body
    assert attributes(twice) == attributes(once)


def test_notes_survive_pickling() -> None:
    error = api_error()
    error.add_note("while paying order 7")
    assert pickle.loads(pickle.dumps(error)).__notes__ == ["while paying order 7"]


def test_errors_pass_through_a_future() -> None:
    def fail() -> None:
        raise api_error()

    with ThreadPoolExecutor(1) as pool, pytest.raises(CardError) as caught:
        pool.submit(fail).result()
    assert caught.value.decline_code == "insufficient_funds"


def test_a_pickle_holds_nothing_of_the_payment() -> None:
    error = api_error()
    pickled = pickle.dumps(error)
    for secret in (b"planted", b"buyer@", b"ch_secret", b"client_secret"):
        assert secret not in pickled
    expected = {name: value for name, value in DECLINED["error"].items() if name not in ("charge", "payment_intent")}
    assert pickle.loads(pickled).body == {"error": expected}
    assert error.body is DECLINED


def test_a_pickle_does_not_hold_a_body_that_is_not_stripes() -> None:
    error = api_error(ServerError, body="<html>planted</html>")
    assert b"planted" not in pickle.dumps(error)
    assert pickle.loads(pickle.dumps(error)).body == {"error": {}}


def test_texts_and_reprs_hold_nothing_of_the_body() -> None:
    error = api_error()
    assert "planted" not in str(error) + repr(error)
    assert "buyer" not in str(error) + repr(error)


def test_an_api_error_has_what_stripe_said() -> None:
    error = api_error()
    assert error.http_status == 402
    assert error.type == "card_error"
    assert error.code == "card_declined"
    assert error.decline_code == "insufficient_funds"
    assert error.param == "payment_method"
    assert error.message == "Your card has insufficient funds."
    assert error.doc_url == "https://docs.example/card-declined"
    assert error.request_id == "req_1"
    assert error.headers["STRIPE-SHOULD-RETRY"] == "false"
    assert error.body is DECLINED
    assert error.attempts == 2
    assert error.idempotency_key == "key-1"


FIELDS = ["type", "code", "decline_code", "param", "doc_url"]
SHAPELESS: dict[str, Any] = {
    "a string": "<html>",
    "nothing": None,
    "a list": [{"error": {"code": "x"}}],
    "no error": {"message": "x"},
    "an error in words": {"error": "invalid_client"},
    "an error of null": {"error": None},
    "an error that is a list": {"error": ["code"]},
    "fields of other types": {"error": dict.fromkeys(FIELDS, 7)},
    "null fields": {"error": dict.fromkeys(FIELDS)},
    "objects for fields": {"error": {name: {"a": "b"} for name in FIELDS}},
}


@pytest.mark.parametrize("body", SHAPELESS.values(), ids=SHAPELESS)
def test_fields_that_the_body_does_not_have_are_none(body: object) -> None:
    error = api_error(body=body)
    assert [getattr(error, name) for name in FIELDS] == [None] * len(FIELDS)
    assert error.body == body


def test_headers_may_be_any_mapping() -> None:
    assert api_error(headers={"Request-Id": "req_2"}).request_id == "req_2"
    assert api_error(headers={}).request_id is None
    assert ResponseDecodeError("x", path="", headers={"Request-Id": "req_2"}).request_id == "req_2"
    assert ResponseDecodeError("x", path="").headers == {}


TEXTS: dict[str, tuple[CheckoutError, str]] = {
    "everything": (
        api_error(),
        "Your card has insufficient funds. "
        "(HTTP 402, code card_declined, param payment_method, request req_1, 2 attempts)",
    ),
    "the least": (
        api_error(ServerError, http_status=502, body="", headers={}, attempts=1),
        "Your card has insufficient funds. (HTTP 502)",
    ),
    "a code and no parameter": (
        api_error(RateLimitError, http_status=429, body={"error": {"code": "lock_timeout"}}, attempts=1),
        "Your card has insufficient funds. (HTTP 429, code lock_timeout, request req_1)",
    ),
    "no response": (connection_error(), "No complete response (api.stripe.com:443, 3 attempts)"),
    "no response, once": (connection_error(attempts=1), "No complete response (api.stripe.com:443)"),
    "no response, made by hand": (APIConnectionError("No complete response"), "No complete response"),
    "line breaks in what Stripe sends": (
        api_error(headers={"Request-Id": "req_1\nx"}, body={"error": {"code": "a\x1b[31m", "param": "b\r\n"}}),
        "Your card has insufficient funds. (HTTP 402, code a\\x1b[31m, param b\\r\\n, request req_1\\nx, 2 attempts)",
    ),
    "an answer that is wrong": (decode_error(), "the response is not as promised (request req_1)"),
    "an answer that is wrong, without id": (ResponseDecodeError("not as promised", path=""), "not as promised"),
    "any other": (SignatureVerificationError("not signed"), "not signed"),
}


@pytest.mark.parametrize(("error", "text"), TEXTS.values(), ids=TEXTS)
def test_the_message_has_what_support_will_ask_for(error: CheckoutError, text: str) -> None:
    assert str(error) == text


def test_the_attributes_of_a_connection_error() -> None:
    error = connection_error()
    assert (error.attempts, error.idempotency_key) == (3, "key-1")
    assert (error.kind, error.host, error.port) == ("connect", "api.stripe.com", 443)
    bare = APIConnectionError("x")
    assert (bare.kind, bare.host, bare.port) == ("unknown", None, None)
    assert (APIConnectionError("x").attempts, APIConnectionError("x").idempotency_key) == (1, None)


def test_the_attributes_of_a_decode_error() -> None:
    error = decode_error()
    assert error.path == "line_items.data[3].price"
    assert error.http_status == 200
    assert error.request_id == "req_1"
    assert error.attempts == 2
    assert error.idempotency_key == "key-1"
    bare = ResponseDecodeError("x", path="a")
    assert (bare.http_status, bare.request_id, bare.attempts, bare.idempotency_key) == (None, None, 1, None)


ALL_ERRORS = [
    errors.APIError, errors.InvalidRequestError, errors.AuthenticationError, errors.CardError,
    errors.PermissionDeniedError, errors.NotFoundError, errors.IdempotencyError, errors.RateLimitError,
    errors.ServerError, errors.APIConnectionError, errors.APITimeoutError, errors.ResponseDecodeError,
    errors.SignatureVerificationError,
]  # fmt: skip


@pytest.mark.parametrize("cls", ALL_ERRORS)
class TestMadeInTests:
    def test_a_message_is_enough(self, cls: type[errors.CheckoutError]):
        error = cls("slow down")
        assert error.message == "slow down"
        assert str(error).startswith("slow down")
        assert pickle.loads(pickle.dumps(error)).message == "slow down"
        assert repr(error) == f"{cls.__name__}('slow down')"

    def test_celery_keeps_it_as_json(self, cls: type[errors.CheckoutError]):
        # As celery.backends.base does: the names of module and class, and the arguments.
        stored = json.loads(json.dumps([cls.__module__, cls.__qualname__, cls("slow down").args]))
        module, name, args = stored
        restored = getattr(importlib.import_module(module), name)(*args)
        assert (type(restored), restored.message) == (cls, "slow down")


@pytest.mark.parametrize(
    ("cls", "status"),
    [
        (errors.APIError, 400), (errors.InvalidRequestError, 400), (errors.AuthenticationError, 401),
        (errors.CardError, 402), (errors.PermissionDeniedError, 403), (errors.NotFoundError, 404),
        (errors.IdempotencyError, 400), (errors.RateLimitError, 429), (errors.ServerError, 500),
    ],
)  # fmt: skip
def test_the_usual_status_of_an_error(cls: type[APIError], status: int):
    error = cls("x")
    assert (error.http_status, error.attempts, error.code, error.request_id) == (status, 1, None, None)
    assert cls("x", http_status=418, body={"error": {"code": "lock_timeout"}}).code == "lock_timeout"


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ('Only Checkout Sessions with a status in ["open"] can be expired. This Session has a status of complete.',
         "complete"),
        ("Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
         "`expired`.", "expired"),
        ("This Session's status is expired", "expired"),
        ("Invalid status: complete", None),
        ("No such Session", None),
    ],
)  # fmt: skip
def test_the_status_of_a_session_that_is_not_open(message: str, status: str | None):
    assert errors.InvalidRequestError(message).session_status == status


@pytest.mark.parametrize("end", ["complete", "expired"])
def test_a_session_that_is_not_open_tells_its_status(end: str):
    fake = FakeCheckout()
    sessions = fake.client().sessions
    session = sessions.create(mode="setup", currency="usd", success_url="https://example.com")
    if end == "complete":
        fake.complete(session)
    else:
        sessions.expire(session.id)
    with pytest.raises(errors.InvalidRequestError) as raised:
        sessions.expire(session.id)
    assert raised.value.session_status == end


def test_a_response_that_cannot_be_read_is_kept():
    body = {"id": "cs_test_7", "object": "checkout.session", "created": "planted", "note": KEY}
    client = CheckoutClient(
        KEY, http_client=httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=body)))
    )
    with pytest.raises(ResponseDecodeError) as raised:
        client.sessions.create(mode="setup", currency="usd")
    error = raised.value
    assert error.body == {**body, "note": "[API key]"}
    restored = pickle.loads(pickle.dumps(error))
    assert restored.body is None
    assert restored.path == "created"
    assert "planted" not in repr(error) + str(error) + str(pickle.dumps(error))
