"""Connections that aiohttp makes, under our own pool: one session for each, with room for one connection."""

from __future__ import annotations

import asyncio
import select
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

from ....options import Timeout
from ...messages import Response, Send
from ...pool.connection_settings import ConnectionSettings, shared_tls_context
from .aiohttp_messages import plain_session, send_over

_A_YEAR = 365 * 24 * 3600.0


class AiohttpConnection:
    """One connection."""

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
        elif self._connector.is_spoilt():
            self._connector.drop()
        return await send_over(self._session, step, _timeout(step.timeout), **self._ways(step))

    def _ways(self, step: Send) -> dict[str, Any]:
        """The proxy and the TLS settings, which are slow to make and needless for a server on this machine."""
        if not step.request.url.startswith("https://"):
            return {"proxy": self._proxy}
        return {"proxy": self._proxy, "ssl": shared_tls_context()}

    def _open(self) -> tuple[_Connector, aiohttp.ClientSession]:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            raise RuntimeError('http_client="aiohttp" works in asyncio only: leave it out in trio') from None
        expiry = self._settings.limits.keepalive_expiry
        connector = _Connector(
            limit=1,
            keepalive_timeout=_A_YEAR if expiry is None else expiry,
            resolver=aiohttp.ThreadedResolver(),  # the system's, as everywhere else
            use_dns_cache=False,  # it would be this connection's alone
        )
        return connector, plain_session(connector)

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        connector, session = self._connector, self._session
        self._connector = self._session = None
        if connector is not None and session is not None:
            connector.drop()  # at once: a polite end would wait for a server that may be stuck
            await session.close()


class _Connector(aiohttp.TCPConnector):
    """Remembers its connection, which aiohttp does not show."""

    _made: tuple[ResponseHandler, asyncio.Transport] | None = None

    async def _create_connection(self, *args: Any, **kwargs: Any) -> ResponseHandler:
        self.drop()  # it may still try to send what nobody reads
        protocol = await super()._create_connection(*args, **kwargs)
        assert protocol.transport is not None
        self._made = protocol, protocol.transport
        return protocol

    def is_spoilt(self) -> bool:
        """Whether something came that nobody asked for: the end, or perhaps the beginning of a second response.

        aiohttp would take that for the answer to the next request: another session, in another customer's name.
        """
        return self._made is not None and (self._made[0].should_close or _has_something_to_read(self._made[1]))

    def drop(self) -> None:
        """End the connection without ceremony."""
        if self._made is not None:
            self._made[1].abort()
            self._made = None


def _has_something_to_read(transport: asyncio.Transport) -> bool:
    """Whether the event loop has not come to reading what is there."""
    socket = transport.get_extra_info("socket")
    if socket is None or not hasattr(select, "poll"):  # Windows has none
        return False
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))


@lru_cache(maxsize=64)
def _timeout(timeout: Timeout) -> aiohttp.ClientTimeout:
    # "connect" would hold the waiting for a connection too, but for that a lane never has to wait.
    return aiohttp.ClientTimeout(total=None, connect=timeout.connect, sock_read=timeout.read)
