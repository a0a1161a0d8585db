"""Trailing data: bytes that follow a response, perhaps the beginning of a second one that nobody requested.

httpcore would take it for the response to the next request on that connection: another Session, in another customer's
name. It keeps such bytes in private attributes of its connection, so this module reads those.
"""

from __future__ import annotations

from typing import Any


def has_trailing_data(connection_or_pool: Any) -> bool:
    """Return whether an httpcore connection, or one in an httpcore pool, received more than the response read."""
    for connection in getattr(connection_or_pool, "connections", [connection_or_pool]):
        while (inner := getattr(connection, "_connection", None)) is not None:  # unwrap TLS and proxy connections
            connection = inner
        state = getattr(connection, "_h11_state", None)
        if state is not None and state.trailing_data[0]:
            return True
    return False
