"""A lock for work that another thread must not leave half done when the process forks."""

from __future__ import annotations

import os
from threading import RLock
from types import TracebackType


class ForkLock:
    """A lock that is held during each fork, so that the child process never inherits it from another thread.

    Create it once, when a module is loaded: the fork hooks keep it for ever.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        if hasattr(os, "register_at_fork"):  # pragma: no branch - not on Windows
            release = self._lock.release
            os.register_at_fork(before=self._lock.acquire, after_in_parent=release, after_in_child=release)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.release()
