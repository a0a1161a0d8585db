"""Sockets: a request goes out in one piece, and in threads no step outlasts the deadline."""

from __future__ import annotations

import ssl
import time
from typing import Any

import anyio
import attrs
import httpcore
import pytest
from support.fake_connections import step
from support.loopback import Loopback

from checkout_client import Limits
from checkout_client._transport.backends.httpcore.httpcore_connection import HttpcoreConnection
from checkout_client._transport.backends.httpcore.httpcore_network import (
    MAX_BUFFERED,
    AsyncCoalescingStream,
    CoalescingBackend,
    CoalescingStream,
    Deadline,
    WriteBuffer,
)
from checkout_client._transport.pool.connection_pool import ConnectionPool
from checkout_client._transport.pool.connection_settings import ConnectionSettings, connection_settings

HOUR = 3600.0


def in_an_hour() -> Deadline:
    return Deadline(time.monotonic() + HOUR)


def passed() -> Deadline:
    return Deadline(time.monotonic() - 0.001)


@pytest.mark.parametrize("timeout", [None, 5.0], ids=["no timeout", "a timeout"])
def test_without_a_deadline_a_timeout_stays_as_it_is(timeout: float | None) -> None:
    assert Deadline().cap(timeout, httpcore.ReadTimeout) == timeout


def test_the_shorter_of_timeout_and_deadline_counts() -> None:
    assert in_an_hour().cap(5.0, httpcore.ReadTimeout) == 5.0
    for timeout in (None, 2 * HOUR):
        capped = in_an_hour().cap(timeout, httpcore.ReadTimeout)
        assert capped is not None
        assert HOUR / 2 < capped <= HOUR


@pytest.mark.parametrize("timeout", [None, 5.0], ids=["no timeout", "a timeout"])
def test_nothing_begins_after_the_deadline(timeout: float | None) -> None:
    with pytest.raises(httpcore.WriteTimeout, match="the deadline passed"):
        passed().cap(timeout, httpcore.WriteTimeout)


