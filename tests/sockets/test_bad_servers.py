"""Servers that stall, redirect and lie, and hostile ids."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import trio
from support.depth import rotated
from support.fakes import SESSION_ID
from support.loopback import Loopback, Recorded, Reply, example
from support.runtimes import ALL_BACKENDS, Runtime

from checkout_client import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AsyncCheckoutClient,
    ResponseDecodeError,
    ServerError,
)

ID = SESSION_ID


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(ID)


STALLS = {
    "by sending a byte of the headers at a time": Reply(b"{}", trickle_head=True),
    "before the body": Reply(example("page_retrieve"), cut_after=0),
    "within the body": Reply(example("page_retrieve"), cut_after=500),
    "by sending a byte of the body at a time": Reply(b" " * 500 + b"{}", cut_after=0, trickle=True),
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("stall", "runtime"), rotated(STALLS, ALL_BACKENDS))
def test_the_deadline_ends_a_response_that_stalls(
    server: Loopback, settings: dict[str, Any], runtime: Runtime, stall: str
) -> None:
    server.answer = lambda request: STALLS[stall]

    with pytest.raises(APITimeoutError) as caught:
        runtime.use(settings | {"deadline": 0.5, "max_retries": 5}, retrieve)

    assert caught.value.attempts == 1
    assert len(server.requests) == 1


@pytest.mark.one_in(3)
def test_the_read_timeout_ends_a_response_that_stalls(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    server.answer = lambda request: STALLS["within the body"]

    with pytest.raises(APITimeoutError, match="No response in time"):
        runtime.use(settings | {"timeout": 0.1}, retrieve)


@pytest.mark.one_in(3)
def test_a_client_is_usable_after_a_deadline(server: Loopback, settings: dict[str, Any], runtime: Runtime) -> None:
    replies = iter([STALLS["within the body"], Reply(example("page_retrieve"))])
    server.answer = lambda request: next(replies)
    failed: list[Any] = []

    def fail(client: Any) -> Any:
        options = {"deadline": 0.1}
        if runtime.run is None:
            with pytest.raises(APITimeoutError) as caught:
                client.sessions.retrieve(ID, options=options)
            return failed.append(caught.value)
        return fail_async(client, options)

    async def fail_async(client: Any, options: Any) -> None:
        with pytest.raises(APITimeoutError) as caught:
            await client.sessions.retrieve(ID, options=options)
        failed.append(caught.value)

    session = runtime.use(settings, fail, retrieve)

    assert len(failed) == 1
    assert session.to_dict() == example("page_retrieve")


def test_a_redirect_is_not_followed(server: Loopback, settings: dict[str, Any], runtime: Runtime) -> None:
    with Loopback() as elsewhere:
        server.answer = lambda request: Reply(b"", 307, {"location": f"{elsewhere.url}/v1/checkout/sessions"})

        with pytest.raises(APIError, match="it was not followed") as caught:
            runtime.use(settings | {"max_retries": 2}, lambda client: client.sessions.create(mode="payment"))

        assert elsewhere.connections == 0
    assert caught.value.http_status == 307
    assert len(server.requests) == 1


def test_an_html_error_page_is_an_error_with_its_status(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    server.answer = lambda request: Reply(b"<html>Bad Gateway", 502, {"request-id": "req_1"})

    with pytest.raises(ServerError, match="HTTP 502, request req_1") as caught:
        runtime.use(settings, retrieve)

    assert caught.value.body == "<html>Bad Gateway"


def test_a_success_without_json_is_a_decode_error(server: Loopback, settings: dict[str, Any], runtime: Runtime) -> None:
    server.answer = lambda request: Reply(b"", 200, {"request-id": "req_1"})

    with pytest.raises(ResponseDecodeError, match=r"the body is empty \(request req_1\)"):
        runtime.use(settings, retrieve)


def test_a_server_that_hangs_up_is_a_connection_error(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    server.answer = lambda request: Reply(hang_up=True)

    with pytest.raises(APIConnectionError, match="No complete response") as caught:
        runtime.use(settings, lambda client: client.sessions.create(mode="payment"))

    assert caught.value.idempotency_key == server.only.headers["idempotency-key"]


def test_an_unreachable_server_is_a_connection_error(settings: dict[str, Any], runtime: Runtime) -> None:
    with Loopback() as gone:
        address = gone.url

    with pytest.raises(APIConnectionError, match=r"Connect(or)?Error"):
        runtime.use(settings | {"base_url": address}, retrieve)


def test_a_response_shorter_than_declared_is_a_connection_error(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    server.answer = lambda request: Reply(b"{}", headers={"content-length": "99", "connection": "close"})

    with pytest.raises(APIConnectionError, match=r"RemoteProtocolError|ClientPayloadError"):
        runtime.use(settings, retrieve)


async def _cancel_asyncio(client: AsyncCheckoutClient, server: Loopback) -> None:
    task = asyncio.create_task(client.sessions.create(mode="payment"))
    await asyncio.to_thread(server.wait_for_requests, 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def _cancel_trio(client: AsyncCheckoutClient, server: Loopback) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(lambda: client.sessions.create(mode="payment"))
        await trio.to_thread.run_sync(server.wait_for_requests, 1)
        nursery.cancel_scope.cancel()


@pytest.mark.parametrize(
    ("run", "cancel"), [(asyncio.run, _cancel_asyncio), (trio.run, _cancel_trio)], ids=["asyncio", "trio"]
)
def test_cancelling_a_call_sends_nothing_more_and_leaves_the_client_usable(
    server: Loopback, settings: dict[str, Any], run: Callable[..., Any], cancel: Callable[..., Any]
) -> None:
    replies = iter([STALLS["within the body"], Reply(example("page_retrieve"))])
    server.answer = lambda request: next(replies)

    async def main() -> Any:
        async with AsyncCheckoutClient(**settings | {"max_retries": 5}) as client:
            await cancel(client, server)
            return await client.sessions.retrieve(ID)

    session = run(main()) if run is asyncio.run else run(main)

    assert session.to_dict() == example("page_retrieve")
    assert [request.method for request in server.requests] == ["POST", "GET"]


METHODS: dict[str, tuple[Callable[[Any, str], Any], str]] = {
    "retrieve": (lambda sessions, name: sessions.retrieve(name), "/v1/checkout/sessions/{}"),
    "update": (lambda sessions, name: sessions.update(name, metadata={"a": "1"}), "/v1/checkout/sessions/{}"),
    "expire": (lambda sessions, name: sessions.expire(name), "/v1/checkout/sessions/{}/expire"),
    "list_line_items": (lambda sessions, name: sessions.list_line_items(name), "/v1/checkout/sessions/{}/line_items"),
}

REJECTED = ["", " ", ".", "..", "cs\n", "cs\r\nHost: x", "cs\x00", "\x7f", "c s", "cs\u2028", "{CHECKOUT_SESSION_ID}"]

ENCODED = {
    "a/b": "a%2Fb",
    "../customers": "..%2Fcustomers",
    "../../../v1/customers": "..%2F..%2F..%2Fv1%2Fcustomers",
    "/v1/customers": "%2Fv1%2Fcustomers",
    "//example.com": "%2F%2Fexample.com",
    "a/..": "a%2F..",
    "...": "...",
    "cs?limit=1": "cs%3Flimit%3D1",
    "cs#x": "cs%23x",
    "cs;x": "cs%3Bx",
    "a\\b": "a%5Cb",
    "%2e%2e": "%252e%252e",
    "%00": "%2500",
    "cs_é": "cs_%C3%A9",
    "cs@example.com": "cs%40example.com",
    "https://example.com/": "https%3A%2F%2Fexample.com%2F",
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("id", "runtime"), rotated(REJECTED, ALL_BACKENDS))
def test_an_invalid_id_is_rejected_and_nothing_is_sent(
    server: Loopback, settings: dict[str, Any], runtime: Runtime, method: str, id: str
) -> None:
    with pytest.raises(ValueError, match="the session's id"):
        runtime.use(settings, lambda client: METHODS[method][0](client.sessions, id))

    assert server.connections == 0


@pytest.mark.one_in(2)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("id", "runtime"), rotated(ENCODED, ALL_BACKENDS))
def test_an_id_is_always_one_segment_of_the_path(
    server: Loopback, settings: dict[str, Any], runtime: Runtime, method: str, id: str
) -> None:
    def answer(request: Recorded) -> Reply:
        return Reply(example("page_line_items" if request.target.endswith("items") else "page_retrieve") | {"id": id})

    server.answer = answer
    call, path = METHODS[method]

    runtime.use(settings, lambda client: call(client.sessions, id))

    assert server.only.target == path.format(ENCODED[id])
