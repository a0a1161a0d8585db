"""The limit that a client is given, and the reservations that it hands out."""

from __future__ import annotations

import attrs

from .._checks import checked_count
from .._concurrency.fork_lock import ForkLock
from ._token_bucket import TokenBucket

_MAX_IDLE = 1000
"""How many accounts' buckets may be kept before those that nobody uses are dropped."""

_lock = ForkLock()
"""Protects the buckets of all limits: each use takes microseconds."""


@attrs.frozen
class Reservation:
    """When a request may be sent."""

    delay: float
    """Seconds to wait before asking again; 0 if the request may be sent now."""
    slot: float
    """Its place in the order of requests."""


class RateLimit:
    """At most ``per_second`` requests per second for each account, and ``burst`` of them at once after a quiet time.

    Every attempt counts, also a retry. In any period of *t* seconds, at most ``burst + per_second * t`` requests are
    sent. They are sent in the order in which they were asked for. With the default ``burst`` of 1 they are evenly
    spaced.

    There is one bucket for each connected account (``stripe_account``), and one for the account of the API key. All
    clients that are given the same object share them: copies from ``with_options``, sync and async clients, threads,
    tasks and event loops. Another process has its own. The API key makes no difference: give a client for the key of
    another account a limit of its own.

    After a 429, nothing is sent for the account until the wait of the retry is over (``Retry-After``, at most 60
    seconds, or the exponential backoff), unless the 429 is about a locked object.

    A call whose turn would come after its ``deadline`` raises ``APITimeoutError`` at once.

    Raises ``TypeError`` or ``ValueError`` for numbers that cannot work. For example::

        CheckoutClient("sk_live_…", rate_limit=RateLimit(per_second=20))

    Stripe's limits: https://docs.stripe.com/rate-limits

    >>> RateLimit(per_second=20, burst=5)
    RateLimit(per_second=20.0, burst=5)

    A subclass that overrides ``reserve``, ``cancel`` and ``pause`` can share a limit between processes or machines.
    """

    def __init__(self, per_second: float, burst: int = 1) -> None:
        self.per_second: float = _checked_rate(per_second)
        """How many requests per second may be sent for an account."""
        self.burst: int = checked_count(burst, "burst", least=1)
        """How many of them may be sent at once after a quiet time."""
        self._buckets: dict[str | None, TokenBucket] = {}
        self._keep = _MAX_IDLE
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many requests wait for their turn now, for all accounts."""
        return self._waiting

    def reserve(self, account: str | None, now: float, reservation: Reservation | None = None) -> Reservation:
        """Return when a request for ``account`` may be sent; ``None`` is the account of the API key.

        ``now`` is a time in seconds that only goes forward, such as ``time.monotonic()``. Wait for the ``delay``, then
        ask again with the reservation, until the delay is 0. Most waits end the first time; others were extended by a
        :meth:`pause`, or were so late that requests would have been sent too close together.
        """
        with _lock:
            bucket = self._bucket(account, now)
            slot = bucket.plan(now) if reservation is None else reservation.slot
            delay = bucket.delay(slot, now)
            if reservation is None:
                self._waiting += delay > 0
            else:
                self._waiting -= delay == 0
            return Reservation(delay, slot)

    def cancel(self, account: str | None, reservation: Reservation, now: float) -> None:
        """Give back a reservation that is still waited for. The next request gets its place."""
        with _lock:
            self._waiting -= 1
            self._bucket(account, now).cancel(reservation.slot)

    def pause(self, account: str | None, seconds: float, now: float) -> None:
        """Send nothing for ``account`` for this many seconds, after the API has limited the rate."""
        with _lock:
            self._bucket(account, now).pause(now + seconds, now)

    def _bucket(self, account: str | None, now: float) -> TokenBucket:
        bucket = self._buckets.get(account)
        if bucket is None:
            if len(self._buckets) >= self._keep:
                self._buckets = {name: found for name, found in self._buckets.items() if not found.is_idle(now)}
                self._keep = len(self._buckets) * 2 + _MAX_IDLE
            bucket = self._buckets[account] = TokenBucket(self.per_second, self.burst)
        return bucket

    def __repr__(self) -> str:
        return f"{type(self).__name__}(per_second={self.per_second!r}, burst={self.burst!r})"

    def __reduce__(self) -> tuple[type[RateLimit], tuple[float, int]]:
        return type(self), (self.per_second, self.burst)


def _checked_rate(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"per_second must be a number, not {type(value).__name__}")
    if not 1e-6 <= value <= 1e6:  # nor is NaN
        raise ValueError("per_second must be a number from 0.000001 to 1,000,000")
    return float(value)
