"""Connections over real sockets: when they are opened, how long they are kept, and who shares them."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest
from support.fakes import KEY, SESSION_ID
from support.loopback import LONGEST_WAIT, Loopback, Recorded, Reply, example
from support.runtimes import EVENT_LOOPS, OWN_POOLS, Runtime

from checkout_client import APIConnectionError, AsyncCheckoutClient, CheckoutClient, Limits
from checkout_client._transport.backends.tls import cached_tls_context

ID = SESSION_ID


def session_of_the_path(request: Recorded) -> Reply:
    """Return a Session with the requested id."""
    return Reply(example("page_retrieve") | {"id": request.path.rpartition("/")[2]})


@pytest.fixture(autouse=True)
def _sessions(server: Loopback) -> None:
    server.answer = session_of_the_path


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(ID)


def test_nothing_is_opened_before_the_first_call(server: Loopback, settings: dict[str, Any], runtime: Runtime) -> None:
    cached_tls_context.cache_clear()

    runtime.use(settings, lambda client: client.with_options(max_retries=1))

    assert server.connections == 0
    assert cached_tls_context.cache_info().currsize == 0


@pytest.mark.one_in(2)
@pytest.mark.parametrize("runtime", OWN_POOLS, ids=lambda runtime: runtime.name)
def test_the_tls_context_is_made_once_for_many_clients_and_only_for_https(
    settings: dict[str, Any], runtime: Runtime
) -> None:
    cached_tls_context.cache_clear()
    runtime.use(settings, retrieve)
    assert cached_tls_context.cache_info().misses == 0

    for _ in range(20):
        with pytest.raises(APIConnectionError):  # the server does not speak TLS
            runtime.use(settings | {"base_url": settings["base_url"].replace("http:", "https:")}, retrieve)

    assert cached_tls_context.cache_info().misses == 1


def test_successive_calls_share_one_connection(server: Loopback, settings: dict[str, Any], runtime: Runtime) -> None:
    runtime.use(settings, *[retrieve] * 5, lambda client: retrieve(client.with_options(stripe_account="acct_1")))

    assert len(server.requests) == 6
    assert server.connections == 1


def test_a_connection_is_reused_after_an_error_response(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    replies = iter([Reply({"error": {}}, 429), Reply({"error": {}}, 500), Reply(example("page_retrieve"))])
    server.answer = lambda request: next(replies)

    runtime.use(settings | {"max_retries": 2, "http_client": None}, _impatient(runtime), retrieve)

    assert len(server.requests) == 3
    assert server.connections == 1


def _impatient(runtime: Runtime) -> Any:
    """Return an action that keeps a client from sleeping between attempts."""

    def set_sync(client: CheckoutClient) -> None:
        client._driver._sleep = lambda _: None

    def set_async(client: AsyncCheckoutClient) -> None:
        async def sleep(_: float) -> None:
            pass

        client._driver._sleep = sleep

    return set_sync if runtime.run is None else set_async


def test_a_connection_that_the_server_dropped_is_replaced(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    replies = iter([Reply(example("page_retrieve")), Reply(hang_up=True), Reply(example("page_retrieve"))])
    server.answer = lambda request: next(replies)

    session = runtime.use(settings | {"max_retries": 1}, _impatient(runtime), retrieve, retrieve)

    assert session.last_response.attempts == 2
    assert server.connections == 2


def test_one_client_serves_32_threads_which_keep_their_connections(server: Loopback, settings: dict[str, Any]) -> None:
    together = Barrier(32)

    def work(number: int) -> list[str]:
        together.wait(LONGEST_WAIT)
        return [client.sessions.retrieve(f"cs_{number}_{turn}").id for turn in range(5)]

    with CheckoutClient(**settings) as client, ThreadPoolExecutor(32) as threads:
        found = list(threads.map(work, range(32)))

    assert found == [[f"cs_{number}_{turn}" for turn in range(5)] for number in range(32)]
    assert len(server.requests) == 160
    assert server.connections <= 32


def test_many_tasks_share_one_client_and_its_connections(server: Loopback, settings: dict[str, Any]) -> None:
    async def main() -> list[str]:
        async with AsyncCheckoutClient(**settings) as client:
            for _ in range(3):
                calls = (client.sessions.retrieve(f"cs_{number}") for number in range(50))
                found = [session.id for session in await asyncio.gather(*calls)]
            return found

    assert asyncio.run(main()) == [f"cs_{number}" for number in range(50)]
    assert len(server.requests) == 150
    assert server.connections == 50


@pytest.mark.one_in(2)
@pytest.mark.parametrize("second", EVENT_LOOPS, ids=lambda loop: f"then {loop.name}")
@pytest.mark.parametrize("first", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_one_async_client_works_in_one_event_loop_after_the_other(
    server: Loopback, settings: dict[str, Any], first: Runtime, second: Runtime
) -> None:
    client = AsyncCheckoutClient(**settings)

    async def twice() -> str:
        await client.sessions.retrieve(ID)
        return (await client.sessions.retrieve(ID)).id

    for loop in (first, second):
        assert loop.run is not None
        assert loop.run(twice) == ID
        gc.collect()  # an open socket would be a ResourceWarning, which is an error

    asyncio.run(client.aclose())
    assert server.connections == 2  # one in each loop
    assert [request.connection for request in server.requests] == [1, 1, 2, 2]


def drop(clients: list[Any]) -> None:
    """Let go of ``clients`` as a program does that forgets them."""
    clients.clear()
    gc.collect()


def test_a_client_that_is_dropped_without_being_closed_warns(settings: dict[str, Any]) -> None:
    clients = [CheckoutClient(**settings)]
    retrieve(clients[0])

    with pytest.warns(ResourceWarning, match=r"a CheckoutClient was dropped without close\(\)"):
        drop(clients)


def test_an_async_client_that_is_dropped_without_being_closed_warns_and_leaves_nothing_open(
    settings: dict[str, Any],
) -> None:
    async def main() -> None:
        clients = [AsyncCheckoutClient(**settings)]
        await clients[0].sessions.retrieve(ID)
        with pytest.warns(ResourceWarning, match=r"an AsyncCheckoutClient was dropped without aclose\(\)"):
            drop(clients)

    asyncio.run(main())
    gc.collect()  # what is left open would be another ResourceWarning, which is an error


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
def test_a_client_that_was_never_used_may_be_dropped(settings: dict[str, Any], client_class: Any) -> None:
    client_class(**settings)

    gc.collect()


@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_two_async_clients_in_one_loop_have_connections_of_their_own(
    server: Loopback, settings: dict[str, Any], loop: Runtime
) -> None:
    async def main() -> None:
        async with AsyncCheckoutClient(**settings) as one, AsyncCheckoutClient(**settings) as other:
            await one.sessions.retrieve(ID)
            await one.aclose()
            await other.sessions.retrieve(ID)

    assert loop.run is not None
    loop.run(main)

    assert server.connections == 2


def test_limits_bound_the_connections_of_threads(server: Loopback, settings: dict[str, Any]) -> None:
    with CheckoutClient(**settings, limits=Limits(max_connections=2)) as client, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: retrieve(client), range(24)))

    assert len(server.requests) == 24
    assert server.connections <= 2


def test_limits_bound_the_connections_of_tasks(server: Loopback, settings: dict[str, Any]) -> None:
    async def main() -> None:
        async with AsyncCheckoutClient(**settings, limits=httpx.Limits(max_connections=2)) as client:
            await asyncio.gather(*(client.sessions.retrieve(ID) for _ in range(24)))

    asyncio.run(main())

    assert len(server.requests) == 24
    assert server.connections == 2


def test_through_an_http_client_of_the_users_only_our_headers_are_sent(
    server: Loopback, settings: dict[str, Any]
) -> None:
    with httpx.Client(headers={"x-mine": "1"}, cookies={"a": "1"}, auth=("user", "password")) as http_client:
        with CheckoutClient(**settings, http_client=http_client) as client:
            retrieve(client)
        assert not http_client.is_closed

    headers = server.only.headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert not {"x-mine", "cookie", "connection"} & headers.keys()
