"""PoolState whose connections httpcore makes: one for threads, one for event loops."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Final

import attrs
import httpcore

from ...messages import Response, Send
from ...pool.connection_settings import ConnectionSettings, shared_tls_context
from .httpcore_messages import from_httpcore, to_httpcore
from .httpcore_network import AsyncCoalescingBackend, CoalescingBackend, Deadline
from .trailing_data import has_trailing_data


@attrs.frozen(eq=False, repr=False)
class _Library:
    """httpcore for threads, or for event loops."""

    direct: Any
    http_proxy: Any
    socks_proxy: Any


_SYNC: Final = _Library(httpcore.HTTPConnection, httpcore.HTTPProxy, httpcore.SOCKSProxy)
_ASYNC: Final = _Library(httpcore.AsyncHTTPConnection, httpcore.AsyncHTTPProxy, httpcore.AsyncSOCKSProxy)


def checked_settings(settings: ConnectionSettings) -> ConnectionSettings:
    """``settings`` if what they need is installed; otherwise an error that says what is missing."""
    if settings.proxy is not None and settings.proxy.is_socks and find_spec("socksio") is None:
        raise ModuleNotFoundError('a proxy with socks5:// needs socksio: pip install "httpx[socks]"', name="socksio")
    return settings


class _HttpcoreConnection:
    """What both kinds share: which connection a request goes out on."""

    def __init__(
        self,
        settings: ConnectionSettings,
        library: _Library,
        network_backend: httpcore.NetworkBackend | httpcore.AsyncNetworkBackend,
    ) -> None:
        self.idle_since: float = 0.0
        self._settings = settings
        self._library = library
        self._network_backend = network_backend
        self._connection: Any = None

    def _is_spent(self, origin: httpcore.Origin) -> bool:
        """Whether the connection at hand cannot take a request to ``origin``: it ended, or leads elsewhere."""
        connection = self._connection
        if connection is None or not isinstance(connection, self._library.direct):
            return False  # what goes through a proxy finds that out itself
        return not (connection.can_handle_request(origin) and connection.is_idle()) or connection.has_expired()

    def _open(self, origin: httpcore.Origin) -> Any:
        """What makes a connection to ``origin`` when the first request is sent on it."""
        proxy = self._settings.proxy
        common: dict[str, Any] = {
            "keepalive_expiry": self._settings.limits.keepalive_expiry,
            "network_backend": self._network_backend,
        }
        if proxy is None:
            if origin.scheme == b"https":
                common["ssl_context"] = shared_tls_context()
            return self._library.direct(origin, **common)
        common |= {
            "proxy_url": httpcore.URL(scheme=proxy.scheme, host=proxy.host, port=proxy.port, target=b"/"),
            "proxy_auth": proxy.login,
            "ssl_context": shared_tls_context(),
            "max_connections": 1,
        }
        if proxy.is_socks:
            return self._library.socks_proxy(**common)
        return self._library.http_proxy(
            proxy_ssl_context=shared_tls_context() if proxy.scheme == "https" else None, **common
        )


class HttpcoreConnection(_HttpcoreConnection):
    """One connection for threads, and the deadline of the call that uses it."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.deadline: Deadline = Deadline()
        super().__init__(settings, _SYNC, CoalescingBackend(self.deadline))

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpcore raises."""
        request = to_httpcore(step)
        origin = request.url.origin
        if self._is_spent(origin):
            self.close()
        if self._connection is None:
            self._connection = self._open(origin)
        response = self._connection.handle_request(request)
        try:
            response.read()
        finally:
            response.close()
        if has_trailing_data(self._connection):
            self.close()
        return from_httpcore(response)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class AsyncHttpcoreConnection(_HttpcoreConnection):
    """One connection for an event loop."""

    def __init__(self, settings: ConnectionSettings) -> None:
        super().__init__(settings, _ASYNC, AsyncCoalescingBackend(_backend_of_this_loop()))

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpcore raises."""
        request = to_httpcore(step)
        origin = request.url.origin
        if self._is_spent(origin):
            await self.aclose()
        if self._connection is None:
            self._connection = self._open(origin)
        response = await self._connection.handle_async_request(request)
        try:
            await response.aread()
        finally:
            await response.aclose()
        if has_trailing_data(self._connection):
            await self.aclose()
        return from_httpcore(response)

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.aclose()


def _backend_of_this_loop() -> Any:
    from ...._concurrency.event_loop import running_trio  # threads need nothing of it

    # anyio's would do for trio, too, but old versions of it may lose a socket whose connecting is cancelled.
    return httpcore.AnyIOBackend() if running_trio() is None else httpcore.TrioBackend()
