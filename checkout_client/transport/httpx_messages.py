"""Between our plain values and httpx's. Both drivers use it, and nothing else does."""

from __future__ import annotations

import httpx

from ..last_response import Headers
from .messages import Response, Send, TransportFailure

FAILURES = (httpx.TransportError, httpx.DecodingError)
"""What a driver turns into an outcome. Everything else is a mistake of ours and travels on as it is."""

_OWN_FAULT = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.DecodingError)


def to_httpx(step: Send) -> httpx.Request:
    """The request of ``step``, prepared: the HTTP client adds nothing to it."""
    timeout = step.timeout
    steps = {"connect": timeout.connect, "read": timeout.read, "write": timeout.write, "pool": timeout.pool}
    request = step.request
    headers = list(request.headers.items())
    extensions = {"timeout": steps}
    return httpx.Request(request.method, request.url, headers=headers, content=request.content, extensions=extensions)


def from_httpx(response: httpx.Response, content: bytes) -> Response:
    """``response`` and its whole ``content`` as our own value."""
    return Response(response.status_code, Headers(response.headers.multi_items()), content)


def failure(error: Exception) -> TransportFailure:
    """What ``error`` means. It is not kept: its request holds the API key, its frames hold more."""
    name = type(error).__name__
    detail = str(error)
    timed_out = isinstance(error, httpx.TimeoutException)
    words = "No answer in time" if timed_out else "No complete answer"
    return TransportFailure(
        reason=f"{words} ({name}: {detail})" if detail else f"{words} ({name})",
        timed_out=timed_out,
        retryable=not isinstance(error, _OWN_FAULT),
    )


DEADLINE_PASSED = TransportFailure("No complete answer before the deadline", timed_out=True, retryable=False)
