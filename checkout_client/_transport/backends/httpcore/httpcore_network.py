"""Sockets as this package wants them: a request goes out in one piece, and in threads the deadline holds.

httpcore writes the head and the body of a request one after the other: two packets, and for each a turn through the
event loop and the operating system. Here the head waits for the body.

A timeout bounds each read, so a server that sends a byte now and then could keep a thread for ever. Event loops cancel
such a call; a thread has to look at the clock before every read.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any, Final

import attrs
import httpcore
from httpcore import AsyncNetworkBackend, AsyncNetworkStream, NetworkBackend, NetworkStream

MAX_BUFFERED: Final = 64 * 1024
"""Bytes that wait. A large body goes out by itself: copying it would cost more than a packet."""


class WriteBuffer:
    """What of a request has not been sent yet. httpcore marks its end with an empty piece."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held = b""

    def push(self, piece: bytes) -> bytes:
        """Take in ``piece``; gives what is to be sent now."""
        if piece and len(self._held) + len(piece) <= MAX_BUFFERED:
            self._held += piece
            return b""
        return self.flush() + piece

    def flush(self) -> bytes:
        """Everything that was not sent."""
        held, self._held = self._held, b""
        return held


@attrs.define(eq=False, repr=False)
class Deadline:
    """When the call that is under way must end, by the monotonic clock; ``None`` for no bound."""

    ends: float | None = None

    def cap(self, timeout: float | None, exceeded: type[Exception]) -> float | None:
        """``timeout``, or what is left if that is less."""
        if self.ends is None:
            return timeout
        left = self.ends - time.monotonic()
        if left <= 0:
            raise exceeded("the deadline passed")
        return left if timeout is None else min(timeout, left)


class CoalescingStream(NetworkStream):
    """A connection for threads, under a deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline
        self._buffer = WriteBuffer()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._write(self._buffer.flush(), timeout)
        return self._stream.read(max_bytes, self._deadline.cap(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._write(self._buffer.push(buffer), timeout)

    def _write(self, buffer: bytes, timeout: float | None) -> None:
        if buffer:
            self._stream.write(buffer, self._deadline.cap(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        timeout = self._deadline.cap(timeout, httpcore.ConnectTimeout)
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
        timeout = self._deadline.cap(timeout, httpcore.ConnectTimeout)
        return CoalescingStream(
            self._backend.connect_tcp(host, port, timeout, local_address, socket_options), self._deadline
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
    """Opens connections for event loops: httpcore's backend for trio, and for asyncio."""

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
