"""Connections for event loops: a pool for each loop, because connections cannot move between loops."""

from __future__ import annotations

import warnings
from collections.abc import AsyncGenerator
from typing import Protocol
from weakref import WeakKeyDictionary

import anyio
import httpx
from anyio.lowlevel import RunVar  # httpx stands on anyio, so it is always there

from ..options import LimitsLike
from .compression import decompressed
from .connections import ConnectionSettings, check_borrowed, closed_error, connection_settings, monotonic, no_lane_free
from .httpx_messages import from_httpx, to_httpx
from .lanes import Lanes
from .leftovers import has_leftovers
from .messages import Response, Send

AsyncHTTPClient = httpx.AsyncClient


class AsyncConnections(Protocol):
    """Where the driver for event loops sends requests."""

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        ...

    async def aclose(self) -> None:
        """Close what is open."""
        ...


class AsyncLane:
    """One connection."""

    __slots__ = ("idle_since", "transport")

    def __init__(self, settings: ConnectionSettings) -> None:
        self.idle_since: float = 0.0
        self.transport: httpx.AsyncHTTPTransport = httpx.AsyncHTTPTransport(**settings.of_one_lane())


class LoopPool:
    """The connections of one client in one event loop."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self._lanes: Lanes[AsyncLane] = Lanes(settings.limits, lambda: AsyncLane(settings), monotonic)
        self._until_the_end = self._close_when_finalized(self)

    async def open(self) -> None:
        """Let the event loop close the connections when it ends.

        A started async generator is finalized by its loop at the latest then; both asyncio and trio see to it. A
        client may outlive its loop, as with two calls of ``asyncio.run``.
        """
        await anext(self._until_the_end)

    @staticmethod
    async def _close_when_finalized(pool: LoopPool) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await _close_all(pool._lanes.close())

    async def aclose(self) -> None:
        """Close what is open; a call that is under way ends first."""
        await self._until_the_end.aclose()

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        request = to_httpx(step)
        lane = self._lanes.take() or await self._wait(step.timeout.pool)
        try:
            response = await lane.transport.handle_async_request(request)
            try:
                content = b"".join([chunk async for chunk in response.aiter_raw()])
            finally:
                await response.aclose()
            if has_leftovers(lane.transport):
                await lane.transport.aclose()
            return from_httpx(response, decompressed(response, content))
        finally:
            surplus = self._lanes.give_back(lane)
            if surplus:
                await _close_all(surplus)

    async def _wait(self, patience: float | None) -> AsyncLane:
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
        raise closed_error() if self._lanes.closed() else no_lane_free()


async def _close_all(lanes: list[AsyncLane]) -> None:
    with anyio.CancelScope(shield=True):  # also for a call that is being cancelled
        for lane in lanes:
            await lane.transport.aclose()


class OwnAsyncConnections:
    """The pools of one client and its copies, one for each event loop they are used in."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self._settings = settings
        self._closed = False
        self._used = False

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        pools = _pools_of_this_loop()
        pool = pools.get(self)
        if pool is None:
            self._used = True
            pool = pools[self] = LoopPool(self._settings)
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


class BorrowedAsyncClient:
    """An ``httpx.AsyncClient`` that the user brought, and closes."""

    def __init__(self, client: AsyncHTTPClient) -> None:
        self._client = client
        self._closed = False

    async def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        response = await self._client.send(to_httpx(step), stream=True, auth=None, follow_redirects=False)
        try:
            return from_httpx(response, await response.aread())
        finally:
            await response.aclose()

    async def aclose(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


def async_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: AsyncHTTPClient | None
) -> AsyncConnections:
    """The connections that an async client with these settings uses."""
    if http_client is None:
        return OwnAsyncConnections(connection_settings(base_url, limits, proxy))
    check_borrowed(http_client, AsyncHTTPClient, limits, proxy)
    return BorrowedAsyncClient(http_client)
