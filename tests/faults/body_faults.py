"""Invalid success responses, and oddities that must have no effect."""

from __future__ import annotations

import gzip
import json
import zlib
from functools import partial
from typing import Any

from .behaviour import Answer, Behaviour, answers, chunked, head, http
from .fault import Fault, Group


def _decode(name: str, body: Any, *headers: tuple[str, str], status: int = 200) -> Fault:
    return Fault(name, answers(body, *headers, status=status), "final", "decode", status)


def _with_fields(**fields: Any) -> Behaviour:
    """Send the result with other fields; a list with such fields in its first item."""

    def wire(answer: Answer) -> bytes:
        body = json.loads(answer.body)
        (body["data"][0] if body.get("object") == "list" else body).update(fields)
        return http(Answer(json.dumps(body).encode(), 200, answer.headers))

    return Behaviour(wire)


def replaced(old: bytes, new: bytes) -> Behaviour:
    """Send the result with ``old`` replaced in its JSON."""

    def wire(answer: Answer) -> bytes:
        assert old in answer.body
        return http(Answer(answer.body.replace(old, new, 1), 200, answer.headers))

    return Behaviour(wire)


INVALID = Group(
    "Invalid success responses",
    (
        _decode("200 without a body", b""),
        _decode("204", b"", status=204),
        _decode("200 in HTML", b"<html>Sign in to the hotel's network</html>", ("Content-Type", "text/html")),
        _decode("200 that is not JSON", b"{'id': 'cs_1'}"),
        _decode("200 that is half of its JSON", b'{"id": "cs_1", "object": "checkout.session", "amount'),
        _decode("200 that is `null`", None),
        _decode("200 that is a list", [{"id": "cs_1"}]),
        _decode("200 that is a string", "cs_1"),
        _decode("200 that is an empty object", {}),
        Fault("200 with an integer for a string", _with_fields(id=7), "final", "decode", 200),
        Fault("200 with a string for an integer", _with_fields(created="now"), "final", "decode", 200),
        Fault("200 with a fraction for an integer", _with_fields(created=1.9), "final", "decode", 200),
        Fault("200 with a list for an object", _with_fields(automatic_tax=[]), "final", "decode", 200),
        Fault("200 with null for a required field", _with_fields(id=None), "final", "decode", 200),
        Fault("200 with NaN", _with_fields(amount_total=float("nan")), "final", "decode", 200),
        Fault("200 that is not UTF-8", replaced(b'"checkout.session"', b'"\xff\xfe"'), "final", "decode", 200),
        _decode("200 nested 100,000 deep", b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        Fault(
            "200 with an integer of 100,000 digits",
            replaced(b'"amount_total": ', b'"huge": ' + b"9" * 100_000 + b', "amount_total": '),
            "final",
            "decode",
            200,
        ),
        _decode("200 with an unrequested compression", b"\x0b\x02\x80{}\x03", ("Content-Encoding", "br")),
    ),
)


def _compressed(encoding: str, body: bytes, answer: Answer) -> bytes:
    return http(Answer(body, 200, (*answer.headers, ("Content-Encoding", encoding))))


COMPRESSION = Group(
    "Compression",
    (
        Fault("gzip", Behaviour(lambda a: _compressed("gzip", gzip.compress(a.body), a)), "harmless"),
        Fault("deflate", Behaviour(lambda a: _compressed("deflate", zlib.compress(a.body), a)), "harmless"),
        Fault(
            "a body that is not gzip",
            Behaviour(lambda a: _compressed("gzip", a.body, a)),
            "retried",
            "connection",
        ),
        Fault(
            "gzip with a wrong checksum",
            Behaviour(lambda a: _compressed("gzip", gzip.compress(a.body)[:-8] + b"\0" * 8, a)),
            "retried",
            "connection",
        ),
        Fault(
            "gzip that is cut off",
            Behaviour(lambda a: _compressed("gzip", gzip.compress(a.body)[:-40], a)),
            "retried",
            "connection",
        ),
    ),
)


def after_interim(lines: bytes, answer: Answer) -> bytes:
    return lines + http(answer)


def padded(answer: Answer) -> bytes:
    """Send 5 MB more."""
    body = json.loads(answer.body)
    body["added_by_a_later_version"] = "x" * 5_000_000
    return http(Answer(json.dumps(body).encode(), 200, answer.headers))


def twice(answer: Answer) -> bytes:
    """Send the response, and right after it another one that was not requested."""
    body = json.loads(answer.body)
    (body["data"][0] if body.get("object") == "list" else body).update(id="cs_unrequested")
    return http(answer) + http(Answer(json.dumps(body).encode()))


def in_small_chunks(answer: Answer) -> bytes:
    return head(answer, ("Transfer-Encoding", "chunked")) + chunked(answer.body, 7)


def old(answer: Answer) -> bytes:
    return head(answer).replace(b"HTTP/1.1", b"HTTP/1.0", 1) + answer.body


def _odd(name: str, behaviour: Behaviour) -> Fault:
    return Fault(name, behaviour, "harmless")


EARLY_HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

ODDITIES = Group(
    "Oddities without an effect",
    (
        _odd("closed after the response, unannounced", Behaviour(http, end="close")),
        _odd("reset after the response", Behaviour(http, end="reset")),
        _odd("a 103 before the response", Behaviour(partial(after_interim, EARLY_HINTS))),
        _odd("a 100 before the response", Behaviour(partial(after_interim, CONTINUE))),
        _odd("a second, unrequested response", Behaviour(twice)),
        _odd("bytes after the response", Behaviour(lambda answer: http(answer) + b"\r\n\r\nmore")),
        _odd("a body of 5 MB", Behaviour(padded)),
        _odd("chunks of 7 bytes", Behaviour(in_small_chunks)),
        _odd("HTTP/1.0 without a length", Behaviour(old, end="close")),
        _odd("unknown fields", _with_fields(added={"deep": [1, {"x": None}]}, status="a_new_status")),
        _odd(
            "white space around the JSON",
            Behaviour(lambda a: http(Answer(b"\r\n " + a.body + b"\n\n", 200, a.headers))),
        ),
        _odd(
            "a Content-Type that is wrong", Behaviour(lambda a: http(a).replace(b"application/json", b"text/html", 1))
        ),
    ),
)
