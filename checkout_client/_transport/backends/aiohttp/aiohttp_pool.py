"""Our own pool with aiohttp's connections, for ``http_client="aiohttp"``."""

from __future__ import annotations

from ...pool.async_connection_pool import AsyncConnectionPool
from ...pool.connection_settings import ConnectionSettings

try:
    from .aiohttp_connection import AiohttpConnection
    from .aiohttp_messages import AIOHTTP_ERRORS
except ModuleNotFoundError as _missing:
    raise ModuleNotFoundError(
        'http_client="aiohttp" needs aiohttp: pip install "checkout-client[aiohttp]"', name=_missing.name
    ) from _missing


def own_aiohttp_connections(settings: ConnectionSettings) -> AsyncConnectionPool:
    """A pool for each event loop, like the one over httpcore: the same limits, order and timeouts."""
    if settings.proxy is not None and settings.proxy.is_socks:
        raise ValueError(f"aiohttp knows proxies with http:// and https:// only, not {settings.proxy.scheme}://")
    return AsyncConnectionPool(settings, AiohttpConnection, AIOHTTP_ERRORS)
