"""Event loops other than asyncio's own, and ways to run asynchronous code from synchronous code."""

from __future__ import annotations

import sys

import pytest
from faults.raw_server import RawServer

from .conftest import Run

pytestmark = pytest.mark.runtimes

CALLS = """
import asyncio
from checkout_client import AsyncCheckoutClient

async def main():
    async with AsyncCheckoutClient(http_client=HTTP_CLIENT) as client:
        found = await asyncio.gather(*(client.sessions.retrieve(f"cs_{number}") for number in range(20)))
        assert [session.id for session in found] == [f"cs_{number}" for number in range(20)]
        assert [session.id async for session in client.sessions.list(limit=2)] == ["cs_4", "cs_3", "cs_2", "cs_1"]
"""


@pytest.mark.parametrize("http_client", ["None", "'aiohttp'"])
def test_uvloop(http_client: str, run: Run, server: RawServer) -> None:
    pytest.importorskip("uvloop")
    run(f"HTTP_CLIENT = {http_client}{CALLS}\nimport uvloop\nuvloop.run(main())")
    assert len(server.requests) == 22


@pytest.mark.parametrize("http_client", ["None", "'aiohttp'"])
def test_eager_tasks(http_client: str, run: Run) -> None:
    run(
        f"HTTP_CLIENT = {http_client}{CALLS}"
        """
async def eagerly():
    if hasattr(asyncio, "eager_task_factory"):  # from Python 3.12 on
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await main()

asyncio.run(eagerly())
"""
    )


def test_asgiref_async_to_sync(run: Run, server: RawServer) -> None:
    pytest.importorskip("asgiref")
    run("""
        from asgiref.sync import async_to_sync, sync_to_async
        from checkout_client import AsyncCheckoutClient, CheckoutClient

        asynchronous, sync = AsyncCheckoutClient(), CheckoutClient()

        async def retrieve(id):
            return (await asynchronous.sessions.retrieve(id)).id

        async def in_a_thread():
            return (await sync_to_async(sync.sessions.retrieve)("cs_thread")).id

        assert [async_to_sync(retrieve)(f"cs_{number}") for number in range(5)] == [f"cs_{n}" for n in range(5)]
        assert async_to_sync(in_a_thread)() == "cs_thread"
        sync.close()
        async_to_sync(asynchronous.aclose)()
    """)
    assert server.wait_until_left() == 0


def test_a_running_loop_as_in_jupyter(run: Run) -> None:
    """A synchronous client works in a cell, where a loop runs; an asynchronous one is awaited."""
    run("""
        import asyncio
        from checkout_client import AsyncCheckoutClient, CheckoutClient

        async def cell():
            with CheckoutClient() as client:
                assert client.sessions.retrieve("cs_1").id == "cs_1"
            async with AsyncCheckoutClient() as client:
                assert (await client.sessions.retrieve("cs_2")).id == "cs_2"

        asyncio.run(cell())
    """)


def test_gevent(run: Run, server: RawServer) -> None:
    pytest.importorskip("gevent")
    run(
        """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        from checkout_client import CheckoutClient, Limits

        with CheckoutClient(limits=Limits(max_connections=3)) as client:
            jobs = [gevent.spawn(client.sessions.retrieve, f"cs_{number}") for number in range(12)]
            gevent.joinall(jobs, timeout=20, raise_error=True)
            assert [job.value.id for job in jobs] == [f"cs_{number}" for number in range(12)]
        """,
        sys.executable,
    )
    assert server.connections <= 3
