"""One client in thousands of event loops, one after the other, as job runners use it: nothing piles up."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from support.byte_server import ByteServer, always

# In a process of its own, so that no object of the server or of pytest is counted.
PROGRAM = """
import asyncio, gc, json, os, sys
from weakref import WeakSet

from checkout_client import AsyncCheckoutClient

url, library, end, *numbers = sys.argv[1:]
warm_up, count = map(int, numbers)
client = AsyncCheckoutClient("sk_test_1", base_url=url, http_client=library or None)
loops = WeakSet()


async def job():
    loops.add(asyncio.get_running_loop())
    await client.sessions.retrieve("cs_1")


def run():
    if end == "asyncio.run":
        asyncio.run(job())
    else:  # without finalizing async generators, as some job runners do
        loop = asyncio.new_event_loop()
        loop.run_until_complete(job())
        loop.close()


def figures():
    gc.collect()
    return {
        "loops": len(loops),
        "pools": len(client._driver.connections._pools),
        "descriptors": len(os.listdir("/proc/self/fd")),
        "objects": len(gc.get_objects()),
        "memory blocks": sys.getallocatedblocks(),
    }


for _ in range(warm_up):
    run()
before = figures()
for _ in range(count):
    run()
after = figures()
asyncio.run(client.aclose())
print(json.dumps([before, after, figures()]))
"""


def figures_of(library: str, end: str, warm_up: int, count: int) -> list[dict[str, int]]:
    with ByteServer(always) as server:
        command = [sys.executable, "-c", PROGRAM, server.url, library, end, str(warm_up), str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert server.connections == warm_up + count
    figures: list[dict[str, int]] = json.loads(done.stdout)
    return figures


@pytest.mark.skipif(sys.platform != "linux", reason="counts the descriptors that Linux lists")
@pytest.mark.one_in(2)
@pytest.mark.parametrize("end", ["asyncio.run", "loop.close"])
@pytest.mark.parametrize(
    ("library", "warm_up", "count"),
    [
        ("", 50, 100),
        pytest.param("", 500, 9_500, marks=pytest.mark.soak),
        pytest.param("aiohttp", 200, 1_800, marks=pytest.mark.soak),
    ],
    ids=["150", "10000", "2000-aiohttp"],
)
def test_loops_sockets_and_memory_do_not_grow(library: str, warm_up: int, count: int, end: str) -> None:
    before, after, closed = figures_of(library, end, warm_up, count)

    last: Any = 0 if end == "asyncio.run" else 1  # the next use of the client notices a loop that was only closed
    assert (after["loops"], after["pools"]) == (last, last)
    assert after["descriptors"] == before["descriptors"]
    assert (closed["loops"], closed["pools"]) == (0, 0)
    assert after["objects"] <= before["objects"] + count / 100
    # The interpreter's own caches take some hundreds, whatever the count; a single loop takes as many.
    assert after["memory blocks"] < before["memory blocks"] + 1_000
