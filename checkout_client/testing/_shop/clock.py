"""The clock of a fake. Nothing in the fake ever sleeps."""

from __future__ import annotations

import time
from threading import Lock


class FakeClock:
    """A clock that tests can move forward.

    With ``start`` (Unix seconds) it moves only when something advances it, so that whole tests are reproducible.
    Without ``start`` it runs with the real clock, which is needed if the code under test calls ``time.time()`` itself.
    """

    def __init__(self, start: float | None = None) -> None:
        self._start = start
        self._ahead = 0.0
        self._lock = Lock()

    def now(self) -> float:
        """Return the time in Unix seconds."""
        return (time.time() if self._start is None else self._start) + self._ahead

    def monotonic(self) -> float:
        """Return seconds since an arbitrary point, never decreasing."""
        return (time.monotonic() if self._start is None else 0.0) + self._ahead

    def sleep(self, seconds: float) -> None:
        """Move forward by ``seconds`` without waiting."""
        with self._lock:
            self._ahead += max(0.0, seconds)

    @property
    def ahead(self) -> float:
        """How far it has been moved forward, in seconds."""
        return self._ahead

    def reset(self, ahead: float = 0.0) -> None:
        """Move back to where it started, and forward from there by ``ahead`` seconds."""
        with self._lock:
            self._ahead = ahead

    async def sleep_async(self, seconds: float) -> None:
        """Move forward by ``seconds`` without waiting, for code in an event loop."""
        self.sleep(seconds)
