"""A small HTTP server on loopback that records requests and returns scripted replies."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import attrs

LONGEST_WAIT = 20.0
"""Seconds after which a waiting test fails."""

Pairs = list[tuple[str, str]]


@attrs.frozen
class Recorded:
    """One received request."""

    method: str
    target: str
    """Path and query, byte for byte."""
    headers: dict[str, str]
    body: bytes
    connection: int
    """The number of its connection."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> Pairs:
        return parse_qsl(
            self.target.partition("?")[2], keep_blank_values=True, strict_parsing=bool(self.target.count("?"))
        )

    @property
    def form(self) -> Pairs:
        text = self.body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))


@attrs.frozen
class Reply:
    """A reply."""

    body: Any = b"{}"
    """Bytes, or a value to encode as JSON."""
    status: int = 200
    headers: dict[str, str] = attrs.field(factory=dict)
    cut_after: int | None = None
    """Send so many bytes of the body, and then nothing until the test ends."""
    trickle: bool = False
    """Then send the rest byte by byte, a hundred a second."""
    trickle_head: bool = False
    """Send a header byte by byte, a hundred a second, before all else."""
    hang_up: bool = False
    """Close the connection without an answer."""

    @cached_property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answer = Callable[[Recorded], Reply]


class Loopback:
    """The server; ``answer`` chooses each reply, by default an empty object."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer = answer or (lambda request: Reply())
        self.requests: list[Recorded] = []
        self.connections = 0
        self.over = Event()
        """Set at the end, to release deliberate stalls."""
        self._changed = Condition()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def only(self) -> Recorded:
        """The only request that was received."""
        (request,) = self.requests
        return request

    def connected(self) -> int:
        with self._changed:
            self.connections += 1
            return self.connections

    def record(self, request: Recorded) -> Reply:
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()
        return self.answer(request)

    def wait_for_requests(self, number: int) -> None:
        """Wait until so many requests have been received."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= number, LONGEST_WAIT)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    loopback: Loopback


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keep-alive
    disable_nagle_algorithm = True
    timeout = LONGEST_WAIT

    def setup(self) -> None:
        super().setup()
        self.loopback: Loopback = self.server.loopback  # type: ignore[attr-defined]
        self.number = self.loopback.connected()

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client hung up
            super().handle()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.loopback.record(Recorded(self.command, self.path, headers, body, self.number))
        if reply.hang_up:
            self.close_connection = True
            return
        self.send_response_only(reply.status)
        if reply.trickle_head:
            self.flush_headers()
            self._trickle(b"x-slow: " + b"a" * 500 + b"\r\n")
        for name, value in {"content-length": str(len(reply.content)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self._send_body(reply)

    do_POST = do_GET

    def _send_body(self, reply: Reply) -> None:
        if reply.cut_after is None:
            self.wfile.write(reply.content)
            return
        self.wfile.write(reply.content[: reply.cut_after])
        if reply.trickle:
            self._trickle(reply.content[reply.cut_after :])
        else:
            self.loopback.over.wait(LONGEST_WAIT)
            self.close_connection = True

    def _trickle(self, content: bytes) -> None:
        for byte in content:
            self.wfile.write(bytes([byte]))
            self.loopback.over.wait(0.01)

    def log_message(self, format: str, *args: object) -> None:
        pass


def example(name: str) -> Any:
    """The JSON of ``tests/data/{name}.json``."""
    return json.loads((Path(__file__).parents[1] / "data" / f"{name}.json").read_bytes())
