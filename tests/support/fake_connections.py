"""Pools over fake connections, for tests of who gets one, who waits and what is closed."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from threading import Semaphore
from typing import Any
from urllib.parse import urlsplit

from checkout_client import Headers, Limits, Timeout
from checkout_client._transport.backends.error_map import ErrorMap
from checkout_client._transport.messages import Request, Response, Send, TransportFailure
from checkout_client._transport.pool.async_connection_pool import EventLoopPool
from checkout_client._transport.pool.connection_pool import ConnectionPool
from checkout_client._transport.pool.connection_settings import ConnectionSettings
from checkout_client._transport.pool.pool_state import PoolState, Waiter
from checkout_client.timeouts import LimitsLike

from .fakes import Clock
from .loopback import LONGEST_WAIT


def step(name: str = "x", *, pool: float | None = LONGEST_WAIT, time_left: float | None = None) -> Send:
    """A request for ``/name``."""
    request = Request("GET", f"http://127.0.0.1/{name}", Headers(), b"")
    return Send(request, Timeout(pool=pool), time_left)


NO_ERRORS = ErrorMap((), lambda error: TransportFailure(str(error)))


class FakeConnection:
    """Calls ``behave``, responds with the path, and counts how often it was closed."""

    def __init__(self, behave: Callable[[str], Any]) -> None:
        self.idle_since = 0.0
        self.ends: float | None = None
        self.closed = 0
        self._behave = behave

    def send(self, step: Send, ends: float | None = None) -> Any:
        self.ends = ends
        path = urlsplit(step.request.url).path
        result = self._behave(path)
        response = Response(200, Headers(), path.encode())
        return _afterwards(result, response) if inspect.isawaitable(result) else response

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1

    @property
    def is_open(self) -> bool:
        return not self.closed

    def abandon(self) -> None:
        self.closed += 1


async def _afterwards(first: Awaitable[Any], response: Response) -> Response:
    await first
    return response


class FakeConnections(PoolState[Any]):
    """The real bookkeeping over fake connections; ``waiting`` is released whenever a request joins the queue."""

    def __init__(self, limits: LimitsLike, behave: Callable[[str], Any]) -> None:
        self.clock = Clock()
        self.made: list[FakeConnection] = []
        self.waiting = Semaphore(0)
        super().__init__(limits, lambda: self._new(behave), self.clock)

    def _new(self, behave: Callable[[str], Any]) -> FakeConnection:
        self.made.append(FakeConnection(behave))
        return self.made[-1]

    def enqueue(self, wake: Callable[[], object]) -> Waiter[Any]:
        waiter = super().enqueue(wake)
        self.waiting.release()
        return waiter

    def wait_for_a_waiter(self) -> None:
        assert self.waiting.acquire(timeout=LONGEST_WAIT)

    @property
    def times_closed(self) -> list[int]:
        """How often each connection was closed."""
        return [connection.closed for connection in self.made]


def fake_pool(
    behave: Callable[[str], Any] = lambda path: None, limits: LimitsLike | None = None
) -> tuple[ConnectionPool, FakeConnections]:
    """A pool for threads over fake connections."""
    limits = limits or Limits(max_connections=1)
    pool = ConnectionPool(ConnectionSettings(limits, None), lambda settings: FakeConnection(behave), NO_ERRORS)
    connections = pool._state = FakeConnections(limits, behave)
    return pool, connections


async def _nothing(path: str) -> None:
    pass


def fake_loop_pool(
    behave: Callable[[str], Any] = _nothing, limits: LimitsLike | None = None
) -> tuple[EventLoopPool, FakeConnections]:
    """A pool for one event loop over fake connections."""
    limits = limits or Limits(max_connections=1)
    connections = FakeConnections(limits, behave)
    return EventLoopPool(connections, lambda: None), connections
