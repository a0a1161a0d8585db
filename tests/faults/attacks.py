"""Attacks of hostile servers, run with every HTTP library: each returns what a client let happen."""

from __future__ import annotations

import gc
import gzip
import json
import logging
import pickle
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from threading import Semaphore
from typing import Any

import anyio
import anyio.to_thread
import attrs
import trustme
from support.backends import Action, Backend
from support.byte_server import ByteServer, Line, answer
from support.fakes import KEY
from support.loopback import LONGEST_WAIT
from support.tls_records import TlsRecords

from checkout_client import APIConnectionError, APITimeoutError, CheckoutError

from .error_reports import shown
from .ours import trusting as trusting_file

Attack = Callable[[Backend], list[str]]

LIMIT = 256 * 1024
"""The ``max_response_bytes`` of the clients here."""


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("127.0.0.1").configure_cert(context)
    return context


@cache
def client_tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


@contextmanager
def trusting() -> Iterator[None]:
    """Let the package's own connections trust the certificates here."""
    with authority().cert_pem.tempfile() as path, trusting_file(path):
        yield


def retrieve(number: int) -> Action:
    return lambda client: client.sessions.retrieve(f"cs_{number}")


Record = Callable[[bytes], bytes]
Segments = Callable[[Record, bytes, bytes], list[bytes]]

