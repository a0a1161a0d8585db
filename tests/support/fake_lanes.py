"""Lanes without connections, for tests of who gets one, who waits and what is closed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Semaphore
from types import SimpleNamespace
from typing import Any

import httpx

from checkout_client import Headers, Limits, Timeout
from checkout_client.options import LimitsLike
from checkout_client.transport.async_connections import HttpxLane, LoopPool
from checkout_client.transport.connections import ConnectionSettings
from checkout_client.transport.deadline_backend import Deadline
from checkout_client.transport.lanes import Lanes, Turn
from checkout_client.transport.messages import Request, Send
from checkout_client.transport.sync_connections import OwnConnections

from .loopback import LONGEST_WAIT
from .worlds import Clock


def step(name: str = "x", *, pool: float | None = LONGEST_WAIT, time_left: float | None = None) -> Send:
    """A request for ``/name``."""
    request = Request("GET", f"http://127.0.0.1/{name}", Headers(), b"")
    return Send(request, Timeout(pool=pool), time_left)


class FakeTransport:
    """Answers as ``behave`` does, and knows how often it was closed."""

    def __init__(self, behave: Callable[[httpx.Request], Any]) -> None:
        self._behave = behave
        self._pool = SimpleNamespace(connections=())
        self.closed = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._behave(request)
        return httpx.Response(200, stream=httpx.ByteStream(request.url.path.encode()))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._behave(request)
        return httpx.Response(200, stream=httpx.ByteStream(request.url.path.encode()))

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


class FakeLane:
    def __init__(self, behave: Callable[[httpx.Request], Any]) -> None:
        self.idle_since = 0.0
        self.deadline = Deadline()
        self.transport = FakeTransport(behave)

    exchange = HttpxLane.exchange
    aclose = HttpxLane.aclose


class FakeLanes(Lanes[Any]):
    """The real bookkeeping, over fake lanes; ``waiting`` is released whenever somebody stands in line."""

    def __init__(self, limits: LimitsLike, behave: Callable[[httpx.Request], Any]) -> None:
        self.clock = Clock()
        self.made: list[FakeLane] = []
        self.waiting = Semaphore(0)
        super().__init__(limits, lambda: self._new(behave), self.clock)

    def _new(self, behave: Callable[[httpx.Request], Any]) -> FakeLane:
        self.made.append(FakeLane(behave))
        return self.made[-1]

    def wait(self, wake: Callable[[], object]) -> Turn[Any]:
        turn = super().wait(wake)
        self.waiting.release()
        return turn

    def wait_for_a_waiter(self) -> None:
        assert self.waiting.acquire(timeout=LONGEST_WAIT)

    @property
    def closed_lanes(self) -> list[int]:
        """How often each lane's transport was closed."""
        return [lane.transport.closed for lane in self.made]


def fake_pool(
    behave: Callable[[httpx.Request], Any] = lambda request: None, limits: LimitsLike | None = None
) -> tuple[OwnConnections, FakeLanes]:
    """A pool for threads over fake lanes."""
    limits = limits or Limits(max_connections=1)
    pool = OwnConnections(ConnectionSettings(limits, None))
    lanes = pool._lanes = FakeLanes(limits, behave)
    return pool, lanes


async def _nothing(request: httpx.Request) -> None:
    pass


def fake_loop_pool(
    behave: Callable[[httpx.Request], Any] = _nothing, limits: LimitsLike | None = None
) -> tuple[LoopPool, FakeLanes]:
    """A pool for one event loop over fake lanes."""
    limits = limits or Limits(max_connections=1)
    lanes = FakeLanes(limits, behave)
    return LoopPool(lanes), lanes
