"""HTTP clients of the user's, by the example of httpx2's."""

from __future__ import annotations

import asyncio
import gzip
import sys
import time
from typing import Any, ClassVar

import aiohttp
import httpx2
import pytest
import trio
from support.byte_server import ByteServer, Line, always, answer
from support.fakes import KEY, SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import APIConnectionError, APITimeoutError, AsyncCheckoutClient, CheckoutClient

PLANTED = {"x-mine": "1", "authorization": "planted"}
OURS = {"host", "accept", "accept-encoding", "authorization", "stripe-version", "user-agent"}


def recording(seen: list[tuple[str, dict[str, str]]]) -> Any:
    def serve(line: Line) -> None:
        while True:
            seen.append(line.read_request()[:2])
            line.send(answer(SESSION_ID, "set-cookie: a=1; path=/"))

    return serve


def test_an_aiohttp_session_is_rejected_and_the_error_names_what_works() -> None:
    async def main() -> None:
        async with aiohttp.ClientSession() as session:
            with pytest.raises(TypeError, match=r"'httpx2' or 'aiohttp' here, not aiohttp\.ClientSession"):
                AsyncCheckoutClient(KEY, http_client=session)  # type: ignore[arg-type]

    asyncio.run(main())


def test_an_httpx2_client_adds_nothing_to_a_request_and_stays_open() -> None:
    seen: list[tuple[str, dict[str, str]]] = []
    with ByteServer(recording(seen)) as server, httpx2.Client(headers=PLANTED, cookies={"b": "2"}) as http_client:
        with CheckoutClient(KEY, base_url=server.url, http_client=http_client) as client:
            client.sessions.retrieve(SESSION_ID)
        assert not http_client.is_closed

    assert [set(headers) for _, headers in seen] == [OURS]
    assert seen[0][1]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_an_async_httpx2_client_adds_nothing_to_a_request_and_stays_open(run: Any) -> None:
    async def main() -> None:
        async with httpx2.AsyncClient(headers=PLANTED, cookies={"b": "2"}) as http_client:
            async with AsyncCheckoutClient(KEY, base_url=server.url, http_client=http_client) as client:
                await client.sessions.retrieve(SESSION_ID)
            assert not http_client.is_closed

    seen: list[tuple[str, dict[str, str]]] = []
    with ByteServer(recording(seen)) as server:
        run(main() if run is asyncio.run else main)

    assert [set(headers) for _, headers in seen] == [OURS]


def test_a_failure_of_httpx2_is_a_connection_error_and_a_mistake_is_raised_unchanged() -> None:
    errors = iter([httpx2.ConnectError("refused"), httpx2.ReadTimeout("slow"), httpx2.InvalidURL("mine")])

    def fail(request: Any) -> Any:
        raise next(errors)

    with (
        httpx2.Client(transport=httpx2.MockTransport(fail)) as http_client,
        CheckoutClient(KEY, http_client=http_client, max_retries=0) as client,
    ):
        with pytest.raises(APIConnectionError, match=r"No complete response \(ConnectError: refused\)"):
            client.sessions.retrieve(SESSION_ID)
        with pytest.raises(APITimeoutError, match=r"No response in time \(ReadTimeout: slow\)"):
            client.sessions.retrieve(SESSION_ID)
        with pytest.raises(httpx2.InvalidURL, match="mine"):
            client.sessions.retrieve(SESSION_ID)


def test_the_deadline_ends_the_reading_of_an_httpx2_response() -> None:
    def pieces() -> Any:
        for _ in range(1000):
            yield b" "

    class Slow(httpx2.SyncByteStream):
        def __iter__(self) -> Any:
            for piece in pieces():
                time.sleep(0.01)
                yield piece

    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, stream=Slow()))
    with (
        httpx2.Client(transport=transport) as http_client,
        CheckoutClient(KEY, http_client=http_client, deadline=0.05) as client,
        pytest.raises(APITimeoutError, match="before the deadline"),
    ):
        client.sessions.retrieve(SESSION_ID)


def test_the_other_kind_of_httpx2_client_is_rejected() -> None:
    with pytest.raises(TypeError, match=r"an httpx2\.Client, .* here, not httpx2\.AsyncClient"):
        CheckoutClient(KEY, http_client=httpx2.AsyncClient())  # type: ignore[arg-type]
    with (
        httpx2.Client() as http_client,
        pytest.raises(TypeError, match=r"must be an httpx\.AsyncClient, .* here, not httpx2\.Client"),
    ):
        AsyncCheckoutClient(KEY, http_client=http_client)  # type: ignore[arg-type]


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
def test_any_other_http_client_is_rejected_whether_or_not_the_libraries_are_loaded(
    client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("aiohttp", "httpx2"):
        with pytest.raises(TypeError, match=r"http_client must be an httpx\."):
            client_class(KEY, http_client=object())
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(TypeError, match=r"http_client must be an httpx\."):
        client_class(KEY, http_client=object())


class Wrapped(httpx2.SyncByteStream):
    """A body around another, as an extension of the HTTP client might make it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __iter__(self) -> Any:
        return iter(self.inner)

    def close(self) -> None:
        self.inner.close()


class Wrapping(httpx2.HTTPTransport):
    def handle_request(self, request: Any) -> Any:
        response = super().handle_request(request)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=Wrapped(response.stream),
            extensions=response.extensions | self.more,
        )

    more: ClassVar[dict[str, bytes]] = {}


class Http2(Wrapping):
    more: ClassVar[dict[str, bytes]] = {"http_version": b"HTTP/2"}


@pytest.mark.parametrize(("transport", "connections"), [(Wrapping, 3), (Http2, 1)], ids=["HTTP/1.1", "HTTP/2"])
def test_a_connection_that_cannot_be_checked_is_not_reused_unless_responses_are_numbered(
    transport: Any, connections: int
) -> None:
    with (
        ByteServer(always) as server,
        httpx2.Client(transport=transport()) as http_client,
        CheckoutClient(KEY, base_url=server.url, http_client=http_client, max_retries=0) as client,
    ):
        for _ in range(3):
            assert client.sessions.retrieve(SESSION_ID).id == SESSION_ID

    assert server.connections == connections


def test_a_body_that_an_event_hook_has_read_is_used_as_it_is() -> None:
    def serve(line: Line) -> None:
        while True:
            line.read_request()
            _, _, body = answer().partition(b"\r\n\r\n")
            compressed = gzip.compress(body)
            line.send(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(compressed))
            line.send(compressed)

    with (
        ByteServer(serve) as server,
        httpx2.Client(event_hooks={"response": [lambda response: response.read()]}) as http_client,
        CheckoutClient(KEY, base_url=server.url, http_client=http_client) as client,
    ):
        assert client.sessions.retrieve(SESSION_ID).id == SESSION_ID


def test_a_call_with_a_deadline_sends_its_whole_body() -> None:
    bodies: list[bytes] = []

    def serve(line: Line) -> None:
        while True:
            bodies.append(line.read_request()[2])
            line.send(answer())

    with (
        ByteServer(serve) as server,
        httpx2.Client() as http_client,
        CheckoutClient(KEY, base_url=server.url, http_client=http_client, deadline=LONGEST_WAIT) as client,
    ):
        client.sessions.create(mode="setup", options={"extra_params": {"much": "a" * 100_000}})
        client.sessions.expire(SESSION_ID)

    assert bodies == [b"mode=setup&much=" + b"a" * 100_000, b""]
