"""A TLS server that decides which records go into which segment."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any

from .byte_server import Line


class TlsRecords:
    """The server's end of a TLS connection, which decides which records go into which segment."""

    def __init__(self, line: Line, context: ssl.SSLContext) -> None:
        self._line = line
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._wait_for(self._tls.do_handshake)
        line.send(self._outgoing.read())

    def _wait_for(self, step: Callable[[], Any]) -> Any:
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                self._line.socket.sendall(self._outgoing.read())
                data = self._line.socket.recv(65536)
                if not data:
                    raise EOFError from None
                self._incoming.write(data)

    def recv(self, size: int) -> bytes:
        data: bytes = self._wait_for(lambda: self._tls.read(size))
        return data

    def record(self, data: bytes) -> bytes:
        self._tls.write(data)
        return self._outgoing.read()
