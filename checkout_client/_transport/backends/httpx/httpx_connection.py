"""Pooled connections whose requests go through httpx or httpx2, so that tools that patch one of them see each attempt.

httpx gets a client with a transport for each connection. What it would do beneath the transport is ours: there is no
second pool, and the bytes travel over the same httpcore connection as without httpx.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any, Generic, TypeVar

import httpcore

from ...messages import Response, Send
from ..httpcore.httpcore_connection import AsyncHttpcoreConnection, HttpcoreConnection
from ..httpcore.httpcore_messages import HTTPCORE_EXCEPTIONS
from ..response_body import ResponseBody, collect
from .httpx_messages import HttpxMessages, from_httpx, messages_for

Connection = TypeVar("Connection", HttpcoreConnection, AsyncHttpcoreConnection)


class _BaseHttpxConnection(Generic[Connection]):
    """What connections for threads and for event loops share."""

    def __init__(self, connection: Connection, library: ModuleType, client: Any) -> None:
        self._connection: Connection = connection
        self.idle_since: float = 0.0
        self.library: ModuleType = library
        self._messages: HttpxMessages = messages_for(library)
        self._client: Any = client
        self._client._cookies = _cookies_class(library.Cookies)()

    @property
    def is_open(self) -> bool:
        """Whether it may hold an open socket."""
        return self._connection.is_open

    def abandon(self) -> None:
        """Close the socket without locks and without the event loop."""
        self._connection.abandon()


class HttpxConnection(_BaseHttpxConnection[HttpcoreConnection]):
    """A connection for threads: a shell of httpx around a connection of httpcore."""

    def __init__(self, connection: HttpcoreConnection, library: ModuleType) -> None:
        transport = _transport_class(library.HTTPTransport)(_Pool(connection))
        super().__init__(connection, library, library.Client(transport=transport, trust_env=False))

    def send(self, step: Send, ends: float | None) -> Response:
        """Send the request and read the whole response before ``ends``; raises what httpx and httpcore raise."""
        self._connection.deadline.ends = ends
        request = self._messages.request(step)
        response = self._client.send(request, stream=True, auth=None, follow_redirects=False)
        body = ResponseBody(step.max_response_bytes)
        was_read = response.is_stream_consumed  # by a tool, or made by one that lets nothing out to the network
        try:
            for chunk in [response.content] if was_read else response.stream:
                body.add(chunk)
        finally:
            response.close()
        if self._connection.has_unread_data():
            self.close()
        return from_httpx(response, body, is_decoded=was_read)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        self._connection.close()


class AsyncHttpxConnection(_BaseHttpxConnection[AsyncHttpcoreConnection]):
    """A connection for an event loop: a shell of httpx around a connection of httpcore."""

    def __init__(self, connection: AsyncHttpcoreConnection, library: ModuleType) -> None:
        transport = _transport_class(library.AsyncHTTPTransport)(_AsyncPool(connection))
        super().__init__(connection, library, library.AsyncClient(transport=transport, trust_env=False))

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx and httpcore raise."""
        request = self._messages.request(step)
        response = await self._client.send(request, stream=True, auth=None, follow_redirects=False)
        body = ResponseBody(step.max_response_bytes)
        was_read = response.is_stream_consumed  # by a tool, or made by one that lets nothing out to the network
        try:
            if was_read:
                body.add(response.content)
            else:
                await collect(response.stream, body, response.aclose)
        finally:
            await response.aclose()
        if self._connection.has_unread_data():
            await self.aclose()
        return from_httpx(response, body, is_decoded=was_read)

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        await self._connection.aclose()


@cache
def _transport_class(base: Any) -> Any:
    """Return a subclass of ``HTTPTransport`` or ``AsyncHTTPTransport`` that is made with a pool.

    Its methods are inherited, so that it runs whatever a tool has put in their place.
    """

    def __init__(self: Any, pool: object) -> None:  # noqa: N807 - of the class below
        self._pool = pool  # all that httpx's own constructor sets

    return type(f"Pooled{base.__name__}", (base,), {"__init__": __init__})


@cache
def _cookies_class(base: Any) -> Any:
    """Return a subclass of ``Cookies`` that keeps none: they would not be sent anyway."""

    def extract_cookies(self: Any, response: Any) -> None:
        pass

    return type("NoCookies", (base,), {"extract_cookies": extract_cookies})


class _Pool:
    """What the transport takes for httpcore's pool: one connection of ours."""

    def __init__(self, connection: HttpcoreConnection) -> None:
        self._connection = connection

    def handle_request(self, request: Any) -> httpcore.Response:
        if isinstance(request, httpcore.Request):
            return self._connection.handle_request(request)
        with _errors_of(request):
            return self._connection.handle_request(_converted(request))


class _AsyncPool:
    """What the async transport takes for httpcore's pool: one connection of ours."""

    def __init__(self, connection: AsyncHttpcoreConnection) -> None:
        self._connection = connection

    async def handle_async_request(self, request: Any) -> httpcore.Response:
        if isinstance(request, httpcore.Request):
            return await self._connection.handle_async_request(request)
        with _errors_of(request):
            return await self._connection.handle_async_request(_converted(request))


def _converted(request: Any) -> httpcore.Request:
    """Return a request of httpcore2, which is under httpx2, as one of httpcore."""
    url = httpcore.URL(
        scheme=request.url.scheme, host=request.url.host, port=request.url.port, target=request.url.target
    )
    return httpcore.Request(
        request.method, url, headers=request.headers, content=request.stream, extensions=request.extensions
    )


@contextmanager
def _errors_of(request: Any) -> Generator[None, None, None]:
    """Raise the exceptions of httpcore as those of the library that ``request`` belongs to, which have the same names.

    Tools record the name, and httpx2 makes its own exceptions of them.
    """
    try:
        yield
    except HTTPCORE_EXCEPTIONS as error:
        library = sys.modules[type(request).__module__.partition(".")[0]]
        raise getattr(library, type(error).__name__)(str(error)) from error
