"""How many requests may be in flight: fewer when the API asks to slow down, then more again. No I/O, no clock."""

from __future__ import annotations


class AdaptiveConcurrency:
    """Halves when there is too much, and adds one after a round without trouble.

    The trouble of requests that were under way before the last halving says nothing about the new pace: it counts once.
    Each request therefore carries the round that it began in.
    """

    def __init__(self, most: int) -> None:
        self._most: int = most
        self._smooth: int = 0
        self.at_once: int = most
        """How many may be in flight now."""
        self.round: int = 0
        """Goes up with every halving."""

    def on_success(self) -> None:
        """A request was answered at its first attempt."""
        self._smooth += 1
        if self._smooth >= self.at_once:
            self._smooth = 0
            self.at_once = min(self._most, self.at_once + 1)

    def on_rate_limit(self, began_in: int) -> bool:
        """A request that began in that round met a limit; ``False`` if there is no slower pace left to try."""
        if began_in < self.round:
            return True
        if self.at_once == 1:
            return False
        self._smooth = 0
        self.at_once //= 2
        self.round += 1
        return True
