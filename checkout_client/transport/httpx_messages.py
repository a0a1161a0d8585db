"""Between our plain values and httpx's. Both drivers use it, and nothing else does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import lru_cache
from ssl import SSLCertVerificationError

import httpx

from ..last_response import Headers
from .messages import Response, Send, TransportFailure

FAILURES = (httpx.TransportError, httpx.DecodingError)
"""What a driver turns into an outcome. Everything else is a mistake of ours and travels on as it is."""

_OWN_FAULT = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)


def to_httpx(step: Send) -> httpx.Request:
    """The request of ``step``, prepared: the HTTP client adds nothing to it."""
    timeout = step.timeout
    steps = {"connect": timeout.connect, "read": timeout.read, "write": timeout.write, "pool": timeout.pool}
    request = step.request
    # Without a query a URL holds nothing personal and, but for the ids, is always the same.
    url = httpx.URL(request.url) if "?" in request.url else _url(request.url)
    made = httpx.Request(
        request.method,
        url,
        headers=list(request.headers.items()),
        content=request.content,
        extensions={"timeout": steps},
    )
    made.stream = _Body(request.content)
    return made


_url = lru_cache(maxsize=64)(httpx.URL)


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in one piece.

    httpx's own is an async generator, which a connection that breaks leaves unfinished; trio would report that.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._content,))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Once(self._content)


class _Once(AsyncIterator[bytes]):
    """Yields one thing, and needs no closing."""

    def __init__(self, content: bytes) -> None:
        self._left = [content]

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop()


def from_httpx(response: httpx.Response, content: bytes) -> Response:
    """``response`` and its whole ``content`` as our own value."""
    headers = Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
    return Response(response.status_code, headers, content)


def failure(error: Exception) -> TransportFailure:
    """What ``error`` means. It is not kept: its request holds the API key, its frames hold more."""
    name = type(error).__name__
    detail = str(error)
    timed_out = isinstance(error, httpx.TimeoutException)
    words = "No answer in time" if timed_out else "No complete answer"
    return TransportFailure(
        reason=f"{words} ({name}: {detail})" if detail else f"{words} ({name})",
        timed_out=timed_out,
        retryable=not isinstance(error, _OWN_FAULT) and not _is_refused_certificate(error),
    )


def _is_refused_certificate(error: BaseException) -> bool:
    """Whether the server is not who it should be: asking again would not make it so."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


DEADLINE_PASSED = TransportFailure("No complete answer before the deadline", timed_out=True, retryable=False)
