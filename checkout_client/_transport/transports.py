"""Transports: what the drivers send requests through. The factories choose one by a client's settings."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from ..timeouts import LimitsLike
from .backends.error_map import ErrorMap
from .backends.httpcore.httpcore_connection import AsyncHttpcoreConnection, HttpcoreConnection
from .backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from .messages import Response, Send
from .pool.connection_pool import ConnectionPool, SyncPooledConnection
from .pool.connection_settings import ConnectionSettings, connection_settings

if TYPE_CHECKING:
    from ssl import SSLContext

    from .backends.httpx.httpx_connection import AsyncHttpxConnection, HttpxConnection
    from .backends.protocols import AsyncHTTPClient, HTTPClient
    from .pool.async_connection_pool import AsyncPooledConnection


class Transport(Protocol):
    """What the driver for threads sends requests through."""

    error_map: ErrorMap
    """Tells which exceptions of ``send`` are failed attempts, and what each one means."""

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises one of ``error_map.exceptions`` if that fails."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class AsyncTransport(Protocol):
    """What the driver for event loops sends requests through."""

    error_map: ErrorMap
    """Tells which exceptions of ``send`` are failed attempts, and what each one means."""

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises one of ``error_map.exceptions`` if that fails."""
        ...

    async def aclose(self) -> None:
        """Close what is open."""
        ...


def make_transport(
    base_url: str,
    limits: LimitsLike | None,
    proxy: str | None,
    http_client: HTTPClient | None,
    ssl_context: SSLContext | None = None,
) -> Transport:
    """Return the transport for a client with these settings."""
    make = _connection_maker(http_client)
    if make is not None:
        settings = _checked_for_httpcore(connection_settings(base_url, limits, proxy, ssl_context))
        return ConnectionPool(settings, make, HTTPCORE_ERRORS)
    _reject_pool_settings(limits, proxy, ssl_context)
    from .backends.httpx.httpx_client import HttpxAdapter

    return HttpxAdapter(http_client)


def make_async_transport(
    base_url: str,
    limits: LimitsLike | None,
    proxy: str | None,
    http_client: AsyncHTTPClient | None,
    ssl_context: SSLContext | None = None,
) -> AsyncTransport:
    """Return the transport for an async client with these settings."""
    if http_client == "aiohttp":
        return _aiohttp_pool(connection_settings(base_url, limits, proxy, ssl_context))
    make = _async_connection_maker(http_client)
    if make is not None:
        from .pool.async_connection_pool import AsyncConnectionPool  # synchronous programs do without

        settings = _checked_for_httpcore(connection_settings(base_url, limits, proxy, ssl_context))
        return AsyncConnectionPool(settings, make, HTTPCORE_ERRORS)
    _reject_pool_settings(limits, proxy, ssl_context)
    from .backends.httpx.httpx_client import AsyncHttpxAdapter

    return AsyncHttpxAdapter(http_client)


def _connection_maker(http_client: object) -> Callable[[ConnectionSettings], SyncPooledConnection] | None:
    """Return what makes the connections of our own pool, or ``None`` if the user passed a client."""
    if http_client is None:
        return AutomaticConnection
    if http_client == "httpcore":
        return HttpcoreConnection
    if http_client not in ("httpx", "httpx2"):
        return None
    library = _imported(str(http_client))
    from .backends.httpx.httpx_connection import HttpxConnection

    return lambda settings: HttpxConnection(HttpcoreConnection(settings), library)


def _async_connection_maker(http_client: object) -> Callable[[ConnectionSettings], AsyncPooledConnection] | None:
    """Return what makes the connections of our own pool, or ``None`` if the user passed a client."""
    if http_client is None:
        return AsyncAutomaticConnection
    if http_client == "httpcore":
        return AsyncHttpcoreConnection
    if http_client not in ("httpx", "httpx2"):
        return None
    library = _imported(str(http_client))
    from .backends.httpx.httpx_connection import AsyncHttpxConnection

    return lambda settings: AsyncHttpxConnection(AsyncHttpcoreConnection(settings), library)


def _imported(library: str) -> ModuleType:
    """Return httpx or httpx2; raises an error that says how to install it."""
    try:
        return import_module(library)
    except ModuleNotFoundError as missing:
        raise _not_installed(library, missing) from missing


