"""The fake as an httpx transport, for HTTP clients of the user."""

from __future__ import annotations

import httpx
from anyio.lowlevel import checkpoint  # a dependency of httpx

from ..last_response import Headers
from ._api.api_messages import ConnectionFault, FakeRequest, FakeResponse, Reply
from ._api.fake_api import FakeAPI
from ._shop.clock import FakeClock


class FakeTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers the requests of an ``httpx.Client`` or ``httpx.AsyncClient``. It opens no connections.

    For example::

        http = httpx.Client(transport=fake.transport, base_url="https://api.stripe.com")
    """

    def __init__(self, api: FakeAPI, clock: FakeClock) -> None:
        self._api = api
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response, or raise the exception that httpx would raise."""
        return self._handle(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Do the same in an event loop. Other tasks run first."""
        content = await request.aread()
        await checkpoint()
        return self._handle(request, content)

    def _handle(self, request: httpx.Request, content: bytes) -> httpx.Response:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        headers = Headers(request.headers.multi_items())
        reply = self._api.handle(FakeRequest(request.method, path, query, headers, content))
        response = wait_for_response(reply, request.extensions.get("timeout", {}).get("read"), self._clock)
        return httpx.Response(response.http_status, headers=response.headers, content=response.content, request=request)


def wait_for_response(reply: Reply, read_timeout: float | None, clock: FakeClock) -> FakeResponse:
    """Move ``clock`` to the arrival of the response and return it, or raise the exception that httpx would raise."""
    if isinstance(reply, ConnectionFault):
        if reply.kind == "refused":
            raise httpx.ConnectError("the fake refused the connection")
        if reply.kind == "broken":
            raise httpx.RemoteProtocolError("the fake broke the connection")
        clock.sleep(read_timeout or 0.0)
        raise httpx.ReadTimeout("the fake did not answer")
    if read_timeout is not None and reply.seconds > read_timeout:
        clock.sleep(read_timeout)
        raise httpx.ReadTimeout("the fake did not answer in time")
    clock.sleep(reply.seconds)
    return reply
