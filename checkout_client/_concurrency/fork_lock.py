"""For what must not be half done in another thread when the process forks: its child would wait for it for ever."""

from __future__ import annotations

import os
from threading import RLock
from types import TracebackType


class ForkLock:
    """A lock that each fork takes, too, for its duration. Made once, when a module loads: it is never given up."""

    def __init__(self) -> None:
        self._lock = RLock()
        if hasattr(os, "register_at_fork"):  # pragma: no branch - there is none on Windows
            release = self._lock.release
            os.register_at_fork(before=self._lock.acquire, after_in_parent=release, after_in_child=release)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.release()
