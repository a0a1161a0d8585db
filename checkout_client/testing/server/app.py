"""The ASGI application: the API, the payment pages and the recovery URLs."""

from __future__ import annotations

from collections.abc import Mapping

import anyio
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ...last_response import Headers
from .._api.api_messages import ConnectionFault, FakeRequest, FakeResponse
from ..fake import FakeCheckout
from .outbox import Outbox
from .pages import Pages


def create_app(fake: FakeCheckout, *, webhook_url: str | None = None) -> Starlette:
    """Return an ASGI application with the API under ``/v1`` and the page of each open Session at its ``url``.

    Events are sent to ``webhook_url``: those of a payment before the customer is redirected, others after the request
    that caused them.
    """
    outbox = Outbox(fake, webhook_url)
    pages = Pages(fake, outbox)
    return Starlette(
        routes=[
            Route("/c/pay/{id}", pages.pay, methods=["GET", "POST"]),
            Route("/r/{id}", pages.recover, methods=["GET"]),
            Route("/{path:path}", _APIEndpoint(fake, outbox)),
        ]
    )


class _APIEndpoint:
    """Handles all requests that are not for a page. It is an ASGI application so that it can break the connection."""

    def __init__(self, fake: FakeCheckout, outbox: Outbox) -> None:
        self._fake = fake
        self._outbox = outbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path: bytes = scope["raw_path"]
        query: bytes = scope["query_string"]
        fake_request = FakeRequest(
            request.method,
            path.decode("ascii"),
            query.decode("ascii"),
            Headers(request.headers.items()),
            await request.body(),
        )
        reply = self._fake.handle(fake_request)
        if isinstance(reply, ConnectionFault):
            await self._outbox.flush()
            await _break_connection(reply, receive, send)
            return
        await self._response(reply)(scope, receive, send)

    def _response(self, reply: FakeResponse) -> Response:
        return _DelayedResponse(
            reply.seconds,
            reply.content,
            reply.http_status,
            reply.headers,
            background=BackgroundTask(self._outbox.flush),
        )


class _DelayedResponse(Response):
    """A response that is sent after some seconds."""

    def __init__(
        self, seconds: float, content: bytes, status: int, headers: Mapping[str, str], background: BackgroundTask
    ) -> None:
        super().__init__(content, status, dict(headers), background=background)
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await anyio.sleep(self._seconds)
        await super().__call__(scope, receive, send)


async def _break_connection(fault: ConnectionFault, receive: Receive, send: Send) -> None:
    if fault.kind == "silent":
        await receive()  # the body has been read, so this waits until the caller disconnects
    # The promised body is never sent, so the server closes the connection when the application returns.
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
