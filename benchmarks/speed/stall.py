"""How long an event loop is blocked while a page of a hundred Sessions with line items is decoded."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from statistics import median

from .async_clients import Opener, openers
from .measuring import Aim, Comparison, Scale, in_turn
from .peers import HTTPX_ASYNC_CLIENT, OFFICIAL_HTTPX, OURS
from .servers import loopback_server


async def _stall(opener: Opener, url: str, calls: int) -> float:
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest = max(longest, now - last)
            last = now

    stalls: list[float] = []
    async with opener(url) as client:
        await client.list_page()
        watcher = asyncio.create_task(watch())
        await asyncio.sleep(0)
        for _ in range(calls):
            longest = 0.0
            await client.list_page()
            await asyncio.sleep(0)
            stalls.append(longest)
        watcher.cancel()
    return median(stalls)


def measure(scale: Scale) -> list[Comparison]:
    """Measure the median of each round."""
    names = (OURS, OFFICIAL_HTTPX, HTTPX_ASYNC_CLIENT)
    calls = scale.pick(full=8, quick=4)
    with loopback_server() as url:

        def run(opener: Opener) -> float:
            return asyncio.run(_stall(opener, url, calls))

        candidates = openers()
        figures = in_turn({name: partial(run, candidates[name]) for name in names}, scale.rounds)
    what = "longest stall of the event loop while that page comes"
    return [
        Comparison(what, "seconds", figures[OURS], OFFICIAL_HTTPX, figures[OFFICIAL_HTTPX], Aim(most=0.1)),
        Comparison(what, "seconds", figures[OURS], f"{HTTPX_ASYNC_CLIENT}, .json()", figures[HTTPX_ASYNC_CLIENT]),
    ]
