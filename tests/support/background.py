"""Background threads and tasks of lists."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import anyio.lowlevel
import trio


def threads_of_walks() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("checkout_client")]


def wait_for_threads() -> None:
    """Wait until all background threads have ended."""
    while threads := threads_of_walks():  # one may start others before it ends
        for thread in threads:
            thread.join(10)
            assert not thread.is_alive()


async def tasks_there_are() -> int:
    """Return how many tasks this event loop has after cancelled ones have ended."""
    for _ in range(20):
        await anyio.lowlevel.checkpoint()
    if trio.lowlevel.in_trio_task():
        return trio.lowlevel.current_statistics().tasks_living
    return len(asyncio.all_tasks())


def fill(found: list[str], sessions: Any) -> Any:
    """Add the ids of ``sessions`` to ``found`` one by one; returns an awaitable for an async iterable."""
    if not hasattr(sessions, "__iter__"):
        return _fill(found, sessions)
    for session in sessions:
        found.append(session.id)  # noqa: PERF401 - keeps the items before an error
    return None


async def _fill(found: list[str], sessions: Any) -> None:
    async for session in sessions:
        found.append(session.id)  # noqa: PERF401 - as above
