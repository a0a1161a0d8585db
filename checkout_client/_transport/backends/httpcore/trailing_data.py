"""Trailing data: bytes that follow a response, perhaps the beginning of a second one that nobody requested.

httpcore would take it for the response to the next request on that connection: another Session, in another customer's
name. The bytes may be in the HTTP parser, in a queue of the event loop's stream, decrypted or still encrypted in a TLS
layer, or in the socket. All but the last are private attributes of the libraries; the tests on real sockets fail if
a new version renames them. httpcore checks the socket itself before it reuses a connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

_INNER_CONNECTION = "_connection"  # of the connections of a pool, for TLS and through proxies
_INNER_STREAMS = ("_stream", "transport_stream", "_sock")
_TLS_BUFFERS = ("_read_bio", "_incoming")  # of anyio's and trio's TLS streams, and httpcore's for TLS in TLS
_TLS_OBJECTS = ("_ssl_object", "ssl_obj")


class TrailingDataCheck:
    """Looks for trailing data on one pooled connection, and remembers where to look."""

    __slots__ = ("_connection", "_places")

    def __init__(self) -> None:
        self._connection: Any = None
        self._places: _Places | None = None

    def finds(self, connection_or_pool: Any) -> bool:
        """Return whether an httpcore connection, or one in an httpcore pool, received more than the response read."""
        if self._places is not None and getattr(connection_or_pool, _INNER_CONNECTION, None) is self._connection:
            return self._places.hold_data()  # the connection of the last check: quick, because each call gets here
        for connection in http1_connections(connection_or_pool):
            self._connection, self._places = connection, _Places(connection)
            if self._places.hold_data():
                return True
        return False


def has_trailing_data(connection: Any) -> bool:
    """Return whether an HTTP/1.1 connection of httpcore received more than the response read."""
    return _Places(connection).hold_data()


def http1_connections(connection_or_pool: Any) -> Iterator[Any]:
    """Yield the HTTP/1.1 connections that are open in an httpcore connection or pool."""
    for connection in getattr(connection_or_pool, "connections", [connection_or_pool]):
        while (inner := getattr(connection, _INNER_CONNECTION, None)) is not None:
            connection = inner
        if hasattr(connection, "_h11_state"):
            yield connection


class _Places:
    """The places where a connection and the layers under it keep bytes that were received but not read."""

    __slots__ = ("_buffers", "_http1", "_pending", "_queues", "_unknown")

    def __init__(self, connection: Any) -> None:
        self._http1 = connection._h11_state
        self._buffers: list[Any] = []  # encrypted: a second TLS record
        self._pending: list[Callable[[], int]] = []  # decrypted: the rest of a record
        self._queues: list[Any] = []  # of anyio's streams in asyncio
        for layer in _layers(connection._network_stream):
            self._buffers += [found for name in _TLS_BUFFERS if (found := getattr(layer, name, None)) is not None]
            tls = (layer, *(getattr(layer, name, None) for name in _TLS_OBJECTS))
            self._pending += [found for each in tls if (found := getattr(each, "pending", None)) is not None]
            queue = getattr(getattr(layer, "_protocol", None), "read_queue", None)
            self._queues += [] if queue is None else [queue]
        # A TLS layer of an unknown kind: better to close one connection too many.
        self._unknown = connection._origin.scheme == b"https" and not (self._buffers or self._pending)

    def hold_data(self) -> bool:
        """Return whether one of them holds data."""
        if self._unknown or self._http1.trailing_data[0]:
            return True
        for buffer in self._buffers:
            if buffer.pending:
                return True
        for pending in self._pending:
            if pending():
                return True
        return any(self._queues)


def _layers(stream: Any) -> Iterator[Any]:
    """Yield a network stream and each layer under it, down to the socket or what the event loop has for it."""
    while stream is not None:
        yield stream
        stream = next((inner for name in _INNER_STREAMS if (inner := getattr(stream, name, None)) is not None), None)


def close_socket(stream: Any) -> None:
    """Close the socket under a network stream without its event loop, if it has one."""
    *_, innermost = _layers(stream)
    transport = getattr(innermost, "_transport", None)  # of anyio's stream in asyncio
    if transport is not None:
        from ...pool.loop_cleanup import close_transport  # threads need nothing of it

        close_transport(transport)
    else:
        sock = getattr(innermost, "socket", innermost)  # trio's
        getattr(sock, "_sock", sock).close()
