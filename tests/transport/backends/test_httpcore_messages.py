"""Conversions between our values and httpcore's."""

from __future__ import annotations

from typing import Literal

import httpcore
import pytest

from checkout_client import Headers, Timeout
from checkout_client._transport.backends.error_map import (
    DeadlineExceeded,
    DecodingError,
    NameResolutionTimeout,
    PoolTimeout,
    ResponseTooLarge,
    TooManyInterimResponses,
    TransportError,
)
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS, from_httpcore, to_httpcore
from checkout_client._transport.backends.response_body import ResponseBody
from checkout_client._transport.messages import Request, Response, Send


def request_of(
    url: str = "https://api.stripe.com/v1/x", method: Literal["GET", "POST"] = "GET", content: bytes = b""
) -> httpcore.Request:
    return to_httpcore(Send(Request(method, url, Headers([("x-a", "1")]), content), Timeout(1, None, 3, 4), None))


@pytest.mark.parametrize("content", [b"a=1", b""], ids=["a body", "none"])
def test_a_post_has_our_headers_and_those_that_http_requires(content: bytes) -> None:
    request = request_of(method="POST", content=content)

    assert request.headers == [
        (b"Host", b"api.stripe.com"),
        (b"x-a", b"1"),
        (b"Content-Length", b"%d" % len(content)),
    ]
    assert list(request.stream) == [content]  # type: ignore[arg-type]


def test_a_get_has_no_length() -> None:
    assert request_of().headers == [(b"Host", b"api.stripe.com"), (b"x-a", b"1")]


SERVERS: dict[str, tuple[str, bytes, bytes, int]] = {
    "https": ("https://api.stripe.com", b"api.stripe.com", b"api.stripe.com", 443),
    "https with its usual port": ("https://api.stripe.com:443", b"api.stripe.com", b"api.stripe.com", 443),
    "https with another": ("https://api.stripe.com:8443", b"api.stripe.com:8443", b"api.stripe.com", 8443),
    "http": ("http://localhost", b"localhost", b"localhost", 80),
    "http on the port of https": ("http://localhost:443", b"localhost:443", b"localhost", 443),
    "one letter": ("http://h", b"h", b"h", 80),
    "capitals": ("https://API.Stripe.com", b"api.stripe.com", b"api.stripe.com", 443),
    "IPv6": ("http://[::1]", b"[::1]", b"::1", 80),
    "IPv6 with a port": ("http://[::1]:12111", b"[::1]:12111", b"::1", 12111),
}


@pytest.mark.parametrize(("origin", "host_header", "host", "port"), SERVERS.values(), ids=SERVERS)
def test_the_host_header_names_the_server(origin: str, host_header: bytes, host: bytes, port: int) -> None:
    request = request_of(f"{origin}/v1/x")

    assert dict(request.headers)[b"Host"] == host_header
    assert request.url.origin == httpcore.Origin(origin.partition(":")[0].encode(), host, port)


@pytest.mark.parametrize("path", ["/", "/v1/x%2Fy?a[]=%C3%A9&b=https://example.com/", "/base/v1/x"])
def test_the_path_and_the_query_are_sent_byte_for_byte(path: str) -> None:
    assert request_of(f"https://api.stripe.com{path}").url.target == path.encode()


def test_the_timeouts_are_passed_on() -> None:
    assert request_of().extensions == {"timeout": {"connect": 1, "read": None, "write": 3}}


def response_of(headers: list[tuple[bytes, bytes]], content: bytes) -> Response:
    response = httpcore.Response(200, headers=headers, content=content)
    body = ResponseBody(1000)
    body.add(content)
    return from_httpcore(response, body)


def test_a_repeated_header_is_one_value() -> None:
    found = response_of([(b"X-A", b"1"), (b"X-A", b"\xe9"), (b"Request-Id", b"req_1")], b"x")

    assert found == Response(200, Headers([("x-a", "1, \xe9"), ("request-id", "req_1")]), b"x")


def test_a_body_that_is_not_compressed_as_declared_is_rejected() -> None:
    with pytest.raises(DecodingError):
        response_of([(b"Content-Encoding", b"gzip")], b"{}")


# every failure of the library and of our own: is it a timeout, can it be retried, and its kind
TREE = {
    httpcore.ConnectTimeout: (True, True, "connect"),
    httpcore.ReadTimeout: (True, True, "read"),
    httpcore.WriteTimeout: (True, True, "write"),
    httpcore.PoolTimeout: (True, True, "pool"),
    httpcore.ConnectError: (False, True, "connect"),
    httpcore.ReadError: (False, True, "read"),
    httpcore.WriteError: (False, True, "write"),
    httpcore.ProxyError: (False, True, "proxy"),
    httpcore.RemoteProtocolError: (False, True, "protocol"),
    httpcore.LocalProtocolError: (False, False, "protocol"),
    httpcore.UnsupportedProtocol: (False, False, "protocol"),
    PoolTimeout: (True, True, "pool"),
    DeadlineExceeded: (True, False, "deadline"),
    DecodingError: (False, True, "decode"),
    NameResolutionTimeout: (True, True, "dns"),
    ResponseTooLarge: (False, False, "decode"),
    TooManyInterimResponses: (False, True, "protocol"),
}


def leaves(kind: type[Exception]) -> set[type[Exception]]:
    below = {leaf for child in kind.__subclasses__() for leaf in leaves(child)}
    return below or {kind}


def test_the_table_is_complete() -> None:
    assert TransportError in HTTPCORE_ERRORS.exceptions
    found = {leaf for kind in HTTPCORE_ERRORS.exceptions for leaf in leaves(kind)}
    assert {kind for kind in found if kind.__module__.startswith(("httpcore", "checkout_client"))} == set(TREE)


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: f"{kind.__module__.partition('.')[0]}.{kind.__name__}")
def test_each_failure_is_classified(kind: type[Exception]) -> None:
    found = HTTPCORE_ERRORS.failure(kind("why"))

    assert (found.timed_out, found.retryable, found.kind) == TREE[kind]
    assert kind is DeadlineExceeded or f"({kind.__name__}: why)" in found.reason


@pytest.mark.parametrize("kind", [httpcore.ConnectionNotAvailable, OSError, ValueError, RuntimeError])
def test_a_mistake_in_our_code_is_not_a_failure(kind: type[Exception]) -> None:
    assert not issubclass(kind, HTTPCORE_ERRORS.exceptions)
