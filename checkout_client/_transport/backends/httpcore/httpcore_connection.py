"""Pooled connections that httpcore makes: one class for threads, one for event loops."""

from __future__ import annotations

from typing import Any, Final

import attrs
import httpcore

from ...messages import Response, Send
from ...pool.connection_settings import ConnectionSettings
from ..response_body import ResponseBody, collect
from .httpcore_messages import from_httpcore, to_httpcore
from .httpcore_network import AsyncCoalescingBackend, CoalescingBackend, Deadline, InterimResponses
from .trailing_data import TrailingDataCheck, close_socket, http1_connections


@attrs.frozen(eq=False, repr=False)
class _Library:
    """httpcore's classes for threads, or for event loops."""

    direct: Any
    http_proxy: Any
    socks_proxy: Any


_SYNC: Final = _Library(httpcore.HTTPConnection, httpcore.HTTPProxy, httpcore.SOCKSProxy)
_ASYNC: Final = _Library(httpcore.AsyncHTTPConnection, httpcore.AsyncHTTPProxy, httpcore.AsyncSOCKSProxy)


class _BaseConnection:
    """The half that does no I/O: which connection a request goes out on."""

    def __init__(
        self,
        settings: ConnectionSettings,
        library: _Library,
        network_backend: httpcore.NetworkBackend | httpcore.AsyncNetworkBackend,
        interim: InterimResponses,
    ) -> None:
        self.idle_since: float = 0.0
        self._settings = settings
        self._library = library
        self._network_backend = network_backend
        self._interim = interim
        self._connection: Any = None
        self._trailing_data = TrailingDataCheck()

    @property
    def is_open(self) -> bool:
        """Whether it may hold an open socket."""
        return self._connection is not None

    def abandon(self) -> None:
        """Close the socket without the event loop and without locks."""
        for connection in http1_connections(self._connection):
            close_socket(connection._network_stream)

    def has_unread_data(self) -> bool:
        """Return whether the connection received more than the response that was read."""
        return self._trailing_data.finds(self._connection)

    def _is_unusable(self, origin: httpcore.Origin) -> bool:
        """Return whether the open connection has ended or leads to another server than ``origin``."""
        connection = self._connection
        if connection is None or not isinstance(connection, self._library.direct):
            return False  # httpcore checks the connections through a proxy itself
        return not (connection.can_handle_request(origin) and connection.is_idle()) or connection.has_expired()

    def _open(self, origin: httpcore.Origin) -> Any:
        """Return an httpcore connection that connects to ``origin`` with its first request."""
        proxy = self._settings.proxy
        common: dict[str, Any] = {
            "keepalive_expiry": self._settings.limits.keepalive_expiry,
            "network_backend": self._network_backend,
        }
        if proxy is None:
            if origin.scheme == b"https":
                common["ssl_context"] = self._settings.tls()
            return self._library.direct(origin, **common)
        common |= {
            "proxy_url": httpcore.URL(scheme=proxy.scheme, host=proxy.host, port=proxy.port, target=b"/"),
            "proxy_auth": proxy.login,
            "ssl_context": self._settings.tls(),
            "max_connections": 1,
        }
        if proxy.is_socks:
            return self._library.socks_proxy(**common)
        return self._library.http_proxy(
            proxy_ssl_context=self._settings.tls() if proxy.scheme == "https" else None, **common
        )


class HttpcoreConnection(_BaseConnection):
    """A connection for threads. It holds the deadline of the call that uses it."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.deadline: Deadline = Deadline()
        interim = InterimResponses()
        super().__init__(settings, _SYNC, CoalescingBackend(self.deadline, interim), interim)

    def send(self, step: Send, ends: float | None) -> Response:
        """Send the request and read the whole response before ``ends``; raises what httpcore raises."""
        self.deadline.ends = ends
        response = self.handle_request(to_httpcore(step))
        body = ResponseBody(step.max_response_bytes)
        stream: Any = response.stream  # read directly: httpcore's methods would check its type each time
        try:
            for chunk in stream:
                body.add(chunk)
        finally:
            stream.close()
        if self.has_unread_data():
            self.close()
        return from_httpcore(response, body)

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send the request over the connection, or over a new one, and read the head of the response."""
        origin = request.url.origin
        if self._is_unusable(origin):
            self.close()
        if self._connection is None:
            self._connection = self._open(origin)
        self._interim.begin()
        response: httpcore.Response = self._connection.handle_request(request)
        self._interim.end()
        return response

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class AsyncHttpcoreConnection(_BaseConnection):
    """A connection for an event loop."""

    def __init__(self, settings: ConnectionSettings) -> None:
        interim = InterimResponses()
        super().__init__(settings, _ASYNC, AsyncCoalescingBackend(_backend_of_this_loop(), interim), interim)

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpcore raises."""
        response = await self.handle_async_request(to_httpcore(step))
        body = ResponseBody(step.max_response_bytes)
        stream: Any = response.stream  # as above
        try:
            await collect(stream, body, stream.aclose)
        finally:
            await stream.aclose()
        if self.has_unread_data():
            await self.aclose()
        return from_httpcore(response, body)

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send the request over the connection, or over a new one, and read the head of the response."""
        origin = request.url.origin
        if self._is_unusable(origin):
            await self.aclose()
        if self._connection is None:
            self._connection = self._open(origin)
        self._interim.begin()
        response: httpcore.Response = await self._connection.handle_async_request(request)
        self._interim.end()
        return response

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.aclose()


def _backend_of_this_loop() -> Any:
    from ...._concurrency.event_loop import running_trio  # threads need nothing of it

    # anyio's backend works in trio too, but old versions may lose a socket if connecting is cancelled.
    return httpcore.AnyIOBackend() if running_trio() is None else httpcore.TrioBackend()
