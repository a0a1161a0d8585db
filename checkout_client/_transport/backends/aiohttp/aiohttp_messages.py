"""Conversions between our plain values and aiohttp's."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload
from multidict import CIMultiDict
from yarl import URL

from ...auth import SecretStr
from ...messages import Response, Send, TransportFailure, headers_from_bytes
from ..error_map import MAX_INTERIM_RESPONSES, ErrorMap, TooManyInterimResponses, transport_failure
from ..response_body import ResponseBody

_NEVER_BLOCKS = 32 * 1024
"""Bytes that asyncio buffers even if the server reads nothing: only larger bodies need a write timeout."""


def plain_session(connector: aiohttp.BaseConnector) -> aiohttp.ClientSession:
    """Return a session that sends each request once and adds nothing to it."""
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("accept", "accept-encoding", "content-type", "user-agent"),
        auto_decompress=False,  # ours rejects an incomplete body
        response_class=_BoundedResponse,
    )
    # Otherwise it would repeat a GET on its own, outside our retries.
    session._retry_connection = False  # pyright: ignore[reportPrivateUsage]
    return session


async def send_over(
    session: aiohttp.ClientSession,
    step: Send,
    timeouts: aiohttp.ClientTimeout,
    proxy: SecretStr | URL | None = None,
    **routing: Any,
) -> Response:
    """Send the request and read the whole response; raises what aiohttp raises.

    ``routing`` holds the other arguments of aiohttp that say how to reach the server, such as TLS.
    """
    request = step.request
    sent = request.content
    response = await session.request(
        request.method,
        # A URL without a query holds nothing personal and repeats, except for ids.
        URL(request.url, encoded=True) if "?" in request.url else _url(request.url),
        headers=CIMultiDict(request.sent_headers()),  # mutable: tools for tracing add headers to it
        data=_LargeBody(sent, step.timeout.write) if len(sent) > _NEVER_BLOCKS else sent or None,
        allow_redirects=False,
        raise_for_status=False,
        timeout=timeouts,
        proxy=proxy.reveal() if isinstance(proxy, SecretStr) else proxy,
        **routing,
    )
    body = ResponseBody(step.max_response_bytes)
    reader: Any = _BoundedReader(response.content, body)
    response.content = reader
    content = await response.read()
    if not reader.was_read:  # the response was made by a tool for tests, without a connection
        body.add(content)
    response.close()  # matters if the response came before the whole request was sent
    headers = headers_from_bytes(response.raw_headers)
    return Response(response.status, headers, body.content(headers.get("content-encoding")))


class _BoundedResponse(aiohttp.ClientResponse):
    """A response before which only a limited number of interim responses is read."""

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        protocol: Any = connection.protocol
        read, count = protocol.read, 0

        async def counted_read() -> Any:
            nonlocal count
            count += 1
            if count > MAX_INTERIM_RESPONSES + 1:
                raise TooManyInterimResponses
            return await read()

        protocol.read = counted_read
        try:
            return await super().start(connection)
        finally:
            del protocol.read


class _BoundedReader:
    """What ``response.read`` reads: the body, collected only while it is within its limit."""

    def __init__(self, reader: aiohttp.StreamReader, body: ResponseBody) -> None:
        self._reader = reader
        self._body = body
        self.was_read = False

    async def read(self) -> bytes:
        self.was_read = True
        async for chunk in self._reader.iter_any():
            self._body.add(chunk)
        return self._body.raw()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)


@lru_cache(maxsize=64)
def _url(text: str) -> URL:
    return URL(text, encoded=True)


class _LargeBody(Payload):
    """A body that may have to wait until the server reads; aiohttp has no timeout for that."""

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
        _kind(error),
        timed_out=isinstance(error, TimeoutError),
        is_local_error=isinstance(error, aiohttp.ServerFingerprintMismatch),
    )


_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "dns"),
    (aiohttp.ClientConnectorSSLError, "tls"),
    (aiohttp.ClientConnectorCertificateError, "tls"),
    (aiohttp.ServerFingerprintMismatch, "tls"),
    (aiohttp.ClientConnectorError, "connect"),
    (aiohttp.ConnectionTimeoutError, "connect"),
    (aiohttp.ServerTimeoutError, "read"),
    (aiohttp.ClientHttpProxyError, "proxy"),
    (aiohttp.ClientResponseError, "protocol"),
    (TimeoutError, "write"),  # of _LargeBody
    (aiohttp.ClientError, "read"),
)


def _kind(error: Exception) -> str:
    return next(kind for exceptions, kind in _KINDS if isinstance(error, exceptions))


def _detail(error: Exception) -> str:
    """Return what can be shown of ``error``: many messages of aiohttp hold the URL, or what the server sent."""
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy responded with HTTP status {error.status}"
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
        aiohttp.ClientResponseError,  # a response that is not HTTP, or a proxy that refused
        TimeoutError,
    ),
    _failure,
)
