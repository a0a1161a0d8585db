"""A server that sends a second, unrequested response: no call may return it, with any HTTP library, plain and TLS."""

from __future__ import annotations

import asyncio
import inspect
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import Semaphore
from typing import Any

import aiohttp
import anyio
import anyio.to_thread
import attrs
import httpx
import httpx2
import pytest
import trio
import trustme
from support.byte_server import ByteServer, Line, answer
from support.fakes import KEY
from support.loopback import LONGEST_WAIT

from checkout_client import AsyncCheckoutClient, CheckoutClient


class TlsRecords:
    """The server's end of a TLS connection, which decides which records go into which segment."""

    def __init__(self, line: Line, context: ssl.SSLContext) -> None:
        self._line = line
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._wait_for(self._tls.do_handshake)
        line.send(self._outgoing.read())

    def _wait_for(self, step: Callable[[], Any]) -> Any:
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                self._line.socket.sendall(self._outgoing.read())
                data = self._line.socket.recv(65536)
                if not data:
                    raise EOFError from None
                self._incoming.write(data)

    def recv(self, size: int) -> bytes:
        data: bytes = self._wait_for(lambda: self._tls.read(size))
        return data

    def record(self, data: bytes) -> bytes:
        self._tls.write(data)
        return self._outgoing.read()


MODES = {
    "in one piece": lambda record, first, second: [record(first + second)],
    "in two records of one segment": lambda record, first, second: [record(first) + record(second)],
    "in two segments": lambda record, first, second: [record(first), record(second)],
    "in a record that is split": lambda record, first, second: _split(record(first), record(second)),
}


def _split(first: bytes, second: bytes) -> list[bytes]:
    return [first + second[: len(second) // 2], second[len(second) // 2 :]]


@attrs.define
class Server:
    """Sends each Session that is requested, and another one after it."""

    mode: str
    tls: ssl.SSLContext | None
    is_proxy: bool
    sent: Semaphore = attrs.Factory(lambda: Semaphore(0))

    def __call__(self, line: Line) -> None:
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the second segment waits for an ACK
        if self.is_proxy:
            assert line.read_request()[0].startswith("CONNECT ")
            line.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        record: Callable[[bytes], bytes] = bytes
        requests = line
        if self.tls is not None:
            records = TlsRecords(line, self.tls)
            record = records.record
            requests = Line(records, line.number, line.over)  # type: ignore[arg-type]
        while True:
            name = requests.read_request()[0].split()[1].rpartition("/")[2]
            with suppress(OSError):  # the client may have closed the connection after the first segment
                for segment in MODES[self.mode](record, answer(name), answer("cs_of_another_customer")):
                    line.send(segment)
            self.sent.release()


@attrs.frozen
class Backend:
    """One way to send requests."""

    run: Any
    make: Callable[[ssl.SSLContext, str | None], Any]
    """Makes the ``http_client``, for a TLS context and a proxy; ``None`` for the package's own connections."""
    name: str | None = None


def _session(context: ssl.SSLContext, proxy: str | None) -> Any:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context), proxy=proxy)


def _client_of(client_class: Any) -> Callable[[ssl.SSLContext, str | None], Any]:
    return lambda context, proxy: client_class(verify=context, proxy=proxy)


BACKENDS = {
    "threads": Backend(None, lambda context, proxy: None),
    "asyncio": Backend(asyncio.run, lambda context, proxy: None),
    "trio": Backend(trio.run, lambda context, proxy: None),
    "aiohttp": Backend(asyncio.run, lambda context, proxy: None, "aiohttp"),
    "aiohttp session": Backend(asyncio.run, _session),
    "httpx": Backend(None, _client_of(httpx.Client)),
    "httpx, asyncio": Backend(asyncio.run, _client_of(httpx.AsyncClient)),
    "httpx, trio": Backend(trio.run, _client_of(httpx.AsyncClient)),
    "httpx2": Backend(None, _client_of(httpx2.Client)),
    "httpx2, asyncio": Backend(asyncio.run, _client_of(httpx2.AsyncClient)),
    "httpx2, trio": Backend(trio.run, _client_of(httpx2.AsyncClient)),
}


@pytest.fixture(params=["plain", "TLS", "TLS through a proxy"])
def way(request: pytest.FixtureRequest) -> str:
    way: str = request.param
    return way


@pytest.fixture
def trusted(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_second_response_is_never_returned(
    backend: str, way: str, mode: str, server_tls: ssl.SSLContext, trusted: ssl.SSLContext
) -> None:
    serve = Server(mode, None if way == "plain" else server_tls, way == "TLS through a proxy")
    with ByteServer(serve) as server:
        url = f"http://{server.address}" if way == "plain" else f"https://{server.address}"
        proxy = None
        if serve.is_proxy:
            url, proxy = "https://127.0.0.1:9", f"http://{server.address}"
        found = _retrieve_three(BACKENDS[backend], url, proxy, trusted, serve.sent)

    assert found == ["cs_0", "cs_1", "cs_2"]
    assert server.connections == 3


def _retrieve_three(backend: Backend, url: str, proxy: str | None, trusted: ssl.SSLContext, sent: Semaphore) -> Any:
    def settings(http_client: Any) -> dict[str, Any]:
        given: dict[str, Any] = {"http_client": http_client or backend.name, "base_url": url, "max_retries": 0}
        return given if http_client else given | {"proxy": proxy}

    def use_sync() -> list[str]:
        http_client = backend.make(trusted, proxy)
        found = []
        with CheckoutClient(KEY, **settings(http_client)) as client:
            for number in range(3):
                found.append(client.sessions.retrieve(f"cs_{number}").id)
                assert sent.acquire(timeout=LONGEST_WAIT)
        if http_client is not None:
            http_client.close()
        return found

    async def use_async() -> list[str]:
        http_client = backend.make(trusted, proxy)
        found = []
        async with AsyncCheckoutClient(KEY, **settings(http_client)) as client:
            for number in range(3):
                found.append((await client.sessions.retrieve(f"cs_{number}")).id)
                assert await anyio.to_thread.run_sync(sent.acquire, True, LONGEST_WAIT)
        if http_client is not None:
            closing = http_client.aclose() if hasattr(http_client, "aclose") else http_client.close()
            assert inspect.isawaitable(closing)
            await closing
        return found

    if backend.run is None:
        return use_sync()
    return backend.run(use_async() if backend.run is asyncio.run else use_async)
