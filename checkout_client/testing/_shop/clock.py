"""The fake's own time: nothing in it ever sleeps."""

from __future__ import annotations

import time
from threading import Lock


class FakeClock:
    """A clock that runs with the real one, or stands still, and can be put forward.

    Made with ``start`` (seconds since 1970) it stands still between calls, so that whole tests are reproducible;
    without, it runs on from now, as it must where the code under test compares with its own ``time.time()``.
    """

    def __init__(self, start: float | None = None) -> None:
        self._start = start
        self._ahead = 0.0
        self._lock = Lock()

    def now(self) -> float:
        """Seconds since 1970, as the fake sees it."""
        return (time.time() if self._start is None else self._start) + self._ahead

    def monotonic(self) -> float:
        """Seconds that only go forward."""
        return (time.monotonic() if self._start is None else 0.0) + self._ahead

    def sleep(self, seconds: float) -> None:
        """Let ``seconds`` pass at once."""
        with self._lock:
            self._ahead += max(0.0, seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Let ``seconds`` pass at once, for code in an event loop."""
        self.sleep(seconds)
