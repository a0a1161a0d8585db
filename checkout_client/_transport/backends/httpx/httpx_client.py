"""Transports that send through an httpx or httpx2 client of the user's."""

from __future__ import annotations

from time import monotonic
from typing import Any

import httpx

from ...messages import Response, Send
from ...pool.connection_settings import closed_error
from ..error_map import DeadlineExceeded, ErrorMap
from .httpx_messages import from_httpx, messages_of


class HttpxAdapter:
    """Sends through an ``httpx.Client`` or ``httpx2.Client`` that the user made, and closes."""

    def __init__(self, client: object) -> None:
        self._client: Any = client
        self._messages = messages_of(client, "Client")
        self.error_map: ErrorMap = self._messages.error_map
        self._closed = False

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        ends = None if step.time_left is None else monotonic() + step.time_left
        response = self._client.send(self._messages.request(step), stream=True, auth=None, follow_redirects=False)
        try:
            return from_httpx(response, self._read_until(response, ends))
        finally:
            response.close()

    def _read_until(self, response: httpx.Response, ends: float | None) -> bytes:
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if ends is not None and monotonic() > ends:
                raise DeadlineExceeded
        return bytes(content)

    def close(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


class AsyncHttpxAdapter:
    """Sends through an ``httpx.AsyncClient`` or ``httpx2.AsyncClient`` that the user made, and closes."""

    def __init__(self, client: object) -> None:
        self._client: Any = client
        self._messages = messages_of(client, "AsyncClient")
        self.error_map: ErrorMap = self._messages.error_map
        self._closed = False

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        request = self._messages.request(step)
        response = await self._client.send(request, stream=True, auth=None, follow_redirects=False)
        try:
            return from_httpx(response, await response.aread())
        finally:
            await response.aclose()

    async def aclose(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True
