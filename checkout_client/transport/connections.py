"""The connections of a client: opened when first needed, shared by its copies, closed once."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from functools import cache
from ssl import SSLContext
from threading import Lock
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import attrs
import httpx
from anyio.lowlevel import RunVar  # httpx stands on anyio, so it is always there

from ..options import Limits, LimitsLike
from .proxy import proxy_from_environment

HTTPClient = httpx.Client
AsyncHTTPClient = httpx.AsyncClient


@attrs.frozen
class ConnectionSettings:
    """How connections are made."""

    limits: LimitsLike
    proxy: str | None = attrs.field(repr=False)  # may hold a password

    def for_httpx(self) -> dict[str, Any]:
        """What httpx's transports take."""
        limits = httpx.Limits(
            max_connections=self.limits.max_connections,
            max_keepalive_connections=self.limits.max_keepalive_connections,
            keepalive_expiry=self.limits.keepalive_expiry,
        )
        return {"verify": shared_tls_context(), "limits": limits, "proxy": self.proxy}


@cache
def shared_tls_context() -> SSLContext:
    """The TLS settings of every connection of this process: reading the certificates takes 20 ms, so once."""
    return httpx.create_ssl_context()


class Connections(Protocol):
    """Where the driver for threads sends requests."""

    def send(self, request: httpx.Request) -> httpx.Response:
        """The response, its body not read yet."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class AsyncConnections(Protocol):
    """Where the driver for event loops sends requests."""

    async def send(self, request: httpx.Request) -> httpx.Response:
        """The response, its body not read yet."""
        ...

    async def aclose(self) -> None:
        """Close what is open."""
        ...


class OwnConnections:
    """A pool of our own, used by one client and its copies."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self._settings = settings
        self._transport: httpx.HTTPTransport | None = None
        self._lock = Lock()
        self._closed = False

    def send(self, request: httpx.Request) -> httpx.Response:
        """The response, its body not read yet."""
        return self._opened().handle_request(request)

    def _opened(self) -> httpx.HTTPTransport:
        with self._lock:
            _refuse_if(self._closed)
            if self._transport is None:
                self._transport = httpx.HTTPTransport(**self._settings.for_httpx())
            return self._transport

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            self._closed = True
            transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()


class OwnAsyncConnections:
    """A pool for each event loop that the client is used in: connections cannot move between loops."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self._settings = settings
        self._closed = False

    async def send(self, request: httpx.Request) -> httpx.Response:
        """The response, its body not read yet."""
        _refuse_if(self._closed)
        pools = _pools_of_this_loop()
        pool = pools.get(self)
        if pool is None:
            pool = pools[self] = _LoopPool(self._settings)
            await pool.open()
        return await pool.transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what is open in this event loop; other loops close theirs when they end."""
        self._closed = True
        pool = _pools_of_this_loop().pop(self, None)
        if pool is not None:
            await pool.aclose()


class _LoopPool:
    """The connections of one client in one event loop."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.transport = httpx.AsyncHTTPTransport(**settings.for_httpx())
        self._until_the_end = self._close_when_finalized(self.transport)

    async def open(self) -> None:
        # A started async generator is finalized by its event loop at the latest when the loop ends (both asyncio and
        # trio see to it). That closes the connections of a client which outlives its loop, as with two asyncio.run().
        await anext(self._until_the_end)

    async def aclose(self) -> None:
        await self._until_the_end.aclose()

    @staticmethod
    async def _close_when_finalized(transport: httpx.AsyncHTTPTransport) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await transport.aclose()


_pools: RunVar[WeakKeyDictionary[OwnAsyncConnections, _LoopPool]] = RunVar("checkout_client_connections")


def _pools_of_this_loop() -> WeakKeyDictionary[OwnAsyncConnections, _LoopPool]:
    try:
        return _pools.get()
    except LookupError:
        pools: WeakKeyDictionary[OwnAsyncConnections, _LoopPool] = WeakKeyDictionary()
        _pools.set(pools)
        return pools


class BorrowedClient:
    """An ``httpx.Client`` that the user brought, and closes."""

    def __init__(self, client: HTTPClient) -> None:
        self._client = client
        self._closed = False

    def send(self, request: httpx.Request) -> httpx.Response:
        """The response, its body not read yet."""
        _refuse_if(self._closed)
        return self._client.send(request, stream=True, auth=None, follow_redirects=False)

    def close(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


class BorrowedAsyncClient:
    """An ``httpx.AsyncClient`` that the user brought, and closes."""

    def __init__(self, client: AsyncHTTPClient) -> None:
        self._client = client
        self._closed = False

    async def send(self, request: httpx.Request) -> httpx.Response:
        """The response, its body not read yet."""
        _refuse_if(self._closed)
        return await self._client.send(request, stream=True, auth=None, follow_redirects=False)

    async def aclose(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


def sync_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: HTTPClient | None
) -> Connections:
    """The connections that a client with these settings uses."""
    if http_client is None:
        return OwnConnections(_settings(base_url, limits, proxy))
    _check_borrowed(http_client, HTTPClient, limits, proxy)
    return BorrowedClient(http_client)


def async_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: AsyncHTTPClient | None
) -> AsyncConnections:
    """The connections that an async client with these settings uses."""
    if http_client is None:
        return OwnAsyncConnections(_settings(base_url, limits, proxy))
    _check_borrowed(http_client, AsyncHTTPClient, limits, proxy)
    return BorrowedAsyncClient(http_client)


def _settings(base_url: str, limits: LimitsLike | None, proxy: str | None) -> ConnectionSettings:
    return ConnectionSettings(limits or Limits(), proxy if proxy is not None else proxy_from_environment(base_url))


def _check_borrowed(http_client: object, kind: type, limits: LimitsLike | None, proxy: str | None) -> None:
    if not isinstance(http_client, kind):
        message = f"http_client must be an httpx.{kind.__name__} here, not {type(http_client).__name__}"
        raise TypeError(message)
    if limits is not None or proxy is not None:
        raise ValueError("limits and proxy cannot be changed on an http_client of yours: set them where you make it")


def _refuse_if(closed: bool) -> None:
    if closed:
        raise RuntimeError("this client is closed: make a new one")
