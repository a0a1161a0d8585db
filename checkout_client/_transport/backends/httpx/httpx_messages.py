"""Conversions between our plain values and those of httpx, or of httpx2, which has the same interface."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from time import monotonic
from typing import Any, Final, Literal

import httpx

from ...messages import Response, Send, TransportFailure, headers_from_bytes
from ..error_map import DeadlineExceeded, ErrorMap, kind_by_name, transport_failure
from ..httpcore.httpcore_messages import Body
from ..response_body import ResponseBody

_PIECE: Final = 16 * 1024


class HttpxMessages:
    """The requests and exceptions of httpx or httpx2."""

    def __init__(self, module: Any) -> None:
        self.module = module
        self.error_map: ErrorMap = ErrorMap((module.TransportError, module.DecodingError), self._failure)
        self._local_errors = (module.UnsupportedProtocol, module.LocalProtocolError)
        # A URL without a query holds nothing personal and repeats, except for ids.
        self._url = lru_cache(maxsize=64)(module.URL)
        streams = (module.SyncByteStream, module.AsyncByteStream)
        self._body = type("Body", (Body, *streams), {})
        self._bounded_body = type("BoundedBody", (_BoundedBody, *streams), {})

    def request(self, step: Send, ends: float | None = None) -> Any:
        """Return the request of ``step``, prepared so that the HTTP client adds nothing to it.

        In threads its body is not sent any further after ``ends``, by the monotonic clock.
        """
        timeout = step.timeout
        steps = {"connect": timeout.connect, "read": timeout.read, "write": timeout.write, "pool": timeout.pool}
        request = step.request
        made = self.module.Request(
            request.method,
            self.module.URL(request.url) if "?" in request.url else self._url(request.url),
            headers=request.sent_headers(),
            content=request.content,
            extensions={"timeout": steps},
        )
        made.stream = self._body(request.content) if ends is None else self._bounded_body(request.content, ends)
        return made

    def _failure(self, error: Exception) -> TransportFailure:
        return transport_failure(
            error,
            str(error),
            kind_by_name(error),
            timed_out=isinstance(error, self.module.TimeoutException),
            is_local_error=isinstance(error, self._local_errors),
        )


class _BoundedBody(Body):
    """A body that is sent in pieces by a thread, and only until a deadline."""

    def __init__(self, content: bytes, ends: float) -> None:
        super().__init__(content)
        self._ends = ends

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, max(len(self._content), 1), _PIECE):
            if monotonic() > self._ends:
                raise DeadlineExceeded
            yield self._content[start : start + _PIECE]


def from_httpx(response: httpx.Response, body: ResponseBody, *, is_decoded: bool) -> Response:
    """Return ``response`` and its whole ``body`` as our own value."""
    headers = headers_from_bytes(response.headers.raw)
    encoding = None if is_decoded else headers.get("content-encoding")
    return Response(response.status_code, headers, body.content(encoding))


HTTPX = HttpxMessages(httpx)

_messages = cache(HttpxMessages)


_ACCEPTED = {
    "Client": "an httpx.Client or an httpx2.Client",
    "AsyncClient": "an httpx.AsyncClient, an httpx2.AsyncClient, an aiohttp.ClientSession or 'aiohttp'",
}


def messages_of(http_client: object, kind: Literal["Client", "AsyncClient"]) -> HttpxMessages:
    """Return the messages for the library of the user's client; raises ``TypeError`` for any other object."""
    if isinstance(http_client, getattr(httpx, kind)):
        return HTTPX
    httpx2 = sys.modules.get("httpx2")  # loaded if the caller has a client of it
    if httpx2 is not None and isinstance(http_client, getattr(httpx2, kind)):
        return _messages(httpx2)
    raise TypeError(f"http_client must be {_ACCEPTED[kind]} here, not {type(http_client).__name__}")
