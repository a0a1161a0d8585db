"""Sockets that give up when the deadline of the whole call has passed.

A timeout bounds each read, so a server that sends a byte now and then could keep a thread for ever. Event loops cancel
such a call; a thread has to look at the clock before every read.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any

import attrs
import httpcore


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


class DeadlineStream(httpcore.NetworkStream):
    """A connection under a deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: D102 - httpcore's
        return self._stream.read(max_bytes, self._deadline.cap(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: D102 - httpcore's
        self._stream.write(buffer, self._deadline.cap(timeout, httpcore.WriteTimeout))

    def close(self) -> None:  # noqa: D102 - httpcore's
        self._stream.close()

    def start_tls(  # noqa: D102 - httpcore's
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        timeout = self._deadline.cap(timeout, httpcore.ConnectTimeout)
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: D102 - httpcore's
        return self._stream.get_extra_info(info)


class DeadlineBackend(httpcore.NetworkBackend):
    """Opens connections under a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(  # noqa: D102 - httpcore's
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        timeout = self._deadline.cap(timeout, httpcore.ConnectTimeout)
        stream = self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return DeadlineStream(stream, self._deadline)
