"""Network streams: a request is sent in one piece, and in threads no step outlasts the deadline."""

from __future__ import annotations

import ssl
import time
from typing import Any

import anyio
import attrs
import httpcore
import pytest
from support.fake_connections import step
from support.fakes import Clock
from support.loopback import Loopback

from checkout_client import Limits
from checkout_client._transport.backends.error_map import DeadlineExceeded
from checkout_client._transport.backends.httpcore import httpcore_network
from checkout_client._transport.backends.httpcore.httpcore_connection import HttpcoreConnection
from checkout_client._transport.backends.httpcore.httpcore_network import (
    MAX_BUFFERED,
    AsyncCoalescingStream,
    CoalescingBackend,
    CoalescingStream,
    Deadline,
    InterimResponses,
    WriteBuffer,
)
from checkout_client._transport.pool.connection_settings import connection_settings
from checkout_client._transport.transports import make_transport

HOUR = 3600.0


def in_an_hour() -> Deadline:
    return Deadline(time.monotonic() + HOUR)


def passed() -> Deadline:
    return Deadline(time.monotonic() - 0.001)


@pytest.mark.parametrize("timeout", [None, 5.0], ids=["no timeout", "a timeout"])
def test_without_a_deadline_a_timeout_is_unchanged(timeout: float | None) -> None:
    assert Deadline().cap(timeout) == timeout


def test_the_shorter_of_timeout_and_deadline_applies() -> None:
    assert in_an_hour().cap(5.0) == 5.0
    for timeout in (None, 2 * HOUR):
        capped = in_an_hour().cap(timeout)
        assert capped is not None
        assert HOUR / 2 < capped <= HOUR


@pytest.mark.parametrize("timeout", [None, 5.0], ids=["no timeout", "a timeout"])
def test_nothing_starts_after_the_deadline(timeout: float | None) -> None:
    with pytest.raises(DeadlineExceeded):
        passed().cap(timeout)


class Recording(httpcore.NetworkStream):
    """A stream that records its calls."""

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


def test_a_stream_passes_its_calls_on() -> None:
    inner = Recording()
    stream = CoalescingStream(inner, in_an_hour(), InterimResponses())

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


def test_after_the_deadline_a_stream_can_only_be_closed() -> None:
    inner = Recording()
    deadline = Deadline()
    plain = CoalescingStream(inner, deadline, InterimResponses())
    streams = [plain, plain.start_tls(CONTEXT)]
    inner.asked.clear()
    deadline.ends = time.monotonic() - 1

    for stream in streams:
        with pytest.raises(DeadlineExceeded):
            stream.read(10)
        stream.write(b"x")
        with pytest.raises(DeadlineExceeded):
            stream.write(b"")
        with pytest.raises(DeadlineExceeded):
            stream.start_tls(CONTEXT)
        stream.close()

    assert inner.asked == [("close",), ("close",)]


def test_no_connection_is_opened_after_the_deadline() -> None:
    with Loopback() as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(DeadlineExceeded):
            CoalescingBackend(passed(), InterimResponses()).connect_tcp("127.0.0.1", port)
        opened = CoalescingBackend(in_an_hour(), InterimResponses()).connect_tcp("127.0.0.1", port)
        opened.close()

        assert isinstance(opened, CoalescingStream)
        assert server.requests == []


@pytest.mark.parametrize("proxy", [None, "http://localhost:3128", "https://localhost:3128"], ids=str)
def test_every_connection_is_opened_under_the_deadline(proxy: str | None) -> None:
    connection = HttpcoreConnection(connection_settings("https://127.0.0.1", None, proxy))

    for url in ("http://127.0.0.1:1/", "https://127.0.0.1:1/"):
        with pytest.raises(DeadlineExceeded):
            connection.send(attrs.evolve(step(), request=attrs.evolve(step().request, url=url)), time.monotonic() - 1)
    connection.close()


def test_a_call_past_its_deadline_fails_and_the_next_succeeds() -> None:
    with Loopback() as server:
        send = attrs.evolve(step(), request=attrs.evolve(step().request, url=f"{server.url}/"))
        connections = make_transport(server.url, Limits(max_connections=1), None, None)

        with pytest.raises(DeadlineExceeded):
            connections.send(attrs.evolve(send, time_left=-1.0))
        assert connections.send(attrs.evolve(send, time_left=HOUR)).http_status == 200
        with pytest.raises(DeadlineExceeded):
            connections.send(attrs.evolve(send, time_left=-1.0))
        assert connections.send(send).http_status == 200

        connections.close()


def test_a_request_is_buffered_until_its_end() -> None:
    buffer = WriteBuffer()

    assert [buffer.push(piece) for piece in (b"POST / HTTP/1.1\r\n\r\n", b"a=1", b"")] == [
        b"",
        b"",
        b"POST / HTTP/1.1\r\n\r\na=1",
    ]
    assert [buffer.push(piece) for piece in (b"next", b"")] == [b"", b"next"]
    assert buffer.flush() == b""


