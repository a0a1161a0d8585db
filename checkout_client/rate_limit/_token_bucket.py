"""A token bucket with reservations: it plans when each request may be sent. No I/O, no clock, no lock."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf

TOLERANCE = 1e-9
"""How much earlier than planned a request may be sent, in seconds: a clock's rounding error."""


class TokenBucket:
    """The generic cell rate algorithm (GCRA), twice: for the requests that are planned, and for those that are sent.

    Without the second, a process that was busy or suspended for a while would send all that was planned in this time
    at once. The bucket has a time of its own, which stands still while it is paused.
    """

    def __init__(self, per_second: float, burst: int) -> None:
        self._interval = 1 / per_second
        self._slack = (burst - 1) * self._interval
        self._planned = -inf
        """When a request would be planned if there were no bursts (GCRA: the theoretical arrival time)."""
        self._sent = -inf
        """The same, counting only what has been sent."""
        self._canceled: list[float] = []
        """A heap of planned times that nobody needs any more."""
        self._paused_until = -inf
        self._time_paused = 0.0

    def plan(self, now: float) -> float:
        """Return the time, in the bucket's own time, at which the next request may be sent, and reserve it."""
        time = self._time(now)
        while self._canceled:
            slot = heappop(self._canceled)
            if slot >= time:
                return slot
        slot = max(time, self._planned - self._slack)
        self._planned = max(self._planned, slot) + self._interval
        return slot

    def delay(self, slot: float, now: float) -> float:
        """Return the seconds until the request that was planned for ``slot`` may be sent; 0 counts it as sent."""
        time = max(slot, self._sent - self._slack, self._time(now))
        delay = max(time + self._time_paused, self._paused_until) - now
        if delay > TOLERANCE:
            return delay
        self._sent = max(self._sent, time) + self._interval
        return 0.0

    def cancel(self, slot: float) -> None:
        """Give back a planned time. The next request that is planned gets it, unless it has passed by then."""
        heappush(self._canceled, slot)

    def pause(self, until: float, now: float) -> None:
        """Send nothing before ``until``; after it, one request and then as many per second as always."""
        self._planned = max(self._planned, self._time(now) + self._slack)
        self._sent = max(self._sent, self._time(now) + self._slack)
        start = max(now, self._paused_until)
        if until > start:
            self._time_paused += until - start
            self._paused_until = until

    def is_idle(self, now: float) -> bool:
        """Return whether it is no different from a new bucket."""
        return max(self._planned, self._sent) <= self._time(now) and now >= self._paused_until

    def _time(self, now: float) -> float:
        return max(now, self._paused_until) - self._time_paused
