"""Cancel a call at every point where it waits: it sends nothing more, and the client still works."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator
from importlib.metadata import version
from typing import Any

import anyio
import anyio.lowlevel
import anyio.to_thread
import attrs
import pytest
import trio
from faults.behaviour import says
from faults.evaluate import descriptors
from faults.raw_server import RawServer

from checkout_client import AsyncCheckoutClient, Limits

BUSY = says(503, {"error": {}})
ANYIO_LEAKS = tuple(map(int, version("anyio").split(".")[:2])) < (4, 16)
MAX_STEPS = 200


@types.coroutine
def stepping(
    call: Coroutine[Any, Any, Any], step: int, times: int, cancel: Callable[[], object]
) -> Generator[Any, Any, bool]:
    """Run ``call`` and cancel it when it waits for the ``step``-th time; return whether it waited that often.

    Where it still waits after that, to clean up, that is cancelled too: so many ``times`` in all.
    """
    waits = 0
    resume: Callable[[], Any] = lambda: call.send(None)  # noqa: E731 - replaced below
    while True:
        try:
            awaited = resume()
        except StopIteration:
            return waits > step
        if step <= waits < step + times:
            cancel()
        waits += 1
        try:
            sent = yield awaited
        except BaseException as error:
            thrown = error
            resume = lambda thrown=thrown: call.throw(thrown)  # noqa: E731
        else:
            resume = lambda sent=sent: call.send(sent)  # noqa: E731


async def under_asyncio(call: Coroutine[Any, Any, Any], step: int, times: int) -> bool:
    """Return whether the call waited for the ``step``-th time."""
    cancelled = False

    async def work() -> bool:
        task = asyncio.current_task()
        assert task is not None

        def cancel() -> None:
            nonlocal cancelled
            cancelled = True
            task.cancel()

        return await stepping(call, step, times, cancel)

    task = asyncio.create_task(work())
    try:
        await task
    except asyncio.CancelledError:
        assert cancelled
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return cancelled


async def under_trio(call: Coroutine[Any, Any, Any], step: int, times: int) -> bool:
    with trio.CancelScope() as scope:
        await stepping(call, step, times, scope.cancel)
    return scope.cancel_called


@attrs.frozen
class Loop:
    """An event loop: how to run a function in it, how to cancel a call, and which HTTP client to use."""

    run: Callable[[Callable[[], Awaitable[None]]], Any]
    cancelled: Callable[[Coroutine[Any, Any, Any], int, int], Awaitable[bool]]
    http_client: Any = None


def run_asyncio(function: Callable[[], Awaitable[None]]) -> Any:
    return asyncio.run(function())  # type: ignore[arg-type]


LOOPS = {
    "asyncio": Loop(run_asyncio, under_asyncio),
    "trio": Loop(trio.run, under_trio),
    "aiohttp": Loop(run_asyncio, under_asyncio, "aiohttp"),
    "httpx, asyncio": Loop(run_asyncio, under_asyncio, "httpx"),
    "httpx, trio": Loop(trio.run, under_trio, "httpx"),
    "httpx2, asyncio": Loop(run_asyncio, under_asyncio, "httpx2"),
    "httpx2, trio": Loop(trio.run, under_trio, "httpx2"),
}


def every_loop(but_for_the_long_suite: str) -> list[Any]:
    """Return the names of all loops; those that begin like this are marked ``long``."""
    return [
        pytest.param(name, marks=pytest.mark.long if name.startswith(but_for_the_long_suite) else ()) for name in LOOPS
    ]


CALLS: dict[str, Callable[[AsyncCheckoutClient], Coroutine[Any, Any, Any]]] = {
    "create": lambda client: client.sessions.create(mode="payment", success_url="https://example.com/ok"),
    "walk": lambda client: _walk(client),
    "with a deadline": lambda client: client.sessions.retrieve("cs_1", options={"deadline": 20}),
    "the first call of a client": lambda client: client.sessions.retrieve("cs_1"),
}


async def _walk(client: AsyncCheckoutClient) -> list[str]:
    return [session.id async for session in client.sessions.list(limit=2)]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("times", [1, *(pytest.param(n, marks=pytest.mark.long) for n in (2, 3))])
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("loop", every_loop(but_for_the_long_suite="httpx"))
def test_cancellation_at_every_await(loop: str, name: str, times: int) -> None:
    if ANYIO_LEAKS and loop.endswith("asyncio"):
        pytest.skip("this anyio may lose a socket whose connecting is cancelled at the last moment")
    kind = LOOPS[loop]
    before = descriptors()
    steps = 0

    async def main() -> None:
        nonlocal steps
        for step in range(MAX_STEPS):
            with RawServer() as server:
                settings: dict[str, Any] = {"base_url": server.url, "timeout": 5, "http_client": kind.http_client}
                async with AsyncCheckoutClient("sk_test_x", **settings) as client:
                    client._driver._sleep = lambda _: anyio.sleep(0.001)
                    if not name.startswith("the first"):
                        await client.sessions.retrieve("cs_warm")
                    server.treat(BUSY, 1)

                    cancelled = await kind.cancelled(CALLS[name](client), step, times)

                    sent = server.attempts
                    server.treat(BUSY, 0)
                    assert (await client.sessions.retrieve("cs_after")).id == "cs_after"
                    assert server.attempts <= sent + 2  # one may have been on its way
                    assert len(server.made) <= 1
                assert server.wait_until_left() == 0
            if not cancelled:
                steps = step
                return

    kind.run(main)

    # To write (which aiohttp need not wait for), to read, to wait, to read again.
    assert 3 <= steps < MAX_STEPS - 1
    assert descriptors() == before


@pytest.mark.parametrize("loop", every_loop(but_for_the_long_suite="httpx2"))
def test_cancelling_a_task_that_waits_for_a_connection(loop: str, server: RawServer) -> None:
    kind = LOOPS[loop]
    settings: dict[str, Any] = {"limits": Limits(max_connections=1), "http_client": kind.http_client}

    async def main() -> None:
        async with AsyncCheckoutClient("sk_test_x", base_url=server.url, **settings) as client:

            async def call(name: str) -> None:
                await client.sessions.retrieve(name)

            for _ in range(20):
                async with anyio.create_task_group() as group:
                    for number in range(5):
                        group.start_soon(call, f"cs_{number}")
                    await anyio.lowlevel.checkpoint()
                    group.cancel_scope.cancel()
            with anyio.fail_after(5):
                assert (await client.sessions.retrieve("cs_after")).id == "cs_after"

    kind.run(main)

    assert server.wait_until_left() == 0


@pytest.mark.parametrize("loop", every_loop(but_for_the_long_suite="httpx2"))
def test_a_cancelled_close_closes_every_connection(loop: str, server: RawServer) -> None:
    kind = LOOPS[loop]

    async def main() -> None:
        client = AsyncCheckoutClient("sk_test_x", base_url=server.url, http_client=kind.http_client)
        async with anyio.create_task_group() as group:
            for number in range(3):
                group.start_soon(client.sessions.retrieve, f"cs_{number}")
        assert server.alive == 3
        with anyio.CancelScope() as scope:
            scope.cancel()
            await client.aclose()
        await anyio.to_thread.run_sync(server.wait_until_left)
        assert server.alive == 0

    kind.run(main)
