"""One call that takes three attempts, made in every way in which a client can send. Nothing here loads httpx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from threading import Thread
from typing import Any

import attrs

from checkout_client import AsyncCheckoutClient, CheckoutClient

KEY = "sk_test_planted_4f9c2e71"
ATTEMPTS = 3
BUSY = (503, {"error": {"type": "api_error", "message": "busy"}})
SESSION = {"id": "cs_test_1", "object": "checkout.session", "livemode": False, "mode": "setup", "status": "open"}

NAMES = ("default", '"httpcore"', '"httpx"', '"httpx2"', '"aiohttp"', "httpx client", "httpx2 client")
"""The columns of the table: what is given as ``http_client``, the default first, before anything else loads httpx."""


class Shop:
    """A server on which each call fails until its last attempt."""

    def __init__(self) -> None:
        shop = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                shop.attempts += 1
                status, body = BUSY if shop.attempts < ATTEMPTS else (200, SESSION)
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        self.attempts = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()


@attrs.frozen
class Way:
    """A way to send: what is given as ``http_client``, from synchronous code or in asyncio."""

    name: str
    is_async: bool

    def call(self, url: str) -> None:
        """Make the call."""
        self.run(url, lambda call: call())

    def run(self, url: str, around: Callable[[Callable[[], Any]], Any]) -> None:
        """Have ``around`` make the call, in the event loop if there is one; it returns what the call returns."""
        settings: dict[str, Any] = {"api_key": KEY, "base_url": url}
        if self.is_async:
            asyncio.run(self._run_async(settings, around))
            return
        http_client = self._http_client()
        with CheckoutClient(**settings, http_client=http_client) as client:
            client._driver._sleep = lambda _: None
            around(lambda: client.sessions.retrieve(SESSION["id"]))
        if hasattr(http_client, "close"):
            http_client.close()

    async def _run_async(self, settings: dict[str, Any], around: Callable[[Callable[[], Any]], Any]) -> None:
        async def no_sleep(_: float) -> None:
            pass

        http_client = self._http_client()
        async with AsyncCheckoutClient(**settings, http_client=http_client) as client:
            client._driver._sleep = no_sleep
            await around(lambda: client.sessions.retrieve(SESSION["id"]))
        if hasattr(http_client, "aclose"):
            await http_client.aclose()

    def _http_client(self) -> Any:
        if self.name == "default":
            return None
        library, _, kind = self.name.strip('"').partition(" ")
        if not kind:
            return library
        return getattr(import_module(library), "AsyncClient" if self.is_async else "Client")()


WAYS = [Way(name, is_async) for name in NAMES for is_async in (False, True) if is_async or name != '"aiohttp"']
