"""``fake.deliver``: sends a signed webhook to a URL, an ASGI or WSGI application, or a function."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal, TypeAlias, cast

import attrs
import httpx
from anyio.from_thread import start_blocking_portal

from ._shop.event_log import FakeEvent, sign_webhook
from ._shop.shop import Shop

TIMEOUT = 10.0
"""Seconds that a receiver has to answer, about as long as Stripe waits."""


@attrs.frozen
class Webhook:
    """A signed webhook."""

    payload: bytes = attrs.field(repr=False)
    """The body, exactly as it was signed."""
    signature: str = attrs.field(repr=False)
    """The ``Stripe-Signature`` header."""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the request."""
        return {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": self.signature}


@attrs.frozen
class Delivery:
    """The result of a webhook."""

    event_id: str
    """``evt_…``."""
    http_status: int
    """The status that the receiver answered with. For a function: the ``int`` that it returned, else 200."""
    body: bytes
    """The body of the receiver's response; empty for functions."""

    @property
    def accepted(self) -> bool:
        """Whether Stripe would consider it delivered: a 2xx status."""
        return 200 <= self.http_status < 300


WebhookFunction: TypeAlias = Callable[[Webhook], Any]
Receiver: TypeAlias = "str | WebhookFunction | Callable[..., Any]"
"""A URL, a function of one :class:`Webhook`, a WSGI application (two arguments) or an ASGI one (three)."""


class WebhookSender:
    """The methods of :class:`FakeCheckout` that send events."""

    webhook_secret: str
    _shop: Shop

    def deliver(
        self,
        event: FakeEvent | None = None,
        *,
        to: Receiver,
        path: str = "/",
        secret: str | None = None,
        timestamp: float | None = None,
    ) -> Delivery:
        """Send ``event``, by default the latest, as a signed webhook and wait for the response.

        ``to`` is a URL, an ASGI or WSGI application that receives the webhook at ``path``, or a function that takes a
        :class:`Webhook`. The ``timestamp`` of the signature is the real time unless given, because receivers compare
        it with the real time. Exceptions of the receiver propagate.
        """
        sent, webhook = self._signed(event, secret, timestamp)
        kind = receiver_kind(to)
        if kind == "function":
            return _function_delivery(sent, cast("Any", to)(webhook))
        if kind == "asgi":
            with start_blocking_portal() as portal:  # the caller may be in an event loop of its own
                delivery: Delivery = portal.call(_post_to_asgi, sent, webhook, to, path)
                return delivery
        transport = httpx.WSGITransport(app=cast("Any", to)) if kind == "wsgi" else None
        url, auth = _without_userinfo(f"http://testserver{path}" if kind == "wsgi" else str(to))
        with httpx.Client(transport=transport, trust_env=False, timeout=TIMEOUT, auth=auth) as client:
            response = client.post(url, content=webhook.payload, headers=webhook.headers)
        return Delivery(sent.id, response.status_code, response.content)

    async def deliver_async(
        self,
        event: FakeEvent | None = None,
        *,
        to: Receiver,
        path: str = "/",
        secret: str | None = None,
        timestamp: float | None = None,
    ) -> Delivery:
        """Do the same in the running event loop. ``to`` may also be an async function, but not a WSGI application."""
        sent, webhook = self._signed(event, secret, timestamp)
        kind = receiver_kind(to)
        if kind == "wsgi":
            raise TypeError(
                "deliver_async cannot call a WSGI application, which would block the event loop: use deliver"
            )
        if kind == "function":
            answer = cast("Any", to)(webhook)
            if inspect.isawaitable(answer):
                answer = await answer
            return _function_delivery(sent, answer)
        if kind == "asgi":
            return await _post_to_asgi(sent, webhook, to, path)
        url, auth = _without_userinfo(str(to))
        async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT, auth=auth) as client:
            response = await client.post(url, content=webhook.payload, headers=webhook.headers)
        return Delivery(sent.id, response.status_code, response.content)

    def _signed(
        self, event: FakeEvent | None, secret: str | None, timestamp: float | None
    ) -> tuple[FakeEvent, Webhook]:
        if event is None:
            if not self._shop.events:
                raise ValueError("there are no events yet: complete or expire a Session first")
            event = self._shop.events[-1]
        payload = event.payload
        return event, Webhook(payload, sign_webhook(payload, secret or self.webhook_secret, timestamp=timestamp))


def receiver_kind(to: Receiver) -> Literal["url", "function", "wsgi", "asgi"]:
    """Return the kind of receiver that ``to`` is. Callables are told apart by their number of required arguments."""
    if isinstance(to, str):
        return "url"
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = inspect.signature(to).parameters.values()
    needed = sum(1 for one in parameters if one.kind in kinds and one.default is inspect.Parameter.empty)
    if needed not in (1, 2, 3):
        raise TypeError("to must be a URL, a function of one Webhook, a WSGI application or an ASGI application")
    names: tuple[Literal["function", "wsgi", "asgi"], ...] = ("function", "wsgi", "asgi")
    return names[needed - 1]


def _without_userinfo(url: str) -> tuple[httpx.URL, httpx.BasicAuth | None]:
    # httpx logs the URLs of requests, so user and password go into a header only.
    parsed = httpx.URL(url)
    if not parsed.userinfo:
        return parsed, None
    return parsed.copy_with(userinfo=b""), httpx.BasicAuth(parsed.username, parsed.password)


def _function_delivery(event: FakeEvent, answer: object) -> Delivery:
    is_status = isinstance(answer, int) and not isinstance(answer, bool)
    return Delivery(event.id, answer if is_status else 200, b"")  # type: ignore[arg-type]


async def _post_to_asgi(event: FakeEvent, webhook: Webhook, app: Any, path: str) -> Delivery:
    headers = {**webhook.headers, "Content-Length": str(len(webhook.payload))}
    request = httpx.Request(
        "POST", f"http://testserver{path}", headers=headers, stream=_SinglePieceBody(webhook.payload)
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), timeout=TIMEOUT) as client:
        response = await client.send(request)
    return Delivery(event.id, response.status_code, response.content)


class _SinglePieceBody(httpx.AsyncByteStream):
    """A body in one piece. httpx uses a generator, which a receiver that reads only once would leave unfinished."""

    def __init__(self, content: bytes) -> None:
        self._chunks = [content]

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if not self._chunks:
            raise StopAsyncIteration
        return self._chunks.pop()
