"""Connections that end, or are abandoned midway, over real sockets: the next call opens another."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from threading import Semaphore, Thread
from typing import Any

import anyio.to_thread
import attrs
import pytest
from support.fake_connections import step
from support.loopback import LONGEST_WAIT, Loopback, Recorded, Reply
from support.runtimes import RUNTIMES, Runtime

from checkout_client import Limits
from checkout_client._transport.messages import Send
from checkout_client._transport.transports import make_async_transport, make_transport

ONE = Limits(max_connections=1)
NOWHERE = "http://127.0.0.1"


def to(url: str, **settings: Any) -> Send:
    send = step(**settings)
    return attrs.evolve(send, request=attrs.evolve(send.request, url=url))


class ForgetfulServer:
    """Responds once on each connection, promises to keep it alive, and closes it."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self.connections = 0
        self._closed = Semaphore(0)
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            connection.settimeout(LONGEST_WAIT)
            with connection:
                if not connection.recv(65536):
                    return
                self.connections += 1
                connection.sendall(b"HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\n{}")
            self._closed.release()

    def wait_until_closed(self) -> None:
        assert self._closed.acquire(timeout=LONGEST_WAIT)

    def stop(self) -> None:
        with socket.create_connection(self._listener.getsockname()):
            pass
        self._thread.join(LONGEST_WAIT)
        self._listener.close()


@pytest.fixture
def forgetful() -> Iterator[ForgetfulServer]:
    server = ForgetfulServer()
    yield server
    server.stop()


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_a_connection_that_died_while_idle_is_replaced_without_an_error(
    forgetful: ForgetfulServer, runtime: Runtime
) -> None:
    async def main() -> None:
        connections = make_async_transport(NOWHERE, ONE, None, None)
        for _ in range(3):
            assert (await connections.send(to(forgetful.url))).content == b"{}"
            await anyio.to_thread.run_sync(forgetful.wait_until_closed)
        await connections.aclose()

    def plain() -> None:
        connections = make_transport(NOWHERE, ONE, None, None)
        for _ in range(3):
            assert connections.send(to(forgetful.url)).content == b"{}"
            forgetful.wait_until_closed()
        connections.close()

    if runtime.run is None:
        plain()
    else:
        runtime.run(main)

    assert forgetful.connections == 3


@pytest.fixture
def server() -> Iterator[Loopback]:
    def answer(request: Recorded) -> Reply:
        return Reply(b"x" * 99, cut_after=10 if request.path == "/stalls" else None)

    with Loopback(answer) as server:
        yield server


@pytest.mark.parametrize("cancellations", [1, 2, 3])
def test_a_call_cancelled_again_while_it_cleans_up_makes_room_for_the_next(
    server: Loopback, cancellations: int
) -> None:
    async def main() -> bytes:
        connections = make_async_transport(NOWHERE, ONE, None, None)
        stalled = asyncio.create_task(connections.send(to(f"{server.url}/stalls")))
        await asyncio.to_thread(server.wait_for_requests, 1)
        for _ in range(cancellations):
            stalled.cancel()
            await asyncio.sleep(0)
        with pytest.raises(asyncio.CancelledError):
            await stalled
        response = await connections.send(to(f"{server.url}/well", pool=0.1))
        await connections.aclose()
        return response.content

    assert asyncio.run(main()) == b"x" * 99


def test_a_thread_interrupted_while_it_cleans_up_makes_room_for_the_next(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections = make_transport(NOWHERE, ONE, None, None)

    def interrupted(self: object) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    connections.send(to(f"{server.url}/well"))
    monkeypatch.setattr("httpcore._sync.http11.HTTP11Connection._response_closed", interrupted)
    with pytest.raises(KeyboardInterrupt):
        connections.send(to(f"{server.url}/well"))

    assert connections.send(to(f"{server.url}/well", pool=0.1)).http_status == 200
    assert server.connections == 2
    connections.close()
