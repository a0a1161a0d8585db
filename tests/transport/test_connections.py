"""Connections: opened when first needed, closed once, never somebody else's."""

from __future__ import annotations

import asyncio
import gc

import httpx
import pytest

from checkout_client import Limits
from checkout_client.transport.connections import (
    BorrowedAsyncClient,
    BorrowedClient,
    ConnectionSettings,
    OwnAsyncConnections,
    OwnConnections,
    async_connections,
    shared_tls_context,
    sync_connections,
)

URL = "https://api.stripe.com"
CLOSED = "this client is closed: make a new one"


def request() -> httpx.Request:
    return httpx.Request("GET", f"{URL}/v1/checkout/sessions")


def test_settings_become_those_of_httpx() -> None:
    settings = ConnectionSettings(Limits(7, 3, 1.5), "http://localhost:3128")

    assert settings.for_httpx() == {
        "verify": shared_tls_context(),
        "limits": httpx.Limits(max_connections=7, max_keepalive_connections=3, keepalive_expiry=1.5),
        "proxy": "http://localhost:3128",
    }


def test_limits_may_be_those_of_httpx() -> None:
    limits = httpx.Limits(max_connections=7)

    assert ConnectionSettings(limits, None).for_httpx()["limits"] == limits


def test_a_proxys_password_is_not_shown() -> None:
    assert "secret" not in repr(ConnectionSettings(Limits(), "http://user:secret@localhost:3128"))


def test_certificates_are_checked_by_every_connection() -> None:
    context = shared_tls_context()

    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
    assert shared_tls_context() is context


def test_without_a_client_of_yours_connections_are_our_own() -> None:
    assert isinstance(sync_connections(URL, None, None, None), OwnConnections)
    assert isinstance(async_connections(URL, None, None, None), OwnAsyncConnections)


def test_a_client_of_yours_is_borrowed() -> None:
    with httpx.Client() as http_client:
        assert isinstance(sync_connections(URL, None, None, http_client), BorrowedClient)
    assert isinstance(async_connections(URL, None, None, httpx.AsyncClient()), BorrowedAsyncClient)


def test_the_other_kind_of_client_is_refused() -> None:
    with pytest.raises(TypeError, match=r"http_client must be an httpx\.Client here, not AsyncClient"):
        sync_connections(URL, None, None, httpx.AsyncClient())  # type: ignore[arg-type]
    with (
        httpx.Client() as http_client,
        pytest.raises(TypeError, match=r"must be an httpx\.AsyncClient here, not Client"),
    ):
        async_connections(URL, None, None, http_client)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limits", "proxy"), [(Limits(), None), (None, "http://localhost:3128")], ids=["limits", "proxy"]
)
def test_the_connections_of_your_client_are_yours_to_set_up(limits: Limits | None, proxy: str | None) -> None:
    with httpx.Client() as http_client, pytest.raises(ValueError, match="set them where you make it"):
        sync_connections(URL, limits, proxy, http_client)
    with pytest.raises(ValueError, match="set them where you make it"):
        async_connections(URL, limits, proxy, httpx.AsyncClient())


def test_the_environments_proxy_is_used_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://environment:3128")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    found = sync_connections(URL, None, None, None)
    given = sync_connections(URL, None, "http://given:3128", None)

    assert isinstance(found, OwnConnections)
    assert found._settings.proxy == "http://environment:3128"
    assert isinstance(given, OwnConnections)
    assert given._settings.proxy == "http://given:3128"


def test_closed_connections_send_nothing_and_may_be_closed_again() -> None:
    connections = OwnConnections(ConnectionSettings(Limits(), None))
    connections.close()
    connections.close()

    with pytest.raises(RuntimeError, match=CLOSED):
        connections.send(request())


def test_closed_async_connections_send_nothing_and_may_be_closed_again() -> None:
    async def main() -> None:
        connections = OwnAsyncConnections(ConnectionSettings(Limits(), None))
        await connections.aclose()
        await connections.aclose()
        with pytest.raises(RuntimeError, match=CLOSED):
            await connections.send(request())

    asyncio.run(main())


def test_a_borrowed_client_gets_requests_as_they_are_and_stays_open() -> None:
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
        connections = BorrowedClient(http_client)
        response = connections.send(request())
        connections.close()
        with pytest.raises(RuntimeError, match=CLOSED):
            connections.send(request())

        assert not http_client.is_closed
    assert response.status_code == 302
    assert [dict(request.headers) for request in seen] == [{"host": "api.stripe.com"}]


def test_a_borrowed_async_client_gets_requests_as_they_are_and_stays_open() -> None:
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
            connections = BorrowedAsyncClient(http_client)
            response = await connections.send(request())
            await connections.aclose()
            with pytest.raises(RuntimeError, match=CLOSED):
                await connections.send(request())
            assert not http_client.is_closed
            return response.status_code

    assert asyncio.run(main()) == 302
    assert [dict(request.headers) for request in seen] == [{"host": "api.stripe.com"}]


def test_a_body_is_streamed_so_that_a_deadline_can_end_it() -> None:
    answer = httpx.MockTransport(lambda _: httpx.Response(200, content=iter([b"x"])))
    with httpx.Client(transport=answer) as http_client:
        response = BorrowedClient(http_client).send(request())

        assert not response.is_closed
        response.close()


def test_connections_that_were_never_used_leave_nothing_behind() -> None:
    OwnConnections(ConnectionSettings(Limits(), None))
    OwnAsyncConnections(ConnectionSettings(Limits(), None))

    gc.collect()  # a ResourceWarning would be an error
