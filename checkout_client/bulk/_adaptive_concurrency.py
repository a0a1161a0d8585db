"""How many requests may be in flight: fewer when the API limits the rate, then more again. No I/O, no clock."""

from __future__ import annotations


class AdaptiveConcurrency:
    """AIMD, as in TCP: halve the limit on trouble, add one after a round without any.

    Requests that were in flight before the last decrease say nothing about the new limit, so their trouble counts once.
    Each request therefore carries the round in which it was sent.
    """

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._successes = 0
        self.limit: int = maximum
        """How many requests may be in flight now."""
        self.round: int = 0
        """Increases with every decrease of the limit."""

    def on_success(self) -> None:
        """Count a request that was answered at its first attempt."""
        self._successes += 1
        if self._successes >= self.limit:
            self._successes = 0
            self.limit = min(self._maximum, self.limit + 1)

    def on_rate_limit(self, sent_in_round: int) -> bool:
        """Halve the limit for a request that was rate limited; return False if it cannot be any lower."""
        if sent_in_round < self.round:
            return True
        if self.limit == 1:
            return False
        self._successes = 0
        self.limit //= 2
        self.round += 1
        return True
