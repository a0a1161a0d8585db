"""Trailing data is found, wherever the HTTP library keeps it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from threading import Thread
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from support.fake_connections import step
from support.loopback import LONGEST_WAIT
from support.runtimes import RUNTIMES, Runtime

from checkout_client import Limits
from checkout_client._transport.backends.httpcore.trailing_data import TrailingDataCheck
from checkout_client._transport.transports import make_async_transport, make_transport

LIMITS = Limits(max_connections=1)


def http1(trailing: bytes, scheme: bytes = b"http", **stream: Any) -> Any:
    return SimpleNamespace(
        _h11_state=SimpleNamespace(trailing_data=(trailing, False)),
        _origin=SimpleNamespace(scheme=scheme),
        _network_stream=SimpleNamespace(_stream=SimpleNamespace(**stream)),
    )


def buffer(size: int) -> Any:
    return SimpleNamespace(pending=size)


def tls(size: int) -> Any:
    return SimpleNamespace(pending=lambda: size)


def wrapped(connection: Any, times: int) -> Any:
    for _ in range(times):
        connection = SimpleNamespace(_connection=connection)
    return connection


CONNECTIONS: dict[str, tuple[list[Any], bool]] = {
    "no connection": ([], False),
    "one that never connected": ([wrapped(None, 1)], False),
    "no trailing data": ([wrapped(http1(b""), 1)], False),
    "trailing data": ([wrapped(http1(b"HTTP/1.1 200 OK"), 1)], True),
    "trailing data, through a proxy": ([wrapped(http1(b"H"), 2)], True),
    "trailing data on the second": ([wrapped(http1(b""), 1), wrapped(http1(b"H"), 1)], True),
    "a second chunk in asyncio": ([http1(b"", _protocol=SimpleNamespace(read_queue=[b"H"]))], True),
    "no second chunk in asyncio": ([http1(b"", _protocol=SimpleNamespace(read_queue=[]))], False),
    "a second record for anyio": ([http1(b"", b"https", _read_bio=buffer(9), _ssl_object=tls(0))], True),
    "no second record for anyio": ([http1(b"", b"https", _read_bio=buffer(0), _ssl_object=tls(0))], False),
    "the rest of a record for anyio": ([http1(b"", b"https", _read_bio=buffer(0), _ssl_object=tls(9))], True),
    "a second record for trio": ([http1(b"", b"https", _incoming=buffer(9), pending=lambda: 0)], True),
    "no second record for trio": ([http1(b"", b"https", _incoming=buffer(0), pending=lambda: 0)], False),
    "the rest of a record for trio": ([http1(b"", b"https", _incoming=buffer(0), pending=lambda: 9)], True),
    "the rest of a record in a thread": ([http1(b"", b"https", _sock=tls(9))], True),
    "no rest of a record in a thread": ([http1(b"", b"https", _sock=tls(0))], False),
    "a second record in the outer TLS": ([http1(b"", b"https", _read_bio=buffer(0), transport_stream=tls(9))], True),
    "TLS within TLS in a thread": ([http1(b"", b"https", _incoming=buffer(0), ssl_obj=tls(9))], True),
    "TLS of an unknown kind": ([http1(b"", b"https")], True),
    "another protocol": ([wrapped(SimpleNamespace(), 1)], False),
}


@pytest.mark.parametrize(("connections", "found"), CONNECTIONS.values(), ids=CONNECTIONS)
def test_trailing_data_is_found_on_any_connection(connections: list[Any], found: bool) -> None:
    pool: Any = SimpleNamespace(connections=connections)

    check = TrailingDataCheck()
    assert check.finds(pool) is found
    assert check.finds(pool) is found
    assert any(map(TrailingDataCheck().finds, connections)) is found


def answer(text: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(text), text)


class TalkativeServer:
    """Responds twice at once to the first request of each connection, and counts the connections."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self.connections = 0
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                connection.settimeout(LONGEST_WAIT)
                if not connection.recv(65536):
                    return
                self.connections += 1
                connection.sendall(answer(b"asked %d" % self.connections) + answer(b"unasked"))
                connection.recv(65536)  # until the other side closes it

    def stop(self) -> None:
        with socket.create_connection(self._listener.getsockname()):
            pass
        self._thread.join(LONGEST_WAIT)
        self._listener.close()


@pytest.fixture
def server() -> Iterator[TalkativeServer]:
    server = TalkativeServer()
    yield server
    server.stop()


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_no_request_gets_the_trailing_data_of_the_one_before(server: TalkativeServer, runtime: Runtime) -> None:
    send = attrs.evolve(step(), request=attrs.evolve(step().request, url=server.url))

    async def main() -> list[bytes]:
        connections = make_async_transport(server.url, LIMITS, None, None)
        contents = [(await connections.send(send)).content for _ in range(3)]
        await connections.aclose()
        return contents

    def plain() -> list[bytes]:
        connections = make_transport(server.url, LIMITS, None, None)
        contents = [connections.send(send).content for _ in range(3)]
        connections.close()
        return contents

    contents = plain() if runtime.run is None else runtime.run(main)

    assert contents == [b"asked 1", b"asked 2", b"asked 3"]
    assert server.connections == 3
