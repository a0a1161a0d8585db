"""Our own pool with aiohttp's connections, for ``http_client="aiohttp"``."""

from __future__ import annotations

from urllib.parse import urlsplit

from .async_connections import OwnAsyncConnections
from .connections import ConnectionSettings

try:
    from .aiohttp_lane import AiohttpLane
    from .aiohttp_messages import AIOHTTP_FAILURES
except ModuleNotFoundError as _missing:
    raise ModuleNotFoundError(
        'http_client="aiohttp" needs aiohttp: pip install "checkout-client[aiohttp]"', name=_missing.name
    ) from _missing


def own_aiohttp_connections(settings: ConnectionSettings) -> OwnAsyncConnections:
    """A pool for each event loop, like the one over httpx: the same limits, order and timeouts."""
    scheme = None if settings.proxy is None else urlsplit(settings.proxy).scheme
    if scheme not in (None, "http", "https"):
        raise ValueError(f"aiohttp knows proxies with http:// and https:// only, not {scheme}://")
    return OwnAsyncConnections(settings, AiohttpLane, AIOHTTP_FAILURES)
