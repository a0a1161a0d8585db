"""Faults of connections: refused, reset, cut, stalled, dripping, and responses that violate HTTP."""

from __future__ import annotations

from functools import partial

from .behaviour import Answer, Behaviour, broken, chunked, head, http
from .fault import Fault, Group

STALL = 0.15
"""Seconds without a byte after which the clients here give up."""
DEADLINE = 0.5


def nothing(answer: Answer) -> bytes:
    return b""


def part_of_the_headers(answer: Answer) -> bytes:
    return http(answer)[:30]


def part_of_the_body(answer: Answer) -> bytes:
    return http(answer)[:-50]


def no_length(answer: Answer) -> bytes:
    """Send a body without a length and close the connection too early."""
    return head(answer) + answer.body[:-50]


def _framed(body: bytes, answer: Answer) -> bytes:
    return head(answer, ("Transfer-Encoding", "chunked")) + body


def part_of_the_chunks(answer: Answer) -> bytes:
    return _framed(chunked(answer.body)[:-80], answer)


def no_last_chunk(answer: Answer) -> bytes:
    return _framed(chunked(answer.body).removesuffix(b"0\r\n\r\n"), answer)


def invalid_sizes(answer: Answer) -> bytes:
    return _framed(b"zz\r\n" + answer.body + b"\r\n0\r\n\r\n", answer)


def chunks_longer_than_declared(answer: Answer) -> bytes:
    return _framed(b"5\r\n" + answer.body + b"\r\n0\r\n\r\n", answer)


def with_header(value: bytes, answer: Answer) -> bytes:
    return http(answer).replace(b"Request-Id:", value + b"\r\nRequest-Id:", 1)


def two_lengths(answer: Answer) -> bytes:
    return head(answer, ("Content-Length", str(len(answer.body))), ("Content-Length", "7")) + answer.body


def negative_length(answer: Answer) -> bytes:
    return head(answer, ("Content-Length", "-1")) + answer.body


def _lost(name: str, behaviour: Behaviour) -> Fault:
    return Fault(name, behaviour, "retried", "connection")


def _slow(name: str, behaviour: Behaviour) -> Fault:
    return Fault(name, behaviour, "retried", "timeout", timeout=STALL)


def _endless(name: str, behaviour: Behaviour) -> Fault:
    return Fault(name, behaviour, "final", "timeout", deadline=DEADLINE)


BREAKS = Group(
    "Broken connections",
    (
        Fault("refused", Behaviour(takes_effect=False), "retried", "connection", refuses=True),
        _lost("reset before the request is read", Behaviour(reads=False, takes_effect=False)),
        _lost("reset after the request was executed (the lost response)", broken("reset", nothing)),
        _lost("closed after the request was executed", broken("close", nothing)),
        _lost("reset inside the headers", broken("reset", part_of_the_headers)),
        _lost("closed inside the headers", broken("close", part_of_the_headers)),
        _lost("reset inside the body", broken("reset", part_of_the_body)),
        _lost("body shorter than its Content-Length", broken("close", part_of_the_body)),
        _lost("chunked body cut inside a chunk", broken("close", part_of_the_chunks)),
        _lost("chunked body without its last chunk", broken("close", no_last_chunk)),
        Fault("body without a length, cut", broken("close", no_length), "final", "decode", status=200),
    ),
)

INTERIM = b"HTTP/1.1 102 Processing\r\n\r\n"


def after_thousands(answer: Answer) -> bytes:
    """Send the response after far more interim responses than are read at once."""
    return INTERIM * 4_000 + http(answer)


NOT_HTTP = Group(
    "Responses that violate HTTP",
    (
        _lost("another protocol", broken("close", lambda _: b"SSH-2.0-OpenSSH_9.6\r\n")),
        _lost("chunk sizes that are not numbers", broken("close", invalid_sizes)),
        _lost("chunks longer than declared", broken("close", chunks_longer_than_declared)),
        _lost("two lengths that differ", broken("close", two_lengths)),
        _lost("a negative length", broken("close", negative_length)),
        _lost("a header of 200 kB", broken("close", partial(with_header, b"X-Large: " + b"x" * 200_000))),
        _lost("20,000 headers", broken("close", partial(with_header, b"\r\n".join([b"X-Many: x"] * 20_000)))),
        _lost(
            "a header that never ends", Behaviour(lambda a: part_of_the_headers(a) + b"x" * 200_000, drip=b"x" * 65536)
        ),
        _lost("4,000 interim responses before the response", broken("close", after_thousands)),
    ),
)

SLOW = Group(
    "Responses that never arrive",
    (
        _slow("stalled before the headers", broken("stall", nothing)),
        _slow("stalled inside the headers", broken("stall", part_of_the_headers)),
        _slow("stalled inside the body", broken("stall", part_of_the_body)),
        Fault(
            "stalled, nothing done",
            Behaviour(nothing, takes_effect=False, end="stall"),
            "retried",
            "timeout",
            operations=("create",),
            timeout=STALL,
        ),
        _endless("headers that drip forever", Behaviour(part_of_the_headers, drip=b"x")),
        _endless("a body that drips forever", Behaviour(partial(_framed, b"1\r\n \r\n"), drip=b"1\r\n \r\n")),
        _endless("interim responses forever", Behaviour(nothing, drip=INTERIM)),
        _endless("stalled, with a deadline", broken("stall", part_of_the_body)),
    ),
)
