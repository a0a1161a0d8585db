"""Bytes that came behind a response: perhaps the beginning of a second one, which nobody asked for.

httpcore would take it for the answer to the next request on that connection: another session, in another customer's
name. It keeps such bytes where only its own connection sees them, so this looks there.
"""

from __future__ import annotations

from typing import Any


def has_trailing_data(connection_or_pool: Any) -> bool:
    """Whether a connection of httpcore's, or one in a pool of its, holds more than the response that was read."""
    for connection in getattr(connection_or_pool, "connections", [connection_or_pool]):
        while (inner := getattr(connection, "_connection", None)) is not None:  # what it is wrapped in for TLS, proxies
            connection = inner
        state = getattr(connection, "_h11_state", None)
        if state is not None and state.trailing_data[0]:
            return True
    return False
