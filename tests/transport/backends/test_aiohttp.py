"""What is aiohttp's alone: its exceptions, its absence, its habits that are not wanted."""

from __future__ import annotations

import asyncio
import select
import subprocess
import sys
from ssl import SSLCertVerificationError
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
import trio
from aiohttp.client_reqrep import ConnectionKey
from support.byte_server import ByteServer, Line, always, answer
from support.fakes import KEY, SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import APIConnectionError, AsyncCheckoutClient, Limits, Timeout
from checkout_client._transport.backends.aiohttp.aiohttp_connection import AiohttpConnection
from checkout_client._transport.backends.aiohttp.aiohttp_messages import AIOHTTP_ERRORS, _LargeBody
from checkout_client._transport.backends.error_map import DecodingError, PoolTimeout
from checkout_client._transport.pool.connection_settings import ConnectionSettings

SECRET = "planted@example.com"
WHERE = ConnectionKey("api.stripe.com", 443, True, True, None, None, None)
ABOUT: Any = SimpleNamespace(real_url=f"https://api.stripe.com/v1/checkout/sessions?email={SECRET}")

# every way in which aiohttp fails: what is said of it, is it a matter of time, and may the request be sent again?
FAILURES: list[tuple[Exception, str, bool, bool]] = [
    (aiohttp.ClientConnectorError(WHERE, OSError(111, "refused")), ": [Errno 111] refused", False, True),
    (aiohttp.ClientConnectorDNSError(WHERE, OSError(-2, "unknown")), ": [Errno -2] unknown", False, True),
    (aiohttp.ClientProxyConnectionError(WHERE, OSError(111, "refused")), ": [Errno 111] refused", False, True),
    (aiohttp.ClientConnectorSSLError(WHERE, OSError(1, "tls")), ": [Errno 1] tls", False, True),
    (
        aiohttp.ClientConnectorCertificateError(WHERE, SSLCertVerificationError("self-signed")),
        ": ('self-signed',)",
        False,
        False,
    ),
    (aiohttp.ServerFingerprintMismatch(b"a", b"b", "api.stripe.com", 443), "", False, False),
    (aiohttp.ClientOSError(104, "reset"), ": [Errno 104] reset", False, True),
    (aiohttp.ClientOSError(104, f"Can not write request body for https://{SECRET}"), "", False, True),
    (aiohttp.ClientConnectionResetError(SECRET), "", False, True),
    (aiohttp.ServerDisconnectedError(SECRET), "", False, True),
    (aiohttp.ClientConnectionError(SECRET), "", False, True),
    (aiohttp.ClientPayloadError(SECRET), "", False, True),
    (aiohttp.ClientResponseError(ABOUT, (), status=400, message=SECRET), "", False, True),
    (
        aiohttp.ClientHttpProxyError(ABOUT, (), status=407, message=SECRET),
        ": the proxy answered with HTTP status 407",
        False,
        True,
    ),
    (aiohttp.ServerTimeoutError(SECRET), "", True, True),
    (aiohttp.ConnectionTimeoutError(f"to https://{SECRET}"), "", True, True),
    (aiohttp.SocketTimeoutError("reading"), "", True, True),
    (TimeoutError(), "", True, True),
    (PoolTimeout("full"), ": full", True, True),
    (DecodingError("no gzip"), ": no gzip", False, True),
]


@pytest.mark.parametrize(
    ("error", "detail", "timed_out", "retryable"), FAILURES, ids=lambda value: type(value).__name__
)
def test_a_failure_says_what_happened_and_nothing_that_was_sent_or_received(
    error: Exception, detail: str, timed_out: bool, retryable: bool
) -> None:
    assert isinstance(error, AIOHTTP_ERRORS.kinds)

    found = AIOHTTP_ERRORS.outcome(error)

    words = "No answer in time" if timed_out else "No complete answer"
    assert found.reason == f"{words} ({type(error).__name__}{detail})"
    assert (found.timed_out, found.retryable) == (timed_out, retryable)
    assert SECRET not in found.reason


