"""Start a task in the caller's event loop, asyncio's or trio's, that runs until it ends or is cancelled.

A task group cannot do this: iterators outlive any block that could hold one.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from typing import Any

from .event_loop import running_trio

Function = Callable[[], Coroutine[Any, Any, None]]
Cancel = Callable[[], None]


def start_background_task(function: Function) -> Cancel:
    """Run ``function``, which must not raise. Return what cancels it, from any thread and at any time."""
    trio = running_trio()
    if trio is not None:
        return _start_in_trio(trio, function)
    return _start_in_asyncio(function)


def _start_in_asyncio(function: Function) -> Cancel:
    import asyncio  # here, because programs without an event loop import this module too

    loop = asyncio.get_running_loop()
    task = loop.create_task(function())

    def cancel() -> None:
        if not task.done():
            with suppress(RuntimeError):  # the loop is closed, and has cancelled the task itself
                loop.call_soon_threadsafe(task.cancel)

    return cancel


def _start_in_trio(trio: Any, function: Function) -> Cancel:
    scope = trio.CancelScope()
    token = trio.lowlevel.current_trio_token()

    async def run() -> None:
        with scope:
            await function()

    def cancel() -> None:
        with suppress(trio.RunFinishedError):
            token.run_sync_soon(scope.cancel)

    trio.lowlevel.spawn_system_task(run, context=copy_context())
    return cancel
