"""A limit for interim responses (1xx), which a server may send before the response.

No HTTP library limits them, and each one starts the read timeout anew: a server could keep a call going for ever.
"""

from __future__ import annotations

from typing import Final

from .error_map import TransportError

MAX_INTERIM_RESPONSES: Final = 100
_HTTP: Final = b"HTTP/"  # how each of them begins


class TooManyInterimResponses(TransportError):  # noqa: N818 - like the other limits
    """More interim responses than any server needs."""

    kind = "protocol"

    def __init__(self) -> None:
        super().__init__(f"the server sent more than {MAX_INTERIM_RESPONSES} interim responses (1xx)")


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
