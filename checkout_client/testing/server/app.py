"""The ASGI application: the API, the payment pages, the dashboard and the control API."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext

import anyio
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...last_response import Headers
from .._api.api_messages import ConnectionFault, FakeRequest, FakeResponse
from .._api.authentication import is_live_key
from .._api.fake_api import MAX_BODY
from .._shop.error_responses import StripeErrorResponse
from ..fake import FakeCheckout
from .activity_log import log_request
from .context import ServerContext
from .control.control_api import ControlAPI
from .dashboard.dashboard_actions import Dashboard
from .outbox import Outbox
from .pages import Pages
from .request_body import read_body
from .request_guard import RequestGuard
from .state.saved_state import SavedState

MAX_REQUESTS = 1000
"""Requests that a server records, the latest; at most twice as many."""


def create_app(
    fake: FakeCheckout,
    *,
    webhook_url: str | None = None,
    allowed_hosts: Iterable[str] = (),
    setup: Callable[[FakeCheckout], None] | None = None,
    state: str | None = None,
    resume: Callable[[FakeCheckout], None] | None = None,
) -> Starlette:
    """Return an ASGI application: the API, the page of each open Session, the dashboard and the control API.

    Events are sent to ``webhook_url``: those of a payment before the customer is redirected, others after the request
    that caused them. Those that no request has caused are sent as well, if the server supports lifespans. Failed ones
    are sent again after a while.

    ``setup`` registers the objects that the fake starts with. It is called at once, and after each reset through the
    control API. ``state`` is an SQLite file that keeps everything; if it has something in it, the fake continues with
    that, and ``resume`` is called at once instead of ``setup``.

    The application answers to ``localhost``, to IP addresses, to the host of ``fake.page_url`` and to
    ``allowed_hosts``; other hosts get a 403, so that pages of other sites cannot reach it through DNS rebinding. API
    keys of live mode get a 403, too.

    Raises ``ValueError`` if ``webhook_url`` is not an HTTP URL, or if ``state`` cannot be used.
    """
    context = ServerContext(fake, Outbox(fake, webhook_url), setup)
    fake.max_requests = MAX_REQUESTS
    saved = None if state is None else SavedState(state, context)
    start = setup if saved is None or saved.is_new else resume
    try:
        if start is not None:
            start(fake)
    except BaseException:
        if saved is not None:
            saved.close()
        raise
    if saved is not None:
        context.save = saved.save
        saved.save()
    pages = Pages(context)
    return Starlette(
        routes=[
            Route("/c/pay/{id}", pages.pay, methods=["GET", "POST"]),
            Route("/r/{id}", pages.recover, methods=["GET"]),
            Route("/_fake/{path:path}", ControlAPI(context).handle, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            *Dashboard(context).routes(),
            Route("/favicon.ico", _no_icon, methods=["GET"]),
            Route("/{path:path}", _APIEndpoint(context)),
        ],
        middleware=[Middleware(RequestGuard, fake, allowed_hosts), Middleware(_SaveBeforeResponse, context)],
        lifespan=_lifespan_of(context, saved),
    )


def _lifespan_of(
    context: ServerContext, saved: SavedState | None
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        with nullcontext() if saved is None else closing(saved):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(context.outbox.run, context.save)
                yield
                tasks.cancel_scope.cancel()

    return lifespan


class _SaveBeforeResponse:
    """ASGI middleware that saves what a request has changed before its response is sent."""

    def __init__(self, app: ASGIApp, context: ServerContext) -> None:
        self._app = app
        self._context = context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def save_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._context.save()
            await send(message)

        await self._app(scope, receive, save_and_send)


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)  # browsers ask for it, which is no request to the API


class _APIEndpoint:
    """Handles all requests that are not for a page. It is an ASGI application so that it can break the connection."""

    def __init__(self, context: ServerContext) -> None:
        self._fake = context.fake
        self._context = context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path: bytes = scope["raw_path"]
        query: bytes = scope["query_string"]
        headers = Headers(request.headers.items())
        if is_live_key(headers):
            await _LIVE_KEY(scope, receive, send)
            return
        fake_request = FakeRequest(
            request.method,
            path.decode("ascii", "replace"),
            query.decode("ascii", "replace"),
            headers,
            await read_body(request, MAX_BODY + 1),  # one more than the API accepts, so that it refuses the rest
        )
        reply, recorded = self._fake.handle_recorded(fake_request)
        log_request(recorded)
        if isinstance(reply, ConnectionFault):
            await self._flush()
            await _break_connection(reply, receive, send)
            return
        await self._response(reply)(scope, receive, send)

    async def _flush(self) -> None:
        if await self._context.outbox.flush():
            self._context.save()

    def _response(self, reply: FakeResponse) -> Response:
        return _DelayedResponse(
            reply.seconds,
            reply.content,
            reply.http_status,
            reply.headers,
            background=BackgroundTask(self._flush),
        )


_LIVE_KEY = JSONResponse(
    StripeErrorResponse("This is a local fake of Stripe Checkout: do not send it a live API key. Use sk_test_….").body(
        "req_none"
    ),
    403,
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
