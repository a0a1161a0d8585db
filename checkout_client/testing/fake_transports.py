"""Transports that connect a client to the fake in the same process, without an HTTP library."""

from __future__ import annotations

from anyio.lowlevel import checkpoint

from .._transport.backends.error_map import ErrorMap
from .._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from .._transport.messages import Response, Send
from .._transport.pool.connection_settings import closed_error
from ..last_response import Headers
from ._api.api_messages import FakeRequest
from ._api.fake_api import FakeAPI
from ._shop.clock import FakeClock
from .httpx_transport import wait_for_response


class _FakeConnection:
    """Passes the requests of one client to the fake."""

    error_map: ErrorMap = HTTPCORE_ERRORS  # the fake reports connection faults with httpx's exceptions

    def __init__(self, api: FakeAPI, clock: FakeClock) -> None:
        self._api = api
        self._clock = clock
        self._closed = False

    def _handle(self, step: Send) -> Response:
        if self._closed:
            raise closed_error()
        request = step.request
        target, _, query = request.url.partition("?")
        path = "/" + target.partition("://")[2].partition("/")[2]
        reply = self._api.handle(FakeRequest(request.method, path, query, request.headers, request.content))
        response = wait_for_response(reply, step.timeout.read, self._clock)
        return Response(response.http_status, Headers(response.headers.items()), response.content)


class InProcessTransport(_FakeConnection):
    """The transport of a :class:`CheckoutClient` that talks to a fake."""

    def send(self, step: Send) -> Response:
        """Return the response, or raise the exception that httpx would raise."""
        return self._handle(step)

    def close(self) -> None:
        """Refuse further requests."""
        self._closed = True


class AsyncInProcessTransport(_FakeConnection):
    """The transport of an :class:`AsyncCheckoutClient` that talks to a fake."""

    async def send(self, step: Send) -> Response:
        """Return the response, or raise the exception that httpx would raise. Other tasks run first."""
        await checkpoint()
        return self._handle(step)

    async def aclose(self) -> None:
        """Refuse further requests."""
        self._closed = True
