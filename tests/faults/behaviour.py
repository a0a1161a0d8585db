"""What the raw server does with one request, as data and functions that return bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal

import attrs

REQUEST_ID = "req_of_the_server"


@attrs.frozen
class Answer:
    """The response of the API before a fault changes it."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    def with_headers(self, *headers: tuple[str, str]) -> Answer:
        return attrs.evolve(self, headers=(*self.headers, *headers))


def head(answer: Answer, *framing: tuple[str, str]) -> bytes:
    """The status line and the headers, ``framing`` last."""
    fixed = (("Content-Type", "application/json"), ("Request-Id", REQUEST_ID))
    lines = [f"HTTP/1.1 {answer.status} Whatever"]
    lines += [f"{name}: {value}" for name, value in (*fixed, *answer.headers, *framing)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def http(answer: Answer) -> bytes:
    """The whole response, well-formed."""
    return head(answer, ("Content-Length", str(len(answer.body)))) + answer.body


def chunked(body: bytes, size: int = 100) -> bytes:
    """``body`` in chunks."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in [*pieces, b""])


End = Literal["keep", "close", "reset", "stall"]


@attrs.frozen
class Behaviour:
    """How the server treats one request."""

    wire: Callable[[Answer], bytes] = http
    """Build the bytes to send from the response of the API."""
    takes_effect: bool = True
    """Whether the API executes the request."""
    reads: bool = True
    """Whether the server reads the request."""
    end: End = "keep"
    """What happens to the connection afterwards."""
    drip: bytes = b""
    """Sent repeatedly afterwards, without an end."""


NORMAL = Behaviour()


def broken(end: End, after: Callable[[Answer], bytes]) -> Behaviour:
    """Execute the call and cut its response off ``after`` some bytes."""
    return Behaviour(after, end=end)


def says(status: int, body: Any, *headers: tuple[str, str]) -> Behaviour:
    """Return an error without executing the call; ``body`` is bytes or something to encode as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Answer(content, status, headers)
    return Behaviour(lambda _: http(answer), takes_effect=False)


def answers(body: Any, *headers: tuple[str, str], status: int = 200) -> Behaviour:
    """Execute the call and send this response instead of its result."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Answer(content, status, headers)
    return Behaviour(lambda _: http(answer))
