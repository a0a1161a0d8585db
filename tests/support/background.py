"""What runs beside a test: the threads and tasks of walks."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import anyio.lowlevel
import trio


def threads_of_walks() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("checkout_client")]


def wait_for_threads() -> None:
    """Wait until no walk has threads any more."""
    for thread in threads_of_walks():
        thread.join(10)
    assert threads_of_walks() == []


async def tasks_there_are() -> int:
    """How many tasks this event loop has, once those that were cancelled are gone."""
    for _ in range(20):
        await anyio.lowlevel.checkpoint()
    if trio.lowlevel.in_trio_task():
        return trio.lowlevel.current_statistics().tasks_living
    return len(asyncio.all_tasks())


def fill(found: list[str], sessions: Any) -> Any:
    """Add the ids of ``sessions`` to ``found`` as they come; to be awaited where they are an async iterable."""
    if not hasattr(sessions, "__iter__"):
        return _fill(found, sessions)
    for session in sessions:
        found.append(session.id)  # noqa: PERF401 - what came before an error counts
    return None


async def _fill(found: list[str], sessions: Any) -> None:
    async for session in sessions:
        found.append(session.id)  # noqa: PERF401 - as above
