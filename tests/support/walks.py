"""Read a list in synchronous code, asyncio and trio."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from .fakes import KEY
from .runtimes import Runtime


def settings(runtime: Runtime, server: Callable[[httpx.Request], httpx.Response], **more: Any) -> dict[str, Any]:
    """Return client settings that send requests to ``server``."""
    transport = httpx.MockTransport(server)
    return {"api_key": KEY, "max_retries": 0, "http_client": runtime.http_client_class(transport=transport), **more}


def collected(iterable: Any) -> Any:
    """Return everything in ``iterable`` as a list; returns an awaitable for an async iterable."""
    return list(iterable) if hasattr(iterable, "__iter__") else _collected(iterable)


async def _collected(iterable: Any) -> list[Any]:
    return [element async for element in iterable]


def ids(elements: Any) -> list[str]:
    return [element.id for element in elements]


def walk(runtime: Runtime, server: Any, start: Callable[[Any], Any], **more: Any) -> list[Any]:
    """Return every item of the list that ``start(client.sessions)`` returns."""
    found: list[Any] = runtime.use(settings(runtime, server, **more), lambda client: collected(start(client.sessions)))
    return found


def result_of(runtime: Runtime, server: Any, start: Callable[[Any], Any], **more: Any) -> Any:
    """Return the result of ``start(client.sessions)``, awaited if needed; for a list, its first page."""
    return runtime.use(settings(runtime, server, **more), lambda client: start(client.sessions))
