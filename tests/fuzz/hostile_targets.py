"""Fuzz targets for hostile servers: bytes on sockets through every HTTP library, bodies, decimals and echoed keys."""

from __future__ import annotations

import gzip
import json
import pickle
import zlib
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import httpx
from faults.error_reports import shown
from support.backends import BACKENDS
from support.byte_server import ByteServer, Line, answer
from support.fakes import KEY, sync_client
from support.loopback import example

from checkout_client import APIError, CheckoutError, ResponseDecodeError
from checkout_client._transport.backends.error_map import DecodingError, ResponseTooLarge
from checkout_client._transport.backends.response_body import ResponseBody
from checkout_client.models import Price

Target = Callable[[bytes], None]
LIMIT = 100_000
LIBRARIES = list(BACKENDS.values())


def sockets(content: bytes) -> None:
    """Bytes instead of the first response: split anywhere, closed or left open; the next call must get its own."""
    random = Random(zlib.crc32(content))
    cuts = sorted(random.randrange(len(content) + 1) for _ in range(random.choice((0, 1, 2))))
    parts = [content[start:end] for start, end in zip([0, *cuts], [*cuts, len(content)], strict=True)]
    closes = random.random() < 0.7
    backend = random.choice(LIBRARIES)

    def serve(line: Line) -> None:
        number = 0
        while True:
            name = line.read_request()[0].split()[1].rpartition("/")[2]
            if name == "cs_1" and number == 0:
                for part in parts:
                    line.send(part)
                if closes:
                    return
            else:
                line.send(answer(name))
            number += 1

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_retries": 0, "timeout": 0.2, "max_response_bytes": LIMIT}
        first, second = backend.use(settings, [_caught(backend, "cs_1"), _caught(backend, "cs_2")])
    assert first in ("cs_1", "error"), f"{first} instead of cs_1"
    # A response that ends in the middle of the next call is an error; it must not be another Session.
    assert second in ("cs_2", "error"), f"{second} instead of cs_2"


def _caught(backend: Any, id: str) -> Callable[[Any], Any]:
    def checked(error: CheckoutError) -> str:
        assert not any(KEY in report for report in shown(error))
        return "error"

    def sync(client: Any) -> str:
        try:
            return str(client.sessions.retrieve(id).id)
        except CheckoutError as error:
            return checked(error)

    async def asynchronous(client: Any) -> str:
        try:
            return str((await client.sessions.retrieve(id)).id)
        except CheckoutError as error:
            return checked(error)

    return sync if backend.run is None else asynchronous


def bodies(content: bytes) -> None:
    """A body in chunks, with any encoding and any limit: never more than the limit, and never a part of it."""
    random = Random(zlib.crc32(content))
    limit = random.choice((0, 1, 10, len(content), len(content) * 2, 10_000))
    encoding = random.choice((None, "gzip", "GZIP ", "deflate", "br", "gzip, gzip", "gzip,", "identity"))
    body = ResponseBody(limit)
    try:
        for start in range(0, len(content), 7):
            body.add(content[start : start + 7])
        found = body.content(encoding)
    except ResponseTooLarge:
        assert len(content) > limit or len(_inflated(content, limit)) > limit
        return
    except DecodingError:
        assert encoding is not None
        return
    assert len(found) <= limit
    assert found == (_inflated(content, limit) if (encoding or "").strip().lower() in ("gzip", "deflate") else content)


def _inflated(content: bytes, limit: int) -> bytes:
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            return zlib.decompressobj(window).decompress(content, limit + 1)
    return b""


def decimals(content: bytes) -> None:
    """A decimal in a response: read exactly or refused with its path, and quickly."""
    text = content.decode("latin-1")
    try:
        price = Price.from_dict({"id": "price_1", "object": "price", "unit_amount_decimal": text})
    except (ResponseDecodeError, ValueError) as error:
        assert type(error).__name__ != "InvalidOperation"
        return
    assert str(text) == price.to_dict()["unit_amount_decimal"]
    assert price.unit_amount_decimal is not None
    assert price.unit_amount_decimal.is_finite()
    assert len(f"{price.unit_amount_decimal:f}") < 1000


