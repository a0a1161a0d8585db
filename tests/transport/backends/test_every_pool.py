"""What every pool promises, with any HTTP library."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from threading import Barrier, Event, Semaphore
from typing import Any

import pytest
from support.byte_server import ByteServer, Line, always, answer
from support.fakes import SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import APITimeoutError, AsyncCheckoutClient, Limits, Timeout

MakeClient = Callable[..., AsyncCheckoutClient]


def run(function: Callable[[], Any]) -> Any:
    return asyncio.run(function(), debug=True)


def never(line: Line) -> None:
    """Read the request and never respond."""
    line.read_request()
    line.over.wait(LONGEST_WAIT)


def test_waiting_requests_are_served_in_order_of_arrival(make_client: MakeClient) -> None:
    seen: list[str] = []

    def serve(line: Line) -> None:
        while True:
            seen.append(line.read_request()[0].split()[1].rpartition("/")[2])
            line.send(answer(seen[-1]))

    async def main() -> None:
        async with make_client(server.url, limits=Limits(max_connections=1)) as client:
            await asyncio.gather(*(client.sessions.retrieve(f"cs_{number}") for number in range(20)))

    with ByteServer(serve) as server:
        run(main)

    assert seen == [f"cs_{number}" for number in range(20)]
    assert server.connections == 1


def test_the_pool_timeout_bounds_the_waiting_for_a_connection(make_client: MakeClient) -> None:
    async def main() -> None:
        limits, timeout = Limits(max_connections=1), Timeout(pool=0.05, read=LONGEST_WAIT)
        async with make_client(server.url, limits=limits, timeout=timeout) as client:
            first = asyncio.create_task(client.sessions.retrieve(SESSION_ID))
            await asyncio.to_thread(arrived.wait, LONGEST_WAIT)
            with pytest.raises(APITimeoutError, match="PoolTimeout"):
                await client.sessions.retrieve(SESSION_ID)
            go_on.set()
            await first

    def serve(line: Line) -> None:
        line.read_request()
        arrived.set()
        go_on.wait(LONGEST_WAIT)
        line.send(answer())

    arrived, go_on = Event(), Event()
    with ByteServer(serve) as server:
        run(main)

    assert server.connections == 1


def test_no_more_idle_connections_are_kept_than_allowed(make_client: MakeClient) -> None:
    together, ended = Barrier(4), Semaphore(0)

    def serve(line: Line) -> None:
        line.read_request()
        together.wait(LONGEST_WAIT)
        line.send(answer())
        assert line.hears_nothing_more()
        ended.release()

    async def main() -> None:
        async with make_client(server.url, limits=Limits(max_keepalive_connections=1)) as client:
            await asyncio.gather(*(client.sessions.retrieve(SESSION_ID) for _ in range(4)))
            for _ in range(3):
                assert await asyncio.to_thread(ended.acquire, timeout=LONGEST_WAIT)
            assert not ended.acquire(blocking=False)

    with ByteServer(serve) as server:
        run(main)


@pytest.mark.parametrize(("expiry", "connections"), [(0, 3), (None, 1), (60.0, 1)])
def test_idle_connections_expire(make_client: MakeClient, expiry: float | None, connections: int) -> None:
    async def main() -> None:
        async with make_client(server.url, limits=Limits(keepalive_expiry=expiry)) as client:
            for _ in range(3):
                await client.sessions.retrieve(SESSION_ID)
                await asyncio.sleep(0.01)

    with ByteServer(always) as server:
        run(main)

    assert server.connections == connections


@pytest.mark.parametrize("busy", [False, True], ids=["noticed", "not noticed"])
def test_a_connection_that_the_server_closed_while_idle_is_replaced_without_an_error(
    make_client: MakeClient, busy: bool
) -> None:
    closed = Event()

    def serve(line: Line) -> None:
        line.read_request()
        line.send(answer())
        line.socket.close()
        closed.set()

    async def main() -> None:
        async with make_client(server.url) as client:
            for _ in range(3):
                closed.clear()
                await client.sessions.create(mode="setup", currency="usd")
                closed.wait(LONGEST_WAIT)  # blocks the event loop meanwhile
                time.sleep(0.01)  # noqa: ASYNC251
                if not busy:
                    await asyncio.sleep(0.01)

    with ByteServer(serve) as server:
        run(main)

    assert server.connections == 3


@pytest.mark.parametrize("late", [False, True], ids=["at once", "later"])
def test_a_second_response_is_discarded(make_client: MakeClient, late: bool) -> None:
    sent = Event()

    def serve(line: Line) -> None:
        while True:
            name = line.read_request()[0].split()[1].rpartition("/")[2]
            if late:
                line.send(answer(name))
                time.sleep(0.05)
                line.send(answer("cs_of_another_customer"))
            else:
                line.send(answer(name) + answer("cs_of_another_customer"))
            sent.set()

    async def main() -> list[str]:
        async with make_client(server.url) as client:
            found: list[str] = []
            for number in range(3):
                sent.clear()
                found.append((await client.sessions.retrieve(f"cs_{number}")).id)
                await asyncio.to_thread(sent.wait, LONGEST_WAIT)
                await asyncio.sleep(0.01)
            return found

    with ByteServer(serve) as server:
        assert run(main) == ["cs_0", "cs_1", "cs_2"]
    assert server.connections == 3


@pytest.mark.parametrize("late", [False, True], ids=["before headers", "within the body"])
def test_the_read_timeout(make_client: MakeClient, late: bool) -> None:
    def serve(line: Line) -> None:
        line.read_request()
        if late:
            line.send(answer()[:-5])
        line.over.wait(LONGEST_WAIT)

    async def main() -> None:
        async with make_client(server.url, timeout=Timeout(read=0.05)) as client:
            with pytest.raises(APITimeoutError, match="No response in time"):
                await client.sessions.retrieve(SESSION_ID)

    with ByteServer(serve) as server:
        run(main)


def test_the_write_timeout(make_client: MakeClient) -> None:
    async def main() -> None:
        async with make_client(server.url, timeout=Timeout(write=0.1, read=LONGEST_WAIT)) as client:
            extra = {"much": "a" * 8_000_000}
            with pytest.raises(APITimeoutError, match="No response in time"):
                await client.sessions.create(mode="setup", options={"extra_params": extra})

    with ByteServer(lambda line: line.over.wait(LONGEST_WAIT)) as server:
        run(main)


def test_a_large_body_arrives_whole(make_client: MakeClient) -> None:
    def serve(line: Line) -> None:
        bodies.append(line.read_request()[2])
        line.send(answer())

    async def main() -> None:
        async with make_client(server.url) as client:
            await client.sessions.create(mode="setup", options={"extra_params": {"much": "a" * 500_000}})

    bodies: list[bytes] = []
    with ByteServer(serve) as server:
        run(main)

    assert bodies == [b"mode=setup&much=" + b"a" * 500_000]


def test_the_connect_timeout(make_client: MakeClient) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        filling = [socket.socket() for _ in range(4)]
        for each in filling:
            each.setblocking(False)
            each.connect_ex(deaf.getsockname())

        async def main() -> None:
            url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
            async with make_client(url, timeout=Timeout(connect=0.1, read=LONGEST_WAIT)) as client:
                with pytest.raises(APITimeoutError, match="No response in time"):
                    await client.sessions.retrieve(SESSION_ID)

        run(main)
        for each in filling:
            each.close()


@pytest.mark.parametrize("part", [b"", answer()[:30], answer()[:-5]], ids=["head", "within the head", "body"])
def test_a_cancelled_call_closes_its_connection_at_once_and_makes_room(make_client: MakeClient, part: bytes) -> None:
    arrived, ended = Event(), Event()

    def serve(line: Line) -> None:
        if line.number > 1:
            return always(line)
        line.read_request()
        line.send(part)
        arrived.set()
        assert line.hears_nothing_more()
        return ended.set()

    async def main() -> None:
        async with make_client(server.url, limits=Limits(max_connections=1), max_retries=5) as client:
            call = asyncio.create_task(client.sessions.create(mode="setup"))
            await asyncio.to_thread(arrived.wait, LONGEST_WAIT)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            assert await asyncio.to_thread(ended.wait, LONGEST_WAIT)
            await client.sessions.retrieve(SESSION_ID)

    with ByteServer(serve) as server:
        run(main)

    assert server.connections == 2


def test_a_cancelled_call_that_waits_for_a_connection_leaves_the_queue(make_client: MakeClient) -> None:
    async def main() -> None:
        async with make_client(server.url, limits=Limits(max_connections=1)) as client:
            calls = [asyncio.create_task(client.sessions.retrieve(f"cs_{number}")) for number in range(3)]
            await asyncio.sleep(0)
            calls[1].cancel()
            done = await asyncio.gather(*calls, return_exceptions=True)
            assert [type(each).__name__ for each in done] == ["Session", "CancelledError", "Session"]

    with ByteServer(always) as server:
        run(main)


def test_closing_ends_every_connection(make_client: MakeClient) -> None:
    ended = [Event() for _ in range(5)]

    def serve(line: Line) -> None:
        line.read_request()
        line.send(answer())
        assert line.hears_nothing_more()
        ended[line.number - 1].set()

    async def main() -> None:
        async with make_client(server.url) as client:
            await asyncio.gather(*(client.sessions.retrieve(SESSION_ID) for _ in range(5)))
        for each in ended:
            assert await asyncio.to_thread(each.wait, LONGEST_WAIT)

    with ByteServer(serve) as server:
        run(main)


def test_a_call_in_progress_ends_before_its_connection_is_closed(make_client: MakeClient) -> None:
    arrived, go_on = Event(), Event()

    def serve(line: Line) -> None:
        line.read_request()
        arrived.set()
        go_on.wait(LONGEST_WAIT)
        line.send(answer())

    async def main() -> str:
        client = make_client(server.url)
        call = asyncio.create_task(client.sessions.retrieve(SESSION_ID))
        await asyncio.to_thread(arrived.wait, LONGEST_WAIT)
        await client.aclose()
        go_on.set()
        return (await call).id

    with ByteServer(serve) as server:
        assert run(main) == SESSION_ID
