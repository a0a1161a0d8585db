"""What is special about aiohttp: its exceptions, its absence, and its unwanted features."""

from __future__ import annotations

import asyncio
import gc
import json
import select
import subprocess
import sys
from ssl import SSLCertVerificationError
from types import SimpleNamespace
from typing import Any

import aiohttp
import attrs
import pytest
import trio
from aiohttp.client_reqrep import ConnectionKey
from support.byte_server import ByteServer, Line, always, answer
from support.fake_connections import step
from support.fakes import KEY, SESSION_ID
from support.loopback import LONGEST_WAIT, example

from checkout_client import APIConnectionError, AsyncCheckoutClient, Limits, Timeout
from checkout_client._transport.backends.aiohttp.aiohttp_connection import AiohttpConnection
from checkout_client._transport.backends.aiohttp.aiohttp_messages import AIOHTTP_ERRORS, _LargeBody
from checkout_client._transport.backends.aiohttp.unrequested_data import is_unusable
from checkout_client._transport.backends.error_map import DecodingError, PoolTimeout
from checkout_client._transport.pool.connection_settings import ConnectionSettings

SECRET = "planted@example.com"
WHERE = ConnectionKey("api.stripe.com", 443, True, True, None, None, None)
ABOUT: Any = SimpleNamespace(real_url=f"https://api.stripe.com/v1/checkout/sessions?email={SECRET}")

# every way in which aiohttp fails: the detail, is it a timeout, can it be retried, and the kind
FAILURES: list[tuple[Exception, str, bool, bool, str]] = [
    (aiohttp.ClientConnectorError(WHERE, OSError(111, "refused")), ": [Errno 111] refused", False, True, "connect"),
    (aiohttp.ClientConnectorDNSError(WHERE, OSError(-2, "unknown")), ": [Errno -2] unknown", False, True, "dns"),
    (
        aiohttp.ClientProxyConnectionError(WHERE, OSError(111, "refused")),
        ": [Errno 111] refused",
        False,
        True,
        "connect",
    ),
    (aiohttp.ClientConnectorSSLError(WHERE, OSError(1, "tls")), ": [Errno 1] tls", False, True, "tls"),
    (
        aiohttp.ClientConnectorCertificateError(WHERE, SSLCertVerificationError("self-signed")),
        ": ('self-signed',)",
        False,
        False,
        "tls",
    ),
    (aiohttp.ServerFingerprintMismatch(b"a", b"b", "api.stripe.com", 443), "", False, False, "tls"),
    (aiohttp.ClientOSError(104, "reset"), ": [Errno 104] reset", False, True, "read"),
    (aiohttp.ClientOSError(104, f"Can not write request body for https://{SECRET}"), "", False, True, "read"),
    (aiohttp.ClientConnectionResetError(SECRET), "", False, True, "read"),
    (aiohttp.ServerDisconnectedError(SECRET), "", False, True, "read"),
    (aiohttp.ClientConnectionError(SECRET), "", False, True, "read"),
    (aiohttp.ClientPayloadError(SECRET), "", False, True, "read"),
    (aiohttp.ClientResponseError(ABOUT, (), status=400, message=SECRET), "", False, True, "protocol"),
    (
        aiohttp.ClientHttpProxyError(ABOUT, (), status=407, message=SECRET),
        ": the proxy responded with HTTP status 407",
        False,
        True,
        "proxy",
    ),
    (aiohttp.ServerTimeoutError(SECRET), "", True, True, "read"),
    (aiohttp.ConnectionTimeoutError(f"to https://{SECRET}"), "", True, True, "connect"),
    (aiohttp.SocketTimeoutError("reading"), "", True, True, "read"),
    (TimeoutError(), "", True, True, "write"),
    (PoolTimeout("full"), ": full", True, True, "pool"),
    (DecodingError("no gzip"), ": no gzip", False, True, "decode"),
]


@pytest.mark.parametrize(
    ("error", "detail", "timed_out", "retryable", "kind"), FAILURES, ids=lambda value: type(value).__name__
)
def test_a_failure_says_what_happened_and_nothing_that_was_sent_or_received(
    error: Exception, detail: str, timed_out: bool, retryable: bool, kind: str
) -> None:
    assert isinstance(error, AIOHTTP_ERRORS.exceptions)

    found = AIOHTTP_ERRORS.failure(error)

    words = "No response in time" if timed_out else "No complete response"
    assert found.reason == f"{words} ({type(error).__name__}{detail})"
    assert (found.timed_out, found.retryable, found.kind) == (timed_out, retryable, kind)
    assert SECRET not in found.reason


