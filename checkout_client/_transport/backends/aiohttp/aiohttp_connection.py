"""Pooled connections that aiohttp makes: each has a session of its own, with a limit of one connection."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

from ....timeouts import Timeout
from ...messages import Response, Send
from ...pool.connection_settings import ConnectionSettings
from ...pool.loop_cleanup import close_transport
from .aiohttp_messages import plain_session, send_over
from .unrequested_data import is_unusable

_A_YEAR = 365 * 24 * 3600.0


class AiohttpConnection:
    """A connection for an asyncio event loop."""

    __slots__ = ("_connector", "_proxy", "_session", "_settings", "idle_since")

    def __init__(self, settings: ConnectionSettings) -> None:
        self.idle_since: float = 0.0
        self._settings = settings
        self._proxy = None if settings.proxy is None else settings.proxy.url
        self._connector: _Connector | None = None
        self._session: aiohttp.ClientSession | None = None

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what aiohttp raises."""
        if self._connector is None or self._session is None:
            self._connector, self._session = self._open()
        elif self._connector.is_unusable():
            self._connector.drop()
        return await send_over(self._session, step, _timeout(step.timeout), **self._routing(step))

    def _routing(self, step: Send) -> dict[str, Any]:
        """Return the proxy and, for https:// only, the TLS settings, which are slow to make."""
        if not step.request.url.startswith("https://"):
            return {"proxy": self._proxy}
        return {"proxy": self._proxy, "ssl": self._settings.tls()}

    def _open(self) -> tuple[_Connector, aiohttp.ClientSession]:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            raise RuntimeError('http_client="aiohttp" works in asyncio only: leave it out in trio') from None
        expiry = self._settings.limits.keepalive_expiry
        connector = _Connector(
            limit=1,
            keepalive_timeout=_A_YEAR if expiry is None else expiry,
            resolver=aiohttp.ThreadedResolver(),  # the system's resolver, as the other backends use
            use_dns_cache=False,  # it would serve this connection only
        )
        return connector, plain_session(connector)

    @property
    def is_open(self) -> bool:
        """Whether it may hold an open socket."""
        return self._connector is not None

    def abandon(self) -> None:
        """Close the socket without the event loop, which was closed."""
        if self._connector is not None and self._session is not None:
            self._connector.abandon()
            self._session.detach()

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        connector, session = self._connector, self._session
        self._connector = self._session = None
        if connector is not None and session is not None:
            connector.drop()  # at once: a TLS shutdown would wait for a server that may be stuck
            await session.close()


class _Connector(aiohttp.TCPConnector):
    """Remembers its connection, which aiohttp does not expose."""

    _opened: tuple[ResponseHandler, asyncio.Transport] | None = None

    async def _create_connection(self, *args: Any, **kwargs: Any) -> ResponseHandler:
        self.drop()  # the last one may still try to send what nobody reads
        protocol = await super()._create_connection(*args, **kwargs)
        assert protocol.transport is not None
        self._opened = protocol, protocol.transport
        return protocol

    def is_unusable(self) -> bool:
        """Return whether the connection has ended or received trailing data."""
        return self._opened is not None and is_unusable(self._opened[0])

    def abandon(self) -> None:
        """Close the socket although the loop was closed."""
        if self._opened is not None:
            close_transport(self._opened[1])
        self._conns.clear()  # or aiohttp would warn of them

    def drop(self) -> None:
        """Abort the connection: nothing more is sent, not even what is buffered."""
        if self._opened is not None:
            self._opened[1].abort()
            self._opened = None


@lru_cache(maxsize=64)
def _timeout(timeout: Timeout) -> aiohttp.ClientTimeout:
    # aiohttp counts waiting for a connection in "connect" too, but with a pool of our own there is none.
    return aiohttp.ClientTimeout(total=None, connect=timeout.connect, sock_read=timeout.read)
