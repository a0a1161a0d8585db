"""Clients that outlive event loops, loops that end badly, and programs that never close a client."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import subprocess
import sys
import warnings
import weakref
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import trio
from support.byte_server import ByteServer, always
from support.fakes import KEY, SESSION_ID

from checkout_client import AsyncCheckoutClient
from checkout_client._transport.pool import async_connection_pool

DESCRIPTORS = Path("/proc/self/fd")
needs_proc = pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="counts the descriptors that Linux lists")
LIBRARIES = pytest.mark.parametrize("http_client", [None, "aiohttp"], ids=["httpcore", "aiohttp"])


def open_descriptors() -> int:
    return len(os.listdir(DESCRIPTORS))


def run_properly(main: Callable[[], Coroutine[Any, Any, None]], loops: list[Any]) -> None:
    async def remember() -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        await main()

    asyncio.run(remember())


def run_without_cleanup(main: Callable[[], Coroutine[Any, Any, None]], loops: list[Any]) -> None:
    """Run ``main`` as some job runners do: without finalizing async generators."""
    loop = asyncio.new_event_loop()
    loops.append(weakref.ref(loop))
    loop.run_until_complete(main())
    loop.close()


@needs_proc
@LIBRARIES
@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("run", "times", "kept"),
    [
        pytest.param(run_properly, 20, 0, id="run"),
        pytest.param(run_without_cleanup, 20, 1, id="close"),
        pytest.param(run_properly, 300, 0, id="run-300", marks=pytest.mark.long),
        pytest.param(run_without_cleanup, 60, 1, id="close-60", marks=pytest.mark.long),
    ],
)
def test_finished_loops_and_their_sockets_are_freed_while_the_client_lives(
    http_client: Any, run: Any, times: int, kept: int
) -> None:
    loops: list[Any] = []
    with ByteServer(always) as server:
        client = AsyncCheckoutClient(KEY, base_url=server.url, http_client=http_client)

        async def main() -> None:
            await client.sessions.retrieve(SESSION_ID)

        for _ in range(3):
            run(main, loops)
        gc.collect()
        before = open_descriptors()
        for _ in range(times):
            run(main, loops)
            if len(loops) % 20 == 0:
                gc.collect()
        gc.collect()
        after = open_descriptors()
        alive = [loop for loop in loops if loop() is not None]
        asyncio.run(client.aclose())
        gc.collect()

    assert len(alive) <= kept  # the last one that was not ended properly is noticed by the next use of the client
    assert after <= before + 2  # the server's threads may lag behind
    assert [loop for loop in loops if loop() is not None] == []


def test_two_threads_may_notice_the_same_closed_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    with ByteServer(always) as server:
        client = AsyncCheckoutClient(KEY, base_url=server.url)
        pool: Any = client._driver.connections

        async def main() -> None:
            await client.sessions.retrieve(SESSION_ID)

        def noticed_by_another_thread(loop: Any) -> bool:
            if loop.is_closed():
                pool._pools.pop(loop).abandon()
            return bool(loop.is_closed())

        run_without_cleanup(main, [])
        monkeypatch.setattr(async_connection_pool, "is_closed", noticed_by_another_thread)
        asyncio.run(main())
        asyncio.run(client.aclose())

    assert pool._pools == {}


@needs_proc
def test_finished_runs_of_trio_are_freed_while_the_client_lives() -> None:
    with ByteServer(always) as server:
        client = AsyncCheckoutClient(KEY, base_url=server.url)

        async def main() -> None:
            await client.sessions.retrieve(SESSION_ID)

        for _ in range(3):
            trio.run(main)
        before = open_descriptors()
        for _ in range(30):
            trio.run(main)
        gc.collect()

        assert open_descriptors() <= before + 2
        assert client._driver.connections._pools == {}
        trio.run(client.aclose)


@pytest.fixture
def caught() -> Any:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


@LIBRARIES
def test_a_client_dropped_after_its_loops_ended_has_nothing_open_and_does_not_warn(
    http_client: Any, caught: list[Any]
) -> None:
    with ByteServer(always) as server:
        clients = [AsyncCheckoutClient(KEY, base_url=server.url, http_client=http_client)]

        async def main() -> None:
            await clients[0].sessions.retrieve(SESSION_ID)

        asyncio.run(main())
        clients.clear()
        gc.collect()

    assert [str(each.message) for each in caught] == []


@LIBRARIES
def test_a_client_dropped_after_a_loop_that_ended_badly_closes_its_socket_and_warns_once(
    http_client: Any, caught: list[Any]
) -> None:
    with ByteServer(always) as server:
        clients = [AsyncCheckoutClient(KEY, base_url=server.url, http_client=http_client)]

        async def main() -> None:
            await clients[0].sessions.retrieve(SESSION_ID)

        run_without_cleanup(main, [])
        clients.clear()
        gc.collect()

    assert [str(each.message) for each in caught] == ["an AsyncCheckoutClient was dropped without aclose()"]


@pytest.mark.one_in(2)
@needs_proc
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_client_dropped_in_trio_closes_its_socket_at_once_and_warns_once(
    secure: bool, server_tls: Any, caught: list[Any]
) -> None:
    async def main() -> None:
        before = open_descriptors()
        clients = [AsyncCheckoutClient(KEY, base_url=server.url)]
        await clients[0].sessions.retrieve(SESSION_ID)
        assert open_descriptors() > before
        clients.clear()
        gc.collect()
        assert not any(_is_connected_to(int(name), server) for name in os.listdir(DESCRIPTORS))

    with ByteServer(always, server_tls if secure else None) as server:
        trio.run(main)

    assert [str(each.message) for each in caught] == ["an AsyncCheckoutClient was dropped without aclose()"]


def _is_connected_to(descriptor: int, server: ByteServer) -> bool:
    try:
        with socket.socket(fileno=os.dup(descriptor)) as copy:
            return ":".join(map(str, copy.getpeername())) == server.address
    except OSError:
        return False


PROGRAMS = {
    "threads": """
client = CheckoutClient("sk_test_1", base_url=sys.argv[1])
client.sessions.retrieve("cs_1")
""",
    "asyncio": """
client = AsyncCheckoutClient("sk_test_1", base_url=sys.argv[1])
async def main():
    await client.sessions.retrieve("cs_1")
asyncio.run(main())
""",
    "asyncio, closed without cleanup": """
client = AsyncCheckoutClient("sk_test_1", base_url=sys.argv[1])
loop = asyncio.new_event_loop()
loop.run_until_complete(client.sessions.retrieve("cs_1"))
loop.close()
""",
    "aiohttp": """
client = AsyncCheckoutClient("sk_test_1", base_url=sys.argv[1], http_client="aiohttp")
async def main():
    await client.sessions.retrieve("cs_1")
asyncio.run(main())
""",
    "trio": """
import trio
client = AsyncCheckoutClient("sk_test_1", base_url=sys.argv[1])
async def main():
    await client.sessions.retrieve("cs_1")
trio.run(main)
""",
    "trio, in a reference cycle": """
import trio
async def main():
    client = AsyncCheckoutClient("sk_test_1", base_url=sys.argv[1])
    cycle = [client]
    cycle.append(cycle)
    await client.sessions.retrieve("cs_1")
trio.run(main)
""",
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_that_never_closes_its_client_ends_silently(program: str) -> None:
    head = "import asyncio, sys\nfrom checkout_client import AsyncCheckoutClient, CheckoutClient\n"
    with ByteServer(always) as server:
        done = subprocess.run(
            [sys.executable, "-W", "always::ResourceWarning", "-c", head + PROGRAMS[program], server.url],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )

    assert done.stderr == ""
