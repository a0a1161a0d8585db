"""httpcore network backends that send a request in one piece and, in threads, keep the deadline of the call.

httpcore writes the head and the body of a request separately: two packets, two system calls and, in an event loop, two
iterations of the loop. Here the head is buffered until the body follows.

A timeout bounds each read only, so a server that sends a byte now and then could block a thread for ever. An event loop
cancels such a call; a thread has to check the clock before every read.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any, Final

import attrs
import httpcore
from httpcore import AsyncNetworkBackend, AsyncNetworkStream, NetworkBackend, NetworkStream

from ..error_map import DeadlineExceeded

MAX_BUFFERED: Final = 64 * 1024
"""Bytes that are held back. A larger body is sent directly: copying it would cost more than a packet."""


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

    def cap(self, timeout: float | None) -> float | None:
        """Return the shorter of ``timeout`` and the time left; raises ``DeadlineExceeded`` if none is left."""
        if self.ends is None:
            return timeout
        remaining = self.ends - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceeded
        return remaining if timeout is None else min(timeout, remaining)


class CoalescingStream(NetworkStream):
    """A connection for threads, under a deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline
        self._buffer = WriteBuffer()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._write(self._buffer.flush(), timeout)
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._write(self._buffer.push(buffer), timeout)

    def _write(self, buffer: bytes, timeout: float | None) -> None:
        if buffer:
            self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        timeout = self._deadline.cap(timeout)
        return CoalescingStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CoalescingBackend(NetworkBackend):
    """Opens connections for threads, under a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        timeout = self._deadline.cap(timeout)
        # As bytes: a str would load the codec for international host names, and URLs are ASCII here.
        name: Any = host.encode("ascii")
        return CoalescingStream(
            self._backend.connect_tcp(name, port, timeout, local_address, socket_options), self._deadline
        )


class AsyncCoalescingStream(AsyncNetworkStream):
    """A connection for an event loop."""

    def __init__(self, stream: AsyncNetworkStream) -> None:
        self._stream = stream
        self._buffer = WriteBuffer()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        await self._write(self._buffer.flush(), timeout)
        return await self._stream.read(max_bytes, timeout)

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
        return AsyncCoalescingStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class AsyncCoalescingBackend(AsyncNetworkBackend):
    """Opens connections for event loops, through httpcore's backend for trio or for asyncio."""

    def __init__(self, backend: AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        return AsyncCoalescingStream(
            await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        )
