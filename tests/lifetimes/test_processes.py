"""Forks, exits and interpreter shutdown."""

from __future__ import annotations

import os
import sys

import pytest
from faults.raw_server import RawServer

from .conftest import Run

LONG = pytest.mark.long
SHORT = ("sync", "async, after its loop")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


@needs_fork
def test_parent_and_child_use_separate_connections_after_a_fork(run: Run, server: RawServer) -> None:
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
def test_a_fork_during_calls_in_other_threads(run: Run, server: RawServer) -> None:
    run(
        """
        import os
        from concurrent.futures import ThreadPoolExecutor
        from threading import Event
        from checkout_client import CheckoutClient, Limits

        client = CheckoutClient(key, base_url=url, limits=Limits(max_connections=2), deadline=20)
        client.sessions.retrieve("cs_0")  # a fork must not interrupt the imports of the first connection
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


@pytest.mark.long
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


@pytest.mark.long
@needs_fork
@pytest.mark.parametrize(
    ("loop", "http_client"),
    [("asyncio", None), pytest.param("trio", None, marks=LONG), pytest.param("asyncio", "aiohttp", marks=LONG)],
)
def test_an_event_loop_in_a_forked_child_opens_new_connections(
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


UNCLOSED = {
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

SILENT = {"sync", "async, alive until the end", "async, alive until the end, aiohttp"}
"""Programs whose client lives until the interpreter ends, or until its event loop has closed its connections."""

UNCLOSED |= {
    f"{name}, aiohttp": program.replace("base_url=url", 'base_url=url, http_client="aiohttp"')
    for name, program in UNCLOSED.items()
    if name.startswith("async")
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in SHORT else LONG) for name in UNCLOSED])
def test_a_program_that_exits_without_closing_warns_only_if_a_socket_was_open_before_the_end(
    name: str, run: Run, server: RawServer
) -> None:
    errors = run(UNCLOSED[name]).stderr

    warned = 0 if name in SILENT else 1
    assert errors.count("ResourceWarning: an Async") == warned, errors
    assert errors.count(": ResourceWarning: ") == warned, errors  # no library adds one of its own
    assert "Exception ignored" not in errors
    assert "Traceback" not in errors
    assert server.wait_until_left() == 0


@pytest.mark.long
@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in SHORT else LONG) for name in UNCLOSED])
def test_a_program_that_made_no_call_does_not_warn(name: str, run: Run) -> None:
    program = UNCLOSED[name].replace('.retrieve("cs_1")', "").replace("await client.sessions", "pass")

    assert run(program.replace("asyncio.run(client.sessions)", "")).stderr == ""


DAEMONS = {
    "sync": """
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


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("program", "loop", "http_client"),
    [
        ("sync", None, None),
        ("async", "asyncio", None),
        pytest.param("async", "trio", None, marks=LONG),
        pytest.param("async", "asyncio", "aiohttp", marks=LONG),
    ],
)
def test_the_interpreter_can_shut_down_during_a_call_in_a_daemon_thread(
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


def test_importing_and_forking_prints_nothing(run: Run) -> None:
    """The fork hook is registered once, even if modules are imported again."""
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
