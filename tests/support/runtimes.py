"""Run one test in synchronous code, asyncio and trio: ``runtime.use(settings, action)``."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import partial
from typing import Any

import attrs
import httpx
import httpx2
import trio

from checkout_client import AsyncCheckoutClient, CheckoutClient

Action = Callable[[Any], Any]


@attrs.frozen
class Runtime:
    """A way to run the client."""

    name: str
    run: Callable[[Callable[[], Awaitable[Any]]], Any] | None
    """Run an async function; ``None`` for synchronous code."""
    make_http_client: Callable[[], Any] = lambda: None
    """Create the HTTP client to use, unless the settings name one; it is closed afterwards."""

    @property
    def http_client_class(self) -> type[httpx.Client | httpx.AsyncClient]:
        return httpx.Client if self.run is None else httpx.AsyncClient

    def use(self, settings: dict[str, Any], *actions: Action) -> Any:
        """Call each action with one client, close it, and return the last result."""
        if self.run is None:
            http_client = self.make_http_client()
            with (
                nullcontext() if http_client is None or isinstance(http_client, str) else http_client,
                CheckoutClient(**{"http_client": http_client, **settings}) as client,
            ):
                return [action(client) for action in actions][-1]
        return self.run(partial(_use_async, self.make_http_client, settings, actions))


async def _use_async(make_http_client: Callable[[], Any], settings: dict[str, Any], actions: tuple[Action, ...]) -> Any:
    result: Any = None
    http_client = make_http_client()
    async with (
        nullcontext() if http_client is None or isinstance(http_client, str) else http_client,
        AsyncCheckoutClient(**{"http_client": http_client, **settings}) as client,
    ):
        for action in actions:
            result = action(client)
            if inspect.isawaitable(result):
                result = await result
    return result


def run_asyncio(function: Callable[[], Awaitable[Any]]) -> Any:
    """Run ``function`` in an event loop of asyncio, in debug mode, which reports leaks."""

    async def main() -> Any:
        return await function()

    return asyncio.run(main(), debug=True)


PLAIN = Runtime("sync", None)
ASYNCIO = Runtime("asyncio", run_asyncio)
TRIO = Runtime("trio", trio.run)
RUNTIMES = (PLAIN, ASYNCIO, TRIO)
EVENT_LOOPS = (ASYNCIO, TRIO)

AIOHTTP = Runtime("aiohttp", run_asyncio, lambda: "aiohttp")
UNDER_HTTPX = tuple(Runtime(f"httpx, {each.name}", each.run, lambda: "httpx") for each in RUNTIMES)
UNDER_HTTPX2 = tuple(Runtime(f"httpx2, {each.name}", each.run, lambda: "httpx2") for each in RUNTIMES)
HTTPX2 = Runtime("httpx2.Client", None, httpx2.Client)
ASYNC_HTTPX2 = Runtime("httpx2.AsyncClient, asyncio", run_asyncio, httpx2.AsyncClient)
TRIO_HTTPX2 = Runtime("httpx2.AsyncClient, trio", trio.run, httpx2.AsyncClient)
OWN_POOLS = (*RUNTIMES, AIOHTTP)
ALL_OWN_POOLS = (*OWN_POOLS, *UNDER_HTTPX, *UNDER_HTTPX2)
ALL_BACKENDS = (*ALL_OWN_POOLS, HTTPX2, ASYNC_HTTPX2, TRIO_HTTPX2)
