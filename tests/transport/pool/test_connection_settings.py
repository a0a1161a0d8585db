"""The transport for each kind of settings, and that a closed one sends nothing."""

from __future__ import annotations

import asyncio
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import certifi
import httpx
import pytest
from support.bodies import Body

from checkout_client import Headers, Limits, Timeout
from checkout_client._transport.backends.error_map import DeadlineExceeded
from checkout_client._transport.backends.httpx.httpx_client import AsyncHttpxAdapter, HttpxAdapter
from checkout_client._transport.backends.proxy import Proxy
from checkout_client._transport.backends.tls import cached_tls_context, shared_tls_context
from checkout_client._transport.messages import Request, Response, Send
from checkout_client._transport.pool.async_connection_pool import AsyncConnectionPool
from checkout_client._transport.pool.connection_pool import ConnectionPool
from checkout_client._transport.pool.connection_settings import connection_settings
from checkout_client._transport.transports import make_async_transport, make_transport

URL = "https://api.stripe.com"
CLOSED = "this client is closed: make a new one"


def step(time_left: float | None = None) -> Send:
    return Send(Request("GET", f"{URL}/v1/checkout/sessions", Headers(), b""), Timeout(), time_left)


def test_the_password_of_a_proxy_is_not_shown() -> None:
    settings = connection_settings(URL, None, "http://user:secret@localhost:3128")

    assert "secret" not in repr(settings)
    assert settings.proxy is not None
    assert settings.proxy.login == (b"user", b"secret")


def test_every_connection_checks_certificates() -> None:
    context = shared_tls_context()

    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
    assert shared_tls_context() is context


def test_many_threads_that_are_first_share_one_tls_context(monkeypatch: pytest.MonkeyPatch) -> None:
    together, made = Barrier(16), []

    def make(**given: str) -> object:
        made.append(given)
        time.sleep(0.01)  # so that the other threads come meanwhile
        return object()

    def first() -> object:
        together.wait()
        return shared_tls_context()

    monkeypatch.setattr(ssl, "create_default_context", make)
    cached_tls_context.cache_clear()
    with ThreadPoolExecutor(16) as threads:
        contexts = {id(each.result()) for each in [threads.submit(first) for _ in range(16)]}
    cached_tls_context.cache_clear()

    assert len(contexts) == len(made) == 1


@pytest.mark.parametrize(
    ("variable", "argument"), [("SSL_CERT_FILE", "cafile"), ("SSL_CERT_DIR", "capath"), (None, "cafile")], ids=str
)
def test_the_environment_says_which_certificates_to_trust(
    variable: str | None, argument: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(ssl, "create_default_context", lambda **given: asked.append(given))
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    if variable is not None:
        monkeypatch.setenv(variable, str(tmp_path))

    cached_tls_context.__wrapped__()

    assert asked == [{argument: certifi.where() if variable is None else str(tmp_path)}]


def test_without_an_http_client_the_pool_is_our_own() -> None:
    assert isinstance(make_transport(URL, None, None, None), ConnectionPool)
    assert isinstance(make_async_transport(URL, None, None, None), AsyncConnectionPool)


def test_an_http_client_of_the_users_is_adapted() -> None:
    with httpx.Client() as http_client:
        assert isinstance(make_transport(URL, None, None, http_client), HttpxAdapter)
    assert isinstance(make_async_transport(URL, None, None, httpx.AsyncClient()), AsyncHttpxAdapter)


def test_the_other_kind_of_http_client_is_rejected() -> None:
    expected = r"must be an httpx\.Client, an httpx2\.Client, .* here, not httpx\.AsyncClient$"
    with pytest.raises(TypeError, match=expected):
        make_transport(URL, None, None, httpx.AsyncClient())  # type: ignore[arg-type]
    with (
        httpx.Client() as http_client,
        pytest.raises(TypeError, match=r"must be an httpx\.AsyncClient, .* or 'aiohttp' here, not httpx\.Client$"),
    ):
        make_async_transport(URL, None, None, http_client)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limits", "proxy", "ssl_context"),
    [(Limits(), None, None), (None, "http://localhost:3128", None), (None, None, ssl.create_default_context())],
    ids=["limits", "proxy", "ssl_context"],
)
def test_pool_settings_beside_an_http_client_are_rejected(
    limits: Limits | None, proxy: str | None, ssl_context: ssl.SSLContext | None
) -> None:
    with httpx.Client() as http_client, pytest.raises(ValueError, match="set them where you make it"):
        make_transport(URL, limits, proxy, http_client, ssl_context)
    with pytest.raises(ValueError, match="set them where you make it"):
        make_async_transport(URL, limits, proxy, httpx.AsyncClient(), ssl_context)


