"""Which error a response, or the lack of one, becomes."""

from __future__ import annotations

import json
import pickle

import pytest
from support.fakes import KEY, config
from support.things import posting

from checkout_client import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    CardError,
    CheckoutError,
    Headers,
    IdempotencyError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)
from checkout_client._transport.error_factory import connection_error
from checkout_client._transport.messages import AttemptResult, Response, TransportFailure
from checkout_client._transport.request.prepare import prepare
from checkout_client._transport.result import parse_response

CALL = posting("/v1/checkout/sessions")


def raised(attempt_result: AttemptResult, attempts: int = 1) -> CheckoutError:
    with pytest.raises(CheckoutError) as caught:
        parse_response(CALL, prepare(CALL, config(), None, lambda: "key-1"), attempt_result, attempts, KEY)
    return caught.value


def answered(http_status: int, content: bytes, attempts: int = 1, **headers: str) -> APIError:
    names = ((name.replace("_", "-"), value) for name, value in headers.items())
    error = raised(Response(http_status, Headers(names), content), attempts)
    assert isinstance(error, APIError)
    return error


def stripes(http_status: int, attempts: int = 1, **fields: object) -> APIError:
    return answered(http_status, json.dumps({"error": fields}).encode(), attempts, request_id="req_1")


BY_STATUS = {
    400: InvalidRequestError,
    401: AuthenticationError,
    402: InvalidRequestError,  # a declined card is told by its type
    403: PermissionDeniedError,
    404: NotFoundError,
    405: InvalidRequestError,
    409: InvalidRequestError,
    422: InvalidRequestError,
    424: InvalidRequestError,
    429: RateLimitError,
    500: ServerError,
    502: ServerError,
    503: ServerError,
    504: ServerError,
    529: ServerError,
    599: ServerError,
}


@pytest.mark.parametrize(("http_status", "kind"), BY_STATUS.items())
@pytest.mark.parametrize("error_type", [None, "invalid_request_error", "api_error", "something_new"])
def test_the_status_decides(http_status: int, kind: type[APIError], error_type: str | None) -> None:
    error = stripes(http_status, type=error_type, message="No.")
    assert type(error) is kind
    assert (error.http_status, error.type, error.message) == (http_status, error_type, "No.")


@pytest.mark.parametrize("http_status", BY_STATUS)
@pytest.mark.parametrize(("error_type", "kind"), [("card_error", CardError), ("idempotency_error", IdempotencyError)])
def test_two_types_decide_whatever_the_status(http_status: int, error_type: str, kind: type[APIError]) -> None:
    assert type(stripes(http_status, type=error_type)) is kind


@pytest.mark.parametrize("http_status", [100, 199, 300, 301, 302, 303, 304, 307, 308, 399])
def test_a_redirect_or_an_unknown_status_is_a_plain_api_error(http_status: int) -> None:
    error = answered(http_status, b"", location="https://elsewhere.example/")
    assert type(error) is APIError
    assert error.http_status == http_status
    assert "it was not followed" in error.message


def test_everything_stripe_says_is_there() -> None:
    fields = {
        "type": "invalid_request_error",
        "code": "resource_missing",
        "param": "line_items[0][price]",
        "message": "No such price: 'price_1'",
        "doc_url": "https://docs.example/resource-missing",
        "request_log_url": "https://dashboard.example/req_1",
    }
    error = stripes(400, attempts=2, **fields)
    assert {name: getattr(error, name) for name in fields if name != "request_log_url"} == {
        name: value for name, value in fields.items() if name != "request_log_url"
    }
    assert error.decline_code is None
    assert error.request_id == "req_1"
    assert error.headers == {"request-id": "req_1"}
    assert error.body == {"error": fields}
    assert error.attempts == 2
    assert error.idempotency_key == "key-1"


def test_a_declined_card_says_why() -> None:
    error = stripes(402, type="card_error", code="card_declined", decline_code="expired_card")
    assert (type(error), error.code, error.decline_code) == (CardError, "card_declined", "expired_card")


