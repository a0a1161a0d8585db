"""Forks, exits and interpreters that shut down."""

from __future__ import annotations

import os
import sys

import pytest
from faults.raw_server import RawServer

from .conftest import Run

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


@needs_fork
def test_after_a_fork_both_sides_go_on_over_connections_of_their_own(run: Run, server: RawServer) -> None:
    run("""
        import os
        from checkout_client import CheckoutClient

        with CheckoutClient(key, base_url=url) as client:
            client.sessions.retrieve("cs_before")
            child = os.fork()
            for turn in range(5):
                name = f"cs_{'parent' if child else 'child'}_{turn}"
                assert client.sessions.retrieve(name).id == name
            if child:
                _, status = os.waitpid(child, 0)
                assert status == 0, status
        if not child:
            os._exit(0)
    """)

    assert len(server.requests) == 11
    assert server.connections == 2


@needs_fork
def test_a_fork_while_other_threads_are_in_the_middle_of_calls(run: Run, server: RawServer) -> None:
    run(
        """
        import os
        from concurrent.futures import ThreadPoolExecutor
        from threading import Event
        from checkout_client import CheckoutClient, Limits

        client = CheckoutClient(key, base_url=url, limits=Limits(max_connections=2), deadline=20)
        client.sessions.retrieve("cs_0")  # what Python itself loads with the first connection, no fork may interrupt
        over = Event()

        def work(number):
            while not over.is_set():
                assert client.sessions.retrieve(f"cs_{number}").id == f"cs_{number}"

        with ThreadPoolExecutor(6) as threads:
            going = [threads.submit(work, number) for number in range(6)]
            for turn in range(10):
                child = os.fork()
                if not child:
                    os._exit(0 if client.sessions.retrieve("cs_child").id == "cs_child" else 1)
                assert os.waitpid(child, 0)[1] == 0
            over.set()
        for each in going:
            each.result()
        client.close()
        """,
        "-W", "ignore::DeprecationWarning",  # forking with threads, which newer versions warn of
    )  # fmt: skip

    assert sum(request.target.endswith("cs_child") for request in server.requests) == 10


@needs_fork
def test_a_fork_of_a_closed_client_is_closed(run: Run) -> None:
    run("""
        import os
        from checkout_client import CheckoutClient

        client = CheckoutClient(key, base_url=url)
        client.sessions.retrieve("cs_1")
        client.close()
        child = os.fork()
        try:
            client.sessions.retrieve("cs_1")
        except RuntimeError as error:
            assert "closed" in str(error)
        else:
            raise AssertionError
        if not child:
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
    """)


@needs_fork
@pytest.mark.parametrize(("loop", "http_client"), [("asyncio", None), ("trio", None), ("asyncio", "aiohttp")])
def test_an_event_loop_of_a_forked_child_gets_connections_of_its_own(
    loop: str, http_client: str | None, run: Run, server: RawServer
) -> None:
    run(
        f"""
        loop, http_client = {loop!r}, {http_client!r}
        """
        """
        import anyio, os
        from checkout_client import AsyncCheckoutClient

        client = AsyncCheckoutClient(key, base_url=url, http_client=http_client)

        async def main():
            for _ in range(2):
                assert (await client.sessions.retrieve("cs_1")).id == "cs_1"

        anyio.run(main, backend=loop)
        child = os.fork()
        anyio.run(main, backend=loop)
        if not child:
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        anyio.run(client.aclose, backend=loop)
        """
    )

    assert len(server.requests) == 6
    assert server.connections == 3


