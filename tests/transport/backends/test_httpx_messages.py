"""Conversions between our values and httpx's."""

from __future__ import annotations

import socket
from ssl import SSLCertVerificationError

import httpx
import pytest

from checkout_client import Headers, Timeout
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.backends.httpx.httpx_messages import from_httpx, messages_for
from checkout_client._transport.backends.response_body import ResponseBody
from checkout_client._transport.messages import Request, Response, Send


def request_of(headers: Headers, method: str = "POST", content: bytes = b"a=1") -> httpx.Request:
    assert method in ("GET", "POST")
    request = Request(method, "https://api.stripe.com/v1/x%2Fy?a[]=%C3%A9", headers, content)  # type: ignore[arg-type]
    made: httpx.Request = messages_for(httpx).request(Send(request, Timeout(1, None, 3, 4), None))
    return made


def test_a_post_has_our_headers_and_those_that_http_requires() -> None:
    request = request_of(Headers([("x-a", "1"), ("accept", "application/json")]))

    assert dict(request.headers) == {
        "x-a": "1",
        "accept": "application/json",
        "host": "api.stripe.com",
        "content-length": "3",
    }
    assert request.read() == b"a=1"


def test_a_get_has_no_body_and_no_length() -> None:
    request = request_of(Headers(), "GET", b"")

    assert dict(request.headers) == {"host": "api.stripe.com"}
    assert request.read() == b""


def test_the_path_and_the_query_are_sent_byte_for_byte() -> None:
    assert request_of(Headers()).url.raw_path == b"/v1/x%2Fy?a[]=%C3%A9"


def test_the_four_timeouts_are_passed_on() -> None:
    assert request_of(Headers()).extensions == {"timeout": {"connect": 1, "read": None, "write": 3, "pool": 4}}


def test_a_repeated_header_is_one_value() -> None:
    response = httpx.Response(200, headers=[("X-A", "1"), ("X-A", "2"), ("Request-Id", "req_1")])

    body = ResponseBody(1000)
    body.add(b"x")
    headers = Headers([("x-a", "1, 2"), ("request-id", "req_1")])
    assert from_httpx(response, body, is_decoded=False) == Response(200, headers, b"x")


# every httpx.TransportError: is it a timeout, can it be retried, and its kind
TREE = {
    httpx.ConnectTimeout: (True, True, "connect"),
    httpx.ReadTimeout: (True, True, "read"),
    httpx.WriteTimeout: (True, True, "write"),
    httpx.PoolTimeout: (True, True, "pool"),
    httpx.ConnectError: (False, True, "connect"),
    httpx.ReadError: (False, True, "read"),
    httpx.WriteError: (False, True, "write"),
    httpx.CloseError: (False, True, "read"),
    httpx.ProxyError: (False, True, "proxy"),
    httpx.RemoteProtocolError: (False, True, "protocol"),
    httpx.LocalProtocolError: (False, False, "protocol"),
    httpx.UnsupportedProtocol: (False, False, "protocol"),
    httpx.DecodingError: (False, True, "decode"),
}


def leaves(kind: type[Exception]) -> set[type[Exception]]:
    below = {leaf for child in kind.__subclasses__() for leaf in leaves(child)}
    return below or {kind}


def test_the_table_is_complete() -> None:
    kinds = {leaf for kind in HTTPCORE_ERRORS.exceptions for leaf in leaves(kind)}
    assert {kind for kind in kinds if kind.__module__.partition(".")[0] == "httpx"} == set(TREE)


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: kind.__name__)
def test_each_failure_is_classified(kind: type[Exception]) -> None:
    found = HTTPCORE_ERRORS.failure(kind("why"))

    assert (found.timed_out, found.retryable, found.kind) == TREE[kind]
    assert f"({kind.__name__}: why)" in found.reason


@pytest.mark.parametrize("chained", ["__cause__", "__context__"])
def test_a_rejected_certificate_is_not_retried(chained: str) -> None:
    error, between = httpx.ConnectError("self-signed"), OSError()
    setattr(between, chained, SSLCertVerificationError())
    setattr(error, chained, between)

    failure = HTTPCORE_ERRORS.failure(error)

    assert not failure.retryable
    assert failure.kind == "tls"


def test_a_host_name_that_does_not_resolve_is_a_failure_of_dns() -> None:
    error = httpx.ConnectError("Name or service not known")
    error.__cause__ = socket.gaierror(-2, "Name or service not known")

    assert HTTPCORE_ERRORS.failure(error).kind == "dns"


def test_an_exception_of_another_kind_is_of_unknown_kind() -> None:
    assert HTTPCORE_ERRORS.failure(httpx.TransportError("odd")).kind == "unknown"


@pytest.mark.parametrize(
    "kind", [httpx.InvalidURL, httpx.TooManyRedirects, httpx.CookieConflict, httpx.StreamError, OSError, ValueError]
)
def test_a_mistake_in_our_code_is_not_a_failure(kind: type[Exception]) -> None:
    assert not issubclass(kind, HTTPCORE_ERRORS.exceptions)
