"""create() in many concurrent tasks: calls a second, with a server that responds at once or after 100 ms."""

from __future__ import annotations

import asyncio
import time
from functools import partial

from .async_clients import Opener, openers
from .measuring import Aim, Comparison, Scale, in_turn
from .peers import AIOHTTP_SESSION, HTTPX_ASYNC_CLIENT, OFFICIAL_AIOHTTP, OFFICIAL_HTTPX, OURS, OURS_ON_AIOHTTP
from .servers import loopback_server

TASKS = (16, 100, 300)
SLOW_ANSWER = 0.1

AIMS: dict[tuple[str, str], Aim] = {
    (OURS, OFFICIAL_HTTPX): Aim(least=3.3),
    (OURS, HTTPX_ASYNC_CLIENT): Aim(least=2.6),
    (OURS_ON_AIOHTTP, OFFICIAL_AIOHTTP): Aim(least=1.5),
    (OURS_ON_AIOHTTP, OFFICIAL_HTTPX): Aim(least=8),
    (OURS_ON_AIOHTTP, AIOHTTP_SESSION): Aim(least=0.65),
}
AIMS_WHEN_SLOW: dict[tuple[str, str], Aim] = {
    (OURS, OFFICIAL_HTTPX): Aim(least=2.5),
    (OURS_ON_AIOHTTP, OFFICIAL_AIOHTTP): Aim(least=1.8),
}


async def rate(opener: Opener, url: str, tasks: int, seconds: float) -> float:
    """Return the requests per second of so many tasks."""
    done = 0
    over = False
    warm = asyncio.Event()
    enough = asyncio.Event()  # slow candidates get the time that a whole round takes
    async with opener(url) as client:

        async def work() -> None:
            nonlocal done
            while not over:
                await client.create()
                done += 1
                if done == tasks:
                    warm.set()
                if done == 2 * tasks:
                    enough.set()

        async with asyncio.TaskGroup() as group:
            for _ in range(tasks):
                group.create_task(work())
            await warm.wait()  # connections are open and tasks are out of step
            before, start = done, time.perf_counter()
            await asyncio.sleep(seconds)
            await enough.wait()
            measured = (done - before) / (time.perf_counter() - start)
            over = True
    return measured


def measure(scale: Scale) -> list[Comparison]:
    """Measure 16, 100 and 300 tasks, and compare 300 with 16."""
    by_tasks: dict[int, dict[str, list[float]]] = {}
    seconds = scale.pick(full=5, quick=3) / 10
    with loopback_server() as url:
        for tasks in TASKS:
            by_tasks[tasks] = in_turn(_candidates(url, tasks, seconds), scale.pick(full=5, quick=2))
    results: list[Comparison] = []
    for tasks, figures in by_tasks.items():
        what = f"async create(), {tasks} tasks"
        results += _comparisons(what, figures, AIMS, with_aims=tasks == 100)
    flat = Aim(least=0.75)
    results += [
        Comparison(f"{name}: 300 tasks", "requests/s", by_tasks[300][name], "itself with 16 tasks", figures, flat)
        for name, figures in by_tasks[16].items()
        if name in (OURS, OURS_ON_AIOHTTP)
    ]
    return results


def measure_slow(scale: Scale) -> list[Comparison]:
    """Measure 300 tasks with a slow server."""
    with loopback_server(delay=SLOW_ANSWER) as url:
        figures = in_turn(_candidates(url, 300, scale.pick(full=10, quick=5) / 10), scale.pick(full=5, quick=2))
    return _comparisons("async create(), 300 tasks, a server that takes 100 ms", figures, AIMS_WHEN_SLOW)


def _candidates(url: str, tasks: int, seconds: float) -> dict[str, partial[float]]:
    def run(opener: Opener) -> float:
        return asyncio.run(rate(opener, url, tasks, seconds))

    return {name: partial(run, opener) for name, opener in openers().items()}


def _comparisons(
    what: str, figures: dict[str, list[float]], aims: dict[tuple[str, str], Aim], *, with_aims: bool = True
) -> list[Comparison]:
    peers = {
        OURS: (OFFICIAL_HTTPX, HTTPX_ASYNC_CLIENT),
        OURS_ON_AIOHTTP: (OFFICIAL_AIOHTTP, OFFICIAL_HTTPX, AIOHTTP_SESSION),
    }
    return [
        Comparison(
            what if name == OURS else f"{what}, `[aiohttp]`",
            "requests/s",
            figures[name],
            peer,
            figures[peer],
            aims.get((name, peer)) if with_aims else None,
            in_readme=with_aims and aims is AIMS and peer in (OFFICIAL_HTTPX, OFFICIAL_AIOHTTP),
        )
        for name, of_name in peers.items()
        if name in figures
        for peer in of_name
    ]
