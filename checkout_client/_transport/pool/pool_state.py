"""Which connection serves which request: the bookkeeping of a pool, without waiting and without I/O.

Each lane is one connection, which a request has to itself from the first byte to the last. Free lanes lie on a
stack, so that the one used last is used next and the rest grow old. Requests that must wait stand in a queue, first
come, first served. Whatever the number of requests, each step is constant work.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import attrs

from ...options import LimitsLike


class AnyLane(Protocol):
    """What the bookkeeping needs of a lane."""

    idle_since: float
    """When it became free, by the monotonic clock."""


LaneType = TypeVar("LaneType", bound=AnyLane)


@attrs.define(eq=False)
class Turn(Generic[LaneType]):
    """A request's place in the queue."""

    wake: Callable[[], object]
    lane: LaneType | None = None
    """The lane that it was handed; ``None`` after waking means that the pool was closed."""


class Lanes(Generic[LaneType]):
    """The lanes of one client, in one event loop or for all threads (who then take turns by a lock)."""

    def __init__(self, limits: LimitsLike, make: Callable[[], LaneType], monotonic: Callable[[], float]) -> None:
        self._most = limits.max_connections
        self._most_idle = limits.max_keepalive_connections
        self._expiry = limits.keepalive_expiry
        self._make = make
        self._monotonic = monotonic
        self._idle: deque[LaneType] = deque()
        self._queue: OrderedDict[Turn[LaneType], None] = OrderedDict()  # whoever gives up leaves from the middle
        self._open = 0
        self._closed = False

    def closed(self) -> bool:
        """Whether nothing is kept any more."""
        return self._closed

    def take(self) -> LaneType | None:
        """A lane, if one is free or may still be made."""
        if self._idle:
            return self._idle.pop()
        if self._most is not None and self._open >= self._most:
            return None
        lane = self._make()
        self._open += 1
        return lane

    def wait(self, wake: Callable[[], object]) -> Turn[LaneType]:
        """Stand in line; ``wake`` is called when the turn has come."""
        turn: Turn[LaneType] = Turn(wake)
        self._queue[turn] = None
        return turn

    def leave(self, turn: Turn[LaneType]) -> LaneType | None:
        """Stop waiting; gives the lane if the turn came at the last moment."""
        self._queue.pop(turn, None)
        return turn.lane

    def give_back(self, lane: LaneType) -> list[LaneType]:
        """Hand ``lane`` to the next in line, or keep it; gives the lanes that are to be closed now."""
        if self._queue:
            turn, _ = self._queue.popitem(last=False)
            turn.lane = lane
            turn.wake()
            return []
        now = lane.idle_since = self._monotonic()
        self._idle.append(lane)
        surplus: list[LaneType] = []
        # Of the lanes that are too many or too old at most two are dropped at a time: the work stays constant.
        while self._idle and len(surplus) < 2 and self._is_surplus(self._idle[0], now):
            surplus.append(self._idle.popleft())
        self._open -= len(surplus)
        return surplus

    def _is_surplus(self, oldest: LaneType, now: float) -> bool:
        if self._closed or (self._most_idle is not None and len(self._idle) > self._most_idle):
            return True
        return self._expiry is not None and now - oldest.idle_since > self._expiry

    def close(self) -> list[LaneType]:
        """Keep nothing from now on; gives the free lanes. Those in use come through ``give_back``."""
        self._closed = True
        idle = list(self._idle)
        self._idle.clear()
        self._open -= len(idle)
        while self._queue:
            self._queue.popitem(last=False)[0].wake()
        return idle
