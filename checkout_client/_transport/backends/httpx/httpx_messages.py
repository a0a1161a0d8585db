"""Conversions between our plain values and those of httpx, or of httpx2, which has the same interface."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from time import monotonic
from types import ModuleType
from typing import Any, Final, Literal

from ...messages import Response, Send, headers_from_bytes
from ..error_map import DeadlineExceeded
from ..httpcore.httpcore_messages import Body
from ..response_body import ResponseBody

_PIECE: Final = 16 * 1024


class HttpxMessages:
    """The requests of httpx or httpx2."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
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


def from_httpx(response: Any, body: ResponseBody, *, is_decoded: bool) -> Response:
    """Return ``response`` and its whole ``body`` as our own value."""
    headers = headers_from_bytes(response.headers.raw)
    encoding = None if is_decoded else headers.get("content-encoding")
    return Response(response.status_code, headers, body.content(encoding))


messages_for = cache(HttpxMessages)

_ACCEPTED = {
    "Client": "an httpx.Client, an httpx2.Client, 'httpcore', 'httpx' or 'httpx2'",
    "AsyncClient": "an httpx.AsyncClient, an httpx2.AsyncClient, 'httpcore', 'httpx', 'httpx2' or 'aiohttp'",
}


def messages_of(http_client: object, kind: Literal["Client", "AsyncClient"]) -> HttpxMessages:
    """Return the messages for the library of the user's client; raises ``TypeError`` for any other object."""
    for name in ("httpx", "httpx2"):
        module = sys.modules.get(name)  # loaded if the caller has a client of it
        if module is not None and isinstance(http_client, getattr(module, kind)):
            return messages_for(module)
    raise TypeError(f"http_client must be {_ACCEPTED[kind]} here, not {_described(http_client)}")


def _described(http_client: object) -> str:
    name = f"{type(http_client).__module__.partition('.')[0]}.{type(http_client).__name__}"
    return f"{http_client!r}" if isinstance(http_client, str) else name.removeprefix("builtins.")
