"""The server for the measurements, in a separate process: ``python -m speed.loopback_server``.

It parses no more than it must, and its answers are ready before they are asked for, so that what is measured is the
client. It prints its port and lives until its standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import ssl
import sys
from bisect import bisect_left, bisect_right
from urllib.parse import parse_qsl

from .payloads import NEWEST, PAGE_SIZE, SECONDS_BETWEEN, example, page_with_line_items, session, session_id

HEAD = (
    "HTTP/1.1 200 OK\r\n"
    "Server: nginx\r\n"
    "Date: Sun, 01 Nov 2026 12:00:00 GMT\r\n"
    "Content-Type: application/json\r\n"
    "Content-Length: {length}\r\n"
    "Connection: keep-alive\r\n"
    "Access-Control-Allow-Credentials: true\r\n"
    "Access-Control-Allow-Methods: GET, HEAD, PUT, PATCH, POST, DELETE\r\n"
    "Access-Control-Allow-Origin: *\r\n"
    "Cache-Control: no-cache, no-store\r\n"
    "Idempotency-Key: 2f8a4e1c-93d7-4b56-8a0e-6c1d5b7f9e32\r\n"
    "Original-Request: req_Vq8mX2pLk4Zr1T\r\n"
    "Request-Id: req_Vq8mX2pLk4Zr1T\r\n"
    "Stripe-Should-Retry: false\r\n"
    "Stripe-Version: 2026-10-28.endive\r\n"
    "Strict-Transport-Security: max-age=63072000; includeSubDomains; preload\r\n"
    "\r\n"
)


def response(body: bytes) -> bytes:
    """Return ``body`` with headers like those of the API."""
    return HEAD.format(length=len(body)).encode() + body


class Answers:
    """The responses, prepared as far as possible."""

    def __init__(self, sessions: int) -> None:
        self._sessions = range(sessions)
        self._created = response(json.dumps(example("page_create")).encode())
        self._page_with_line_items = response(page_with_line_items())
        # The JSON of a Session, split at the id and the time.
        text = json.dumps(session(0))
        self._before, _, rest = text.partition(session_id(0))
        self._between, _, self._after = rest.partition(str(NEWEST))

    def to(self, method: bytes, target: bytes) -> bytes:
        """Return the response to a request."""
        if method == b"POST":
            return self._created
        if b"line_items" in target:
            return self._page_with_line_items
        return self._page(dict(parse_qsl(target.partition(b"?")[2].decode())))

    def _page(self, query: dict[str, str]) -> bytes:
        begin, end = self._range(query)
        if "starting_after" in query:
            begin = max(begin, int(query["starting_after"][-8:]) + 1)
        last = min(end, begin + int(query.get("limit", "10")))
        data = ", ".join(map(self._session, range(begin, last)))
        has_more = "true" if last < end else "false"
        return response(
            f'{{"object": "list", "url": "/v1/checkout/sessions", "has_more": {has_more}, "data": [{data}]}}'.encode()
        )

    def _session(self, index: int) -> str:
        return f"{self._before}{session_id(index)}{self._between}{NEWEST - index * SECONDS_BETWEEN}{self._after}"

    def _range(self, query: dict[str, str]) -> tuple[int, int]:
        """Return the index of the first Session within ``created``, and the one past the last."""
        begin, end = 0, len(self._sessions)
        for name, value in query.items():
            age = NEWEST - int(value) if name.startswith("created[") else 0
            if name == "created[lt]":
                begin = max(begin, bisect_right(self._sessions, age, key=_age))
            elif name == "created[lte]":
                begin = max(begin, bisect_left(self._sessions, age, key=_age))
            elif name == "created[gte]":
                end = min(end, bisect_right(self._sessions, age, key=_age))
            elif name == "created[gt]":
                end = min(end, bisect_left(self._sessions, age, key=_age))
        return begin, end


def _age(index: int) -> int:
    return index * SECONDS_BETWEEN


class Connection(asyncio.Protocol):
    """A connection of a client."""

    def __init__(self, answers: Answers, delay: float) -> None:
        self._answers = answers
        self._delay = delay
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Respond to every complete request."""
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end]
            _, found, rest = head.lower().partition(b"content-length:")
            size = end + 4 + (int(rest.partition(b"\r\n")[0]) if found else 0)
            if len(self._received) < size:
                return
            self._received = self._received[size:]
            method, target, _ = head.split(b" ", 2)
            answer = self._answers.to(method, target)
            if self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._transport.write, answer)
            else:
                self._transport.write(answer)


async def serve(sessions: int, delay: float, certificate: str | None) -> None:
    """Serve until standard input ends."""
    answers = Answers(sessions)
    tls = None
    if certificate is not None:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate)
    gc.freeze()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(answers, delay), "127.0.0.1", 0, backlog=1024, ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Start the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=PAGE_SIZE, help="how many there are to list")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--certificate", help="serve over TLS, with the key and certificate of this file")
    given = parser.parse_args()
    asyncio.run(serve(given.sessions, given.delay, given.certificate))


if __name__ == "__main__":
    main()
