"""Transports: what the drivers send requests through. The factories choose one by a client's settings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol, cast

from ..timeouts import LimitsLike
from .backends.error_map import ErrorMap
from .backends.httpcore.httpcore_connection import HttpcoreConnection
from .backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from .messages import Response, Send
from .pool.connection_pool import ConnectionPool
from .pool.connection_settings import ConnectionSettings, connection_settings

if TYPE_CHECKING:
    from ssl import SSLContext

    from aiohttp import ClientSession

    from .backends.protocols import AsyncHTTPClient, HTTPClient


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
    if http_client is None:
        settings = _checked_for_httpcore(connection_settings(base_url, limits, proxy, ssl_context))
        return ConnectionPool(settings, HttpcoreConnection, HTTPCORE_ERRORS)
    _reject_pool_settings(limits, proxy, ssl_context)
    from .backends.httpx.httpx_client import HttpxAdapter  # loads httpx

    return HttpxAdapter(http_client)


def make_async_transport(
    base_url: str,
    limits: LimitsLike | None,
    proxy: str | None,
    http_client: AsyncHTTPClient | None,
    ssl_context: SSLContext | None = None,
) -> AsyncTransport:
    """Return the transport for an async client with these settings."""
    if http_client is None or http_client == "aiohttp":
        return _async_pool(connection_settings(base_url, limits, proxy, ssl_context), http_client)
    _reject_pool_settings(limits, proxy, ssl_context)
    aiohttp: Any = sys.modules.get("aiohttp")  # loaded if the caller has a session of it
    if aiohttp is not None and isinstance(http_client, aiohttp.ClientSession):
        from .backends.aiohttp.aiohttp_session import AiohttpSessionAdapter

        return AiohttpSessionAdapter(cast("ClientSession", http_client), base_url)
    from .backends.httpx.httpx_client import AsyncHttpxAdapter  # loads httpx

    return AsyncHttpxAdapter(http_client)


def _async_pool(settings: ConnectionSettings, library: AsyncHTTPClient | None) -> AsyncTransport:
    from .pool.async_connection_pool import AsyncConnectionPool  # synchronous programs do without

    if library is None:
        from .backends.httpcore.httpcore_connection import AsyncHttpcoreConnection

        return AsyncConnectionPool(_checked_for_httpcore(settings), AsyncHttpcoreConnection, HTTPCORE_ERRORS)
    try:
        from .backends.aiohttp.aiohttp_connection import AiohttpConnection
        from .backends.aiohttp.aiohttp_messages import AIOHTTP_ERRORS
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'http_client="aiohttp" needs aiohttp: pip install "checkout-client[aiohttp]"', name=missing.name
        ) from missing
    if settings.proxy is not None and settings.proxy.is_socks:
        raise ValueError(f"aiohttp supports http:// and https:// proxies only, not {settings.proxy.scheme}://")
    return AsyncConnectionPool(settings, AiohttpConnection, AIOHTTP_ERRORS)


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
