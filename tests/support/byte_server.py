"""A server whose side of each connection a test function plays."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

import attrs

from .fakes import SESSION_ID
from .loopback import LONGEST_WAIT, example


@attrs.define
class Line:
    """The server's side of one connection."""

    socket: socket.socket
    number: int
    over: Event
    """Set when the test ends."""

    def read_request(self) -> tuple[str, dict[str, str], bytes]:
        """Return the first line, headers and body of the next request; raise ``EOFError`` at the end."""
        text = b""
        while b"\r\n\r\n" not in text:
            text += self._receive()
        head, _, body = text.partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (text.partition(":") for text in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += self._receive()
        return line, headers, body

    def _receive(self) -> bytes:
        data = self.socket.recv(65536)
        if not data:
            raise EOFError
        return data

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def hears_nothing_more(self) -> bool:
        """Return whether the client closes the connection without another byte."""
        try:
            return self.socket.recv(1) == b""
        except ConnectionResetError:
            return True


Serve = Callable[[Line], Any]


class ByteServer:
    """Serves each connection in a thread of its own until ``serve`` returns or the connection breaks."""

    def __init__(self, serve: Serve, tls: ssl.SSLContext | None = None) -> None:
        self.connections = 0
        self._serve = serve
        self._tls = tls
        self._over = Event()
        self._alive: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [Thread(target=self._accept, daemon=True)]

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{self.address}"

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._over.is_set():
                connection.close()
                return
            self.connections += 1
            self._alive.append(connection)
            thread = Thread(target=self._talk, args=(connection, self.connections), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _talk(self, connection: socket.socket, number: int) -> None:
        connection.settimeout(LONGEST_WAIT)
        with suppress(OSError, EOFError):
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._alive.append(connection)
            self._serve(Line(connection, number, self._over))
        connection.close()

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        socket.create_connection(self._listener.getsockname()).close()  # wakes the thread that accepts
        for connection in self._alive:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(LONGEST_WAIT)
        self._listener.close()


def answer(id: str = SESSION_ID, *headers: str) -> bytes:
    """A response with a Session."""
    body = json.dumps(example("page_retrieve") | {"id": id}).encode()
    head = ["HTTP/1.1 200 OK", "content-type: application/json", f"content-length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def always(line: Line) -> None:
    """Answer every request with the Session that it names."""
    while True:
        first, _, _ = line.read_request()
        line.send(answer(first.split()[1].rpartition("/")[2]))
