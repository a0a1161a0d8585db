"""Between our plain values and aiohttp's."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload
from yarl import URL

from ...messages import Response, Send, TransportFailure, headers_from_bytes
from ..compression import decompressed
from ..error_map import ErrorMap, transport_failure

_NEVER_BLOCKS = 32 * 1024
"""Bytes that asyncio takes at once whatever the other side does: only bigger bodies need a timeout for writing."""


def plain_session(connector: aiohttp.BaseConnector | None, **more: Any) -> aiohttp.ClientSession:
    """A session that sends what it is given, once, and adds nothing."""
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("accept", "accept-encoding", "content-type", "user-agent"),
        auto_decompress=False,  # ours notices a body that breaks off
        **more,
    )
    # It would send a GET a second time, unseen by our own retries.
    session._retry_connection = False  # pyright: ignore[reportPrivateUsage]
    return session


async def send_over(
    session: aiohttp.ClientSession, step: Send, timeouts: aiohttp.ClientTimeout, **ways: Any
) -> Response:
    """Send the request and read the whole response; raises what aiohttp raises.

    ``ways`` are those of aiohttp's arguments that say how to reach the server.
    """
    request = step.request
    content = request.content
    response = await session.request(
        request.method,
        # Without a query a URL holds nothing personal and, but for the ids, is always the same.
        URL(request.url, encoded=True) if "?" in request.url else _url(request.url),
        headers=request.headers,
        data=_LargeBody(content, step.timeout.write) if len(content) > _NEVER_BLOCKS else content or None,
        allow_redirects=False,
        raise_for_status=False,
        timeout=timeouts,
        **ways,
    )
    body = await response.read()
    response.close()  # has an effect where the answer came before the whole request had been sent
    headers = headers_from_bytes(response.raw_headers)
    return Response(response.status, headers, decompressed(headers.get("content-encoding", ""), body))


@lru_cache(maxsize=64)
def _url(text: str) -> URL:
    return URL(text, encoded=True)


class _LargeBody(Payload):
    """A body for which the other side may have to make room; aiohttp has no timeout for that."""

    _value: bytes

    def __init__(self, content: bytes, seconds: float | None) -> None:
        super().__init__(content)
        self._size = len(content)
        self._seconds = seconds

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._value.decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        async with asyncio.timeout(self._seconds):
            await writer.write(self._value)
            await writer.drain()

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        await self.write(writer)  # newer versions call this


def _failure(error: Exception) -> TransportFailure:
    return transport_failure(
        error,
        _detail(error),
        timed_out=isinstance(error, TimeoutError),
        is_local_error=isinstance(error, aiohttp.ServerFingerprintMismatch),
    )


def _detail(error: Exception) -> str:
    """What can be shown of ``error``: many of aiohttp's texts hold the URL, or what the server sent."""
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy answered with HTTP status {error.status}"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return str(error.certificate_error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return str(error.os_error)
    text = str(error) if isinstance(error, aiohttp.ClientOSError) else ""
    return "" if "://" in text else text


AIOHTTP_ERRORS = ErrorMap(
    (
        aiohttp.ClientConnectionError,
        aiohttp.ClientPayloadError,
        aiohttp.ClientResponseError,  # an answer that is no HTTP, or a proxy's refusal
        TimeoutError,
    ),
    _failure,
)
