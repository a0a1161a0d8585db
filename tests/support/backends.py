"""Every HTTP library that can send a client's requests, in threads, asyncio and trio."""

from __future__ import annotations

import asyncio
import inspect
import ssl
from collections.abc import Callable
from typing import Any

import attrs
import httpx
import httpx2
import trio

from checkout_client import AsyncCheckoutClient, CheckoutClient

from .fakes import KEY

Action = Callable[[Any], Any]
MakeHttpClient = Callable[[ssl.SSLContext | None, str | None], Any]


def _no_http_client(tls: ssl.SSLContext | None, proxy: str | None) -> Any:
    return None


def _httpx(client_class: Any) -> MakeHttpClient:
    return lambda tls, proxy: client_class(verify=tls or True, proxy=proxy)


@attrs.frozen
class Backend:
    """One way to send requests."""

    run: Any
    """Runs an event loop; ``None`` for threads."""
    make_http_client: MakeHttpClient = _no_http_client
    """Makes a client of the user's, for a TLS context and a proxy; ``None`` for the package's own connections."""
    library: str | None = None
    """The name of the library for the package's own connections."""

    def use(
        self,
        settings: dict[str, Any],
        actions: list[Action],
        *,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> list[Any]:
        """Return what each action returns, called with one client, which is closed afterwards."""
        if self.run is None:
            return self._use_sync(settings, actions, proxy, tls)

        async def main() -> list[Any]:
            return await self._use_async(settings, actions, proxy, tls)

        results: list[Any] = self.run(main() if self.run is asyncio.run else main)
        return results

    def _settings(self, settings: dict[str, Any], http_client: Any, proxy: str | None) -> dict[str, Any]:
        if http_client is not None:
            return settings | {"http_client": http_client}
        return settings | {"proxy": proxy} | ({"http_client": self.library} if self.library else {})

    def _use_sync(
        self, settings: dict[str, Any], actions: list[Action], proxy: str | None, tls: ssl.SSLContext | None
    ) -> list[Any]:
        http_client = self.make_http_client(tls, proxy)
        try:
            with CheckoutClient(KEY, **self._settings(settings, http_client, proxy)) as client:
                return [action(client) for action in actions]
        finally:
            if http_client is not None:
                http_client.close()

    async def _use_async(
        self, settings: dict[str, Any], actions: list[Action], proxy: str | None, tls: ssl.SSLContext | None
    ) -> list[Any]:
        http_client = self.make_http_client(tls, proxy)
        results: list[Any] = []
        try:
            async with AsyncCheckoutClient(KEY, **self._settings(settings, http_client, proxy)) as client:
                for action in actions:
                    result = action(client)
                    results.append(await result if inspect.isawaitable(result) else result)
        finally:
            if http_client is not None:
                await (http_client.aclose() if hasattr(http_client, "aclose") else http_client.close())
        return results


BACKENDS = {
    "threads": Backend(None),
    "asyncio": Backend(asyncio.run),
    "trio": Backend(trio.run),
    "aiohttp": Backend(asyncio.run, library="aiohttp"),
    "httpx": Backend(None, library="httpx"),
    "httpx, asyncio": Backend(asyncio.run, library="httpx"),
    "httpx, trio": Backend(trio.run, library="httpx"),
    "httpx2": Backend(None, library="httpx2"),
    "httpx2, asyncio": Backend(asyncio.run, library="httpx2"),
    "httpx2, trio": Backend(trio.run, library="httpx2"),
    "httpx.Client": Backend(None, _httpx(httpx.Client)),
    "httpx.AsyncClient, asyncio": Backend(asyncio.run, _httpx(httpx.AsyncClient)),
    "httpx.AsyncClient, trio": Backend(trio.run, _httpx(httpx.AsyncClient)),
    "httpx2.Client": Backend(None, _httpx(httpx2.Client)),
    "httpx2.AsyncClient, asyncio": Backend(asyncio.run, _httpx(httpx2.AsyncClient)),
    "httpx2.AsyncClient, trio": Backend(trio.run, _httpx(httpx2.AsyncClient)),
}
