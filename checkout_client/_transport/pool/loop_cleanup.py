"""Have an event loop close what was opened in it: when the loop ends and, in asyncio, when the client is dropped.

A client may outlive a loop, as with two calls of ``asyncio.run``, or be dropped unclosed while the loop runs on.
Nothing here keeps a loop alive that has ended. Nothing runs in ``__del__``, which may be called in any thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from functools import cache
from typing import Any
from weakref import WeakSet

from ..._concurrency.event_loop import running_trio

Close = Callable[[], Awaitable[None]]
"""Closes what is open. It may be called more than once."""


class LoopFinalizer:
    """Has the running event loop call ``close`` when it ends. asyncio also does so when this object is dropped."""

    def __init__(self, close: Close) -> None:
        self._close = close
        self._generator: AsyncGenerator[None, None] | None = None

    async def register(self) -> None:
        """Start watching the running loop."""
        trio = running_trio()
        if trio is not None:
            _finalizers_of_this_run(trio).add(self)
        else:
            # asyncio finalizes an async generator that was started when it is dropped, and at the end of the loop.
            self._generator = _until_finalized(self._close)
            await anext(self._generator)

    async def aclose(self) -> None:
        """Close now."""
        if self._generator is not None:
            await self._generator.aclose()
        else:
            await self._close()


async def _until_finalized(close: Close) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        await close()


def running_loop() -> Any:
    """Return an object that stands for the running event loop: asyncio's loop, or trio's token."""
    trio = running_trio()
    return asyncio.get_running_loop() if trio is None else trio.lowlevel.current_trio_token()


def is_closed(loop: Any) -> bool:
    """Return whether ``loop``, from :func:`running_loop`, is an asyncio loop that was closed."""
    return isinstance(loop, asyncio.AbstractEventLoop) and loop.is_closed()


def is_open_asyncio(loop: Any) -> bool:
    """Return whether ``loop``, from :func:`running_loop`, is an asyncio loop that was not closed."""
    return isinstance(loop, asyncio.AbstractEventLoop) and not loop.is_closed()


def close_transport(transport: Any) -> None:
    """Close the socket of an asyncio transport whose loop was closed and does nothing for it any more."""
    socket_transport = getattr(getattr(transport, "_ssl_protocol", None), "_transport", None) or transport
    with suppress(RuntimeError):  # the loop is closed
        transport.abort()
    with suppress(RuntimeError, AttributeError):  # what the loop would have called next; uvloop's are closed already
        socket_transport._call_connection_lost(None)


@cache
def _finalizers(trio: Any) -> Any:
    return trio.lowlevel.RunVar("checkout_client finalizers")


def _finalizers_of_this_run(trio: Any) -> WeakSet[LoopFinalizer]:
    """Return the finalizers of the current trio run; the first one starts a task that ends with the run.

    trio finalizes generators too, but warns of each that is dropped: a second warning for one mistake.
    """
    variable = _finalizers(trio)
    try:
        found: WeakSet[LoopFinalizer] = variable.get()
    except LookupError:
        found = WeakSet()
        variable.set(found)
        trio.lowlevel.spawn_system_task(_close_at_end, trio, found, name="checkout_client: closes connections")
    return found


async def _close_at_end(trio: Any, finalizers: WeakSet[LoopFinalizer]) -> None:
    try:
        await trio.sleep_forever()
    finally:
        for finalizer in list(finalizers):
            with suppress(Exception):  # an exception here would end the run with an internal error
                await finalizer.aclose()
