"""Bytes that came behind a response: perhaps the beginning of a second one, which nobody asked for.

httpcore would take it for the answer to the next request on that connection: another session, in another customer's
name. It keeps such bytes where only its own connection sees them, so this looks there.
"""

from __future__ import annotations

from typing import Any

import httpx


def has_leftovers(transport: httpx.HTTPTransport | httpx.AsyncHTTPTransport) -> bool:
    """Whether the connection of ``transport`` holds more than the response that was read."""
    pool: Any = transport._pool  # pyright: ignore[reportPrivateUsage]
    for connection in pool.connections:
        while (inner := getattr(connection, "_connection", None)) is not None:  # what it is wrapped in for TLS, proxies
            connection = inner
        state = getattr(connection, "_h11_state", None)
        if state is not None and state.trailing_data[0]:
            return True
    return False
