"""Connections for event loops: a pool for each loop, because connections cannot move between loops."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, cast
from weakref import WeakKeyDictionary

import anyio
from anyio.lowlevel import RunVar

from ...options import LimitsLike
from ..backends.error_map import ErrorMap, PoolTimeout
from ..backends.httpcore.httpcore_connection import AsyncHttpcoreConnection, checked_settings
from ..backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error, connection_settings, refuse_settings_of_borrowed
from .loop_cleanup import LoopFinalizer
from .pool_state import PoolState

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from ..backends.protocols import AsyncHTTPClient


class AsyncConnections(Protocol):
    """Where the driver for event loops sends requests."""

    error_map: ErrorMap
    """What ``send`` raises where there was no complete response."""

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises one of ``failures`` where that is not possible."""
        ...

    async def aclose(self) -> None:
        """Close what is open."""
        ...


class AsyncPooledConnection(Protocol):
    """One connection of a pool."""

    idle_since: float
    """When it became free, by the monotonic clock."""

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        ...

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        ...


class EventLoopPool:
    """The connections of one client in one event loop."""

    def __init__(self, connections: PoolState[AsyncPooledConnection]) -> None:
        self._state = connections
        self._end = LoopFinalizer(partial(_close, connections))

    async def open(self) -> None:
        """Let the event loop close the connections when it ends, or when this is dropped."""
        await self._end.begin()

    async def aclose(self) -> None:
        """Close what is open; a call that is under way ends first."""
        await self._end.aclose()

    async def send(self, step: Send) -> Response:
        """Send the request over the connection whose waiter it is; raises what the HTTP library raises."""
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

    async def _wait(self, timeout: float | None) -> AsyncPooledConnection:
        ready = anyio.Event()
        waiter = self._state.enqueue(ready.set)
        try:
            with anyio.move_on_after(timeout):
                await ready.wait()
        except BaseException:  # cancelled: a connection that came at the last moment goes to the next in line
            connection = self._state.cancel(waiter)
            if connection is not None:
                await _close_all(self._state.release(connection))
            raise
        connection = self._state.cancel(waiter)
        if connection is not None:
            return connection
        raise closed_error() if self._state.closed() else PoolTimeout("no connection became free")


async def _close(connections: PoolState[AsyncPooledConnection]) -> None:
    await _close_all(connections.close())


async def _close_all(connections: list[AsyncPooledConnection]) -> None:
    with anyio.CancelScope(shield=True):  # also for a call that is being cancelled
        for connection in connections:
            await connection.aclose()


class AsyncConnectionPool:
    """The pools of one client and its copies, one for each event loop they are used in."""

    def __init__(
        self,
        settings: ConnectionSettings,
        make_lane: Callable[[ConnectionSettings], AsyncPooledConnection] = AsyncHttpcoreConnection,
        error_map: ErrorMap = HTTPCORE_ERRORS,
    ) -> None:
        self.error_map: ErrorMap = error_map
        self._settings = settings
        self._make_lane = make_lane
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
            make_lane = partial(self._make_lane, self._settings)
            pool = pools[self] = EventLoopPool(PoolState(self._settings.limits, make_lane, monotonic))
            await pool.open()
        return await pool.send(step)

    async def aclose(self) -> None:
        """Close what is open in this event loop; other loops close theirs when they end."""
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


def make_async_transport(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: AsyncHTTPClient | None
) -> AsyncConnections:
    """The connections that an async client with these settings uses."""
    if http_client is None:
        return AsyncConnectionPool(checked_settings(connection_settings(base_url, limits, proxy)))
    if http_client == "aiohttp":
        from ..backends.aiohttp.aiohttp_pool import own_aiohttp_connections  # loads aiohttp, which may not be there

        return own_aiohttp_connections(connection_settings(base_url, limits, proxy))
    refuse_settings_of_borrowed(limits, proxy)
    aiohttp: Any = sys.modules.get("aiohttp")  # whoever has a session of it has loaded it
    if aiohttp is not None and isinstance(http_client, aiohttp.ClientSession):
        from ..backends.aiohttp.aiohttp_session import AiohttpSessionAdapter

        return AiohttpSessionAdapter(cast("ClientSession", http_client), base_url)
    from ..backends.httpx.httpx_client import AsyncHttpxAdapter  # loads httpx

    return AsyncHttpxAdapter(http_client)