def test_a_locked_object_is_told_by_its_code() -> None:
    error = stripes(429, type="invalid_request_error", code="lock_timeout", message="Locked.")
    assert (type(error), error.code) == (RateLimitError, "lock_timeout")
    assert "code lock_timeout" in str(error)


BODIES: dict[str, tuple[bytes, object]] = {
    "a proxy's page": (b"<html><h1>502 Bad Gateway</h1></html>", "<html><h1>502 Bad Gateway</h1></html>"),
    "nothing": (b"", ""),
    "half of the JSON": (b'{"error": {"type": "api_e', '{"error": {"type": "api_e'),
    "no text": (b"\xff\xfe", "\ufffd\ufffd"),
    "a list": (b'["x"]', ["x"]),
    "a number": (b"7", 7),
    "null": (b"null", None),
    "NaN": (b"NaN", "NaN"),
    "another object": (b'{"message": "Forbidden"}', {"message": "Forbidden"}),
    "an error in words": (b'{"error": "bad_gateway"}', {"error": "bad_gateway"}),
    "an error without words": (b'{"error": {"message": null}}', {"error": {"message": None}}),
    "an error with an empty text": (b'{"error": {"message": ""}}', {"error": {"message": ""}}),
    "a very long number": (b"9" * 5000, "9" * 5000),
}


