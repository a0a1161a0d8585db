"""Between our values and httpx's."""

from __future__ import annotations

from ssl import SSLCertVerificationError

import httpx
import pytest

from checkout_client import Headers, Timeout
from checkout_client._transport.backends.httpx.httpx_messages import HTTPX, from_httpx
from checkout_client._transport.messages import Request, Response, Send


def request_of(headers: Headers, method: str = "POST", content: bytes = b"a=1") -> httpx.Request:
    assert method in ("GET", "POST")
    request = Request(method, "https://api.stripe.com/v1/x%2Fy?a[]=%C3%A9", headers, content)  # type: ignore[arg-type]
    made: httpx.Request = HTTPX.request(Send(request, Timeout(1, None, 3, 4), None))
    return made


def test_a_post_carries_our_headers_and_what_http_itself_needs() -> None:
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


def test_the_path_and_the_query_go_out_byte_for_byte() -> None:
    assert request_of(Headers()).url.raw_path == b"/v1/x%2Fy?a[]=%C3%A9"


def test_the_four_timeouts_are_passed_on() -> None:
    assert request_of(Headers()).extensions == {"timeout": {"connect": 1, "read": None, "write": 3, "pool": 4}}


def test_a_header_that_came_twice_is_one_value() -> None:
    response = httpx.Response(200, headers=[("X-A", "1"), ("X-A", "2"), ("Request-Id", "req_1")])

    assert from_httpx(response, b"x") == Response(200, Headers([("x-a", "1, 2"), ("request-id", "req_1")]), b"x")


# every error of httpx.TransportError's tree: is it a matter of time, and may the request be sent again?
TREE = {
    httpx.ConnectTimeout: (True, True),
    httpx.ReadTimeout: (True, True),
    httpx.WriteTimeout: (True, True),
    httpx.PoolTimeout: (True, True),
    httpx.ConnectError: (False, True),
    httpx.ReadError: (False, True),
    httpx.WriteError: (False, True),
    httpx.CloseError: (False, True),
    httpx.ProxyError: (False, True),
    httpx.RemoteProtocolError: (False, True),
    httpx.LocalProtocolError: (False, False),
    httpx.UnsupportedProtocol: (False, False),
    httpx.DecodingError: (False, True),
}


def leaves(kind: type[Exception]) -> set[type[Exception]]:
    below = {leaf for child in kind.__subclasses__() for leaf in leaves(child)}
    return below or {kind}


def test_the_table_below_holds_every_failure_of_the_http_library() -> None:
    assert {
        leaf for kind in HTTPX.error_map.exceptions for leaf in leaves(kind) if leaf.__module__.startswith("httpx")
    } == set(TREE)


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: kind.__name__)
def test_which_failures_are_a_matter_of_time_and_which_may_be_repeated(kind: type[Exception]) -> None:
    found = HTTPX.error_map.failure(kind("why"))

    assert (found.timed_out, found.retryable) == TREE[kind]
    assert f"({kind.__name__}: why)" in found.reason


@pytest.mark.parametrize("chained", ["__cause__", "__context__"])
def test_a_refused_certificate_is_not_asked_for_again(chained: str) -> None:
    error, between = httpx.ConnectError("self-signed"), OSError()
    setattr(between, chained, SSLCertVerificationError())
    setattr(error, chained, between)

    assert not HTTPX.error_map.failure(error).retryable


@pytest.mark.parametrize(
    "kind", [httpx.InvalidURL, httpx.TooManyRedirects, httpx.CookieConflict, httpx.StreamError, OSError, ValueError]
)
def test_what_says_that_our_code_is_wrong_is_no_failure(kind: type[Exception]) -> None:
    assert not issubclass(kind, HTTPX.error_map.exceptions)
