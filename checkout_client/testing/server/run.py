"""Runs the server: in a thread of the test process, or until it is interrupted."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from starlette.applications import Starlette

from ..fake import FakeCheckout
from .app import create_app

START_TIMEOUT = 10.0
"""Seconds that a server may take to start."""


@contextmanager
def serve(
    fake: FakeCheckout,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    webhook_url: str | None = None,
    public_url: str | None = None,
    allowed_hosts: Iterable[str] = (),
    state: str | None = None,
) -> Generator[str]:
    """Run the server in a thread of this process, by default on a free port. The value is its base URL.

    The test still controls the fake: it can complete Sessions, advance the clock and inject faults. For example::

        with serve(fake) as url:
            client = CheckoutClient("sk_test_123", base_url=url)

    Args:
        fake: the fake to serve.
        host: the address to listen on.
        port: the port to listen on; 0 for any free one.
        webhook_url: where events are sent; ``None`` for nowhere.
        public_url: the beginning of the ``url`` of Sessions, if customers reach the server by another URL.
        allowed_hosts: further names that the server answers to; see :func:`create_app`.
        state: an SQLite file that keeps everything; see :func:`create_app`.

    """
    with listening(host, port) as listener:
        url = url_of(listener, host)
        app = create_app(fake, webhook_url=webhook_url, allowed_hosts=[host, *allowed_hosts], state=state)
        server = _server(fake, app, public_url or url)
        thread = Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        wait_until_started(server, thread)
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join()


def run(
    fake: FakeCheckout,
    *,
    host: str,
    port: int,
    webhook_url: str | None,
    public_url: str | None,
    allowed_hosts: Iterable[str],
    state: str | None,
    setup: Callable[[FakeCheckout], None],
    resume: Callable[[FakeCheckout], None],
    ready: Callable[[str], None],
) -> None:
    """Run the server until it is interrupted. ``ready`` is called with its base URL.

    For ``setup`` and ``resume`` see :func:`create_app`.

    Raises ``OSError`` if the address cannot be used and ``ValueError`` if a URL is not valid.
    """
    with listening(host, port) as listener:
        url = url_of(listener, host)
        app = create_app(
            fake,
            webhook_url=webhook_url,
            allowed_hosts=[host, *allowed_hosts],
            setup=setup,
            state=state,
            resume=resume,
        )
        server = _server(fake, app, public_url or url)
        ready(url)  # the socket already accepts connections
        server.run([listener])


def listening(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises ``OSError`` if the address cannot be used; the message says why."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only on sockets that are known to be TCP. Without it, each response takes 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows, it would let two servers share the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(os.name == "posix"))
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise OSError(error.errno, f"{host}, port {port}: {_listening_problem(error)}") from None
    except BaseException:
        listener.close()
        raise
    return listener


def _listening_problem(error: OSError) -> str:
    """Return what is wrong with an address, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return "the port is in use. Stop the other program, or choose another port (--port 0 takes any free one)"
    if error.errno == errno.EACCES:
        return "this needs more rights. Choose a port from 1024 on"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return "this is not an address of this machine. Use one like 127.0.0.1, localhost or 0.0.0.0"
    return error.strerror or "the address cannot be used"


_REACHED_BY = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - nothing is bound here
"""How this machine reaches a server that listens on all addresses."""


def url_of(listener: socket.socket, host: str) -> str:
    """Return the base URL of a server on that socket."""
    port: int = listener.getsockname()[1]
    host = _REACHED_BY.get(host, host)
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


def _server(fake: FakeCheckout, app: Starlette, public_url: str) -> uvicorn.Server:
    fake.page_url = public_url
    config = uvicorn.Config(app, log_level="warning", lifespan="on", ws="none", timeout_graceful_shutdown=1)
    return uvicorn.Server(config)