def _aiohttp_pool(settings: ConnectionSettings) -> AsyncTransport:
    from .pool.async_connection_pool import AsyncConnectionPool

    try:
        from .backends.aiohttp.aiohttp_connection import AiohttpConnection
        from .backends.aiohttp.aiohttp_messages import AIOHTTP_ERRORS
    except ModuleNotFoundError as missing:
        raise _not_installed("aiohttp", missing) from missing
    if settings.proxy is not None and settings.proxy.is_socks:
        raise ValueError(f"aiohttp supports http:// and https:// proxies only, not {settings.proxy.scheme}://")
    return AsyncConnectionPool(settings, AiohttpConnection, AIOHTTP_ERRORS)


def _not_installed(library: str, missing: ModuleNotFoundError) -> ModuleNotFoundError:
    return ModuleNotFoundError(
        f'http_client="{library}" needs {library}: pip install "checkout-client[{library}]"', name=missing.name
    )


class AutomaticConnection:
    """A connection for threads: of httpcore, and beneath httpx or httpx2 while something has patched one of them."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.idle_since: float = 0.0
        self._direct = HttpcoreConnection(settings)
        self._visible: HttpxConnection | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may hold an open socket."""
        return self._direct.is_open

    def send(self, step: Send, ends: float | None) -> Response:
        """Send the request and read the whole response before ``ends``; raises what httpcore or httpx raises."""
        if _may_be_patched(self._direct.is_open):
            from .backends.patched_libraries import SYNC_PATCHES

            library = SYNC_PATCHES.find()
            if library is not None:
                return self._under(library).send(step, ends)
        return self._direct.send(step, ends)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        self._direct.close()

    def abandon(self) -> None:
        """Close the socket without locks."""
        self._direct.abandon()

    def _under(self, library: ModuleType) -> HttpxConnection:
        from .backends.httpx.httpx_connection import HttpxConnection

        if self._visible is None or self._visible.library is not library:
            self._visible = HttpxConnection(self._direct, library)
        return self._visible


class AsyncAutomaticConnection:
    """A connection for event loops, like :class:`AutomaticConnection`."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.idle_since: float = 0.0
        self._direct = AsyncHttpcoreConnection(settings)
        self._visible: AsyncHttpxConnection | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may hold an open socket."""
        return self._direct.is_open

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpcore or httpx raises."""
        if _may_be_patched(self._direct.is_open):
            from .backends.patched_libraries import ASYNC_PATCHES

            library = ASYNC_PATCHES.find()
            if library is not None:
                return await self._under(library).send(step)
        return await self._direct.send(step)

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        await self._direct.aclose()

    def abandon(self) -> None:
        """Close the socket without the event loop."""
        self._direct.abandon()

    def _under(self, library: ModuleType) -> AsyncHttpxConnection:
        from .backends.httpx.httpx_connection import AsyncHttpxConnection

        if self._visible is None or self._visible.library is not library:
            self._visible = AsyncHttpxConnection(self._direct, library)
        return self._visible


def _may_be_patched(is_open: bool) -> bool:
    """Return whether httpx or httpx2 is loaded; before a connection is opened, load httpx if that is waited for."""
    if not is_open and "httpx" not in sys.modules and any(map(_waits_for_httpx, sys.meta_path)):
        import_module("httpx")
    return "httpx" in sys.modules or "httpx2" in sys.modules


def _waits_for_httpx(finder: Any) -> bool:
    """Return whether ``finder`` intervenes when an HTTP client is imported, as tools do to patch it at that moment.

    A tool may wait for a module within httpx instead, which cannot be asked about before httpx is imported; but then it
    also waits for the one in the standard library.
    """
    if str(finder.__module__).startswith("_frozen_importlib"):
        return False  # Python's own
    return any(finder.find_spec(name, None) is not None for name in ("httpx", "http.client"))


def _checked_for_httpcore(settings: ConnectionSettings) -> ConnectionSettings:
    """Return ``settings`` if the packages that they need are installed; raise an error that names the missing one."""
    if settings.proxy is None or not settings.proxy.is_socks:
        return settings
    from importlib.util import find_spec

    if find_spec("socksio") is None:
        raise ModuleNotFoundError('a proxy with socks5:// needs socksio: pip install "httpx[socks]"', name="socksio")
    return settings


def _reject_pool_settings(limits: LimitsLike | None, proxy: str | None, ssl_context: SSLContext | None) -> None:
    """Raise ``ValueError`` for settings that would not reach the user's ``http_client``."""
    if limits is not None or proxy is not None or ssl_context is not None:
        raise ValueError(
            "limits, proxy and ssl_context cannot be set on your own http_client from here: set them where you make it"
        )
