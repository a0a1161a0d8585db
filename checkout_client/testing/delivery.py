"""``fake.deliver``: a signed webhook to a URL, to an ASGI or WSGI application, or to a function."""

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
"""Seconds that a receiver has to answer; Stripe, too, waits about so long."""


@attrs.frozen
class Webhook:
    """What a receiver gets."""

    payload: bytes = attrs.field(repr=False)
    """The body, exactly as it was signed."""
    signature: str = attrs.field(repr=False)
    """The ``Stripe-Signature`` header."""

    @property
    def headers(self) -> dict[str, str]:
        """All headers that matter."""
        return {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": self.signature}


@attrs.frozen
class Delivery:
    """What came of a webhook."""

    event_id: str
    """``evt_…``."""
    http_status: int
    """What the receiver answered: 2xx for taken. A function answers with an ``int``, or with 200 by returning."""
    body: bytes
    """The receiver's response; empty for functions."""

    @property
    def accepted(self) -> bool:
        """Whether Stripe would count it as delivered."""
        return 200 <= self.http_status < 300


WebhookFunction: TypeAlias = Callable[[Webhook], Any]
Receiver: TypeAlias = "str | WebhookFunction | Callable[..., Any]"
"""A URL, a function of one :class:`Webhook`, a WSGI application (two arguments) or an ASGI one (three)."""


class WebhookSender:
    """The part of :class:`FakeCheckout` that sends events."""

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
        """Send ``event``, the latest by default, as a signed webhook and wait for the answer.

        ``to`` is a URL, an ASGI or WSGI application that gets the webhook at ``path``, or a function that gets a
        :class:`Webhook`. The signature's ``timestamp`` is the real time unless given, because that is what receivers
        compare it with. An exception of the receiver comes through.
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
        url = f"http://testserver{path}" if kind == "wsgi" else str(to)
        with httpx.Client(transport=transport, trust_env=False, timeout=TIMEOUT) as client:
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
        """The same in the running event loop; ``to`` may be an async function too, but no WSGI application."""
        sent, webhook = self._signed(event, secret, timestamp)
        kind = receiver_kind(to)
        if kind == "wsgi":
            raise TypeError("a WSGI application would block the event loop: use deliver")
        if kind == "function":
            answer = cast("Any", to)(webhook)
            if inspect.isawaitable(answer):
                answer = await answer
            return _function_delivery(sent, answer)
        if kind == "asgi":
            return await _post_to_asgi(sent, webhook, to, path)
        async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT) as client:
            response = await client.post(str(to), content=webhook.payload, headers=webhook.headers)
        return Delivery(sent.id, response.status_code, response.content)

    def _signed(
        self, event: FakeEvent | None, secret: str | None, timestamp: float | None
    ) -> tuple[FakeEvent, Webhook]:
        if event is None:
            if not self._shop.events:
                raise ValueError("there is no event yet: complete or expire a Session first")
            event = self._shop.events[-1]
        payload = event.payload
        return event, Webhook(payload, sign_webhook(payload, secret or self.webhook_secret, timestamp=timestamp))


def receiver_kind(to: Receiver) -> Literal["url", "function", "wsgi", "asgi"]:
    """What ``to`` is, by how many arguments it must be called with."""
    if isinstance(to, str):
        return "url"
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = inspect.signature(to).parameters.values()
    needed = sum(1 for one in parameters if one.kind in kinds and one.default is inspect.Parameter.empty)
    if needed not in (1, 2, 3):
        raise TypeError("to must be a URL, a function of one Webhook, a WSGI application or an ASGI application")
    names: tuple[Literal["function", "wsgi", "asgi"], ...] = ("function", "wsgi", "asgi")
    return names[needed - 1]


def _function_delivery(event: FakeEvent, answer: object) -> Delivery:
    is_status = isinstance(answer, int) and not isinstance(answer, bool)
    return Delivery(event.id, answer if is_status else 200, b"")  # type: ignore[arg-type]


async def _post_to_asgi(event: FakeEvent, webhook: Webhook, app: Any, path: str) -> Delivery:
    headers = {**webhook.headers, "Content-Length": str(len(webhook.payload))}
    request = httpx.Request("POST", f"http://testserver{path}", headers=headers, stream=_Body(webhook.payload))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), timeout=TIMEOUT) as client:
        response = await client.send(request)
    return Delivery(event.id, response.status_code, response.content)


class _Body(httpx.AsyncByteStream):
    """A body in one piece; no generator, as httpx's own is, which a receiver that reads once would leave unfinished."""

    def __init__(self, content: bytes) -> None:
        self._left = [content]

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop()
