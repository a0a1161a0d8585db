"""Which connection serves which request: the bookkeeping of a pool, without waiting and without I/O.

A request has a connection to itself from the first byte to the last. Idle connections lie on a stack: the one used last
is used next, and the rest grow old. Requests that must wait form a queue: first come, first served. Each step is
constant work, however many requests there are.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import attrs

from ...options import LimitsLike


class PooledConnection(Protocol):
    """What the bookkeeping needs of a connection."""

    idle_since: float
    """When it became free, by the monotonic clock."""


ConnectionType = TypeVar("ConnectionType", bound=PooledConnection)


@attrs.define(eq=False)
class Waiter(Generic[ConnectionType]):
    """A request's place in the queue."""

    wake: Callable[[], object]
    connection: ConnectionType | None = None
    """The connection that it was handed; ``None`` after waking means that the pool was closed."""


class PoolState(Generic[ConnectionType]):
    """The connections of one client, in one event loop or for all threads (who then take turns by a lock)."""

    def __init__(self, limits: LimitsLike, make: Callable[[], ConnectionType], monotonic: Callable[[], float]) -> None:
        self._most = limits.max_connections
        self._most_idle = limits.max_keepalive_connections
        self._expiry = limits.keepalive_expiry
        self._make = make
        self._monotonic = monotonic
        self._idle: deque[ConnectionType] = deque()
        self._queue: OrderedDict[Waiter[ConnectionType], None] = (
            OrderedDict()
        )  # whoever gives up leaves from the middle
        self._open = 0
        self._closed = False

    def closed(self) -> bool:
        """Whether nothing is kept any more."""
        return self._closed

    def acquire(self) -> ConnectionType | None:
        """A connection, if one is free or may still be made."""
        if self._idle:
            return self._idle.pop()
        if self._most is not None and self._open >= self._most:
            return None
        connection = self._make()
        self._open += 1
        return connection

    def enqueue(self, wake: Callable[[], object]) -> Waiter[ConnectionType]:
        """Stand in line; ``wake`` is called when the waiter has come."""
        waiter: Waiter[ConnectionType] = Waiter(wake)
        self._queue[waiter] = None
        return waiter

    def cancel(self, waiter: Waiter[ConnectionType]) -> ConnectionType | None:
        """Stop waiting; gives the connection if the waiter came at the last moment."""
        self._queue.pop(waiter, None)
        return waiter.connection

    def release(self, connection: ConnectionType) -> list[ConnectionType]:
        """Hand ``connection`` to the next in line, or keep it; gives the connections that are to be closed now."""
        if self._queue:
            waiter, _ = self._queue.popitem(last=False)
            waiter.connection = connection
            waiter.wake()
            return []
        now = connection.idle_since = self._monotonic()
        self._idle.append(connection)
        surplus: list[ConnectionType] = []
        # Of the connections that are too many or too old at most two are dropped at a time: the work stays constant.
        while self._idle and len(surplus) < 2 and self._is_surplus(self._idle[0], now):
            surplus.append(self._idle.popleft())
        self._open -= len(surplus)
        return surplus

    def _is_surplus(self, oldest: ConnectionType, now: float) -> bool:
        if self._closed or (self._most_idle is not None and len(self._idle) > self._most_idle):
            return True
        return self._expiry is not None and now - oldest.idle_since > self._expiry

    def close(self) -> list[ConnectionType]:
        """Keep nothing from now on; gives the free connections. Those in use come through ``give_back``."""
        self._closed = True
        idle = list(self._idle)
        self._idle.clear()
        self._open -= len(idle)
        while self._queue:
            self._queue.popitem(last=False)[0].wake()
        return idle
