"""A server that sends a second, unrequested response: no call may return it, with any HTTP library, plain and TLS."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import Semaphore
from typing import Any

import anyio
import anyio.to_thread
import attrs
import pytest
import trustme
from support.backends import BACKENDS, Action, Backend
from support.byte_server import ByteServer, Line, answer
from support.depth import rotated
from support.loopback import LONGEST_WAIT
from support.tls_records import TlsRecords

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


@pytest.fixture(params=["plain", "TLS", "TLS through a proxy"])
def way(request: pytest.FixtureRequest) -> str:
    way: str = request.param
    return way


@pytest.fixture
def trusted(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.parametrize(("mode", "backend"), rotated(MODES, [*BACKENDS]))
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
    def retrieve(number: int) -> Action:
        return lambda client: client.sessions.retrieve(f"cs_{number}")

    def sync_wait(client: Any) -> None:
        assert sent.acquire(timeout=LONGEST_WAIT)

    async def async_wait(client: Any) -> None:
        assert await anyio.to_thread.run_sync(sent.acquire, True, LONGEST_WAIT)

    wait: Action = sync_wait if backend.run is None else async_wait
    actions = [action for number in range(3) for action in (retrieve(number), wait)]
    settings = {"base_url": url, "max_retries": 0}
    return [session.id for session in backend.use(settings, actions, proxy=proxy, tls=trusted)[::2]]
