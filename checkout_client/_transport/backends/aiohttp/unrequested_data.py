"""Data on an idle aiohttp connection that nobody requested, perhaps the beginning of a second response.

aiohttp would take it for the response to the next request: another Session, in another customer's name.
"""

from __future__ import annotations

import select
from typing import Any

from aiohttp.client_proto import ResponseHandler


def is_unusable(protocol: ResponseHandler) -> bool:
    """Return whether a connection that was used before has ended or received data, wherever that is kept.

    A new connection may hold data: TLS session tickets.
    """
    transport: Any = protocol.transport
    if transport is None or protocol.should_close:
        return True
    if getattr(protocol, "_parser", None) is None:
        return False  # new
    encrypted = getattr(getattr(transport, "_ssl_protocol", None), "_incoming", None)  # asyncio's TLS
    if encrypted is not None and encrypted.pending:
        return True
    socket = transport.get_extra_info("socket")
    if socket is None or not hasattr(select, "poll"):  # not on Windows
        return False
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))  # what the event loop has not read yet
