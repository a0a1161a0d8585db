"""PoolState over httpcore: what they open, what they keep, and what they leave."""

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
from checkout_client._transport.messages import Send
from checkout_client._transport.pool.connection_settings import connection_settings, shared_tls_context

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
    """What httpcore's classes are made with."""
    made: list[dict[str, Any]] = []
    for kind in {kind for _, *kinds in KINDS.values() for kind in kinds}:
        monkeypatch.setattr(kind, "__init__", lambda self, *args, **given: made.append(given))
    return made


@pytest.mark.parametrize("lane", [HttpcoreConnection, AsyncHttpcoreConnection])
@pytest.mark.parametrize(("proxy", "plain", "waiting"), KINDS.values(), ids=KINDS)
def test_connections_are_opened_as_the_settings_say(
    lane: type[Any], proxy: str | None, plain: type[Any], waiting: type[Any], calls: list[dict[str, Any]]
) -> None:
    settings = connection_settings("https://api.stripe.com", None, proxy)

    opened = lane(settings)._open(HTTPS)

    assert type(opened) is (plain if lane is HttpcoreConnection else waiting)
    (given,) = calls
    assert given["ssl_context"] is shared_tls_context()
    assert given["keepalive_expiry"] == 30.0
    if settings.proxy is not None:
        assert bytes(given["proxy_url"]) == f"{settings.proxy.scheme}://h:{settings.proxy.port}/".encode()
        assert given["proxy_auth"] == settings.proxy.login
        assert given["max_connections"] == 1
        assert given.get("proxy_ssl_context") is (shared_tls_context() if settings.proxy.scheme == "https" else None)


@pytest.mark.parametrize("lane", [HttpcoreConnection, AsyncHttpcoreConnection])
def test_a_connection_without_tls_gets_no_tls_settings(lane: type[Any], calls: list[dict[str, Any]]) -> None:
    lane(connection_settings("http://127.0.0.1", None, None))._open(HTTP)

    assert "ssl_context" not in calls[0]


@pytest.fixture
def servers() -> Iterator[tuple[Loopback, Loopback]]:
    with Loopback() as one, Loopback() as other:
        yield one, other


def to(server: Loopback) -> Send:
    return attrs.evolve(step(), request=attrs.evolve(step().request, url=f"{server.url}/x"))


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_a_lane_that_is_asked_for_another_server_connects_to_that_one(
    servers: tuple[Loopback, Loopback], runtime: Runtime
) -> None:
    """As where a copy of a client has another ``base_url``: it shares the connections."""
    one, other = servers
    settings = connection_settings(one.url, None, None)

    def plain() -> None:
        lane = HttpcoreConnection(settings)
        for server in (one, one, other, one):
            lane.send(to(server))
        lane.close()
        lane.close()

    async def waiting() -> None:
        lane = AsyncHttpcoreConnection(settings)
        for server in (one, one, other, one):
            await lane.send(to(server))
        await lane.aclose()
        await lane.aclose()

    if runtime.run is None:
        plain()
    else:
        runtime.run(waiting)

    assert (len(one.requests), one.connections) == (3, 2)
    assert (len(other.requests), other.connections) == (1, 1)
