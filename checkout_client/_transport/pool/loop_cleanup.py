"""Have an event loop close what was opened in it: when the loop ends, or when the client is dropped.

A client may outlive a loop, as with two calls of ``asyncio.run``, or be dropped unclosed while the loop runs on.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from ..._concurrency.event_loop import running_trio

Close = Callable[[], Awaitable[None]]
"""Closes what is open. It may be called more than once."""


class LoopFinalizer:
    """Has the running event loop call ``close``: when asked to, when this is dropped, and when the loop ends."""

    def __init__(self, close: Close) -> None:
        self._close = close
        self._generator: AsyncGenerator[None, None] | None = None
        self._abandon: Callable[[], None] | None = None

    async def register(self) -> None:
        """Start watching the running loop."""
        trio = running_trio()
        if trio is not None:
            self._abandon = _leave_to_trio(trio, self._close)
        else:
            # asyncio finalizes an async generator that was started: at the latest when it ends.
            self._generator = _until_finalized(self._close)
            await anext(self._generator)

    async def aclose(self) -> None:
        """Close now."""
        if self._generator is not None:
            await self._generator.aclose()
        else:
            await self._close()
            self.release()

    def __del__(self) -> None:
        self.release()

    def release(self) -> None:
        if self._abandon is not None:
            self._abandon()
            self._abandon = None


async def _until_finalized(close: Close) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        await close()


def _leave_to_trio(trio: Any, close: Close) -> Callable[[], None]:
    """Start a task that calls ``close`` at the end of the run, or when the returned function is called, in any thread.

    trio would finalize a generator too, but warn if it is dropped: a second warning for one mistake.
    """
    over = trio.Event()
    token = trio.lowlevel.current_trio_token()

    async def wait() -> None:
        try:
            await over.wait()
        finally:
            with suppress(Exception):  # an exception here would end the whole run
                await close()

    def abandon() -> None:
        with suppress(trio.RunFinishedError):
            token.run_sync_soon(over.set)

    trio.lowlevel.spawn_system_task(wait, name="checkout_client: closes connections")
    return abandon
