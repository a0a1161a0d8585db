"""Clients that are garbage-collected, closed twice, used after closing, or interrupted."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
import httpx
import pytest
from faults.behaviour import NORMAL, Behaviour, says
from faults.evaluate import descriptors
from faults.raw_server import RawServer, Request
from support.fakes import KEY
from support.runtimes import AIOHTTP, ASYNCIO, OWN_POOLS, TRIO, UNDER_HTTPX, UNDER_HTTPX2, Runtime

from checkout_client import AsyncCheckoutClient, CheckoutClient

POOLS = [
    *OWN_POOLS,
    *UNDER_HTTPX[:2],
    *(pytest.param(each, marks=pytest.mark.long) for each in (UNDER_HTTPX[2], *UNDER_HTTPX2)),
]
LOOPS = [
    *OWN_POOLS[1:],
    UNDER_HTTPX[1],
    *(pytest.param(each, marks=pytest.mark.long) for each in (UNDER_HTTPX[2], *UNDER_HTTPX2[1:])),
]
every_runtime = pytest.mark.parametrize("runtime", POOLS, ids=lambda runtime: runtime.name)
every_loop = pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
BUSY = says(503, {"error": {}})
LONG = 20


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve("cs_1")


@pytest.mark.parametrize("http_client", [None, "httpx", "httpx2"])
def test_an_unclosed_client_warns_once_and_closes_its_connections(
    server: RawServer, settings: dict[str, Any], http_client: Any
) -> None:
    before = descriptors()
    client = CheckoutClient(**settings, http_client=http_client)
    copy = client.with_options(max_retries=0)
    retrieve(copy)

    with pytest.warns(ResourceWarning, match="dropped without close") as caught:  # noqa: PT031 - either may warn
        del client, copy
        gc.collect()

    assert len(caught) == 1
    assert KEY not in str(caught[0].message) + repr(caught[0].source)
    assert server.wait_until_left() == 0
    assert descriptors() == before


@pytest.mark.one_in(2)
@every_loop
def test_an_unclosed_async_client_warns_once_and_closes_its_connections(
    server: RawServer, settings: dict[str, Any], loop: Runtime
) -> None:
    before = descriptors()

    async def main() -> None:
        client = AsyncCheckoutClient(**settings, http_client=loop.make_http_client())
        copy = client.with_options(max_retries=0)
        await retrieve(copy)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            del client, copy
            gc.collect()
            told = [(each.category, str(each.message), repr(each.source)) for each in caught]
            caught.clear()  # a warning holds a reference to its source
            await anyio.to_thread.run_sync(server.wait_until_left)  # long before the loop ends
            assert server.alive == 0
            assert not caught  # no library adds a warning
        ((category, message, source),) = told
        assert category is ResourceWarning
        assert "an AsyncCheckoutClient was dropped without aclose()" in message
        assert KEY not in message + source

    assert loop.run is not None
    loop.run(main)

    assert descriptors() == before


@pytest.mark.one_in(2)
@every_loop
def test_a_client_can_be_collected_after_its_loop_has_ended(
    server: RawServer, settings: dict[str, Any], loop: Runtime
) -> None:
    before = descriptors()
    clients = [AsyncCheckoutClient(**settings, http_client=loop.make_http_client())]

    async def main() -> None:
        await retrieve(clients[0])

    assert loop.run is not None
    loop.run(main)

    assert server.wait_until_left() == 0
    assert descriptors() == before
    clients.clear()  # nothing is open any more: a warning would be an error
    gc.collect()


@pytest.mark.one_in(2)
@every_runtime
def test_a_closed_or_unused_client_does_not_warn(server: RawServer, settings: dict[str, Any], runtime: Runtime) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        runtime.use(settings, retrieve)
        settings["http_client"] = runtime.make_http_client()
        (CheckoutClient if runtime.run is None else AsyncCheckoutClient)(**settings)
        gc.collect()

    assert not caught


def test_closing_does_not_close_the_callers_http_client(server: RawServer, settings: dict[str, Any]) -> None:
    with httpx.Client() as http_client:
        client = CheckoutClient(**settings, http_client=http_client)
        retrieve(client)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            del client
            gc.collect()

    assert not caught


@every_runtime
def test_closing_twice_works_and_later_calls_raise_a_clear_error(
    server: RawServer, settings: dict[str, Any], runtime: Runtime
) -> None:
    def close(client: Any) -> Any:
        return client.close() if runtime.run is None else client.aclose()

    with pytest.raises(RuntimeError, match="this client is closed: make a new one"):
        runtime.use(settings, retrieve, close, close, retrieve)

    assert len(server.requests) == 1
    assert server.wait_until_left() == 0


@every_runtime
def test_a_copy_of_a_closed_client_is_closed(server: RawServer, settings: dict[str, Any], runtime: Runtime) -> None:
    def close(client: Any) -> Any:
        return client.close() if runtime.run is None else client.aclose()

    with pytest.raises(RuntimeError, match="this client is closed"):
        runtime.use(settings, close, lambda client: retrieve(client.with_options(max_retries=0)))


def test_calls_in_other_threads_finish_or_raise_a_clear_error_after_close(
    server: RawServer, settings: dict[str, Any]
) -> None:
    client = CheckoutClient(**settings)
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while True:
                retrieve(client)
        except BaseException as error:
            errors.append(error)

    with ThreadPoolExecutor(8) as threads:
        for _ in range(8):
            threads.submit(work)
        time.sleep(0.2)
        client.close()

    assert [type(error) for error in errors] == [RuntimeError] * 8
    assert all("closed" in str(error) for error in errors)
    assert server.wait_until_left() == 0


@pytest.mark.parametrize("loops", [(ASYNCIO, TRIO), (AIOHTTP, AIOHTTP)], ids=["httpx", "aiohttp"])
def test_one_async_client_in_concurrent_event_loops(
    server: RawServer, settings: dict[str, Any], loops: tuple[Runtime, Runtime]
) -> None:
    client = AsyncCheckoutClient(**settings, http_client=loops[0].make_http_client())
    before = descriptors()
    together = threading.Barrier(6)

    async def work(number: int) -> list[str]:
        found = [await client.sessions.retrieve(f"cs_{number}_first")]
        together.wait(10)  # now all of them have connections
        calls = [client.sessions.retrieve(f"cs_{number}_{turn}") for turn in range(10)]
        return [each.id for each in found] + [(await call).id for call in calls]

    with ThreadPoolExecutor(6) as threads:
        runs = [loops[number % 2].run for number in range(6)]
        going = [threads.submit(run, partial(work, number)) for number, run in enumerate(runs) if run]
        found = [each.result() for each in going]

    assert found == [[f"cs_{number}_first", *(f"cs_{number}_{turn}" for turn in range(10))] for number in range(6)]
    assert server.wait_until_left() == 0
    assert server.connections == 6
    assert descriptors() == before
    asyncio.run(client.aclose())


@pytest.mark.parametrize("loops", [(ASYNCIO, TRIO, ASYNCIO), (AIOHTTP,) * 3], ids=["httpx", "aiohttp"])
def test_one_async_client_in_consecutive_event_loops(
    server: RawServer, settings: dict[str, Any], loops: tuple[Runtime, ...]
) -> None:
    client = AsyncCheckoutClient(**settings, http_client=loops[0].make_http_client())
    before = descriptors()

    async def work() -> None:
        for _ in range(3):
            await retrieve(client)

    for number, loop in enumerate(loops):
        assert loop.run is not None
        loop.run(work)
        assert server.wait_until_left() == 0
        assert server.connections == number + 1
        assert descriptors() == before
    asyncio.run(client.aclose())


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_control_c_between_attempts_sends_nothing_more(server: RawServer, settings: dict[str, Any]) -> None:
    with CheckoutClient(**settings) as client:
        client._driver._sleep = lambda _: interrupt()
        server.treat(BUSY, 1)

        with pytest.raises(KeyboardInterrupt):
            retrieve(client)

        assert len(server.requests) == 1
        assert retrieve(client).id == "cs_1"
        assert server.connections == 1
    assert server.wait_until_left() == 0


@every_loop
def test_control_c_between_attempts_ends_the_loop_and_sends_nothing_more(
    server: RawServer, settings: dict[str, Any], loop: Runtime
) -> None:
    before = descriptors()

    async def main() -> None:
        async with AsyncCheckoutClient(**settings, http_client=loop.make_http_client()) as client:
            client._driver._sleep = interrupted
            server.treat(BUSY, 1)
            await retrieve(client)

    async def interrupted(_: float) -> None:
        interrupt()
        await anyio.sleep(LONG)

    assert loop.run is not None
    with pytest.raises(KeyboardInterrupt):
        loop.run(main)

    assert len(server.requests) == 1
    assert server.wait_until_left() == 0
    assert descriptors() == before


def test_control_c_while_waiting_for_a_response_closes_the_connection(settings: dict[str, Any]) -> None:
    main = threading.main_thread().ident
    assert main is not None

    def choose(request: Request | None) -> Behaviour:
        if request is not None and request.target.endswith("cs_interrupted"):
            os.kill(os.getpid(), signal.SIGINT)
            return Behaviour(lambda _: b"", end="stall")
        return NORMAL

    before = descriptors()
    with RawServer(choose) as server, CheckoutClient(**settings | {"base_url": server.url}) as client:
        retrieve(client)
        with pytest.raises(KeyboardInterrupt):
            client.sessions.retrieve("cs_interrupted")

        assert retrieve(client).id == "cs_1"
        assert server.connections == 2
    assert descriptors() == before


def test_the_next_call_does_not_get_the_response_of_an_interrupted_one(settings: dict[str, Any]) -> None:
    late = threading.Event()

    def choose(request: Request | None) -> Behaviour:
        if request is not None and request.target.endswith("cs_interrupted"):
            os.kill(os.getpid(), signal.SIGINT)
            late.wait(0.3)
        return NORMAL

    with RawServer(choose) as server, CheckoutClient(**settings | {"base_url": server.url}) as client:
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                client.sessions.retrieve("cs_interrupted")
            assert retrieve(client).id == "cs_1"
