"""Connections that httpcore makes: how they are opened, and when they are replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import httpcore
import pytest
from support.fake_connections import step
from support.loopback import Loopback
from support.runtimes import RUNTIMES, Runtime

from checkout_client._transport.backends.httpcore.httpcore_connection import AsyncHttpcoreConnection, HttpcoreConnection
from checkout_client._transport.backends.tls import shared_tls_context
from checkout_client._transport.messages import Send
from checkout_client._transport.pool.connection_settings import connection_settings

HTTPS = httpcore.Origin(b"https", b"api.stripe.com", 443)
HTTP = httpcore.Origin(b"http", b"127.0.0.1", 80)

KINDS: dict[str, tuple[str | None, type[Any], type[Any]]] = {
    "no proxy": (None, httpcore.HTTPConnection, httpcore.AsyncHTTPConnection),
    "http": ("http://user:pw@h:3128", httpcore.HTTPProxy, httpcore.AsyncHTTPProxy),
    "https": ("https://h", httpcore.HTTPProxy, httpcore.AsyncHTTPProxy),
    "socks5": ("socks5://user:pw@h", httpcore.SOCKSProxy, httpcore.AsyncSOCKSProxy),
    "socks5h": ("socks5h://h:9", httpcore.SOCKSProxy, httpcore.AsyncSOCKSProxy),
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The arguments with which httpcore's classes are called."""
    made: list[dict[str, Any]] = []
    for kind in {kind for _, *kinds in KINDS.values() for kind in kinds}:
        monkeypatch.setattr(kind, "__init__", lambda self, *args, **given: made.append(given))
    return made


@pytest.mark.parametrize("connection_class", [HttpcoreConnection, AsyncHttpcoreConnection])
@pytest.mark.parametrize(("proxy", "plain", "waiting"), KINDS.values(), ids=KINDS)
def test_connections_are_opened_by_the_settings(
    connection_class: type[Any], proxy: str | None, plain: type[Any], waiting: type[Any], calls: list[dict[str, Any]]
) -> None:
    settings = connection_settings("https://api.stripe.com", None, proxy)

    opened = connection_class(settings)._open(HTTPS)

    assert type(opened) is (plain if connection_class is HttpcoreConnection else waiting)
    (given,) = calls
    assert given["ssl_context"] is shared_tls_context()
    assert given["keepalive_expiry"] == 30.0
    if settings.proxy is not None:
        assert bytes(given["proxy_url"]) == f"{settings.proxy.scheme}://h:{settings.proxy.port}/".encode()
        assert given["proxy_auth"] == settings.proxy.login
        assert given["max_connections"] == 1
        assert given.get("proxy_ssl_context") is (shared_tls_context() if settings.proxy.scheme == "https" else None)


@pytest.mark.parametrize("connection_class", [HttpcoreConnection, AsyncHttpcoreConnection])
def test_a_connection_without_tls_gets_no_tls_settings(
    connection_class: type[Any], calls: list[dict[str, Any]]
) -> None:
    connection_class(connection_settings("http://127.0.0.1", None, None))._open(HTTP)

    assert "ssl_context" not in calls[0]


@pytest.fixture
def servers() -> Iterator[tuple[Loopback, Loopback]]:
    with Loopback() as one, Loopback() as other:
        yield one, other


def to(server: Loopback) -> Send:
    return attrs.evolve(step(), request=attrs.evolve(step().request, url=f"{server.url}/x"))


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_a_request_to_another_server_opens_another_connection(
    servers: tuple[Loopback, Loopback], runtime: Runtime
) -> None:
    """A copy of a client may have another ``base_url`` and shares the connections."""
    one, other = servers
    settings = connection_settings(one.url, None, None)

    def use_sync() -> None:
        connection = HttpcoreConnection(settings)
        for server in (one, one, other, one):
            connection.send(to(server), None)
        connection.close()
        connection.close()

    async def use_async() -> None:
        connection = AsyncHttpcoreConnection(settings)
        for server in (one, one, other, one):
            await connection.send(to(server))
        await connection.aclose()
        await connection.aclose()

    if runtime.run is None:
        use_sync()
    else:
        runtime.run(use_async)

    assert (len(one.requests), one.connections) == (3, 2)
    assert (len(other.requests), other.connections) == (1, 1)