class Recording(httpcore.NetworkStream):
    """A stream that writes down what it is asked to do."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.asked.append(("read", max_bytes, timeout))
        return b"abc"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.asked.append(("write", buffer, timeout))

    def close(self) -> None:
        self.asked.append(("close",))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        self.asked.append(("start_tls", server_hostname, timeout))
        return self

    def get_extra_info(self, info: str) -> Any:
        return f"the {info}"


CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def test_a_stream_passes_on_what_it_is_asked() -> None:
    inner = Recording()
    stream = CoalescingStream(inner, in_an_hour())

    assert stream.read(10, 5.0) == b"abc"
    stream.write(b"x", 6.0)
    stream.write(b"", 6.0)
    secure = stream.start_tls(CONTEXT, "api.stripe.com", 7.0)
    assert secure.read(20, 8.0) == b"abc"
    assert secure.get_extra_info("socket") == "the socket"
    secure.close()

    assert inner.asked == [
        ("read", 10, 5.0),
        ("write", b"x", 6.0),
        ("start_tls", "api.stripe.com", 7.0),
        ("read", 20, 8.0),
        ("close",),
    ]


def test_a_stream_also_one_with_tls_does_nothing_after_the_deadline_but_close() -> None:
    inner = Recording()
    deadline = Deadline()
    plain = CoalescingStream(inner, deadline)
    streams = [plain, plain.start_tls(CONTEXT)]
    inner.asked.clear()
    deadline.ends = time.monotonic() - 1

    for stream in streams:
        with pytest.raises(httpcore.ReadTimeout):
            stream.read(10)
        stream.write(b"x")
        with pytest.raises(httpcore.WriteTimeout):
            stream.write(b"")
        with pytest.raises(httpcore.ConnectTimeout):
            stream.start_tls(CONTEXT)
        stream.close()

    assert inner.asked == [("close",), ("close",)]


def test_no_connection_is_opened_after_the_deadline() -> None:
    with Loopback() as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(httpcore.ConnectTimeout):
            CoalescingBackend(passed()).connect_tcp("127.0.0.1", port)
        opened = CoalescingBackend(in_an_hour()).connect_tcp("127.0.0.1", port)
        opened.close()

        assert isinstance(opened, CoalescingStream)
        assert server.requests == []


@pytest.mark.parametrize("proxy", [None, "http://localhost:3128", "https://localhost:3128"], ids=str)
def test_every_connection_that_a_lane_opens_is_under_the_deadline_of_its_lane(proxy: str | None) -> None:
    lane = HttpcoreConnection(connection_settings("https://127.0.0.1", None, proxy))
    lane.deadline.ends = time.monotonic() - 1

    for url in ("http://127.0.0.1:1/", "https://127.0.0.1:1/"):
        with pytest.raises(httpcore.ConnectTimeout, match="the deadline passed"):
            lane.send(attrs.evolve(step(), request=attrs.evolve(step().request, url=url)))
    lane.close()


def test_a_call_whose_time_is_up_is_a_timeout_and_the_next_is_none() -> None:
    with Loopback() as server:
        send = attrs.evolve(step(), request=attrs.evolve(step().request, url=f"{server.url}/"))
        connections = ConnectionPool(ConnectionSettings(Limits(max_connections=1), None))

        with pytest.raises(httpcore.ConnectTimeout, match="the deadline passed"):
            connections.send(attrs.evolve(send, time_left=-1.0))
        assert connections.send(attrs.evolve(send, time_left=HOUR)).http_status == 200
        with pytest.raises(httpcore.WriteTimeout, match="the deadline passed"):
            connections.send(attrs.evolve(send, time_left=-1.0))
        assert connections.send(send).http_status == 200

        connections.close()


def test_a_request_is_held_until_its_end() -> None:
    outgoing = WriteBuffer()

    assert [outgoing.add(piece) for piece in (b"POST / HTTP/1.1\r\n\r\n", b"a=1", b"")] == [
        b"",
        b"",
        b"POST / HTTP/1.1\r\n\r\na=1",
    ]
    assert [outgoing.add(piece) for piece in (b"next", b"")] == [b"", b"next"]
    assert outgoing.flush() == b""


@pytest.mark.parametrize("excess", [0, 1])
def test_what_is_large_is_not_held(excess: int) -> None:
    outgoing = WriteBuffer()
    body = bytes(MAX_BUFFERED - len(b"head") + excess)

    assert outgoing.add(b"head") == b""
    assert outgoing.add(body) == (b"head" + body if excess else b"")
    assert outgoing.add(b"") == (b"" if excess else b"head" + body)


def test_what_is_held_goes_out_before_anything_is_read() -> None:
    inner = Recording()
    stream = CoalescingStream(inner, Deadline())

    stream.write(b"half of it", 6.0)
    assert inner.asked == []
    stream.read(10, 5.0)

    assert inner.asked == [("write", b"half of it", 5.0), ("read", 10, 5.0)]


class AsyncRecording(httpcore.AsyncNetworkStream):
    """The same for event loops."""

    def __init__(self) -> None:
        self.plain = Recording()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.plain.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.plain.write(buffer, timeout)

    async def aclose(self) -> None:
        self.plain.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        self.plain.start_tls(ssl_context, server_hostname, timeout)
        return self

    def get_extra_info(self, info: str) -> Any:
        return self.plain.get_extra_info(info)


def test_an_async_stream_does_the_same() -> None:
    async def main() -> list[tuple[Any, ...]]:
        inner = AsyncRecording()
        stream = AsyncCoalescingStream(inner)
        await stream.write(b"head", 6.0)
        await stream.write(b"body", 6.0)
        await stream.write(b"", 6.0)
        assert await stream.read(10, 5.0) == b"abc"
        secure = await stream.start_tls(CONTEXT, "api.stripe.com", 7.0)
        await secure.write(b"held")
        assert await secure.read(20, 8.0) == b"abc"
        assert secure.get_extra_info("socket") == "the socket"
        await secure.aclose()
        return inner.plain.asked

    assert anyio.run(main) == [
        ("write", b"headbody", 6.0),
        ("read", 10, 5.0),
        ("start_tls", "api.stripe.com", 7.0),
        ("write", b"held", 8.0),
        ("read", 20, 8.0),
        ("close",),
    ]