MODES: dict[str, Segments] = {
    "in one piece": lambda record, first, second: [record(first + second)],
    "in two records of one segment": lambda record, first, second: [record(first) + record(second)],
    "in a segment of its own": lambda record, first, second: [record(first), record(second)],
    "split between two segments": lambda record, first, second: [
        record(first) + (end := record(second))[: len(end) // 2],
        end[len(end) // 2 :],
    ],
}
WAYS = ("plain", "TLS", "TLS through a proxy")


@attrs.define
class SecondResponse:
    """A server that sends the requested Session, and then one that nobody requested."""

    way: str
    segments: Segments
    sent: Semaphore = attrs.Factory(lambda: Semaphore(0))

    def __call__(self, line: Line) -> None:
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the second segment waits for an ACK
        if self.way == "TLS through a proxy":
            line.read_request()
            line.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        record: Record = bytes
        requests = line
        if self.way != "plain":
            records = TlsRecords(line, server_tls())
            record = records.record
            requests = Line(records, line.number, line.over)  # type: ignore[arg-type]
        while True:
            name = requests.read_request()[0].split()[1].rpartition("/")[2]
            with suppress(OSError):  # the client may close the connection after the first segment
                for segment in self.segments(record, answer(name), answer("cs_of_another_customer")):
                    line.send(segment)
            self.sent.release()

    async def wait(self, client: Any) -> None:
        await anyio.to_thread.run_sync(self.sent.acquire, True, LONGEST_WAIT)


def second_response(way: str, mode: str, backend: Backend) -> list[str]:
    """Send a second response after each one; no call may return it."""
    serve = SecondResponse(way, MODES[mode])
    with ByteServer(serve) as server, trusting():
        url = f"{'http' if way == 'plain' else 'https'}://{server.address}"
        proxy = None
        if way == "TLS through a proxy":
            url, proxy = "https://127.0.0.1:9", f"http://{server.address}"
        wait: Action = (lambda client: serve.sent.acquire(timeout=LONGEST_WAIT)) if backend.run is None else serve.wait
        actions = [action for number in range(3) for action in (retrieve(number), wait)]
        settings = {"base_url": url, "max_retries": 0}
        found = [session.id for session in backend.use(settings, actions, proxy=proxy, tls=client_tls())[::2]]
    return [] if found == ["cs_0", "cs_1", "cs_2"] else [f"returned {found}"]


def head(*headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]).encode() + b"\r\n\r\n"


BOMB = gzip.compress(bytes(100 * LIMIT))
TWICE = gzip.compress(gzip.compress(bytes(100 * LIMIT)))
CHUNK = b"4000\r\n" + bytes(0x4000) + b"\r\n"


def _endless(*headers: str) -> Callable[[Line], None]:
    def send(line: Line) -> None:
        line.send(head(*headers))
        while not line.over.is_set():
            line.send(CHUNK)  # until the client closes the connection

    return send


def _whole(content: bytes, encoding: str) -> Callable[[Line], None]:
    def send(line: Line) -> None:
        line.send(head(f"Content-Encoding: {encoding}", f"Content-Length: {len(content)}") + content)
        line.hears_nothing_more()

    return send


OVERSIZED: dict[str, Callable[[Line], None]] = {
    "a body of 1 TB": _endless(f"Content-Length: {10**12}"),
    "chunks without an end": _endless("Transfer-Encoding: chunked"),
    "a body without a length or an end": _endless("Connection: close"),
    "compressed chunks without an end": _endless("Content-Encoding: gzip", "Transfer-Encoding: chunked"),
    "a body that is large when decompressed": _whole(BOMB, "gzip"),
    "a body that is compressed twice": _whole(TWICE, "gzip, gzip"),
}


def oversized(send: Callable[[Line], None], backend: Backend) -> list[str]:
    """Send a body beyond the limit; the client must stop reading and raise a final error."""

    def serve(line: Line) -> None:
        line.read_request()
        send(line)

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_retries": 2, "max_response_bytes": LIMIT, "deadline": 20}
        try:
            backend.use(settings, [retrieve(1)])
        except APIConnectionError as error:
            return [] if error.kind == "decode" else [f"{type(error).__name__} of kind {error.kind}"]
        except Exception as error:
            return [f"a raw {type(error).__name__}"]
    return ["read everything"]


DEADLINE = 0.5
GRACE = 8.0
"""Seconds beyond the deadline that a busy machine may need; without a deadline the call takes 15 more."""


def slow_reader(backend: Backend) -> list[str]:
    """Read a large request slowly; the deadline must end the call."""

    def serve(line: Line) -> None:
        while not line.over.wait(0.02):
            if not line.socket.recv(20_000):
                return

    def create(client: Any) -> Any:
        return client.sessions.create(mode="setup", options={"extra_params": {"much": "a" * 20_000_000}})

    with ByteServer(serve) as server:
        settings = {"base_url": server.url, "max_retries": 0, "timeout": 20}
        try:
            backend.use(settings, [retrieve_nothing, partial(_within, create)])
        except APITimeoutError as error:
            took = time.monotonic() - _STARTED[0]
            gc.collect()  # a connection that is left open would warn in the test of something else
            return [] if took < DEADLINE + GRACE else [f"{type(error).__name__} after {took:.1f} s"]
        except Exception as error:
            return [f"a raw {type(error).__name__}"]
    return ["no error"]


_STARTED = [0.0]


def retrieve_nothing(client: Any) -> None:
    return None


def _within(create: Action, client: Any) -> Any:
    """Call with the deadline, and note when it started: the encoding of the large body is before that."""
    _STARTED[0] = time.monotonic()
    return create(client.with_options(deadline=DEADLINE))


def _error(**fields: Any) -> bytes:
    return json.dumps({"error": {"type": "invalid_request_error", "message": "no", **fields}}).encode()


ESCAPED = "".join(f"\\u{ord(character):04x}" for character in KEY)


def _sized(content: bytes, *headers: str, status: str = "400 Bad Request") -> bytes:
    return head(f"Content-Length: {len(content)}", *headers, status=status) + content


ECHOES: dict[str, bytes] = {
    "the request id": _sized(_error(), f"Request-Id: {KEY}"),
    "the request id of a success": answer("cs_1", f"Request-Id: {KEY}"),
    "the name of a header": _sized(_error(), f"{KEY}: 1"),
    "the value of a header": _sized(_error(), f"X-Echo: Bearer {KEY}"),
    "the reason phrase": _sized(_error(), status=f"400 {KEY}"),
    "an error message": _sized(_error(message=f"the key {KEY} is wrong")),
    "an error message in capitals": _sized(_error(message=KEY.upper())),
    "an error message in JSON escapes": _sized(_error(message="@").replace(b"@", ESCAPED.encode())),
    "the code of an error": _sized(_error(code=KEY, param=KEY, decline_code=KEY, doc_url=KEY)),
    "the name of a field": _sized(_error(**{KEY: {KEY: [KEY]}})),
    "an error in HTML": _sized(f"<p>{KEY}</p>".encode(), status="502 Bad Gateway"),
    "an error in a compressed body": _sized(
        gzip.compress(_error(message=KEY)), "Content-Encoding: gzip"
    ),
    "a success of a wrong type": _sized(json.dumps({"id": [KEY], KEY: 1}).encode(), status="200 OK"),
    "the path of a wrong value": _sized(
        json.dumps(
            {"id": "cs_1", "object": "checkout.session", "metadata": {KEY: 7}, "created": 1, "livemode": False}
        ).encode(),
        status="200 OK",
    ),
    "a success that is not JSON": _sized(KEY.encode(), status="200 OK"),
    "a redirect": _sized(b"", f"Location: https://{KEY}.example.com/", status="302 Found"),
    "bytes that are not HTTP": f"{KEY}\r\n\r\n".encode(),
}  # fmt: skip


@contextmanager
def _package_log() -> Iterator[list[str]]:
    """Collect what the package logs."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(f"{record.getMessage()} {record.args!r} {vars(record)!r}")

    logger, handler = logging.getLogger("checkout_client"), Collector()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def echo(response: bytes, backend: Backend) -> list[str]:
    """Send the API key back; neither the error nor the log may show it."""

    def serve(line: Line) -> None:
        line.read_request()
        line.send(response)
        if not response.startswith(b"HTTP"):
            line.socket.close()
        line.hears_nothing_more()

    reports: list[str] = []
    with ExitStack() as stack:
        log = stack.enter_context(_package_log())
        server = stack.enter_context(ByteServer(serve))
        try:
            (session,) = backend.use({"base_url": server.url, "max_retries": 0}, [retrieve(1)])
        except CheckoutError as error:
            reports = [*shown(error), pickle.dumps(error).decode("latin-1")]
        except Exception as error:
            return [f"a raw {type(error).__name__}"]
        else:
            reports = [f"{session!r} {session.last_response!r}"]
    forms = {KEY.lower(), ESCAPED.lower()}
    found = ["the error shows the key"] * any(form in report.lower() for form in forms for report in reports)
    return found + ["the log shows the key"] * any(form in line.lower() for form in forms for line in log)


ATTACKS: dict[str, dict[str, Attack]] = {
    "A second, unrequested response": {
        f"{way}: {mode}": partial(second_response, way, mode)
        for way in WAYS
        for mode in MODES
        if way != "plain" or "records" not in mode
    },
    "Oversized bodies": {name: partial(oversized, send) for name, send in OVERSIZED.items()},
    "A server that reads slowly": {"20 MB with a deadline of 0.5 s": slow_reader},
    "The API key is sent back in": {name: partial(echo, response) for name, response in ECHOES.items()},
}
"""The attacks by title and name."""