@pytest.mark.parametrize("kind", [aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, ValueError, RuntimeError, OSError])
def test_a_mistake_in_our_code_is_not_a_failure(kind: type[Exception]) -> None:
    assert not issubclass(kind, AIOHTTP_ERRORS.exceptions)


def client_of(url: str, **settings: Any) -> AsyncCheckoutClient:
    return AsyncCheckoutClient(KEY, base_url=url, http_client="aiohttp", **{"max_retries": 0} | settings)


def test_only_our_headers_are_sent() -> None:
    seen: list[dict[str, str]] = []

    def serve(line: Line) -> None:
        while True:
            seen.append(line.read_request()[1])
            line.send(answer(SESSION_ID, "set-cookie: a=1; path=/"))

    async def main() -> None:
        async with client_of(server.url) as client:
            await client.sessions.retrieve(SESSION_ID)
            await client.sessions.create(mode="setup")
            await client.sessions.expire(SESSION_ID)

    with ByteServer(serve) as server:
        asyncio.run(main())

    always_there = {"host", "accept", "accept-encoding", "authorization", "stripe-version", "user-agent"}
    of_a_post = always_there | {"content-type", "content-length", "idempotency-key"}
    assert [set(headers) for headers in seen] == [always_there, of_a_post, of_a_post]
    assert seen[0]["accept-encoding"] == "gzip, deflate"
    assert seen[0]["user-agent"].startswith("checkout_client/")
    assert seen[2]["content-length"] == "0"


def test_aiohttp_does_not_repeat_a_get_by_itself() -> None:
    """aiohttp would, on a connection that has been used before."""
    requests: list[str] = []

    def serve(line: Line) -> None:
        requests.append(line.read_request()[0])
        line.send(answer())
        requests.append(line.read_request()[0])

    async def main() -> None:
        async with client_of(server.url) as client:
            await client.sessions.retrieve(SESSION_ID)
            with pytest.raises(APIConnectionError, match="ServerDisconnectedError"):
                await client.sessions.retrieve(SESSION_ID)

    with ByteServer(serve) as server:
        asyncio.run(main())

    assert len(requests) == 2


def test_a_response_before_the_whole_request_was_sent_counts_but_its_connection_is_not_reused() -> None:
    def serve(line: Line) -> None:
        if line.number > 1:
            return always(line)
        line.socket.recv(1000)
        line.send(answer("cs_early"))
        return line.over.wait(LONGEST_WAIT)

    async def main() -> list[str]:
        async with client_of(server.url, limits=Limits(max_connections=1)) as client:
            extra = {"much": "a" * 8_000_000}
            early = await client.sessions.create(mode="setup", options={"extra_params": extra})
            return [early.id, (await client.sessions.retrieve(SESSION_ID)).id]

    with ByteServer(serve) as server:
        assert asyncio.run(main()) == ["cs_early", SESSION_ID]

    assert server.connections == 2


def test_trailing_data_that_is_not_http_fails_its_attempt_but_not_the_next() -> None:
    def serve(line: Line) -> None:
        line.read_request()
        line.send(answer() + (b"\r\n\r\nmore" if line.number == 1 else b""))
        line.hears_nothing_more()

    async def main() -> int:
        async with client_of(server.url, max_retries=1) as client:
            return (await client.sessions.create(mode="setup")).last_response.attempts

    with ByteServer(serve) as server:
        assert asyncio.run(main()) == 2

    assert server.connections == 2


def test_a_large_body_can_be_decoded() -> None:
    assert _LargeBody(b"a=1", None).decode() == "a=1"  # what aiohttp asks of every body


def test_trio_is_refused_with_advice() -> None:
    client = client_of("http://127.0.0.1:9")

    async def main() -> None:
        async with client:
            with pytest.raises(RuntimeError, match="works in asyncio only: leave it out in trio"):
                await client.sessions.retrieve(SESSION_ID)

    trio.run(main)


def test_a_socks_proxy_is_refused_at_once_without_showing_its_password() -> None:
    with pytest.raises(ValueError, match=r"http:// and https:// proxies only, not socks5://$"):
        client_of("https://api.stripe.com", proxy="socks5://user:planted@localhost:1080")


