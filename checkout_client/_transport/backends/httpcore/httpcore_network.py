"""httpcore network backends that send a request in one piece and, in threads, keep the deadline of the call.

httpcore writes the head and the body of a request separately: two packets, two system calls and, in an event loop, two
iterations of the loop. Here the head is buffered until the body follows.

A timeout bounds each read only, so a server that sends a byte now and then could block a thread for ever. An event loop
cancels such a call; a thread has to check the clock before every read.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
import httpcore
from httpcore import AsyncNetworkBackend, AsyncNetworkStream, NetworkBackend, NetworkStream

from ..error_map import (
    MAX_INTERIM_RESPONSES,
    DeadlineExceeded,
    NameResolutionTimeout,
    TooManyInterimResponses,
    reraise_from_signal_handler,
)

if TYPE_CHECKING:
    from ssl import SSLContext  # gevent warns of names that were imported from ssl before it patches

MAX_BUFFERED: Final = 64 * 1024
"""Bytes that are held back. A larger body is sent directly: copying it would cost more than a packet."""


_HTTP: Final = b"HTTP/"  # how each response begins


class WriteBuffer:
    """The bytes of a request that have not been sent yet. httpcore marks the end of a request with an empty piece."""

    __slots__ = ("_buffered",)

    def __init__(self) -> None:
        self._buffered = b""

    def push(self, piece: bytes) -> bytes:
        """Add ``piece``; returns the bytes to send now."""
        if piece and len(self._buffered) + len(piece) <= MAX_BUFFERED:
            self._buffered += piece
            return b""
        return self.flush() + piece

    def flush(self) -> bytes:
        """Return everything that was not sent, and forget it."""
        buffered, self._buffered = self._buffered, b""
        return buffered


@attrs.define(eq=False, repr=False)
class Deadline:
    """When the current call must end, by the monotonic clock; ``None`` if it may take any time."""

    ends: float | None = None

    def remaining(self) -> float | None:
        """Return the seconds left, never less than 0; ``None`` without a bound."""
        return None if self.ends is None else max(self.ends - time.monotonic(), 0.0)

    def cap(self, timeout: float | None) -> float | None:
        """Return the shorter of ``timeout`` and the time left; raises ``DeadlineExceeded`` if none is left."""
        if self.ends is None:
            return timeout
        remaining = self.ends - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceeded
        return remaining if timeout is None else min(timeout, remaining)


class InterimResponses:
    """Counts the interim responses on a connection while it waits for a response.

    Whoever reads again has not got the response yet: what was read before contains interim responses only. So no part
    of a body is ever counted, and a response that arrives in one piece costs nothing.
    """

    __slots__ = ("_count", "_is_waiting", "_received")

    def __init__(self) -> None:
        self._is_waiting = False
        self._received = b""
        self._count = 0

    def begin(self) -> None:
        """Start to count: a request will be sent."""
        self._is_waiting = True
        self._received = b""
        self._count = 0

    def end(self) -> None:
        """Stop counting: the head of the response has arrived."""
        self._is_waiting = False
        self._received = b""

    def before_read(self) -> None:
        """Count what was read; raises ``TooManyInterimResponses`` for more than the limit."""
        if not self._received:
            return
        self._count += self._received.count(_HTTP)
        if self._count > MAX_INTERIM_RESPONSES:
            raise TooManyInterimResponses
        self._received = self._received[1 - len(_HTTP) :]  # an interim response may be split anywhere

    def after_read(self, data: bytes) -> None:
        """Remember what was read."""
        if self._is_waiting:
            self._received += data


class CoalescingStream(NetworkStream):
    """A connection for threads, under a deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline, interim: InterimResponses) -> None:
        self._stream = stream
        self._deadline = deadline
        self._interim = interim
        self._buffer = WriteBuffer()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._write(self._buffer.flush(), timeout)
        self._interim.before_read()
        data = self._stream.read(max_bytes, self._deadline.cap(timeout))
        self._interim.after_read(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._write(self._buffer.push(buffer), timeout)

    def _write(self, buffer: bytes, timeout: float | None) -> None:
        if not buffer:
            return
        try:
            if self._deadline.ends is None or len(buffer) <= MAX_BUFFERED:
                self._stream.write(buffer, self._deadline.cap(timeout))
            else:
                self._write_before_deadline(memoryview(buffer), timeout)
        except httpcore.WriteError as error:
            reraise_from_signal_handler(error)  # httpcore would ignore a WriteError and wait for the response
            raise

    def _write_before_deadline(self, buffer: memoryview, timeout: float | None) -> None:
        """Send a large body piece by piece: httpcore applies the timeout to each partial send, not to their sum."""
        sock = self._stream.get_extra_info("socket")
        if self._stream.get_extra_info("ssl_object") is not getattr(sock, "_sslobj", None):  # TLS in TLS
            for start in range(0, len(buffer), MAX_BUFFERED):
                self._stream.write(bytes(buffer[start : start + MAX_BUFFERED]), self._deadline.cap(timeout))
            return
        try:
            while buffer:
                sock.settimeout(self._deadline.cap(timeout))
                buffer = buffer[sock.send(buffer) :]
        except TimeoutError as error:
            self._deadline.cap(None)  # the deadline, if that is what passed
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        timeout = self._deadline.cap(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return CoalescingStream(secured, self._deadline, self._interim)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CoalescingBackend(NetworkBackend):
    """Opens connections for threads, under a deadline."""

    def __init__(self, deadline: Deadline, interim: InterimResponses) -> None:
        self._deadline = deadline
        self._interim = interim
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Connect to the first address of ``host`` that answers; ``timeout`` bounds the resolution and all addresses.

        Each address gets an equal share of the time left, so that one that never answers does not use it up.
        """
        budget = Deadline(None if timeout is None else time.monotonic() + timeout)
        addresses = self._resolve(host, port, budget)
        for number, address in enumerate(addresses):
            remaining = self._deadline.cap(budget.remaining())
            share = None if remaining is None else max(remaining / (len(addresses) - number), 0.001)
            try:
                numeric = cast("str", address.encode("ascii"))  # bytes, as in _addresses
                stream = self._backend.connect_tcp(numeric, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                reraise_from_signal_handler(error)
                self._deadline.cap(None)
                if number == len(addresses) - 1:
                    raise
            else:
                return CoalescingStream(stream, self._deadline, self._interim)
        raise httpcore.ConnectError("the host's name has no address")

    def _resolve(self, host: str, port: int, budget: Deadline) -> list[str]:
        """Return the addresses of ``host``, resolved in another thread if the time is limited."""
        if host == "localhost" or host[-1:].isdigit() or ":" in host:
            return _addresses(host, port)  # needs no name server
        remaining = self._deadline.cap(budget.remaining())
        if remaining is None:
            return _addresses(host, port)
        found: list[list[str] | Exception] = []

        def resolve() -> None:
            try:
                found.append(_addresses(host, port))
            except Exception as error:
                found.append(error)

        thread = threading.Thread(target=resolve, name="checkout_client: resolves a host name", daemon=True)
        thread.start()
        thread.join(remaining)
        if not found:
            self._deadline.cap(None)
            raise NameResolutionTimeout("the host's name was not resolved in time")
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]


def _addresses(host: str, port: int) -> list[str]:
    try:
        # As bytes: a str would load the codec for international host names, and URLs are ASCII here.
        found = socket.getaddrinfo(host.encode("ascii"), port, 0, socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class AsyncCoalescingStream(AsyncNetworkStream):
    """A connection for an event loop."""

    def __init__(self, stream: AsyncNetworkStream, interim: InterimResponses) -> None:
        self._stream = stream
        self._interim = interim
        self._buffer = WriteBuffer()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        await self._write(self._buffer.flush(), timeout)
        self._interim.before_read()
        data = await self._stream.read(max_bytes, timeout)
        self._interim.after_read(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._write(self._buffer.push(buffer), timeout)

    async def _write(self, buffer: bytes, timeout: float | None) -> None:
        if buffer:
            await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> AsyncNetworkStream:
        secured = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        return AsyncCoalescingStream(secured, self._interim)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class AsyncCoalescingBackend(AsyncNetworkBackend):
    """Opens connections for event loops, through httpcore's backend for trio or for asyncio."""

    def __init__(self, backend: AsyncNetworkBackend, interim: InterimResponses) -> None:
        self._backend = backend
        self._interim = interim

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        stream = await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return AsyncCoalescingStream(stream, self._interim)
