"""An HTTP server on this machine that takes webhooks, and serves the pages that a customer returns to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import attrs


@attrs.define
class Shopfront:
    """What came in."""

    url: str
    webhooks: list[tuple[bytes, str]] = attrs.Factory(list)
    visits: list[str] = attrs.Factory(list)
    status: int = 200


@contextmanager
def shopfront() -> Iterator[Shopfront]:
    """The server, while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            front.webhooks.append((body, self.headers["Stripe-Signature"]))
            self._answer(b"")

        def do_GET(self) -> None:
            front.visits.append(self.path)
            self._answer(b"<!doctype html><title>Shop</title><h1>Back in the shop</h1>")

        def _answer(self, body: bytes) -> None:
            self.send_response(front.status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    front = Shopfront(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield front
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
