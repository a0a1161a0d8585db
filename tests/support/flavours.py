"""One test for plain code, asyncio and trio: ``flavour.use(settings, action)`` runs an action with a client."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import attrs
import httpx
import trio

from checkout_client import AsyncCheckoutClient, CheckoutClient

Action = Callable[[Any], Any]


@attrs.frozen
class Flavour:
    """A way to use the package."""

    name: str
    run: Callable[[Callable[[], Awaitable[Any]]], Any] | None
    """Runs an async function; ``None`` for plain code."""

    @property
    def http_client_class(self) -> type[httpx.Client | httpx.AsyncClient]:
        return httpx.Client if self.run is None else httpx.AsyncClient

    def use(self, settings: dict[str, Any], *actions: Action) -> Any:
        """The result of the last of ``actions``, each called with one client, which is closed afterwards."""
        if self.run is None:
            with CheckoutClient(**settings) as client:
                return [action(client) for action in actions][-1]
        return self.run(partial(_use_async, settings, actions))


async def _use_async(settings: dict[str, Any], actions: tuple[Action, ...]) -> Any:
    result: Any = None
    async with AsyncCheckoutClient(**settings) as client:
        for action in actions:
            result = action(client)
            if inspect.isawaitable(result):
                result = await result
    return result


def run_asyncio(function: Callable[[], Awaitable[Any]]) -> Any:
    """Run ``function`` in an event loop of asyncio, in debug mode so that leaks are reported."""

    async def main() -> Any:
        return await function()

    return asyncio.run(main(), debug=True)


PLAIN = Flavour("plain", None)
ASYNCIO = Flavour("asyncio", run_asyncio)
TRIO = Flavour("trio", trio.run)
FLAVOURS = (PLAIN, ASYNCIO, TRIO)
EVENT_LOOPS = (ASYNCIO, TRIO)