@pytest.mark.parametrize("kind", [aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, ValueError, RuntimeError, OSError])
def test_what_says_that_our_code_is_wrong_is_no_failure(kind: type[Exception]) -> None:
    assert not issubclass(kind, AIOHTTP_ERRORS.kinds)


def client_of(url: str, **settings: Any) -> AsyncCheckoutClient:
    return AsyncCheckoutClient(KEY, base_url=url, http_client="aiohttp", **{"max_retries": 0} | settings)


def test_headers_are_ours_alone() -> None:
    seen: list[dict[str, str]] = []

    def serve(line: Line) -> None:
        while True:
            seen.append(line.read_request()[1])
            line.send(answer("cs_1", "set-cookie: a=1; path=/"))

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


def test_a_get_is_not_sent_again_behind_our_back() -> None:
    """aiohttp would do so on a connection that had been used before."""
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


def test_an_answer_before_the_whole_request_is_an_answer_and_its_connection_is_not_used_again() -> None:
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


def test_bytes_behind_a_response_that_are_no_http_fail_the_attempt_and_the_next_one_is_not_touched() -> None:
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


def test_a_large_body_can_be_shown_as_text() -> None:
    assert _LargeBody(b"a=1", None).decode() == "a=1"  # what aiohttp asks of every body


def test_trio_is_told_what_to_do() -> None:
    client = client_of("http://127.0.0.1:9")

    async def main() -> None:
        async with client:
            with pytest.raises(RuntimeError, match="works in asyncio only: leave it out in trio"):
                await client.sessions.retrieve(SESSION_ID)

    trio.run(main)


def test_a_proxy_of_another_kind_is_refused_at_once_and_its_password_not_shown() -> None:
    with pytest.raises(ValueError, match=r"http:// and https:// only, not socks5://$"):
        client_of("https://api.stripe.com", proxy="socks5://user:planted@localhost:1080")


def test_threads_have_no_such_client() -> None:
    from checkout_client import CheckoutClient

    with pytest.raises(TypeError, match=r"http_client must be an httpx\.Client here, not str"):
        CheckoutClient(KEY, http_client="aiohttp")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["httpx", "requests", ""])
def test_other_names_are_refused(name: Any) -> None:
    with pytest.raises(TypeError, match=r"http_client must be an httpx\.AsyncClient here, not str"):
        AsyncCheckoutClient(KEY, http_client=name)


def test_a_lane_may_be_closed_before_it_was_used_and_twice() -> None:
    async def main() -> None:
        lane = AiohttpConnection(ConnectionSettings(Limits(), None))
        await lane.aclose()
        await lane.aclose()

    asyncio.run(main())


def test_where_sockets_cannot_be_asked_a_connection_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(select, "poll", raising=False)

    async def main() -> None:
        async with client_of(server.url, timeout=Timeout()) as client:
            for _ in range(3):
                await client.sessions.retrieve(SESSION_ID)

    with ByteServer(always) as server:
        asyncio.run(main())

    assert server.connections == 1


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_neither_library_is_loaded_unless_asked_for() -> None:
    code = (
        "import sys, checkout_client\n"
        "checkout_client.AsyncCheckoutClient('sk_test_1')\n"
        "print(*({'aiohttp', 'httpx2'} & sys.modules.keys()))"
    )
    assert run_python(code).split() == []


def test_where_aiohttp_is_missing_the_message_says_how_to_get_it() -> None:
    code = (
        "import sys\n"
        "sys.modules['aiohttp'] = None\n"
        "from checkout_client import AsyncCheckoutClient\n"
        "try:\n"
        "    AsyncCheckoutClient('sk_test_1', http_client='aiohttp')\n"
        "except ModuleNotFoundError as error:\n"
        "    print(error.name, error)\n"
    )
    assert run_python(code) == 'aiohttp http_client="aiohttp" needs aiohttp: pip install "checkout-client[aiohttp]"\n'