def echoes(content: bytes) -> None:
    """The API key in an error body, escaped in any way that JSON allows, at any place."""
    random = Random(zlib.crc32(content))
    spelled = "".join(_spelled(character, random) for character in KEY)
    body = content.replace(b"@", spelled.encode())
    status = random.choice((200, 400, 402, 404, 409, 500))
    headers = {random.choice(("Request-Id", "X-Any", KEY)): random.choice((KEY, f"Bearer {KEY}", KEY.upper()))}
    client, _ = sync_client(httpx.Response(status, content=body, headers=headers), max_retries=0)
    try:
        session = client.sessions.retrieve("cs_1")
    except (APIError, ResponseDecodeError) as error:
        reports = [*shown(error), pickle.dumps(error).decode("latin-1")]
    else:
        reports = [repr(session), repr(session.last_response)]
    for report in reports:
        assert KEY.lower() not in report.lower(), f"shown: {report:.300}"
        assert spelled.lower() not in report.lower(), f"shown: {report:.300}"


def _spelled(character: str, random: Random) -> str:
    return random.choice((character, character, f"\\u{ord(character):04x}", f"\\u{ord(character):04X}"))


def _response(*headers: str, body: bytes = b"", status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join([status, *headers]).encode() + b"\r\n\r\n" + body


_SESSION = json.dumps(example("page_retrieve") | {"id": "cs_1"}).encode()
_CHUNKED = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (_SESSION[:100], _SESSION[100:], b""))
_GZIPPED = gzip.compress(_SESSION)
_RESPONSES = [
    answer("cs_1"),
    answer("cs_1") + answer("cs_of_another_customer"),
    answer("cs_1") + b"\r\n",
    _response("Transfer-Encoding: chunked", body=_CHUNKED),
    _response("Transfer-Encoding: chunked", body=_CHUNKED + answer("cs_of_another_customer")),
    _response("Content-Encoding: gzip", f"Content-Length: {len(_GZIPPED)}", body=_GZIPPED),
    _response("Connection: close", body=_SESSION),
    _response(f"Content-Length: {len(_SESSION)}", "Connection: keep-alive", body=_SESSION, status="HTTP/1.0 200 OK"),
    _response(status="HTTP/1.1 100 Continue") + answer("cs_1"),
    _response("Link: <x>", status="HTTP/1.1 103 Early Hints") + answer("cs_1"),
    _response("Upgrade: websocket", status="HTTP/1.1 101 Switching Protocols") + answer("cs_1"),
    _response(status="HTTP/1.1 204 No Content") + answer("cs_of_another_customer"),
    _response("Content-Length: 0", "Location: /", status="HTTP/1.1 307 Temporary Redirect"),
    _response("Content-Length: 2", "Transfer-Encoding: chunked", body=_CHUNKED),
    _response(f"X-Long: {'x' * 9000}", f"Content-Length: {len(_SESSION)}", body=_SESSION),
    _response(f"Content-Length: {10**12}", body=b"x" * 5000),
    _response("Retry-After: 1", "Content-Length: 2", body=b"{}", status="HTTP/1.1 429 Too Many Requests"),
]  # fmt: skip

HOSTILE: dict[str, tuple[Target, list[bytes]]] = {
    "sockets": (sockets, _RESPONSES),
    "bodies": (bodies, [b"{}" * 50, gzip.compress(b"{}" * 50), zlib.compress(b"{}" * 50), gzip.compress(bytes(9000))]),
    "decimals": (
        decimals,
        [b"10.5", b"1e5", b"-0", b"1E-2", b".5", b"9" * 64, b"1e99", b"1e9999999999999999999", b"NaN", b" 1", b"1_0"],
    ),
    "echoes": (
        echoes,
        [
            b'{"error": {"type": "card_error", "message": "@"}}',
            b'{"error": {"type": "@", "code": "@", "param": "@", "@": {"@": ["@"]}}}',
            b'{"error": "@"}',
            b'"@',
            b"<p>@</p>",
            b'{"id": "cs_1", "object": "checkout.session", "metadata": {"@": 7}}',
            b'{"id": ["@"], "object": "@"}',
            b'{"id": "cs_1", "object": "checkout.session", "created": "@", "url": ["@"]}',
        ],
    ),
}
"""The targets with their initial inputs."""
