"""A call is cancelled at every point where it waits: it sends nothing more, and leaves the client as good as before."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator
from importlib.metadata import version
from typing import Any

import anyio
import anyio.lowlevel
import pytest
import trio
from faults.behaviour import says
from faults.judge import descriptors
from faults.raw_server import RawServer

from checkout_client import AsyncCheckoutClient

BUSY = says(503, {"error": {}})
ANYIO_LEAKS = tuple(map(int, version("anyio").split(".")[:2])) < (4, 16)
MORE_STEPS_THAN_THERE_ARE = 200


@types.coroutine
def stepping(call: Coroutine[Any, Any, Any], step: int, cancel: Callable[[], object]) -> Generator[Any, Any, bool]:
    """Run ``call``, and ask for its cancellation when it waits for the ``step``-th time; whether it ever did."""
    waits = 0
    resume: Callable[[], Any] = lambda: call.send(None)  # noqa: E731 - replaced below
    while True:
        try:
            awaited = resume()
        except StopIteration:
            return waits > step
        if waits == step:
            cancel()
        waits += 1
        try:
            sent = yield awaited
        except BaseException as error:
            thrown = error
            resume = lambda thrown=thrown: call.throw(thrown)  # noqa: E731
        else:
            resume = lambda sent=sent: call.send(sent)  # noqa: E731


async def under_asyncio(call: Coroutine[Any, Any, Any], step: int) -> bool:
    """Whether there still was a ``step``-th time."""
    cancelled = False

    async def work() -> bool:
        task = asyncio.current_task()
        assert task is not None

        def cancel() -> None:
            nonlocal cancelled
            cancelled = True
            task.cancel()

        return await stepping(call, step, cancel)

    task = asyncio.create_task(work())
    try:
        await task
    except asyncio.CancelledError:
        assert cancelled
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return cancelled


async def under_trio(call: Coroutine[Any, Any, Any], step: int) -> bool:
    with trio.CancelScope() as scope:
        await stepping(call, step, scope.cancel)
    return scope.cancel_called


LOOPS: dict[str, tuple[Callable[[Callable[[], Awaitable[None]]], Any], Callable[..., Awaitable[bool]]]] = {
    "asyncio": (lambda function: asyncio.run(function()), under_asyncio),  # type: ignore[arg-type]
    "trio": (trio.run, under_trio),
}

CALLS: dict[str, Callable[[AsyncCheckoutClient], Coroutine[Any, Any, Any]]] = {
    "create": lambda client: client.sessions.create(mode="payment", success_url="https://example.com/ok"),
    "walk": lambda client: _walk(client),
    "the first call of a client": lambda client: client.sessions.retrieve("cs_1"),
}


async def _walk(client: AsyncCheckoutClient) -> list[str]:
    return [session.id async for session in client.sessions.list(limit=2)]


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("loop", LOOPS)
def test_cancelled_wherever_it_waits(loop: str, name: str) -> None:
    if ANYIO_LEAKS and loop == "asyncio":
        pytest.skip("this anyio may lose a socket whose connecting is cancelled at the last moment")
    run, cancelled_at = LOOPS[loop]
    before = descriptors()
    steps = 0

    async def main() -> None:
        nonlocal steps
        for step in range(MORE_STEPS_THAN_THERE_ARE):
            with RawServer() as server:
                async with AsyncCheckoutClient("sk_test_x", base_url=server.url, timeout=5) as client:
                    client._driver._sleep = lambda _: anyio.sleep(0.001)
                    if not name.startswith("the first"):
                        await client.sessions.retrieve("cs_warm")
                    server.treat(BUSY, 1)

                    cancelled = await cancelled_at(CALLS[name](client), step)

                    sent = server.attempts
                    server.treat(BUSY, 0)
                    assert (await client.sessions.retrieve("cs_after")).id == "cs_after"
                    assert server.attempts <= sent + 2  # one may have been on its way
                    assert len(server.made) <= 1
                assert server.wait_until_left() == 0
            if not cancelled:
                steps = step
                return

    run(main)

    assert 4 <= steps < MORE_STEPS_THAN_THERE_ARE - 1  # to connect, to write, to read, to wait
    assert descriptors() == before


@pytest.mark.parametrize("loop", LOOPS)
def test_a_task_that_waits_in_line_for_a_connection_can_be_cancelled(loop: str, server: RawServer) -> None:
    run, _ = LOOPS[loop]
    limits = {"max_connections": 1, "max_keepalive_connections": 1}

    async def main() -> None:
        from checkout_client import Limits

        async with AsyncCheckoutClient("sk_test_x", base_url=server.url, limits=Limits(**limits)) as client:

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

    run(main)

    assert server.wait_until_left() == 0