@pytest.mark.parametrize("excess", [0, 1])
def test_a_large_body_is_not_buffered(excess: int) -> None:
    buffer = WriteBuffer()
    body = bytes(MAX_BUFFERED - len(b"head") + excess)

    assert buffer.push(b"head") == b""
    assert buffer.push(body) == (b"head" + body if excess else b"")
    assert buffer.push(b"") == (b"" if excess else b"head" + body)


def test_buffered_bytes_are_sent_before_anything_is_read() -> None:
    inner = Recording()
    stream = CoalescingStream(inner, Deadline(), InterimResponses())

    stream.write(b"half of it", 6.0)
    assert inner.asked == []
    stream.read(10, 5.0)

    assert inner.asked == [("write", b"half of it", 5.0), ("read", 10, 5.0)]


class AsyncRecording(httpcore.AsyncNetworkStream):
    """The same for an event loop."""

    def __init__(self) -> None:
        self.sync = Recording()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.sync.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.sync.write(buffer, timeout)

    async def aclose(self) -> None:
        self.sync.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        self.sync.start_tls(ssl_context, server_hostname, timeout)
        return self

    def get_extra_info(self, info: str) -> Any:
        return self.sync.get_extra_info(info)


def test_an_async_stream_does_the_same() -> None:
    async def main() -> list[tuple[Any, ...]]:
        inner = AsyncRecording()
        stream = AsyncCoalescingStream(inner, InterimResponses())
        await stream.write(b"head", 6.0)
        await stream.write(b"body", 6.0)
        await stream.write(b"", 6.0)
        assert await stream.read(10, 5.0) == b"abc"
        secure = await stream.start_tls(CONTEXT, "api.stripe.com", 7.0)
        await secure.write(b"held")
        assert await secure.read(20, 8.0) == b"abc"
        assert secure.get_extra_info("socket") == "the socket"
        await secure.aclose()
        return inner.sync.asked

    assert anyio.run(main) == [
        ("write", b"headbody", 6.0),
        ("read", 10, 5.0),
        ("start_tls", "api.stripe.com", 7.0),
        ("write", b"held", 8.0),
        ("read", 20, 8.0),
        ("close",),
    ]


class SlowReader:
    """A socket that accepts a little of each piece it is sent, while the clock moves on."""

    def __init__(self, clock: Clock, accepts: int = 10_000, error: Exception | None = None) -> None:
        self.clock = clock
        self.accepts = accepts
        self.error = error
        self.timeouts: list[float | None] = []
        self.received = b""

    def settimeout(self, seconds: float | None) -> None:
        self.timeouts.append(seconds)

    def send(self, piece: memoryview) -> int:
        if self.error is not None:
            raise self.error
        self.clock.now += 1
        self.received += bytes(piece[: self.accepts])
        return min(len(piece), self.accepts)


class OverSocket(Recording):
    """A stream over a socket, with TLS in TLS or not."""

    def __init__(self, sock: SlowReader, ssl_object: object = None) -> None:
        super().__init__()
        self._socket = sock
        self._ssl_object_shown = ssl_object

    def get_extra_info(self, info: str) -> Any:
        return {"socket": self._socket, "ssl_object": self._ssl_object_shown}[info]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(httpcore_network.time, "monotonic", clock)
    return clock


LARGE = bytes(range(250)) * 400  # 100,000 bytes


def test_a_large_body_is_sent_under_what_is_left_of_the_deadline_each_time(clock: Clock) -> None:
    sock = SlowReader(clock)
    stream = CoalescingStream(OverSocket(sock), Deadline(clock.now + 60), InterimResponses())

    stream.write(LARGE, 55.0)

    assert sock.received == LARGE
    assert sock.timeouts == [55.0, 55.0, 55.0, 55.0, 55.0, 55.0, 54.0, 53.0, 52.0, 51.0]


def test_a_slow_reader_cannot_delay_the_deadline(clock: Clock) -> None:
    sock = SlowReader(clock)
    stream = CoalescingStream(OverSocket(sock), Deadline(clock.now + 5), InterimResponses())

    with pytest.raises(DeadlineExceeded):
        stream.write(LARGE, 30.0)

    assert sock.timeouts == [5.0, 4.0, 3.0, 2.0, 1.0]


@pytest.mark.parametrize(
    ("error", "mapped"),
    [(TimeoutError("slow"), httpcore.WriteTimeout), (BrokenPipeError("gone"), httpcore.WriteError)],
    ids=["timeout", "broken"],
)
def test_a_large_body_that_cannot_be_sent_fails_as_in_httpcore(
    clock: Clock, error: Exception, mapped: type[Exception]
) -> None:
    stream = CoalescingStream(OverSocket(SlowReader(clock, error=error)), Deadline(clock.now + 5), InterimResponses())

    with pytest.raises(mapped, match=str(error)):
        stream.write(LARGE, 1.0)


def test_a_large_body_through_tls_in_tls_is_sent_in_pieces(clock: Clock) -> None:
    stream = OverSocket(SlowReader(clock), ssl_object=object())
    CoalescingStream(stream, Deadline(clock.now + 5), InterimResponses()).write(LARGE, 9.0)

    assert [(name, len(piece), timeout) for name, piece, timeout in stream.asked] == [
        ("write", MAX_BUFFERED, 5.0),
        ("write", len(LARGE) - MAX_BUFFERED, 5.0),
    ]
