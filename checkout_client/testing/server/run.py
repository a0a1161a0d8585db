"""Runs the server: in a thread of the test process, or until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn

from ..fake import FakeCheckout
from .app import create_app

START_TIMEOUT = 10.0
"""Seconds that a server may take to start."""


@contextmanager
def serve(
    fake: FakeCheckout, *, host: str = "127.0.0.1", port: int = 0, webhook_url: str | None = None
) -> Generator[str]:
    """Run the server in a thread of this process, by default on a free port. The value is its base URL.

    The test still controls the fake: it can complete Sessions, advance the clock and inject faults. For example::

        with serve(fake) as url:
            client = CheckoutClient("sk_test_123", base_url=url)
    """
    with listening(host, port) as listener:
        url = url_of(listener, host)
        server = _server(fake, url, webhook_url)
        thread = Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        wait_until_started(server, thread)
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join()


def run(fake: FakeCheckout, *, host: str, port: int, webhook_url: str | None, ready: Callable[[str], None]) -> None:
    """Run the server until it is interrupted. ``ready`` is called with its base URL."""
    with listening(host, port) as listener:
        url = url_of(listener, host)
        ready(url)  # the socket already accepts connections
        _server(fake, url, webhook_url).run([listener])


def listening(host: str, port: int) -> socket.socket:
    """Return a listening socket."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def url_of(listener: socket.socket, host: str) -> str:
    """Return the base URL of a server on that socket."""
    port: int = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def wait_until_started(server: uvicorn.Server, thread: Thread) -> None:
    """Return as soon as ``server`` answers; raise ``RuntimeError`` if it does not start."""
    for _ in range(int(START_TIMEOUT / 0.005)):
        if server.started:
            return
        if not thread.is_alive():
            break
        sleep(0.005)
    raise RuntimeError("the server did not start")


def _server(fake: FakeCheckout, url: str, webhook_url: str | None) -> uvicorn.Server:
    fake.page_url = url
    app = create_app(fake, webhook_url=webhook_url)
    config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="none", timeout_graceful_shutdown=1)
    return uvicorn.Server(config)
