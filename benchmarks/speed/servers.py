"""Start the loopback server; minimal clients measure the limits of the server itself."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch
from urllib.parse import urlencode, urlsplit

import certifi
import stripe
import trustme

from .payloads import CREATE_FORM, PAGE_SIZE, SESSIONS_PATH

BENCHMARKS = Path(__file__).parents[1]


@contextmanager
def loopback_server(*, sessions: int = PAGE_SIZE, delay: float = 0.0, certificate: Path | None = None) -> Iterator[str]:
    """Run a server in the block and yield its URL."""
    command = [sys.executable, "-m", f"{__package__}.loopback_server", f"--sessions={sessions}", f"--delay={delay}"]
    if certificate is not None:
        command.append(f"--certificate={certificate}")
    with subprocess.Popen(command, cwd=BENCHMARKS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        scheme = "http" if certificate is None else "https"
        yield f"{scheme}://127.0.0.1:{process.stdout.readline().strip()}"


@contextmanager
def tls_server() -> Iterator[str]:
    """Run a TLS server in the block and yield its URL. All candidates, and their processes, trust its certificate.

    They read it from a file with all of certifi's certificates: reading so many is a part of every cold start.
    """
    with TemporaryDirectory() as folder:
        authority, certificate, trusted = trustme.CA(), Path(folder, "server.pem"), Path(folder, "trusted.pem")
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificate)
        trusted.write_bytes(Path(certifi.where()).read_bytes() + authority.cert_pem.bytes())
        with (
            patch.dict(os.environ, SSL_CERT_FILE=str(trusted)),
            patch.object(stripe, "ca_bundle_path", str(trusted)),
            loopback_server(certificate=certificate) as url,
        ):
            yield url


def create_request() -> bytes:
    """Return a create request with the minimum of headers."""
    form = urlencode(CREATE_FORM).encode()
    return b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b" % (SESSIONS_PATH.encode(), len(form), form)


def seconds_of_bare_pages(url: str, pages: int) -> float:
    """Measure how long so many pages take over a socket that ignores their content."""
    request = f"GET {SESSIONS_PATH}?limit={PAGE_SIZE} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port)) as connection:
        start = time.perf_counter()
        for _ in range(pages):
            connection.sendall(request)
            received = b""
            while b"\r\n\r\n" not in received:
                received += connection.recv(1 << 16)
            head, _, body = received.partition(b"\r\n\r\n")
            left = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]) - len(body)
            while left:
                left -= len(connection.recv(min(left, 1 << 16)))
        return time.perf_counter() - start


class _Repeater(asyncio.Protocol):
    """Send the same request again after each response."""

    def __init__(self) -> None:
        self.answered = 0
        self._request = create_request()
        self._left = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self._left:  # the server writes head and body at once, so the first chunk has the whole head
            head, _, body = data.partition(b"\r\n\r\n")
            self._left = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
            data = body
        self._left -= len(data)
        if not self._left:
            self.answered += 1
            self._transport.write(self._request)


async def _ceiling(url: str, connections: int, seconds: float) -> float:
    loop = asyncio.get_running_loop()
    parts = urlsplit(url)
    opened = [await loop.create_connection(_Repeater, parts.hostname, parts.port) for _ in range(connections)]
    before, start = sum(protocol.answered for _, protocol in opened), time.perf_counter()
    await asyncio.sleep(seconds)
    rate = (sum(protocol.answered for _, protocol in opened) - before) / (time.perf_counter() - start)
    for transport, _ in opened:
        transport.abort()
    await asyncio.sleep(0)
    return rate


def ceiling(url: str, *, connections: int = 16, seconds: float = 0.5) -> float:
    """Measure how many creates a second the server handles from minimal clients."""
    return median(asyncio.run(_ceiling(url, connections, seconds)) for _ in range(3))
