"""What the raw server does with one request: plain data and functions that make bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal

import attrs

REQUEST_ID = "req_of_the_server"


@attrs.frozen
class Answer:
    """What the API has to say, before anything goes wrong with it."""

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
    """How one request is treated."""

    wire: Callable[[Answer], bytes] = http
    """The bytes that go out, made from what the API has to say."""
    takes_effect: bool = True
    """Whether the API does what it is asked for."""
    reads: bool = True
    """Whether the request is read at all."""
    end: End = "keep"
    """What becomes of the connection: it stays, is closed, is reset, or nothing more comes over it."""
    drip: bytes = b""
    """Then sent again and again, for ever."""


WELL = Behaviour()


def broken(end: End, after: Callable[[Answer], bytes]) -> Behaviour:
    """The call takes effect, its response breaks off ``after`` some bytes."""
    return Behaviour(after, end=end)


def says(status: int, body: Any, *headers: tuple[str, str]) -> Behaviour:
    """An error, nothing being done: ``body`` as it is where it is bytes, else as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Answer(content, status, headers)
    return Behaviour(lambda _: http(answer), takes_effect=False)


def answers(body: Any, *headers: tuple[str, str], status: int = 200) -> Behaviour:
    """The call takes effect; this is what comes back instead of the result."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Answer(content, status, headers)
    return Behaviour(lambda _: http(answer))