def test_the_proxy_of_the_environment_is_used_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://environment:3128")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    found = connection_settings(URL, None, None)
    given = connection_settings(URL, None, "http://given:3128")

    assert found.proxy == Proxy.of("http://environment:3128")
    assert given.proxy == Proxy.of("http://given:3128")


def test_a_closed_pool_sends_nothing_and_can_be_closed_again() -> None:
    connections = make_transport(URL, None, None, None)
    connections.close()
    connections.close()

    with pytest.raises(RuntimeError, match=CLOSED):
        connections.send(step())


def test_a_closed_async_pool_sends_nothing_and_can_be_closed_again() -> None:
    async def main() -> None:
        connections = make_async_transport(URL, None, None, None)
        await connections.aclose()
        await connections.aclose()
        with pytest.raises(RuntimeError, match=CLOSED):
            await connections.send(step())

    asyncio.run(main())


def test_an_httpx_client_adds_nothing_to_a_request_and_stays_open() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(302, headers={"location": "/elsewhere"})

    http_client = httpx.Client(
        transport=httpx.MockTransport(answer),
        auth=("user", "password"),
        cookies={"a": "1"},
        headers={"x-a": "1"},
        follow_redirects=True,
    )
    with http_client:
        connections = HttpxAdapter(http_client)
        response = connections.send(step())
        connections.close()
        with pytest.raises(RuntimeError, match=CLOSED):
            connections.send(step())

        assert not http_client.is_closed
    assert response.http_status == 302
    assert [dict(request.headers) for request in seen] == [{"host": "api.stripe.com"}]


def test_an_async_httpx_client_adds_nothing_to_a_request_and_stays_open() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(302, headers={"location": "/elsewhere"})

    async def main() -> int:
        http_client = httpx.AsyncClient(
            transport=httpx.MockTransport(answer),
            auth=("user", "password"),
            headers={"x-a": "1"},
            follow_redirects=True,
        )
        async with http_client:
            connections = AsyncHttpxAdapter(http_client)
            response = await connections.send(step())
            await connections.aclose()
            with pytest.raises(RuntimeError, match=CLOSED):
                await connections.send(step())
            assert not http_client.is_closed
            return response.http_status

    assert asyncio.run(main()) == 302
    assert [dict(request.headers) for request in seen] == [{"host": "api.stripe.com"}]


class Streaming:
    """An httpx client of the user's whose response has the body given."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.body = Body(*pieces)
        self.transport = httpx.MockTransport(lambda request: httpx.Response(201, stream=self.body))

    def send(self, step: Send) -> Response:
        with httpx.Client(transport=self.transport) as http_client:
            return HttpxAdapter(http_client).send(step)

    def send_async(self, step: Send) -> Response:
        async def main() -> Any:
            async with httpx.AsyncClient(transport=self.transport) as http_client:
                return await AsyncHttpxAdapter(http_client).send(step)

        return asyncio.run(main())


@pytest.mark.parametrize("time_left", [None, 3600.0], ids=["no deadline", "time enough"])
def test_a_body_is_read_to_its_end_and_closed(time_left: float | None) -> None:
    sync, asynchronous = Streaming(b"a", b"b"), Streaming(b"a", b"b")

    assert sync.send(step(time_left)) == Response(201, Headers(), b"ab")
    assert asynchronous.send_async(step(time_left)) == Response(201, Headers(), b"ab")
    assert (sync.body.closed, asynchronous.body.closed) == (1, 1)


def test_an_incomplete_body_is_closed() -> None:
    sync, asynchronous = (Streaming(b"a", httpx.ReadError("broke")) for _ in range(2))

    with pytest.raises(httpx.ReadError):
        sync.send(step())
    with pytest.raises(httpx.ReadError):
        asynchronous.send_async(step())
    assert sync.body.closed
    assert asynchronous.body.closed


def test_the_sync_httpx_adapter_stops_reading_at_the_deadline() -> None:
    streaming = Streaming(b"a", RuntimeError("read on"))

    with pytest.raises(DeadlineExceeded):
        streaming.send(step(time_left=-1.0))

    assert streaming.body.closed
