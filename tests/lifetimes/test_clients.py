"""Clients that are dropped, closed twice, used too late, or interrupted."""

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

import httpx
import pytest
from faults.behaviour import WELL, Behaviour, says
from faults.judge import descriptors
from faults.raw_server import RawServer, Request
from support.flavours import EVENT_LOOPS, FLAVOURS, Flavour
from support.worlds import KEY

from checkout_client import AsyncCheckoutClient, CheckoutClient

every_flavour = pytest.mark.parametrize("flavour", FLAVOURS, ids=lambda flavour: flavour.name)
BUSY = says(503, {"error": {}})


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve("cs_1")


def test_a_client_that_is_dropped_warns_once_and_closes_its_connections(
    server: RawServer, settings: dict[str, Any]
) -> None:
    before = descriptors()
    client = CheckoutClient(**settings)
    copy = client.with_options(max_retries=0)
    retrieve(copy)

    with pytest.warns(ResourceWarning, match="dropped without close") as caught:  # noqa: PT031 - either may warn
        del client, copy
        gc.collect()

    assert len(caught) == 1
    assert KEY not in str(caught[0].message) + repr(caught[0].source)
    assert server.wait_until_left() == 0
    assert descriptors() == before


@pytest.mark.filterwarnings("ignore:Async generator:ResourceWarning")  # trio adds one of its own
@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_an_async_client_that_is_dropped_warns_once_and_its_loop_closes_its_connections(
    server: RawServer, settings: dict[str, Any], loop: Flavour
) -> None:
    before = descriptors()

    async def main() -> None:
        client = AsyncCheckoutClient(**settings)
        await retrieve(client)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            del client
            gc.collect()
        ours = [warning for warning in caught if "AsyncCheckoutClient" in str(warning.message)]
        assert [warning.category for warning in ours] == [ResourceWarning]

    assert loop.run is not None
    loop.run(main)

    assert server.wait_until_left() == 0
    assert descriptors() == before


@every_flavour
def test_nothing_warns_of_a_client_that_was_closed_or_never_used(
    server: RawServer, settings: dict[str, Any], flavour: Flavour
) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        flavour.use(settings, retrieve)
        (CheckoutClient if flavour.run is None else AsyncCheckoutClient)(**settings)
        gc.collect()

    assert not caught


def test_a_borrowed_client_is_its_owners_to_close(server: RawServer, settings: dict[str, Any]) -> None:
    with httpx.Client() as http_client:
        client = CheckoutClient(**settings, http_client=http_client)
        retrieve(client)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            del client
            gc.collect()

    assert not caught


@every_flavour
def test_closing_twice_is_fine_and_use_after_it_is_a_clear_error(
    server: RawServer, settings: dict[str, Any], flavour: Flavour
) -> None:
    def close(client: Any) -> Any:
        return client.close() if flavour.run is None else client.aclose()

    with pytest.raises(RuntimeError, match="this client is closed: make a new one"):
        flavour.use(settings, retrieve, close, close, retrieve)

    assert len(server.requests) == 1
    assert server.wait_until_left() == 0


@every_flavour
def test_a_copy_of_a_closed_client_is_closed(server: RawServer, settings: dict[str, Any], flavour: Flavour) -> None:
    def close(client: Any) -> Any:
        return client.close() if flavour.run is None else client.aclose()

    with pytest.raises(RuntimeError, match="this client is closed"):
        flavour.use(settings, close, lambda client: retrieve(client.with_options(max_retries=0)))


def test_closing_in_one_thread_lets_the_calls_of_others_end_well_or_clearly(
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


def test_one_async_client_in_several_loops_at_once(server: RawServer, settings: dict[str, Any]) -> None:
    client = AsyncCheckoutClient(**settings)

    async def work(number: int) -> list[str]:
        calls = [client.sessions.retrieve(f"cs_{number}_{turn}") for turn in range(10)]
        return [(await call).id for call in calls]

    with ThreadPoolExecutor(6) as threads:
        loops = [EVENT_LOOPS[number % 2].run for number in range(6)]
        going = [threads.submit(loop, partial(work, number)) for number, loop in enumerate(loops) if loop]
        found = [each.result() for each in going]

    assert found == [[f"cs_{number}_{turn}" for turn in range(10)] for number in range(6)]
    assert server.wait_until_left() == 0
    assert server.connections == 6
    asyncio.run(client.aclose())


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_control_c_in_the_sleep_between_attempts_sends_nothing_more(
    server: RawServer, settings: dict[str, Any]
) -> None:
    with CheckoutClient(**settings) as client:
        client._driver._sleep = lambda _: interrupt()
        server.treat(BUSY, 1)

        with pytest.raises(KeyboardInterrupt):
            retrieve(client)

        assert len(server.requests) == 1
        assert retrieve(client).id == "cs_1"
        assert server.connections == 1
    assert server.wait_until_left() == 0


def test_control_c_while_an_answer_is_awaited_gives_up_the_connection(settings: dict[str, Any]) -> None:
    main = threading.main_thread().ident
    assert main is not None

    def choose(request: Request | None) -> Behaviour:
        if request is not None and request.target.endswith("cs_interrupted"):
            os.kill(os.getpid(), signal.SIGINT)
            return Behaviour(lambda _: b"", end="stall")
        return WELL

    before = descriptors()
    with RawServer(choose) as server, CheckoutClient(**settings | {"base_url": server.url}) as client:
        retrieve(client)
        with pytest.raises(KeyboardInterrupt):
            client.sessions.retrieve("cs_interrupted")

        assert retrieve(client).id == "cs_1"
        assert server.connections == 2
    assert descriptors() == before


def test_the_next_call_does_not_get_the_answer_of_one_that_was_interrupted(settings: dict[str, Any]) -> None:
    late = threading.Event()

    def choose(request: Request | None) -> Behaviour:
        if request is not None and request.target.endswith("cs_interrupted"):
            os.kill(os.getpid(), signal.SIGINT)
            late.wait(0.3)
        return WELL

    with RawServer(choose) as server, CheckoutClient(**settings | {"base_url": server.url}) as client:
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                client.sessions.retrieve("cs_interrupted")
            assert retrieve(client).id == "cs_1"
