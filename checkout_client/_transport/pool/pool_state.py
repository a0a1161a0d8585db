"""Which connection serves which request: the bookkeeping of a pool, without waiting and without I/O.

A request has a connection to itself from the first byte to the last. Idle connections are kept on a stack: the one used
last is reused first, so that the rest can expire. Requests that must wait form a queue, first in, first out. Each step
is constant work, however many requests there are.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import attrs

from ...timeouts import LimitsLike


class PooledConnection(Protocol):
    """What the bookkeeping needs of a connection."""

    idle_since: float
    """When it became free, by the monotonic clock."""

    @property
    def is_open(self) -> bool:
        """Whether it may hold an open socket."""
        ...

    def abandon(self) -> None:
        """Close the socket without the event loop and without locks: for clients and loops that are gone."""
        ...


ConnectionType = TypeVar("ConnectionType", bound=PooledConnection)


@attrs.define(eq=False)
class Waiter(Generic[ConnectionType]):
    """A request's place in the queue."""

    wake: Callable[[], object]
    connection: ConnectionType | None = None
    """The connection handed to it; ``None`` after waking means that the pool was closed."""


class PoolState(Generic[ConnectionType]):
    """The connections of one client: in one event loop, or for all threads, which must hold a lock for each call."""

    def __init__(self, limits: LimitsLike, make: Callable[[], ConnectionType], monotonic: Callable[[], float]) -> None:
        self._max_connections = limits.max_connections
        self._max_idle = limits.max_keepalive_connections
        self._expiry = limits.keepalive_expiry
        self._make = make
        self._monotonic = monotonic
        self._idle: deque[ConnectionType] = deque()
        # Ordered by arrival; a waiter that gives up is removed from the middle.
        self._queue: OrderedDict[Waiter[ConnectionType], None] = OrderedDict()
        self._open = 0
        self._closed = False

    def closed(self) -> bool:
        """Return whether the pool was closed: it keeps no connection any more."""
        return self._closed

    def idle(self) -> list[ConnectionType]:
        """Return the connections that serve no request."""
        return list(self._idle)

    def acquire(self) -> ConnectionType | None:
        """Return an idle or a new connection, or ``None`` if all are in use."""
        if self._idle:
            return self._idle.pop()
        if self._max_connections is not None and self._open >= self._max_connections:
            return None
        connection = self._make()
        self._open += 1
        return connection

    def enqueue(self, wake: Callable[[], object]) -> Waiter[ConnectionType]:
        """Add a waiter to the queue; ``wake`` is called when it gets a connection, or when the pool is closed."""
        waiter: Waiter[ConnectionType] = Waiter(wake)
        self._queue[waiter] = None
        return waiter

    def cancel(self, waiter: Waiter[ConnectionType]) -> ConnectionType | None:
        """Remove ``waiter`` from the queue; returns the connection if it has been handed one."""
        self._queue.pop(waiter, None)
        return waiter.connection

    def release(self, connection: ConnectionType) -> list[ConnectionType]:
        """Hand ``connection`` to the first waiter, or keep it; returns the connections to close now."""
        if self._queue:
            waiter, _ = self._queue.popitem(last=False)
            waiter.connection = connection
            waiter.wake()
            return []
        now = connection.idle_since = self._monotonic()
        self._idle.append(connection)
        surplus: list[ConnectionType] = []
        # At most two of the surplus or expired connections are dropped at a time: the work stays constant.
        while self._idle and len(surplus) < 2 and self._is_surplus(self._idle[0], now):
            surplus.append(self._idle.popleft())
        self._open -= len(surplus)
        return surplus

    def _is_surplus(self, oldest: ConnectionType, now: float) -> bool:
        if self._closed or (self._max_idle is not None and len(self._idle) > self._max_idle):
            return True
        return self._expiry is not None and now - oldest.idle_since > self._expiry

    def close(self) -> list[ConnectionType]:
        """Keep nothing from now on; returns the idle connections. ``release`` returns those in use."""
        self._closed = True
        idle = self.idle()
        self._idle.clear()
        self._open -= len(idle)
        while self._queue:
            self._queue.popitem(last=False)[0].wake()
        return idle
