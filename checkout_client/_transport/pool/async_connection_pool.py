"""Connection pools for event loops: one for each loop, because a connection cannot be used in another loop."""

from __future__ import annotations

import sys
import warnings
import weakref
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, Protocol

import anyio

from ..backends.error_map import ErrorMap, PoolTimeout
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error
from .loop_cleanup import LoopFinalizer, is_closed, is_open_asyncio, running_loop
from .pool_state import PooledConnection, PoolState


class AsyncPooledConnection(PooledConnection, Protocol):
    """A connection in a pool for an event loop."""

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        ...

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        ...


class EventLoopPool:
    """The connections of one client in one event loop."""

    def __init__(self, state: PoolState[AsyncPooledConnection], on_close: Callable[[], None]) -> None:
        self._state = state
        self._finalizer = LoopFinalizer(partial(_close, state, on_close))

    async def open(self) -> None:
        """Have the event loop close the connections when it ends; asyncio also does when this pool is dropped."""
        await self._finalizer.register()

    async def aclose(self) -> None:
        """Close the idle connections now, and each connection in use when its call ends."""
        await self._finalizer.aclose()

    def is_open(self) -> bool:
        """Return whether an idle connection may hold an open socket."""
        return any(connection.is_open for connection in self._state.idle())

    def abandon(self) -> None:
        """Close the sockets of the idle connections without the event loop, which is gone or will not do it."""
        for connection in self._state.idle():
            connection.abandon()

    async def send(self, step: Send) -> Response:
        """Send the request when a connection is free and read the whole response; raises what the library raises."""
        connection = self._state.acquire() or await self._wait(step.timeout.pool)
        try:
            return await connection.send(step)
        except BaseException:
            await _close_all([connection])  # a second cancellation may have left the connection in any state
            raise
        finally:
            surplus = self._state.release(connection)
            if surplus:
                await _close_all(surplus)

    async def _wait(self, seconds: float | None) -> AsyncPooledConnection:
        ready = anyio.Event()
        waiter = self._state.enqueue(ready.set)
        try:
            with anyio.move_on_after(seconds):
                await ready.wait()
        except BaseException:  # cancelled: a connection handed over at the last moment goes to the next waiter
            connection = self._state.cancel(waiter)
            if connection is not None:
                await _close_all(self._state.release(connection))
            raise
        connection = self._state.cancel(waiter)
        if connection is not None:
            return connection
        raise closed_error() if self._state.closed() else PoolTimeout("no connection became free")


async def _close(state: PoolState[AsyncPooledConnection], on_close: Callable[[], None]) -> None:
    on_close()
    await _close_all(state.close())


async def _close_all(connections: list[AsyncPooledConnection]) -> None:
    with anyio.CancelScope(shield=True):  # also for a call that is being cancelled
        for connection in connections:
            await connection.aclose()


class AsyncConnectionPool:
    """The connections of one client and its copies: a pool for each event loop in which they are used."""

    def __init__(
        self,
        settings: ConnectionSettings,
        make_connection: Callable[[ConnectionSettings], AsyncPooledConnection],
        error_map: ErrorMap,
    ) -> None:
        self.error_map: ErrorMap = error_map
        self._settings = settings
        self._make_connection = make_connection
        self._closed = False
        self._pools: dict[Any, EventLoopPool] = {}

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        if self._closed:
            raise closed_error()
        loop = running_loop()
        pool = self._pools.get(loop)
        if pool is None:
            pool = await self._open(loop)
        return await pool.send(step)

    async def _open(self, loop: Any) -> EventLoopPool:
        self._forget_closed_loops()
        make = partial(self._make_connection, self._settings)
        state = PoolState(self._settings.limits, make, monotonic)
        # Opened connections and the finalizer's generator hold the loop: the entry is removed when the loop ends.
        pool = self._pools[loop] = EventLoopPool(state, partial(_forget, weakref.ref(self), loop))
        await pool.open()
        return pool

    def _forget_closed_loops(self) -> None:
        """Close what is open in loops that were closed without finalizing generators, as some job runners do."""
        for loop in self._pools.copy():
            if is_closed(loop):
                pool = self._pools.pop(loop, None)
                if pool is not None:
                    pool.abandon()

    def forget(self, loop: Any) -> None:
        """Drop the pool of ``loop``, which has closed its connections."""
        self._pools.pop(loop, None)

    async def aclose(self) -> None:
        """Close the connections of this event loop; other loops close theirs when they end."""
        self._closed = True
        self._forget_closed_loops()
        pool = self._pools.get(running_loop())
        if pool is not None:
            await pool.aclose()

    def __del__(self, is_finalizing: Callable[[], bool] = sys.is_finalizing) -> None:
        # No call is in progress, because it would hold this object: nothing else uses the connections.
        forgotten = {loop: pool for loop, pool in self._pools.items() if pool.is_open()}
        for loop, pool in forgotten.items():
            if not is_open_asyncio(loop):  # which closes them itself: see LoopFinalizer
                pool.abandon()
        if forgotten and not self._closed and not is_finalizing():
            warnings.warn(
                "an AsyncCheckoutClient was dropped without aclose()", ResourceWarning, source=self, stacklevel=1
            )


def _forget(owner: weakref.ref[AsyncConnectionPool], loop: Any) -> None:
    pool = owner()
    if pool is not None:
        pool.forget(loop)
