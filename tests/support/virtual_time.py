"""Threads and event loops in which sleeping takes no time: when everything sleeps, the clock jumps."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush
from threading import Condition, Thread
from typing import Any

import trio
from trio.testing import MockClock


class ThreadClock:
    """A clock for threads that all sleep by it. Calling it returns the time."""

    def __init__(self) -> None:
        self._now = 0.0
        self._awake = 0
        self._wakes: list[float] = []
        self._changed = Condition()

    def __call__(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        """Sleep until every thread sleeps and this one is next."""
        with self._changed:
            wake = self._now + seconds
            heappush(self._wakes, wake)
            self._one_less()
            while self._now < wake:
                self._changed.wait()

    def run(self, functions: list[Callable[[], object]]) -> None:
        """Call each function in a thread of its own, and wait for them."""
        self._awake = len(functions)
        threads = [Thread(target=self._run, args=(function,)) for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _run(self, function: Callable[[], object]) -> None:
        try:
            function()
        finally:
            with self._changed:
                self._one_less()

    def _one_less(self) -> None:
        self._awake -= 1
        if not self._awake and self._wakes:
            self._now = self._wakes[0]
            while self._wakes and self._wakes[0] == self._now:
                heappop(self._wakes)
                self._awake += 1
            self._changed.notify_all()


class _JumpingSelector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Adds the time that it should wait to ``now``, and does not wait."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout > 0:
            self.now += timeout
        return super().select(None if timeout is None else 0)


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next timer."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run_asyncio(function: Callable[[], Awaitable[Any]]) -> Any:
    """Run ``function`` in a :class:`JumpingLoop`."""

    async def main() -> Any:
        return await function()

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(main())


def run_trio(function: Callable[[], Awaitable[Any]]) -> Any:
    """Run ``function`` in trio with a clock that jumps."""
    return trio.run(function, clock=MockClock(autojump_threshold=0))
