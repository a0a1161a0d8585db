"""Connection pools for event loops: one for each loop, because a connection cannot be used in another loop."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Protocol
from weakref import WeakKeyDictionary

import anyio
from anyio.lowlevel import RunVar

from ..backends.error_map import ErrorMap, PoolTimeout
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error
from .loop_cleanup import LoopFinalizer
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

    def __init__(self, state: PoolState[AsyncPooledConnection]) -> None:
        self._state = state
        self._finalizer = LoopFinalizer(partial(_close, state))

    async def open(self) -> None:
        """Have the event loop close the connections when it ends, or when this pool is dropped."""
        await self._finalizer.register()

    async def aclose(self) -> None:
        """Close the idle connections now, and each connection in use when its call ends."""
        await self._finalizer.aclose()

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


async def _close(state: PoolState[AsyncPooledConnection]) -> None:
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
        self._used = False

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        if self._closed:
            raise closed_error()
        pools = _pools_of_this_loop()
        pool = pools.get(self)
        if pool is None:
            self._used = True
            make = partial(self._make_connection, self._settings)
            pool = pools[self] = EventLoopPool(PoolState(self._settings.limits, make, monotonic))
            await pool.open()
        return await pool.send(step)

    async def aclose(self) -> None:
        """Close the connections of this event loop; other loops close theirs when they end."""
        self._closed = True
        pool = _pools_of_this_loop().pop(self, None)
        if pool is not None:
            await pool.aclose()

    def __del__(self) -> None:
        if self._used and not self._closed:
            # The connections themselves are closed by their loops.
            warnings.warn(
                "an AsyncCheckoutClient was dropped without aclose()", ResourceWarning, source=self, stacklevel=1
            )


_pools: RunVar[WeakKeyDictionary[AsyncConnectionPool, EventLoopPool]] = RunVar("checkout_client_connections")


def _pools_of_this_loop() -> WeakKeyDictionary[AsyncConnectionPool, EventLoopPool]:
    try:
        return _pools.get()
    except LookupError:
        pools: WeakKeyDictionary[AsyncConnectionPool, EventLoopPool] = WeakKeyDictionary()
        _pools.set(pools)
        return pools
