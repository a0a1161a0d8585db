"""Trailing data: bytes that follow a response, perhaps the beginning of a second one that nobody requested.

httpcore would take it for the response to the next request on that connection: another Session, in another customer's
name. The bytes may be in the HTTP parser, in a queue of the event loop's stream, decrypted or still encrypted in a TLS
layer, or in the socket. All but the last are private attributes of the libraries; the tests on real sockets fail if
a new version renames them. httpcore checks the socket itself before it reuses a connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_INNER_CONNECTION = "_connection"  # of the connections of a pool, for TLS and through proxies
_INNER_STREAMS = ("_stream", "transport_stream", "_sock")
_TLS_BUFFERS = ("_read_bio", "_incoming")  # of anyio's and trio's TLS streams, and httpcore's for TLS in TLS
_TLS_OBJECTS = ("_ssl_object", "ssl_obj")


def has_trailing_data(connection_or_pool: Any) -> bool:
    """Return whether an httpcore connection, or one in an httpcore pool, received more than the response read."""
    return any(connection_has_trailing_data(connection) for connection in http1_connections(connection_or_pool))


def http1_connections(connection_or_pool: Any) -> Iterator[Any]:
    """Yield the HTTP/1.1 connections that are open in an httpcore connection or pool."""
    for connection in getattr(connection_or_pool, "connections", [connection_or_pool]):
        while (inner := getattr(connection, _INNER_CONNECTION, None)) is not None:
            connection = inner
        if hasattr(connection, "_h11_state"):
            yield connection


def connection_has_trailing_data(connection: Any) -> bool:
    """Return whether an HTTP/1.1 connection of httpcore received more than the response read."""
    if connection._h11_state.trailing_data[0]:
        return True
    return _has_unread_data(connection._network_stream, encrypted=connection._origin.scheme == b"https")


def _layers(stream: Any) -> Iterator[Any]:
    """Yield a network stream and each layer under it, down to the socket or what the event loop has for it."""
    while stream is not None:
        yield stream
        stream = next((inner for name in _INNER_STREAMS if (inner := getattr(stream, name, None)) is not None), None)


def _has_unread_data(stream: Any, *, encrypted: bool) -> bool:
    """Return whether a network stream, or a layer under it, holds bytes that were received but not read."""
    unknown = encrypted  # until the TLS layer is found: better to close one connection too many
    for layer in _layers(stream):
        for name in _TLS_BUFFERS:
            buffer = getattr(layer, name, None)
            if buffer is not None:
                unknown = False
                if buffer.pending:  # a second TLS record
                    return True
        for tls in (layer, *(getattr(layer, name, None) for name in _TLS_OBJECTS)):
            pending = getattr(tls, "pending", None)
            if pending is not None:
                unknown = False
                if pending():  # the rest of a decrypted record
                    return True
        if getattr(getattr(layer, "_protocol", None), "read_queue", None):  # of anyio's stream in asyncio
            return True
    return unknown


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
