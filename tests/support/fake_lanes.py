"""Lanes without connections, for tests of who gets one, who waits and what is closed."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from threading import Semaphore
from typing import Any
from urllib.parse import urlsplit

from checkout_client import Headers, Limits, Timeout
from checkout_client._transport.backends.httpcore.httpcore_network import Deadline
from checkout_client._transport.messages import Request, Response, Send
from checkout_client._transport.pool.async_connection_pool import LoopPool
from checkout_client._transport.pool.connection_pool import OwnConnections
from checkout_client._transport.pool.connection_settings import ConnectionSettings
from checkout_client._transport.pool.pool_state import Lanes, Turn
from checkout_client.options import LimitsLike

from .loopback import LONGEST_WAIT
from .worlds import Clock


def step(name: str = "x", *, pool: float | None = LONGEST_WAIT, time_left: float | None = None) -> Send:
    """A request for ``/name``."""
    request = Request("GET", f"http://127.0.0.1/{name}", Headers(), b"")
    return Send(request, Timeout(pool=pool), time_left)


class FakeLane:
    """Answers with the path once ``behave`` has had its way, and knows how often it was closed."""

    def __init__(self, behave: Callable[[str], Any]) -> None:
        self.idle_since = 0.0
        self.deadline = Deadline()
        self.closed = 0
        self._behave = behave

    def exchange(self, step: Send) -> Any:
        path = urlsplit(step.request.url).path
        result = self._behave(path)
        response = Response(200, Headers(), path.encode())
        return _afterwards(result, response) if inspect.isawaitable(result) else response

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


async def _afterwards(first: Awaitable[Any], response: Response) -> Response:
    await first
    return response


class FakeLanes(Lanes[Any]):
    """The real bookkeeping, over fake lanes; ``waiting`` is released whenever somebody stands in line."""

    def __init__(self, limits: LimitsLike, behave: Callable[[str], Any]) -> None:
        self.clock = Clock()
        self.made: list[FakeLane] = []
        self.waiting = Semaphore(0)
        super().__init__(limits, lambda: self._new(behave), self.clock)

    def _new(self, behave: Callable[[str], Any]) -> FakeLane:
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
        """How often each lane was closed."""
        return [lane.closed for lane in self.made]


def fake_pool(
    behave: Callable[[str], Any] = lambda path: None, limits: LimitsLike | None = None
) -> tuple[OwnConnections, FakeLanes]:
    """A pool for threads over fake lanes."""
    limits = limits or Limits(max_connections=1)
    pool = OwnConnections(ConnectionSettings(limits, None))
    lanes = pool._lanes = FakeLanes(limits, behave)
    return pool, lanes


async def _nothing(path: str) -> None:
    pass


def fake_loop_pool(
    behave: Callable[[str], Any] = _nothing, limits: LimitsLike | None = None
) -> tuple[LoopPool, FakeLanes]:
    """A pool for one event loop over fake lanes."""
    limits = limits or Limits(max_connections=1)
    lanes = FakeLanes(limits, behave)
    return LoopPool(lanes), lanes