@pytest.mark.parametrize(("content", "body"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_not_stripes_keeps_status_id_and_headers(content: bytes, body: object) -> None:
    error = answered(502, content, attempts=3, request_id="req_1", content_type="text/html")
    assert type(error) is ServerError
    assert error.http_status == 502
    assert error.request_id == "req_1"
    assert error.headers == {"request-id": "req_1", "content-type": "text/html"}
    assert error.body == body
    assert error.attempts == 3
    assert error.idempotency_key == "key-1"
    assert (error.type, error.code, error.param) == (None, None, None)
    assert "does not have Stripe's format" in error.message
    assert str(error).endswith("(HTTP 502, request req_1, 3 attempts)")


def test_the_lowest_error_status_is_an_error_and_no_redirect() -> None:
    assert "does not have Stripe's format" in answered(400, b"").message


def test_of_a_long_page_the_beginning_is_kept() -> None:
    assert answered(502, b"x" * 50_000).body == "x" * 10_000


def test_a_body_nested_beyond_reason_is_kept_as_text() -> None:
    error = answered(500, b"[" * 100_000)
    assert type(error) is ServerError
    assert error.body == "[" * 10_000


def escaped(key: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in key)


ECHOES: dict[str, str] = {
    "as it is": KEY,
    "in capitals": KEY.upper(),
    "one character escaped": "\\u0073" + KEY[1:],
    "every character escaped": escaped(KEY),
    "every character escaped, in capitals": escaped(KEY).upper().replace("\\U", "\\u"),
}


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_the_key_is_redacted_wherever_the_server_repeats_it(echo: str) -> None:
    content = """{"error": {"message": "Invalid key: ECHO", "code": "ECHO", "param": "xECHO",
        "type": "ECHO",
        "doc_url": "https://a.example/ECHO", "debug": ["Bearer ECHO", {"ECHO": 1, "a": {"b": "ECHO"}}]},
        "ECHO": null}"""
    error = answered(401, content.replace("ECHO", echo).encode())

    assert error.message == "Invalid key: [API key]"
    assert (error.code, error.param, error.type) == ("[API key]", "x[API key]", "[API key]")
    assert error.body == {
        "error": {
            "message": "Invalid key: [API key]",
            "code": "[API key]",
            "param": "x[API key]",
            "type": "[API key]",
            "doc_url": "https://a.example/[API key]",
            "debug": ["Bearer [API key]", {"[API key]": 1, "a": {"b": "[API key]"}}],
        },
        "[API key]": None,
    }
    assert KEY.encode() not in pickle.dumps(error)


TEXTS = ECHOES | {
    "HTML, decimal": "".join(f"&#{ord(character)};" for character in KEY),
    "HTML, hexadecimal": "".join(f"&#x{ord(character):04X};" for character in KEY),
    "in a URL": "".join(f"%{ord(character):02X}" for character in KEY),
    "mixed": f"%73&#107;\\u005f{KEY[3:]}",
}


@pytest.mark.parametrize("echo", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("before", ['{"error": {"message": "', "<p>100% &#33; \\u0041 "])
def test_the_key_is_redacted_in_a_body_that_is_not_json(before: str, echo: str) -> None:
    error = answered(502, f"{before}{echo} {echo}".encode())

    assert error.body == f"{before}[API key] [API key]"


def test_the_key_is_redacted_even_where_the_text_is_cut() -> None:
    for echo in TEXTS.values():
        error = answered(502, b"%" * 9_990 + echo.encode() + b"y" * 1000)
        assert ("%" * 9_990 + "[API key]" + "y" * 1000).startswith(str(error.body))
        assert 9_000 < len(str(error.body)) <= 10_000
        repeated = answered(502, echo.encode() * 1000)
        assert str(repeated.body).replace("[API key]", "") in "[API key]"


def test_a_long_message_is_shortened() -> None:
    error = stripes(400, message="x" * 100_000, code="y" * 100_000)

    assert error.message == "x" * 2000 + "…"
    assert len(str(error)) < 2500


def test_the_key_is_redacted_in_a_page() -> None:
    error = answered(502, b"x" * 9_990 + KEY.encode())
    assert error.body == "x" * 9_990 + "[API key]"


FAILURES: dict[str, tuple[TransportFailure, int, type[CheckoutError], str]] = {
    "broken": (
        TransportFailure("No complete response"),
        1,
        APIConnectionError,
        "No complete response (api.stripe.com:443)",
    ),
    "broken again": (
        TransportFailure("No complete response"),
        2,
        APIConnectionError,
        "No complete response (api.stripe.com:443, 2 attempts)",
    ),
    "late": (
        TransportFailure("No response in time", timed_out=True),
        1,
        APITimeoutError,
        "No response in time (api.stripe.com:443)",
    ),
    "our fault": (TransportFailure("Bad", retryable=False), 1, APIConnectionError, "Bad (api.stripe.com:443)"),
}


@pytest.mark.parametrize(("failure", "attempts", "kind", "text"), FAILURES.values(), ids=FAILURES)
def test_no_answer_is_a_connection_error(
    failure: TransportFailure, attempts: int, kind: type[CheckoutError], text: str
) -> None:
    error = raised(failure, attempts)
    assert type(error) is kind
    assert isinstance(error, APIConnectionError)
    assert str(error) == text
    assert (error.attempts, error.idempotency_key) == (attempts, "key-1")


@pytest.mark.parametrize(
    ("base_url", "host", "port"),
    [
        ("https://api.stripe.com", "api.stripe.com", 443),
        ("https://gateway.example:8443/stripe", "gateway.example", 8443),
        ("http://localhost", "localhost", 80),
        ("http://[::1]:12111", "::1", 12111),
    ],
)
def test_a_connection_error_names_what_it_tried(base_url: str, host: str, port: int) -> None:
    prepared = prepare(CALL, config(base_url=base_url), None, lambda: "key-1")
    error = connection_error(TransportFailure("Refused", kind="connect"), 1, prepared)

    assert (error.kind, error.host, error.port) == ("connect", host, port)
    assert str(error) == f"Refused ({host}:{port})"


def test_a_message_of_stripes_stays_on_one_line() -> None:
    error = stripes(400, message="No such price\n2026-01-01 ERROR \x1b[31mforged")

    assert error.message == r"No such price\n2026-01-01 ERROR \x1b[31mforged"
