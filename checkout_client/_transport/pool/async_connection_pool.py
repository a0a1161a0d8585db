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
from ..backends.error_map import Failures, PoolTimeout
from ..backends.httpcore.httpcore_connection import AsyncLane, checked_settings
from ..backends.httpcore.httpcore_messages import HTTPCORE_FAILURES
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error, connection_settings, refuse_settings_of_borrowed
from .loop_cleanup import LoopEnd
from .pool_state import Lanes

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from ..backends.protocols import AsyncHTTPClient


class AsyncConnections(Protocol):
    """Where the driver for event loops sends requests."""

    failures: Failures
    """What ``exchange`` raises where there was no complete response."""

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises one of ``failures`` where that is not possible."""
        ...

    async def aclose(self) -> None:
        """Close what is open."""
        ...


class AnyAsyncLane(Protocol):
    """One connection of a pool."""

    idle_since: float
    """When it became free, by the monotonic clock."""

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        ...

    async def aclose(self) -> None:
        """Close the connection; the next request opens another."""
        ...


class LoopPool:
    """The connections of one client in one event loop."""

    def __init__(self, lanes: Lanes[AnyAsyncLane]) -> None:
        self._lanes = lanes
        self._end = LoopEnd(partial(_close, lanes))

    async def open(self) -> None:
        """Let the event loop close the connections when it ends, or when this is dropped."""
        await self._end.begin()

    async def aclose(self) -> None:
        """Close what is open; a call that is under way ends first."""
        await self._end.aclose()

    async def exchange(self, step: Send) -> Response:
        """Send the request over the lane whose turn it is; raises what the HTTP library raises."""
        lane = self._lanes.take() or await self._wait(step.timeout.pool)
        try:
            return await lane.exchange(step)
        except BaseException:
            await _close_all([lane])  # a second cancellation may have left the connection in any state
            raise
        finally:
            surplus = self._lanes.give_back(lane)
            if surplus:
                await _close_all(surplus)

    async def _wait(self, patience: float | None) -> AnyAsyncLane:
        ready = anyio.Event()
        turn = self._lanes.wait(ready.set)
        try:
            with anyio.move_on_after(patience):
                await ready.wait()
        except BaseException:  # cancelled: a lane that came at the last moment goes to the next in line
            lane = self._lanes.leave(turn)
            if lane is not None:
                await _close_all(self._lanes.give_back(lane))
            raise
        lane = self._lanes.leave(turn)
        if lane is not None:
            return lane
        raise closed_error() if self._lanes.closed() else PoolTimeout("no connection became free")


async def _close(lanes: Lanes[AnyAsyncLane]) -> None:
    await _close_all(lanes.close())


async def _close_all(lanes: list[AnyAsyncLane]) -> None:
    with anyio.CancelScope(shield=True):  # also for a call that is being cancelled
        for lane in lanes:
            await lane.aclose()


class OwnAsyncConnections:
    """The pools of one client and its copies, one for each event loop they are used in."""

    def __init__(
        self,
        settings: ConnectionSettings,
        make_lane: Callable[[ConnectionSettings], AnyAsyncLane] = AsyncLane,
        failures: Failures = HTTPCORE_FAILURES,
    ) -> None:
        self.failures: Failures = failures
        self._settings = settings
        self._make_lane = make_lane
        self._closed = False
        self._used = False

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        if self._closed:
            raise closed_error()
        pools = _pools_of_this_loop()
        pool = pools.get(self)
        if pool is None:
            self._used = True
            make_lane = partial(self._make_lane, self._settings)
            pool = pools[self] = LoopPool(Lanes(self._settings.limits, make_lane, monotonic))
            await pool.open()
        return await pool.exchange(step)

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


_pools: RunVar[WeakKeyDictionary[OwnAsyncConnections, LoopPool]] = RunVar("checkout_client_connections")


def _pools_of_this_loop() -> WeakKeyDictionary[OwnAsyncConnections, LoopPool]:
    try:
        return _pools.get()
    except LookupError:
        pools: WeakKeyDictionary[OwnAsyncConnections, LoopPool] = WeakKeyDictionary()
        _pools.set(pools)
        return pools


def async_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: AsyncHTTPClient | None
) -> AsyncConnections:
    """The connections that an async client with these settings uses."""
    if http_client is None:
        return OwnAsyncConnections(checked_settings(connection_settings(base_url, limits, proxy)))
    if http_client == "aiohttp":
        from ..backends.aiohttp.aiohttp_pool import own_aiohttp_connections  # loads aiohttp, which may not be there

        return own_aiohttp_connections(connection_settings(base_url, limits, proxy))
    refuse_settings_of_borrowed(limits, proxy)
    aiohttp: Any = sys.modules.get("aiohttp")  # whoever has a session of it has loaded it
    if aiohttp is not None and isinstance(http_client, aiohttp.ClientSession):
        from ..backends.aiohttp.aiohttp_session import BorrowedAiohttpSession

        return BorrowedAiohttpSession(cast("ClientSession", http_client), base_url)
    from ..backends.httpx.httpx_client import BorrowedAsyncClient  # loads httpx

    return BorrowedAsyncClient(http_client)
