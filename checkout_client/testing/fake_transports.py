"""The fake as the connections of a client: plain values all the way, no HTTP library in between."""

from __future__ import annotations

from anyio.lowlevel import checkpoint

from .._transport.backends.error_map import ErrorMap
from .._transport.backends.httpx.httpx_messages import HTTPX
from .._transport.messages import Response, Send
from .._transport.pool.connection_settings import closed_error
from ..last_response import Headers
from ._api.api_messages import FakeRequest
from ._api.fake_api import FakeAPI
from ._shop.clock import FakeClock
from .httpx_transport import waited_for


class _Line:
    """What both kinds of client talk through."""

    error_map: ErrorMap = HTTPX.error_map  # what the fake raises for a fault in the network

    def __init__(self, api: FakeAPI, clock: FakeClock) -> None:
        self._api = api
        self._clock = clock
        self._closed = False

    def _answer(self, step: Send) -> Response:
        if self._closed:
            raise closed_error()
        request = step.request
        target, _, query = request.url.partition("?")
        path = "/" + target.partition("://")[2].partition("/")[2]
        reply = self._api.handle(FakeRequest(request.method, path, query, request.headers, request.content))
        response = waited_for(reply, step.timeout.read, self._clock)
        return Response(response.http_status, Headers(response.headers.items()), response.content)


class InProcessTransport(_Line):
    """The connections of a :class:`CheckoutClient` that talks to a fake."""

    def send(self, step: Send) -> Response:
        """The response, or what httpx raises where none comes."""
        return self._answer(step)

    def close(self) -> None:
        """Send nothing more."""
        self._closed = True


class AsyncInProcessTransport(_Line):
    """The connections of an :class:`AsyncCheckoutClient` that talks to a fake."""

    async def send(self, step: Send) -> Response:
        """The response, or what httpx raises where none comes; other tasks have their turn first."""
        await checkpoint()
        return self._answer(step)

    async def aclose(self) -> None:
        """Send nothing more."""
        self._closed = True
