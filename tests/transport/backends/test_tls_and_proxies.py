"""TLS and proxies, with every HTTP library."""

from __future__ import annotations

import asyncio
import base64
import gc
import ssl
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
import trustme
from support.byte_server import ByteServer, Line, always, answer
from support.fakes import KEY, SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import APIConnectionError, AsyncCheckoutClient, CheckoutClient
from checkout_client._transport.backends.tls import cached_tls_context

MakeClient = Callable[..., AsyncCheckoutClient]
LOGIN = "Basic " + base64.b64encode(b"user:planted").decode()


def retrieve(client: AsyncCheckoutClient, times: int = 1) -> str:
    """Return the id of the Session that ``client`` retrieves in a new event loop; the client is not closed."""

    async def main() -> str:
        for _ in range(times):
            found = await client.sessions.retrieve(SESSION_ID)
        return found.id

    found = asyncio.run(main(), debug=True)
    gc.collect()  # an open socket would be a ResourceWarning, which is an error
    return found


def close(client: AsyncCheckoutClient) -> None:
    asyncio.run(client.aclose())


@pytest.mark.one_in(2)
def test_one_tls_context_serves_all_connections_and_loops(make_client: MakeClient, server_tls: ssl.SSLContext) -> None:
    with ByteServer(always, server_tls) as server:
        client = make_client(server.url)
        assert retrieve(client, times=2) == SESSION_ID
        assert retrieve(client, times=2) == SESSION_ID
        close(client)

    assert server.connections == 2  # one in each loop
    assert cached_tls_context.cache_info().misses == 1


def test_a_cancelled_call_over_tls_leaves_nothing_open(make_client: MakeClient, server_tls: ssl.SSLContext) -> None:
    received, closed = Event(), Event()

    async def main() -> None:
        async with make_client(server.url) as client:
            call = asyncio.create_task(client.sessions.retrieve(SESSION_ID))
            assert await asyncio.to_thread(received.wait, LONGEST_WAIT)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            # While the client is open: it is the cancelled call that closes the connection.
            assert await asyncio.to_thread(closed.wait, LONGEST_WAIT)

    def never(line: Line) -> None:
        line.read_request()
        received.set()
        if line.hears_nothing_more():
            closed.set()

    with ByteServer(never, server_tls) as server:
        asyncio.run(main(), debug=True)
        gc.collect()  # an open socket would be a ResourceWarning, which is an error

    assert server.connections == 1


@pytest.mark.usefixtures("server_tls")
def test_an_untrusted_certificate_is_rejected_and_not_retried(
    make_client: MakeClient,
) -> None:
    stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(stranger)
    with ByteServer(always, stranger) as server:
        client = make_client(server.url, max_retries=3)
        with pytest.raises(APIConnectionError, match="certificate verify failed") as caught:
            retrieve(client)
        close(client)

    assert caught.value.attempts == 1
    assert server.connections == 1


def proxy_url(proxy: ByteServer, login: str = "") -> str:
    return f"http://{login}{proxy.address}"


def test_an_http_proxy_forwards_requests_for_http(make_client: MakeClient) -> None:
    seen: list[tuple[str, dict[str, str], bytes]] = []

    def serve(line: Line) -> None:
        while True:
            seen.append(line.read_request())
            line.send(answer())

    with ByteServer(serve) as proxy:
        client = make_client("http://127.0.0.1:9", proxy=proxy_url(proxy, "user:planted@"))
        assert retrieve(client, times=2) == SESSION_ID
        close(client)

    assert [first for first, _, _ in seen] == [f"GET http://127.0.0.1:9/v1/checkout/sessions/{SESSION_ID} HTTP/1.1"] * 2
    assert [headers["proxy-authorization"] for _, headers, _ in seen] == [LOGIN] * 2
    assert proxy.connections == 1


def tunnel(tls: ssl.SSLContext, seen: list[Any]) -> Callable[[Line], None]:
    """Return a proxy that also plays the server at the other end of the tunnel."""

    def serve(line: Line) -> None:
        seen.append(line.read_request())
        line.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with tls.wrap_socket(line.socket, server_side=True) as secured:
            always(Line(secured, line.number, line.over))

    return serve


def test_an_http_proxy_tunnels_https_and_never_sees_the_key(
    make_client: MakeClient, server_tls: ssl.SSLContext
) -> None:
    seen: list[tuple[str, dict[str, str], bytes]] = []
    with ByteServer(tunnel(server_tls, seen)) as proxy:
        client = make_client("https://127.0.0.1:9", proxy=proxy_url(proxy, "user:planted@"))
        assert retrieve(client, times=2) == SESSION_ID
        close(client)

    ((first, headers, _),) = seen
    assert first == "CONNECT 127.0.0.1:9 HTTP/1.1"
    assert headers["proxy-authorization"] == LOGIN
    assert "authorization" not in headers


def socks(tls: ssl.SSLContext, seen: list[bytes]) -> Callable[[Line], None]:
    """Return a SOCKS proxy that requires a login and also plays the server at the other end."""

    def serve(line: Line) -> None:
        for answered in (b"\x05\x02", b"\x01\x00", b"\x05\x00\x00\x01" + bytes(6)):
            seen.append(line.socket.recv(512))
            line.send(answered)
        with tls.wrap_socket(line.socket, server_side=True) as secured:
            always(Line(secured, line.number, line.over))

    return serve


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_tunnels(server_tls: ssl.SSLContext, scheme: str) -> None:
    seen: list[bytes] = []
    with ByteServer(socks(server_tls, seen)) as proxy:
        settings: Any = {"base_url": "https://127.0.0.1:9", "max_retries": 0}
        settings["proxy"] = f"{scheme}://user:planted@{proxy.address}"
        client = AsyncCheckoutClient(KEY, **settings)
        assert retrieve(client, times=2) == SESSION_ID
        close(client)
        with CheckoutClient(KEY, **settings) as plain:
            assert plain.sessions.retrieve(SESSION_ID).id == SESSION_ID

    methods, login, target = seen[:3]
    assert (methods[0], login) == (5, b"\x01\x04user\x07planted")
    assert target[:4] + target[-2:] == b"\x05\x01\x00\x01\x00\x09"
    assert seen[3:] == seen[:3]


def test_the_proxy_of_the_environment_is_used(
    make_client: MakeClient, server_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    with ByteServer(tunnel(server_tls, seen)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy_url(proxy))
        client = make_client("https://api.stripe.com")
        with pytest.raises(APIConnectionError, match="certificate"):  # the server has a certificate for another host
            retrieve(client)
        close(client)

    assert [first for first, _, _ in seen] == ["CONNECT api.stripe.com:443 HTTP/1.1"]


def test_a_proxy_that_refuses_is_a_connection_error_without_the_password(make_client: MakeClient) -> None:
    def serve(line: Line) -> None:
        line.read_request()
        line.send(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")

    with ByteServer(serve) as proxy:
        client = make_client("https://127.0.0.1:9", proxy=proxy_url(proxy, "user:planted@"))
        with pytest.raises(APIConnectionError, match="407") as caught:
            retrieve(client)
        close(client)

    assert "planted" not in str(caught.value)


def test_an_unreachable_proxy_is_a_connection_error_without_the_password(make_client: MakeClient) -> None:
    with ByteServer(always) as gone:
        pass
    client = make_client("https://127.0.0.1:9", proxy=proxy_url(gone, "user:planted@"))
    with pytest.raises(APIConnectionError, match="Connect") as caught:
        retrieve(client)
    close(client)

    assert "planted" not in str(caught.value)
