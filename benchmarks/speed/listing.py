"""List 20,000 Sessions from a server that needs 30 ms for each page: time and memory."""

from __future__ import annotations

import asyncio
import gc
import time
import tracemalloc
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client.bulk._schedule import Order

from .decoding import without_msgspec
from .measuring import Aim, Comparison, Scale, in_turn
from .payloads import KEY, NEWEST, PAGE_SIZE, SECONDS_BETWEEN
from .peers import OFFICIAL, OURS, official
from .servers import loopback_server, seconds_of_bare_pages

PAGE_DELAY = 0.03
SHARDS = 8
WAITING = "the server's waiting alone (a plain socket)"
SEQUENTIAL = f"{OURS}: list()"
PREFETCHING = f"{OURS}: list(), prefetch"
PARALLEL = f"{OURS}: list_parallel(shards={SHARDS})"
PARALLEL_ASYNC = f"{PARALLEL}, async"
UNORDERED = f"{OURS}: list_parallel(shards={SHARDS}, order='as_they_come')"
TENTH = 10
"""What grows evenly is measured on a tenth of listing, and multiplied."""


def measure(scale: Scale) -> list[Comparison]:
    """Measure the time."""
    total = scale.pick(full=20_000, quick=4_000)
    with loopback_server(sessions=total, delay=PAGE_DELAY) as url:
        candidates: dict[str, Callable[[], float]] = {
            WAITING: lambda: seconds_of_bare_pages(url, total // PAGE_SIZE // TENTH) * TENTH,
            SEQUENTIAL: without_msgspec(lambda: _seconds(total, partial(_sequential, url))),
            PREFETCHING: without_msgspec(lambda: _seconds(total, partial(_sequential, url, prefetch=True))),
            OFFICIAL: lambda: _seconds(total // TENTH, partial(_official, url)) * TENTH,
            PARALLEL: without_msgspec(lambda: _seconds(total, partial(_parallel, url, "newest_first"))),
            PARALLEL_ASYNC: without_msgspec(lambda: _seconds(total, partial(_parallel_async, url))),
            UNORDERED: without_msgspec(lambda: _seconds(total, partial(_parallel, url, "as_they_come"))),
        }
        figures = in_turn(candidates, scale.pick(full=5, quick=2))
    what = f"listing {total:,} Sessions, 30 ms a page"
    results = [
        Comparison(what, "seconds", figures[SEQUENTIAL], WAITING, figures[WAITING], Aim(most=1.08)),
        Comparison(what, "seconds", figures[SEQUENTIAL], OFFICIAL, figures[OFFICIAL]),
        Comparison(f"{what}, prefetch", "seconds", figures[PREFETCHING], WAITING, figures[WAITING], Aim(most=1.03)),
    ]
    results += [
        Comparison(
            f"{what}, {name.removeprefix(f'{OURS}: ')}",
            "seconds",
            figures[name],
            SEQUENTIAL,
            figures[SEQUENTIAL],
            Aim(most=0.167),
            in_readme=name == PARALLEL,
        )
        for name in (PARALLEL, PARALLEL_ASYNC, UNORDERED)
    ]
    return results


def measure_memory(scale: Scale) -> list[Comparison]:
    """Compare peak memory with that of a list half as long."""
    total = scale.pick(full=20_000, quick=12_000)
    readers: dict[str, Callable[[str, int], int]] = {
        SEQUENTIAL: _sequential,
        PARALLEL: lambda url, total: _parallel(url, "newest_first", total),
    }
    results: list[Comparison] = []
    with loopback_server(sessions=total) as url:
        for name, read_all in readers.items():
            candidates = {
                "long": partial(_peak_bytes, partial(read_all, url), total),
                "short": partial(_peak_bytes, partial(read_all, url), total // 2),
            }
            figures = in_turn(candidates, 1)  # memory varies little, and tracing is slow
            results.append(
                Comparison(
                    f"peak memory of listing {total:,} Sessions, {name.removeprefix(f'{OURS}: ')}",
                    "bytes",
                    figures["long"],
                    f"itself over {total // 2:,}",
                    figures["short"],
                    Aim(most=1.1),
                )
            )
    return results


def _seconds(total: int, read_all: Callable[[int], int]) -> float:
    start = time.perf_counter()
    found = read_all(total)
    seconds = time.perf_counter() - start
    if found != total:
        raise RuntimeError(f"the list returned {found} Sessions, not {total}")
    return seconds


def _peak_bytes(read_all: Callable[[int], int], total: int) -> float:
    read_all(PAGE_SIZE * SHARDS)  # one-time costs: classes, generated functions
    gc.collect()
    tracemalloc.start()
    try:
        read_all(total)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak


def _since(total: int) -> int:
    """Return the time since which so many Sessions were created."""
    return NEWEST - (total - 1) * SECONDS_BETWEEN


def _count(items: Iterable[object]) -> int:
    return sum(1 for _ in items)


def _sequential(url: str, total: int, *, prefetch: bool = False) -> int:
    with CheckoutClient(KEY, base_url=url) as client:
        return _count(
            client.sessions.list(limit=PAGE_SIZE, created={"gte": _since(total)}, options={"prefetch": prefetch})
        )


def _official(url: str, total: int) -> int:
    params: Any = {"limit": PAGE_SIZE, "created": {"gte": _since(total)}}
    return _count(official(url).v1.checkout.sessions.list(params).auto_paging_iter())


def _parallel(url: str, order: Order, total: int) -> int:
    created: Any = {"gte": _since(total), "lt": NEWEST + 1}
    with CheckoutClient(KEY, base_url=url) as client:
        return _count(client.sessions.list_parallel(created=created, shards=SHARDS, order=order))


def _parallel_async(url: str, total: int) -> int:
    async def read_all() -> int:
        async with AsyncCheckoutClient(KEY, base_url=url) as client:
            sessions = client.sessions
            found = 0
            async for _ in sessions.list_parallel(created={"gte": _since(total), "lt": NEWEST + 1}, shards=SHARDS):
                found += 1
            return found

    return asyncio.run(read_all())