DROPPED = {
    "sync": """
        from checkout_client import CheckoutClient
        client = CheckoutClient(key, base_url=url)
        client.sessions.retrieve("cs_1")
        """,
    "async, after its loop": """
        import asyncio
        from checkout_client import AsyncCheckoutClient

        async def main():
            client = AsyncCheckoutClient(key, base_url=url)
            await client.sessions.retrieve("cs_1")

        asyncio.run(main())
        """,
    "async, alive until the end": """
        import asyncio
        from checkout_client import AsyncCheckoutClient
        client = AsyncCheckoutClient(key, base_url=url)
        asyncio.run(client.sessions.retrieve("cs_1"))
        """,
    "trio": """
        import trio
        from checkout_client import AsyncCheckoutClient

        async def main():
            client = AsyncCheckoutClient(key, base_url=url)
            await client.sessions.retrieve("cs_1")

        trio.run(main)
        """,
}

DROPPED |= {
    f"{name}, aiohttp": program.replace("base_url=url", 'base_url=url, http_client="aiohttp"')
    for name, program in DROPPED.items()
    if name.startswith("async")
}


@pytest.mark.parametrize("name", DROPPED)
def test_a_program_that_ends_without_closing_is_warned_once_and_no_more(name: str, run: Run, server: RawServer) -> None:
    errors = run(DROPPED[name]).stderr

    assert errors.count("ResourceWarning: a CheckoutClient") + errors.count("ResourceWarning: an Async") == 1, errors
    assert errors.count(": ResourceWarning: ") == 1, errors  # no library adds one of its own
    assert "Exception ignored" not in errors
    assert "Traceback" not in errors
    assert server.wait_until_left() == 0


@pytest.mark.parametrize("name", DROPPED)
def test_a_program_that_did_nothing_yet_is_not_warned(name: str, run: Run) -> None:
    program = DROPPED[name].replace('.retrieve("cs_1")', "").replace("await client.sessions", "pass")

    assert run(program.replace("asyncio.run(client.sessions)", "")).stderr == ""


DAEMONS = {
    "plain": """
        from checkout_client import CheckoutClient

        client = CheckoutClient(key, base_url=url)

        def work():
            while True:
                client.sessions.retrieve("cs_1")
                begun.set()
        """,
    "async": """
        import anyio
        from checkout_client import AsyncCheckoutClient

        async def main():
            async with AsyncCheckoutClient(key, base_url=url, http_client=http_client) as client:
                while True:
                    await client.sessions.retrieve("cs_1")
                    begun.set()

        def work():
            anyio.run(main, backend=loop)
        """,
}


@pytest.mark.parametrize(
    ("program", "loop", "http_client"),
    [("plain", None, None), ("async", "asyncio", None), ("async", "trio", None), ("async", "asyncio", "aiohttp")],
)
def test_a_daemon_thread_may_be_in_the_middle_of_a_call_when_the_interpreter_shuts_down(
    program: str, loop: str | None, http_client: str | None, run: Run
) -> None:
    errors = run(
        f"""
        loop, http_client = {loop!r}, {http_client!r}
        from threading import Event, Thread
        begun = Event()
        """
        + DAEMONS[program]
        + """
        Thread(target=work, daemon=True).start()
        begun.wait(20)
        """
    ).stderr

    assert "Exception ignored" not in errors
    assert "Fatal" not in errors
    assert "Traceback" not in errors


def test_calls_can_be_made_while_the_interpreter_shuts_down(run: Run) -> None:
    done = run("""
        import atexit
        from checkout_client import CheckoutClient

        client = CheckoutClient(key, base_url=url)
        client.sessions.retrieve("cs_1")

        @atexit.register
        def last_words():
            with client:
                print(client.sessions.retrieve("cs_2").id)
    """)

    assert done.stdout == "cs_2\n"
    assert done.stderr == ""


def test_importing_and_forking_processes_leaves_nothing_on_stderr(run: Run) -> None:
    """The hook for forks is registered once, whoever imports the package again."""
    done = run("""
        import importlib, os, sys
        import checkout_client._transport.pool.connection_pool
        if hasattr(os, "fork"):
            child = os.fork()
            if not child:
                os._exit(0)
            assert os.waitpid(child, 0)[1] == 0
    """)

    assert done.stderr == ""
    assert sys.version_info >= (3, 11)
