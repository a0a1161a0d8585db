"""Conversions between our plain values and those of httpx, or of httpx2, which has the same interface."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from typing import Any, Literal

import httpx

from ...messages import Response, Send, TransportFailure, headers_from_bytes
from ..error_map import ErrorMap, kind_by_name, transport_failure
from ..httpcore.httpcore_messages import Body


class HttpxMessages:
    """The requests and exceptions of httpx or httpx2."""

    def __init__(self, module: Any) -> None:
        self.module = module
        self.error_map: ErrorMap = ErrorMap((module.TransportError, module.DecodingError), self._failure)
        self._local_errors = (module.UnsupportedProtocol, module.LocalProtocolError)
        # A URL without a query holds nothing personal and repeats, except for ids.
        self._url = lru_cache(maxsize=64)(module.URL)
        self._body = type("Body", (Body, module.SyncByteStream, module.AsyncByteStream), {})

    def request(self, step: Send) -> Any:
        """Return the request of ``step``, prepared so that the HTTP client adds nothing to it."""
        timeout = step.timeout
        steps = {"connect": timeout.connect, "read": timeout.read, "write": timeout.write, "pool": timeout.pool}
        request = step.request
        made = self.module.Request(
            request.method,
            self.module.URL(request.url) if "?" in request.url else self._url(request.url),
            headers=list(request.headers.items()),
            content=request.content,
            extensions={"timeout": steps},
        )
        made.stream = self._body(request.content)
        return made

    def _failure(self, error: Exception) -> TransportFailure:
        return transport_failure(
            error,
            str(error),
            kind_by_name(error),
            timed_out=isinstance(error, self.module.TimeoutException),
            is_local_error=isinstance(error, self._local_errors),
        )


def from_httpx(response: httpx.Response, content: bytes) -> Response:
    """Return ``response`` and its whole ``content`` as our own value."""
    return Response(response.status_code, headers_from_bytes(response.headers.raw), content)


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
