"""Webhooks are signed as Stripe signs them, and delivered to receivers of every kind."""

from __future__ import annotations

import hmac
import json
import logging
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import anyio
import pytest
import stripe
from support.shop import created, shop

from checkout_client.testing import Delivery, FakeCheckout, FakeEvent, Webhook, sign_webhook

SECRET = "whsec_test"


def paid(**settings: Any) -> tuple[FakeCheckout, FakeEvent]:
    fake = shop(webhook_secret=SECRET, **settings)
    return fake, fake.complete(created(fake)["id"])


def test_the_official_sdk_accepts_the_signature() -> None:
    fake, event = paid()
    taken: list[stripe.Event] = []

    def receive(webhook: Webhook) -> None:
        taken.append(stripe.Webhook.construct_event(webhook.payload, webhook.signature, SECRET))  # type: ignore[no-untyped-call]

    assert fake.deliver(to=receive) == Delivery(event.id, 200, b"")
    assert taken[0].data.object["payment_status"] == "paid"
    with pytest.raises(stripe.SignatureVerificationError):
        fake.deliver(to=receive, secret="whsec_other")
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        fake.deliver(to=receive, timestamp=1_700_000_000)


@pytest.mark.parametrize("payload", [b'{"a": 1}', '{"a": 1}', {"a": 1}])
def test_the_signed_payload(payload: bytes | str | dict[str, int]) -> None:
    digest = hmac.new(b"whsec_x", b'1700000000.{"a": 1}', sha256).hexdigest()
    assert sign_webhook(payload, "whsec_x", timestamp=1_700_000_000) == f"t=1700000000,v1={digest}"


class Received:
    """Receivers of every kind; keeps what they received."""

    def __init__(self) -> None:
        self.webhooks: list[tuple[str, bytes, str]] = []
        self.authorizations: list[str | None] = []
        self.reads_once = False

    def wsgi(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        self.webhooks.append((environ["PATH_INFO"], body, environ["HTTP_STRIPE_SIGNATURE"]))
        start_response("202 Accepted", [])
        return [b"wsgi"]

    async def asgi(
        self, scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
    ) -> None:
        body = b""
        while True:
            message = await receive()
            body += message["body"]
            if self.reads_once or not message["more_body"]:
                break
        headers = dict(scope["headers"])
        self.webhooks.append((scope["path"], body, headers[b"stripe-signature"].decode()))
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b"asgi"})

    def function(self, webhook: Webhook) -> int:
        self.webhooks.append(("/hook", webhook.payload, webhook.signature))
        return 201

    async def async_function(self, webhook: Webhook) -> bool:
        await anyio.lowlevel.checkpoint()
        self.function(webhook)
        return True


def serve(received: Received) -> HTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.webhooks.append((self.path, body, self.headers["Stripe-Signature"]))
            received.authorizations.append(self.headers["Authorization"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def check(event: FakeEvent, received: Received, path: str = "/hook") -> None:
    ((found, body, signature),) = received.webhooks
    assert found == path
    assert json.loads(body) == event.to_dict()
    timestamp = float(signature.partition(",")[0].removeprefix("t="))
    assert signature == sign_webhook(body, SECRET, timestamp=timestamp)
    received.webhooks.clear()


@pytest.mark.parametrize(
    ("kind", "status", "body"), [("wsgi", 202, b"wsgi"), ("asgi", 500, b"asgi"), ("function", 201, b"")]
)
def test_receivers(kind: str, status: int, body: bytes) -> None:
    fake, event = paid()
    received = Received()
    delivery = fake.deliver(event, to=getattr(received, kind), path="/hook")
    assert delivery == Delivery(event.id, status, body)
    assert delivery.accepted is (status < 300)
    check(event, received)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_receivers_in_an_event_loop(backend: str) -> None:
    fake, event = paid()
    received = Received()

    async def run() -> None:
        assert (await fake.deliver_async(event, to=received.asgi, path="/hook")).http_status == 500
        check(event, received)
        received.reads_once = True
        assert (await fake.deliver_async(event, to=received.asgi, path="/hook")).http_status == 500
        check(event, received)
        assert (await fake.deliver_async(to=received.async_function)).http_status == 200
        check(event, received)
        assert (await fake.deliver_async(to=received.function)).http_status == 201
        check(event, received)
        assert fake.deliver(to=received.asgi, path="/hook").body == b"asgi"
        check(event, received)
        with pytest.raises(TypeError, match="would block"):
            await fake.deliver_async(to=received.wsgi)

    anyio.run(run, backend=backend)


def test_delivery_to_urls() -> None:
    fake, event = paid()
    received = Received()
    server = serve(received)
    url = f"http://127.0.0.1:{server.server_port}/stripe"
    try:
        assert fake.deliver(to=url) == Delivery(event.id, 204, b"")
        check(event, received, "/stripe")

        async def run() -> Delivery:
            return await fake.deliver_async(to=url)

        assert anyio.run(run).accepted
        check(event, received, "/stripe")
    finally:
        server.shutdown()
        server.server_close()


def test_user_and_password_of_a_url_are_sent_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    fake, _ = paid()
    received = Received()
    server = serve(received)
    url = f"http://user:hunter2@127.0.0.1:{server.server_port}/stripe"
    try:
        with caplog.at_level(logging.DEBUG, logger="httpx"):
            assert fake.deliver(to=url).accepted

            async def run() -> Delivery:
                return await fake.deliver_async(to=url)

            assert anyio.run(run).accepted
    finally:
        server.shutdown()
        server.server_close()
    assert received.authorizations == ["Basic " + b64encode(b"user:hunter2").decode()] * 2
    assert "/stripe" in caplog.text
    assert "hunter2" not in caplog.text


def test_no_event_and_an_unsupported_receiver() -> None:
    with pytest.raises(ValueError, match="there are no events yet"):
        shop().deliver(to=print)
    fake, _ = paid()
    with pytest.raises(TypeError, match="to must be a URL, a function"):
        fake.deliver(to=lambda: None)


def test_exceptions_of_a_receiver_propagate() -> None:
    fake, _ = paid()

    def fail(webhook: Webhook) -> None:
        raise LookupError("order")

    with pytest.raises(LookupError, match="order"):
        fake.deliver(to=fail)


def test_the_headers_of_a_webhook() -> None:
    webhook = Webhook(b"{}", "t=1,v1=2")
    assert webhook.headers["Stripe-Signature"] == "t=1,v1=2"
    assert "v1=2" not in repr(webhook)
