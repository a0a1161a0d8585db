"""Transports that send through the user's own httpx or httpx2 client.

The body is read raw and bounded, whatever the client would do with it. A connection that received trailing data is not
used again. Both hold for the transports of httpx and httpx2, with or without a proxy. A custom transport that opens
connections in some other way has to keep responses apart itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from ...messages import Response, Send
from ...pool.connection_settings import closed_error
from ..error_map import DeadlineExceeded, ErrorMap, reraise_from_signal_handler
from ..httpcore.httpcore_messages import HTTPCORE_ERRORS
from ..httpcore.trailing_data import has_trailing_data
from ..response_body import ResponseBody, collect
from .httpx_messages import from_httpx, messages_of

_INNER_STREAMS = ("_stream", "_httpcore_stream")  # of the streams in which httpx and httpcore wrap a body


class HttpxAdapter:
    """Sends through an ``httpx.Client`` or ``httpx2.Client`` that the user made, and closes."""

    def __init__(self, client: object) -> None:
        self._client: Any = client
        self._messages = messages_of(client, "Client")
        self.error_map: ErrorMap = HTTPCORE_ERRORS
        self._closed = False

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        ends = None if step.time_left is None else monotonic() + step.time_left
        request = self._messages.request(step, ends)
        request.extensions["trace"] = _raise_from_signal_handler
        response = self._client.send(request, stream=True, auth=None, follow_redirects=False)
        body = ResponseBody(step.max_response_bytes)
        was_read = response.is_stream_consumed  # by an event hook, or made by a transport without a network
        try:
            for chunk in [response.content] if was_read else response.stream:
                body.add(chunk)
                if ends is not None and monotonic() > ends:
                    raise DeadlineExceeded
            stream = _unusable_stream(response)
            if stream is not None:
                stream.close()
        finally:
            response.close()
        return from_httpx(response, body, is_decoded=was_read)

    def close(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


class AsyncHttpxAdapter:
    """Sends through an ``httpx.AsyncClient`` or ``httpx2.AsyncClient`` that the user made, and closes."""

    def __init__(self, client: object) -> None:
        self._client: Any = client
        self._messages = messages_of(client, "AsyncClient")
        self.error_map: ErrorMap = HTTPCORE_ERRORS
        self._closed = False

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        request = self._messages.request(step)
        response = await self._client.send(request, stream=True, auth=None, follow_redirects=False)
        body = ResponseBody(step.max_response_bytes)
        was_read = response.is_stream_consumed  # by an event hook, or made by a transport without a network
        try:
            if was_read:
                body.add(response.content)
            else:
                await collect(response.stream, body, response.aclose)
            stream = _unusable_stream(response)
            if stream is not None:
                await stream.aclose()
        finally:
            await response.aclose()
        return from_httpx(response, body, is_decoded=was_read)

    async def aclose(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


def _raise_from_signal_handler(event: str, info: Mapping[str, Any]) -> None:
    """Raise what a signal handler raised while the request was sent: httpcore, which calls this, would ignore it."""
    error = info.get("exception")
    if error is not None:
        reraise_from_signal_handler(error)


def _unusable_stream(response: Any) -> Any:
    """Return the network stream of ``response`` if it must not serve another request, else ``None``.

    To be called when the body was read, but before the response is closed: then the pool may reuse the connection.
    """
    network_stream = response.extensions.get("network_stream")
    if network_stream is None or not response.extensions.get("http_version", b"HTTP/1.1").startswith(b"HTTP/1"):
        return None  # not from a network, or HTTP/2, which numbers its responses
    connection = _connection_under(response.stream)
    if connection is None:
        return network_stream  # wrapped in an unknown way: it cannot be checked
    if not has_trailing_data(connection):
        return None
    connection._h11_state.send_failed()  # so that httpcore, too, takes the connection for closed
    return network_stream


def _connection_under(stream: Any) -> Any:
    """Return httpcore's connection from the stream of a response, or ``None`` if it is not found."""
    while stream is not None:
        connection = getattr(stream, "_connection", None)
        if hasattr(connection, "_h11_state"):
            return connection
        stream = next((inner for name in _INNER_STREAMS if (inner := getattr(stream, name, None)) is not None), None)
    return None
