"""The fake as an httpx transport, for HTTP clients that users bring."""

from __future__ import annotations

import httpx
from anyio.lowlevel import checkpoint  # httpx stands on anyio, so it is always there

from ..last_response import Headers
from ._api.api_messages import ConnectionFault, FakeRequest, FakeResponse, Reply
from ._api.fake_api import FakeAPI
from ._shop.clock import FakeClock


class FakeTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers the requests of ``httpx.Client`` and ``httpx.AsyncClient``; opens and closes nothing."""

    def __init__(self, api: FakeAPI, clock: FakeClock) -> None:
        self._api = api
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response, or the error that httpx would raise."""
        return self._answer(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for event loops; other tasks have their turn first."""
        content = await request.aread()
        await checkpoint()
        return self._answer(request, content)

    def _answer(self, request: httpx.Request, content: bytes) -> httpx.Response:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        headers = Headers(request.headers.multi_items())
        reply = self._api.handle(FakeRequest(request.method, path, query, headers, content))
        response = waited_for(reply, request.extensions.get("timeout", {}).get("read"), self._clock)
        return httpx.Response(response.http_status, headers=response.headers, content=response.content, request=request)


def waited_for(reply: Reply, read_timeout: float | None, clock: FakeClock) -> FakeResponse:
    """The response once its time has passed on ``clock``, or what httpx raises where none comes."""
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
