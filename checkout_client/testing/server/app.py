"""The fake as an HTTP server, with the page that pays. Needs the extra ``checkout-client[server]``."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from threading import Thread
from time import sleep
from typing import Final
from urllib.parse import parse_qsl

import anyio
import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ...last_response import Headers
from .._api.api_messages import ConnectionFault, FakeRequest, FakeResponse
from ..fake import FakeCheckout
from .page_html import HEADERS, checkout_page, notice_page

logger: Final = logging.getLogger("checkout_client.testing")

START_TIMEOUT = 10.0
"""Seconds after which a server that has not started is given up."""


def create_app(fake: FakeCheckout, *, webhook_url: str | None = None) -> Starlette:
    """An ASGI application: the API under ``/v1``, and the page of each open Session at its ``url``.

    Events are sent to ``webhook_url``: those of a payment before the customer is sent on, others after the request
    that they come with.
    """
    outbox = _Outbox(fake, webhook_url)
    pages = _Pages(fake, outbox)
    return Starlette(
        routes=[
            Route("/c/pay/{id}", pages.pay, methods=["GET", "POST"]),
            Route("/r/{id}", pages.recover, methods=["GET"]),
            Route("/{path:path}", _Api(fake, outbox)),
        ]
    )


@contextmanager
def serve(
    fake: FakeCheckout, *, host: str = "127.0.0.1", port: int = 0, webhook_url: str | None = None
) -> Generator[str]:
    """Run the server in a thread of this process, on any free port by default; gives its base URL.

    The fake stays in the test's hands: complete, advance and fail as ever. For example::

        with serve(fake) as url:
            client = CheckoutClient("sk_test_123", base_url=url)
    """
    with listening(host, port) as listener:
        url = url_of(listener, host)
        server = _server(fake, url, webhook_url)
        thread = Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        wait_until_started(server, thread)
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join()


def run(fake: FakeCheckout, *, host: str, port: int, webhook_url: str | None, ready: Callable[[str], None]) -> None:
    """Run the server until it is interrupted; ``ready`` is called with its base URL."""
    with listening(host, port) as listener:
        url = url_of(listener, host)
        ready(url)  # the socket takes connections already
        _server(fake, url, webhook_url).run([listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def url_of(listener: socket.socket, host: str) -> str:
    """Where a server on that socket is reached."""
    bound: int = listener.getsockname()[1]
    return f"http://[{host}]:{bound}" if ":" in host else f"http://{host}:{bound}"


def wait_until_started(server: uvicorn.Server, thread: Thread) -> None:
    """Return once ``server`` answers; raise if it never will."""
    for _ in range(int(START_TIMEOUT / 0.005)):
        if server.started:
            return
        if not thread.is_alive():
            break
        sleep(0.005)
    raise RuntimeError("the server did not start")


def _server(fake: FakeCheckout, url: str, webhook_url: str | None) -> uvicorn.Server:
    fake.page_url = url
    app = create_app(fake, webhook_url=webhook_url)
    config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="none", timeout_graceful_shutdown=1)
    return uvicorn.Server(config)


class _Outbox:
    """Sends the events of a fake, each once, in their order."""

    def __init__(self, fake: FakeCheckout, url: str | None) -> None:
        self._fake = fake
        self._url = url
        self._sent = len(fake.events)
        self._lock = anyio.Lock()

    async def flush(self) -> None:
        """Send what was not sent yet. A receiver that fails is reported, not retried."""
        if self._url is None:
            return
        async with self._lock:
            while self._sent < len(self._fake.events):
                event = self._fake.events[self._sent]
                self._sent += 1
                try:
                    delivery = await self._fake.deliver_async(event, to=self._url)
                except httpx.HTTPError as error:
                    logger.warning("%s was not delivered to %s: %s", event.type, self._url, error)
                else:
                    if not delivery.accepted:
                        logger.warning("%s answered %s with %s", self._url, event.type, delivery.http_status)


class _Api:
    """Everything that is not a page, as an ASGI application: a connection can be broken only from there."""

    def __init__(self, fake: FakeCheckout, outbox: _Outbox) -> None:
        self._fake = fake
        self._outbox = outbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path: bytes = scope["raw_path"]
        query: bytes = scope["query_string"]
        given = FakeRequest(
            request.method,
            path.decode("ascii"),
            query.decode("ascii"),
            Headers(request.headers.items()),
            await request.body(),
        )
        reply = self._fake.handle(given)
        if isinstance(reply, ConnectionFault):
            await self._outbox.flush()
            await _break_off(reply, receive, send)
            return
        await self._answer(reply)(scope, receive, send)

    def _answer(self, reply: FakeResponse) -> Response:
        return _Slow(
            reply.seconds,
            reply.content,
            reply.http_status,
            reply.headers,
            background=BackgroundTask(self._outbox.flush),
        )


class _Slow(Response):
    """A response that takes its time."""

    def __init__(
        self, seconds: float, content: bytes, status: int, headers: Mapping[str, str], background: BackgroundTask
    ) -> None:
        super().__init__(content, status, dict(headers), background=background)
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await anyio.sleep(self._seconds)
        await super().__call__(scope, receive, send)


async def _break_off(reply: ConnectionFault, receive: Receive, send: Send) -> None:
    if reply.kind == "silent":
        await receive()  # the body has come, so this is the caller going away
    # A promised body that never comes: the server closes the connection when the application returns.
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


class _Pages:
    """What customers see."""

    def __init__(self, fake: FakeCheckout, outbox: _Outbox) -> None:
        self._fake = fake
        self._outbox = outbox

    async def pay(self, request: Request) -> Response:
        """The page of a Session, and its buttons."""
        session = self._fake.session(request.path_params["id"])
        if session is None or session["ui_mode"] != "hosted_page":
            return _page(notice_page("Nothing to pay here", "There is no such page."), 404)
        if session["status"] != "open":
            text = "It has expired." if session["status"] == "expired" else "It has been paid."
            return _page(notice_page("This checkout is over", text), 410)
        if request.method == "GET":
            return self._shown(session["id"])
        form = dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
        if form.get("action") == "cancel" and session["cancel_url"] is not None:
            return _sent_on(session["cancel_url"], session["id"])
        if form.get("action") == "pay":
            return await self._paid(session["id"], session["success_url"], form)
        return self._shown(session["id"], "Your card was declined. Nothing was charged: try again.")

    async def _paid(self, id: str, success_url: str, form: Mapping[str, str]) -> Response:
        fields = {key.removeprefix("field_"): value for key, value in form.items() if key.startswith("field_")}
        try:
            self._fake.complete(
                id,
                customer_details={name: form[name] for name in ("email", "name") if form.get(name)},
                shipping_rate=form.get("shipping_rate") or None,
                promotion_code=form.get("promotion_code") or None,
                custom_fields={key: value for key, value in fields.items() if value},
            )
        except ValueError as problem:
            return self._shown(id, str(problem))
        await self._outbox.flush()
        return _sent_on(success_url, id)

    def _shown(self, id: str, problem: str | None = None) -> Response:
        session = self._fake.session(id)
        assert session is not None
        page = checkout_page(session, self._fake.line_items(id), self._fake.shipping_names(id), problem=problem)
        return _page(page, 402 if problem else 200)

    async def recover(self, request: Request) -> Response:
        """A recovery URL: opens a new Session like the old one."""
        try:
            opened = self._fake.recover(request.path_params["id"])
        except ValueError as problem:
            return _page(notice_page("This checkout is over", str(problem)), 410)
        return RedirectResponse(f"{self._fake.page_url}/c/pay/{opened}", 303)


def _page(html: str, status: int) -> Response:
    return HTMLResponse(html, status, dict(HEADERS))


def _sent_on(url: str, session: str) -> Response:
    return RedirectResponse(url.replace("{CHECKOUT_SESSION_ID}", session), 303, dict(HEADERS))