def test_the_sync_client_refuses_aiohttp() -> None:
    from checkout_client import CheckoutClient

    with pytest.raises(TypeError, match=r"http_client must be an httpx\.Client, .* or 'httpx2' here, not 'aiohttp'"):
        CheckoutClient(KEY, http_client="aiohttp")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["urllib3", "requests", ""])
def test_other_names_are_rejected(name: Any) -> None:
    with pytest.raises(TypeError, match=r"http_client must be an httpx\.AsyncClient, .* here, not '"):
        AsyncCheckoutClient(KEY, http_client=name)


def test_a_connection_can_be_closed_before_use_and_twice() -> None:
    async def main() -> None:
        connection = AiohttpConnection(ConnectionSettings(Limits(), None))
        connection.abandon()
        await connection.aclose()
        await connection.aclose()

    asyncio.run(main())


def test_without_poll_a_connection_is_reused_without_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(select, "poll", raising=False)

    async def main() -> None:
        async with client_of(server.url, timeout=Timeout()) as client:
            for _ in range(3):
                await client.sessions.retrieve(SESSION_ID)

    with ByteServer(always) as server:
        asyncio.run(main())

    assert server.connections == 1


class Protocol:
    """An idle connection of aiohttp's, used before."""

    def __init__(self, **transport: Any) -> None:
        self.should_close = False
        self._parser: object = "made for a request"
        self.transport: Any = SimpleNamespace(get_extra_info=lambda name: None, **transport)


@pytest.mark.parametrize(("pending", "unusable"), [(0, False), (9, True)])
def test_a_record_that_asyncio_has_not_decrypted_makes_a_connection_unusable(pending: int, unusable: bool) -> None:
    protocol: Any = Protocol(_ssl_protocol=SimpleNamespace(_incoming=SimpleNamespace(pending=pending)))

    assert is_unusable(protocol) is unusable


def test_a_new_connection_may_hold_session_tickets() -> None:
    protocol: Any = Protocol(_ssl_protocol=SimpleNamespace(_incoming=SimpleNamespace(pending=9)))
    protocol._parser = None

    assert not is_unusable(protocol)


def test_a_connection_without_a_transport_is_unusable() -> None:
    protocol: Any = Protocol()
    protocol.transport = None

    assert is_unusable(protocol)


def test_a_connection_whose_first_connecting_failed_can_be_abandoned() -> None:
    async def main() -> None:
        connection = AiohttpConnection(ConnectionSettings(Limits(), None))
        with pytest.raises(aiohttp.ClientConnectorError):
            await connection.send(attrs.evolve(step(), request=attrs.evolve(step().request, url="http://127.0.0.1:1/")))
        connection.abandon()

    asyncio.run(main())
    gc.collect()  # what is left open would warn, which is an error


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_no_optional_library_is_loaded_unless_requested() -> None:
    code = (
        "import sys, checkout_client\n"
        "checkout_client.AsyncCheckoutClient('sk_test_1')\n"
        "print(*({'aiohttp', 'httpx2'} & sys.modules.keys()))"
    )
    assert run_python(code).split() == []


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("library", "client"),
    [("aiohttp", "AsyncCheckoutClient"), ("httpx2", "AsyncCheckoutClient"), ("httpx2", "CheckoutClient")],
)
def test_if_a_library_is_missing_the_message_says_how_to_install_it(library: str, client: str) -> None:
    code = (
        "import sys\n"
        f"sys.modules['{library}'] = None\n"
        f"from checkout_client import {client}\n"
        "try:\n"
        f"    {client}('sk_test_1', http_client='{library}')\n"
        "except ModuleNotFoundError as error:\n"
        "    print(error.name, error)\n"
    )
    expected = f'{library} http_client="{library}" needs {library}: pip install "checkout-client[{library}]"\n'
    assert run_python(code) == expected


def test_a_body_without_a_connection_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """vcrpy and others make responses whose ``read`` has the body at once."""

    async def request(self: Any, *args: Any, **kwargs: Any) -> Any:
        headers = kwargs["headers"]
        headers["traceparent"] = "00-1-1-00"  # as tools for tracing do
        return SimpleNamespace(status=200, raw_headers=[], content=None, read=read, close=lambda: None)

    async def read() -> bytes:
        return json.dumps(example("page_retrieve")).encode()

    async def main() -> str:
        async with AsyncCheckoutClient(KEY, http_client="aiohttp") as client:
            return (await client.sessions.retrieve(SESSION_ID)).id

    monkeypatch.setattr(aiohttp.ClientSession, "request", request)
    assert asyncio.run(main()) == SESSION_ID
