"""Servers and proxies that attack the memory, or want their words in our errors, with every HTTP library."""

from __future__ import annotations

import gc
import gzip
import logging
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from support.backends import BACKENDS
from support.byte_server import ByteServer, Line, always, answer
from support.depth import rotated
from support.fakes import SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import APIConnectionError, APITimeoutError

LIMIT = 1024 * 1024
CHUNK = b"10000\r\n" + bytes(0x10000) + b"\r\n"
BOMB = gzip.compress(bytes(100 * LIMIT))


def head(*headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "content-type: application/json", *headers]).encode() + b"\r\n\r\n"


def _endless(*headers: str, piece: bytes = CHUNK) -> Callable[[Line], None]:
    def send(line: Line) -> None:
        line.send(head(*headers))
        while not line.over.is_set():
            line.send(piece)  # until the client closes the connection

    return send


TOO_LARGE: dict[str, Callable[[Line], None]] = {
    "of a declared length": _endless(f"content-length: {10**12}"),
    "in chunks": _endless("transfer-encoding: chunked"),
    "until the end of the connection": _endless("connection: close"),
    "compressed": _endless("content-encoding: gzip", "transfer-encoding: chunked"),
    "when decompressed": lambda line: line.send(head("content-encoding: gzip", f"content-length: {len(BOMB)}") + BOMB),
}


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(SESSION_ID)


@pytest.mark.parametrize(("body", "backend"), rotated(TOO_LARGE, [*BACKENDS]))
def test_a_body_beyond_the_limit_is_not_read(backend: str, body: str) -> None:
    def serve(line: Line) -> None:
        line.read_request()
        TOO_LARGE[body](line)

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_retries": 2, "max_response_bytes": LIMIT}
        with pytest.raises(APIConnectionError, match=f"larger than max_response_bytes, {LIMIT} bytes") as caught:
            BACKENDS[backend].use(settings, [retrieve])
        gc.collect()  # a generator or a connection that is left open would warn, which is an error

    assert (caught.value.kind, caught.value.attempts) == ("decode", 1)
    assert server.connections == 1


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_body_that_is_compressed_twice_is_rejected(backend: str) -> None:
    twice = gzip.compress(gzip.compress(bytes(LIMIT)))

    def serve(line: Line) -> None:
        line.read_request()
        line.send(head("content-encoding: gzip, gzip", f"content-length: {len(twice)}") + twice)
        line.hears_nothing_more()

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_retries": 0, "max_response_bytes": LIMIT}
        with pytest.raises(APIConnectionError, match="compressed more than once") as caught:
            BACKENDS[backend].use(settings, [retrieve])

    assert caught.value.kind == "decode"


@pytest.mark.one_in(2)
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_compressed_body_within_the_limit_is_read(backend: str) -> None:
    _, _, body = answer().partition(b"\r\n\r\n")
    compressed = gzip.compress(body)

    def serve(line: Line) -> None:
        while True:
            line.read_request()
            line.send(head("content-encoding: gzip", f"content-length: {len(compressed)}") + compressed)

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_response_bytes": len(body)}
        found = BACKENDS[backend].use(settings, [retrieve, retrieve])

    assert [session.id for session in found] == [SESSION_ID] * 2
    assert server.connections == 1


@pytest.mark.one_in(3)
@pytest.mark.parametrize("backend", BACKENDS)
def test_the_limit_can_be_raised_for_a_client(backend: str) -> None:
    with ByteServer(always) as server:
        settings = {"base_url": server.url, "max_response_bytes": 10}
        with pytest.raises(APIConnectionError, match="larger than max_response_bytes, 10 bytes"):
            BACKENDS[backend].use(settings, [retrieve])
        raised = [lambda client: retrieve(client.with_options(max_response_bytes=LIMIT))]
        assert BACKENDS[backend].use(settings, raised)[0].id == SESSION_ID


@pytest.mark.one_in(3)
@pytest.mark.parametrize("backend", BACKENDS)
def test_terminal_escapes_of_a_proxy_are_not_shown(backend: str, caplog: pytest.LogCaptureFixture) -> None:
    reason = "no user:planted \x1b[31m"

    def refuse(line: Line) -> None:
        line.read_request()
        line.send(f"HTTP/1.1 407 {reason}\r\ncontent-length: 0\r\n\r\n".encode("latin-1"))
        line.hears_nothing_more()

    caplog.set_level(logging.DEBUG, logger="checkout_client")
    with ByteServer(refuse) as proxy:
        settings = {"base_url": "https://127.0.0.1:9", "max_retries": 0}
        with pytest.raises(APIConnectionError) as caught:
            BACKENDS[backend].use(settings, [retrieve], proxy=f"http://{proxy.address}")

    shown = [str(caught.value), repr(caught.value), *(record.getMessage() for record in caplog.records)]
    assert caught.value.kind in ("proxy", "protocol")  # h11 rejects the control character
    assert not any("planted" in text or "\x1b" in text for text in shown)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("backend", BACKENDS)
def test_the_status_of_a_proxy_that_refuses_is_shown(backend: str) -> None:
    def refuse(line: Line) -> None:
        line.read_request()
        line.send(b"HTTP/1.1 407 user:planted is wrong\r\ncontent-length: 0\r\n\r\n")
        line.hears_nothing_more()

    with ByteServer(refuse) as proxy:
        settings = {"base_url": "https://127.0.0.1:9", "max_retries": 0}
        with pytest.raises(APIConnectionError, match="the proxy responded with HTTP status 407") as caught:
            BACKENDS[backend].use(settings, [retrieve], proxy=f"http://{proxy.address}")

    assert caught.value.kind == "proxy"
    assert "planted" not in str(caught.value)


@pytest.mark.one_in(5)
@pytest.mark.parametrize("backend", [name for name, backend in BACKENDS.items() if backend.run is None])
def test_in_threads_the_deadline_ends_the_sending_of_a_large_body(backend: str) -> None:
    read_on = Event()

    def serve(line: Line) -> None:
        while not read_on.wait(0.02):  # slowly
            if not line.socket.recv(50_000):
                return

    def create(client: Any) -> None:
        client.sessions.create(mode="setup", options={"extra_params": {"much": "a" * 30_000_000}})

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_retries": 0, "deadline": 0.5, "timeout": LONGEST_WAIT}
        with pytest.raises(APITimeoutError, match="before the deadline") as caught:
            BACKENDS[backend].use(settings, [create])
        read_on.set()

    assert caught.value.kind == "deadline"
