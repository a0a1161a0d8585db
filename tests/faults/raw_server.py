"""A server on raw sockets: a small Checkout API whose responses can be broken at any byte.

It honors idempotency keys as Stripe does: a repeated key returns the Session that it created.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from ssl import SSLContext
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

import attrs
from support.loopback import example

from .behaviour import NORMAL, Answer, Behaviour

PATH = "/v1/checkout/sessions"
LISTED = ("cs_4", "cs_3", "cs_2", "cs_1")
HOST = "127.0.0.1"
TIMEOUT = 10.0
ENDLESS = 1.5
"""Seconds that stand for an endless response: more than any deadline here."""


@attrs.frozen
class Request:
    """One request, as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def key(self) -> str | None:
        return self.headers.get("idempotency-key")


Choose = Callable[[Request | None], Behaviour]


class RawServer:
    """A server in which ``choose`` decides how to treat each request; it gets ``None`` before the request is read."""

    def __init__(self, choose: Choose | None = None, *, tls: SSLContext | None = None, listens: bool = True) -> None:
        self.requests: list[Request] = []
        self.unread = 0
        self.made: dict[str, str] = {}
        """The Session that each idempotency key created."""
        self.made_without_key = 0
        """Sessions created without a key: their repetitions cannot be recognized."""
        self.connections = 0
        self.over = Event()
        self._tls = tls
        self._behaviour: Behaviour = NORMAL
        self._skipped = 0
        self._times = 0
        self._choose = choose or self._from_plan
        self._changed = Condition()
        self._alive: set[socket.socket] = set()
        self._threads: list[Thread] = []
        self._listener = socket.create_server((HOST, 0), backlog=512) if listens else _unconnectable_socket()
        if listens:
            self._start()

    def listen(self) -> None:
        """Start to accept connections, if the server does not yet."""
        if not self._threads:
            self._listener.listen(512)
            self._start()

    def _start(self) -> None:
        self._spawn(self._accept)

    def _spawn(self, target: Callable[..., None], *args: object) -> None:
        thread = Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{HOST}:{self._listener.getsockname()[1]}"

    def treat(self, behaviour: Behaviour, times: int, skipped: int = 0) -> None:
        """Treat ``times`` requests like this, after the first ``skipped`` ones, and all others normally."""
        with self._changed:
            self._behaviour, self._times, self._skipped = behaviour, times, skipped

    @property
    def attempts(self) -> int:
        return len(self.requests) + self.unread

    @property
    def is_faulty(self) -> bool:
        """Whether the next request will be treated as planned; true also if normal ones come before it."""
        with self._changed:
            return self._times > 0

    def wait_for_attempts(self, count: int) -> None:
        """Wait until so many requests have been treated: a busy machine may do it after the client has given up."""
        with self._changed:
            self._changed.wait_for(lambda: self.attempts >= count, 2.0)

    @property
    def keys(self) -> set[str | None]:
        return {request.key for request in self.requests}

    @property
    def alive(self) -> int:
        """Return how many connections are open."""
        with self._changed:
            return len(self._alive)

    def close_connections(self) -> None:
        """Close every open connection, as a server does after a while."""
        with self._changed:
            for connection in self._alive:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.wait_until_left()

    def wait_until_left(self) -> int:
        """Return how many connections the client leaves open after a grace period."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alive, 2.0)
            return len(self._alive)

    def _from_plan(self, request: Request | None) -> Behaviour:
        with self._changed:
            counts = request is not None or not self._behaviour.reads
            if self._skipped:
                self._skipped -= counts
                return NORMAL
            if self._times == 0:
                return NORMAL
            self._times -= counts
            return self._behaviour

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.over.is_set():
                connection.close()
                return
            with self._changed:
                self.connections += 1
                self._alive.add(connection)
            self._spawn(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(TIMEOUT)
            if self._tls is None:
                self._talk(connection)
            else:
                self._talk_tls(connection, self._tls)
        except (OSError, EOFError):
            pass  # one side closed the connection
        finally:
            with self._changed:
                self._alive.discard(connection)
                connection.close()
                self._changed.notify_all()

    def _talk_tls(self, connection: socket.socket, tls: SSLContext) -> None:
        try:
            secured = tls.wrap_socket(connection, server_side=True)
        except OSError:
            self._count_unread()
            raise
        with secured:
            self._talk(secured)

    def _talk(self, connection: socket.socket) -> None:
        buffer = bytearray()
        while True:
            if not buffer:
                buffer += self._receive(connection)
            if not self._choose(None).reads:
                self._count_unread()
                reset(connection)
                return
            request = self._read(connection, buffer)
            behaviour = self._choose(request)
            answer = self._do(request) if behaviour.takes_effect else Answer(b"{}")
            with self._changed:
                self.requests.append(request)
                self._changed.notify_all()
            connection.sendall(behaviour.wire(answer))
            if not self._go_on(connection, behaviour):
                return

    def _count_unread(self) -> None:
        with self._changed:
            self.unread += 1
            self._changed.notify_all()

    def _go_on(self, connection: socket.socket, behaviour: Behaviour) -> bool:
        if behaviour.drip:
            self._drip(connection, behaviour.drip)
        if behaviour.end == "stall":
            self._receive(connection)  # until the client gives up
        if behaviour.end == "reset":
            reset(connection)
        return behaviour.end == "keep"

    def _drip(self, connection: socket.socket, drop: bytes) -> None:
        ends = time.monotonic() + ENDLESS
        while time.monotonic() < ends and not self.over.wait(0.02):
            connection.sendall(drop)
        raise EOFError

    def _receive(self, connection: socket.socket) -> bytes:
        data = connection.recv(4096)  # small, because the load tests measure memory
        if not data or self.over.is_set():
            raise EOFError
        return data

    def _read(self, connection: socket.socket, buffer: bytearray) -> Request:
        while b"\r\n\r\n" not in buffer:
            buffer += self._receive(connection)
        first, _, rest = bytes(buffer).partition(b"\r\n\r\n")
        line, *lines = first.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (text.partition(":") for text in lines)}
        length = int(headers.get("content-length", 0))
        while len(rest) < length:
            rest += self._receive(connection)
        buffer[:] = rest[length:]
        method, target, _ = line.split(" ")
        return Request(method, target, headers, rest[:length])

    def _do(self, request: Request) -> Answer:
        path, _, query = request.target.partition("?")
        if request.method == "POST":
            return self._create(request)
        if path == PATH:
            return _page(parse_qs(query))
        return Answer(_session(path.rpartition("/")[2]))

    def _create(self, request: Request) -> Answer:
        with self._changed:
            known = request.key in self.made
            if request.key is None:
                self.made_without_key += 1
            else:
                self.made.setdefault(request.key, f"cs_made_{len(self.made) + 1}")
            name = self.made.get(request.key or "", "cs_without_key")
        answer = Answer(_session(name))
        return answer.with_headers(("Idempotent-Replayed", "true")) if known else answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.over.set()
        if self._threads:
            socket.create_connection(self._listener.getsockname()).close()  # wakes the thread that accepts
        with self._changed:
            for connection in self._alive:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(TIMEOUT)
        self._listener.close()


def reset(connection: socket.socket) -> None:
    """Close with a reset instead of an orderly end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _unconnectable_socket() -> socket.socket:
    """Return a socket with an address at which connections are refused."""
    deaf = socket.socket()
    deaf.bind((HOST, 0))
    return deaf


_EXAMPLE: dict[str, Any] = example("page_create")


def _session(name: str) -> bytes:
    return json.dumps(_EXAMPLE | {"id": name}).encode()


def _page(query: dict[str, list[str]]) -> Answer:
    """Return a page of the listed Sessions."""
    size = int(query.get("limit", ["100"])[0])
    after = query.get("starting_after", [""])[0]
    start = LISTED.index(after) + 1 if after in LISTED else 0
    names = LISTED[start : start + size]
    data = [_EXAMPLE | {"id": name} for name in names]
    more = start + size < len(LISTED)
    return Answer(json.dumps({"object": "list", "data": data, "has_more": more, "url": PATH}).encode())
