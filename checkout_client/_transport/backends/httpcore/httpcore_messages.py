"""Conversions between our plain values and those of httpcore, the library under httpx."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
import httpcore

from ....timeouts import Timeout
from ...messages import Response, Send, TransportFailure, headers_from_bytes
from ..error_map import ErrorMap, has_name, kind_by_name, transport_failure
from ..response_body import ResponseBody

DEFAULT_PORTS = {"https": 443, "http": 80}


@attrs.frozen(eq=False, repr=False)
class _Server:
    """The scheme, host and port of a URL."""

    scheme: bytes
    host: bytes
    port: int | None
    origin: httpcore.Origin
    host_header: bytes


@lru_cache(maxsize=64)
def _server(origin: str) -> _Server:
    parts = urlsplit(origin)
    host = parts.hostname or ""
    header = f"[{host}]" if ":" in host else host
    if parts.port not in (None, DEFAULT_PORTS[parts.scheme]):
        header = f"{header}:{parts.port}"
    scheme = parts.scheme.encode("ascii")
    known = httpcore.Origin(scheme, host.encode("ascii"), parts.port or DEFAULT_PORTS[parts.scheme])
    return _Server(scheme, known.host, parts.port, known, header.encode("ascii"))


class _ParsedURL(httpcore.URL):
    """A URL whose parts are bytes already, and whose origin is known. httpcore computes it three times a request."""

    origin: Any = None

    def __init__(self, server: _Server, target: bytes) -> None:
        self.scheme: bytes = server.scheme
        self.host: bytes = server.host
        self.port: int | None = server.port
        self.target: bytes = target
        self.origin = server.origin


class _CheckedRequest(httpcore.Request):
    """A request whose parts are of the right types already. httpcore would check and convert each."""

    def __init__(
        self, method: bytes, url: _ParsedURL, headers: list[tuple[bytes, bytes]], stream: Body, timeout: Timeout
    ) -> None:
        self.method: bytes = method
        self.url: httpcore.URL = url
        self.headers: list[tuple[bytes, bytes]] = headers
        self.stream: Any = stream
        self.extensions: dict[str, Any] = {
            "timeout": {"connect": timeout.connect, "read": timeout.read, "write": timeout.write}
        }


def to_httpcore(step: Send) -> httpcore.Request:
    """Return the request of ``step`` with the headers that HTTP requires."""
    request, timeout = step.request, step.timeout
    path = request.url.index("/", len("https://"))
    server = _server(request.url[:path])
    target = request.url[path:].encode("ascii")
    headers = [(b"Host", server.host_header)]
    headers += [(name.encode("ascii"), value.encode("ascii")) for name, value in request.sent_headers()]
    if request.method == "POST":
        headers.append((b"Content-Length", b"%d" % len(request.content)))
    return _CheckedRequest(
        request.method.encode("ascii"), _ParsedURL(server, target), headers, Body(request.content), timeout
    )


class Body:
    """A body in one piece.

    The HTTP libraries use an async generator, which stays unfinished if the connection breaks; trio would warn of that.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._content,))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Once(self._content)


class _Once(AsyncIterator[bytes]):
    """An iterator over one item that does not have to be closed."""

    def __init__(self, content: bytes) -> None:
        self._remaining = [content]

    async def __anext__(self) -> bytes:
        if not self._remaining:
            raise StopAsyncIteration
        return self._remaining.pop()


def from_httpcore(response: httpcore.Response, body: ResponseBody) -> Response:
    """Return ``response`` and its whole ``body`` as our own value."""
    headers = headers_from_bytes(response.headers)
    return Response(response.status, headers, body.content(headers.get("content-encoding")))


def _failure(error: Exception) -> TransportFailure:
    return transport_failure(
        error,
        str(error),
        kind_by_name(error),
        timed_out=has_name(error, "TimeoutException"),
        is_local_error=has_name(error, "LocalProtocolError", "UnsupportedProtocol"),
    )


HTTPCORE_EXCEPTIONS: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


class HttpcoreErrorMap(ErrorMap):
    """The exceptions of httpcore, and of httpx and httpx2 if they are loaded, whatever the requests go through.

    Tools for tests make the library below raise what the library above would raise.
    """

    @property
    def exceptions(self) -> tuple[type[Exception], ...]:
        """What a driver turns into a :class:`TransportFailure`."""
        loaded = (sys.modules.get(name) for name in ("httpx", "httpx2"))
        return (
            *super().exceptions,
            *(kind for library in loaded if library for kind in (library.TransportError, library.DecodingError)),
        )


HTTPCORE_ERRORS: Final = HttpcoreErrorMap(HTTPCORE_EXCEPTIONS, _failure)
