"""A parallel walk in an event loop."""

from __future__ import annotations

from functools import partial
from types import TracebackType
from typing import Self

import anyio

from .._concurrency.background_tasks import Cancel, start_background_task
from ..errors import RateLimitError
from ..models.session.session import Session
from ..pagination import AsyncExecutor
from ._parallel_walk import ParallelWalk
from ._schedule import PageRequest


class AsyncParallelSessions:
    """What the async ``sessions.list_parallel`` returns: an async iterator over the Sessions, and a context manager.

    Nothing is sent before the first Session is asked for. Breaking out of the loop, or leaving an ``async with``
    block, cancels what is under way.
    """

    def __init__(self, walk: ParallelWalk, perform: AsyncExecutor) -> None:
        self._walk = walk
        self._workers = _Workers(walk, perform)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Session:
        if not self._walk.page:
            if not await self._workers.take():
                raise StopAsyncIteration
            self._walk.report()
        return self._walk.page.popleft()

    async def aclose(self) -> None:
        """End the walk."""
        self._walk.end()
        self._workers.stop()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        self._workers.stop()


class _Workers:
    """The tasks. They know nothing of the iterator, so that dropping it ends them."""

    _changed: anyio.Event
    """Set when a response has come since the caller last looked."""

    def __init__(self, walk: ParallelWalk, perform: AsyncExecutor) -> None:
        self._walk = walk
        self._perform = perform
        self._stopped = False
        self._under_way: dict[PageRequest[Session], Cancel] = {}

    async def take(self) -> bool:
        """Wait for the next page to hand out; ``False`` at the end. What ended the walk is raised."""
        while True:
            self._changed = anyio.Event()
            self._start()
            try:
                taken = self._walk.take()
            except BaseException:
                self.stop()
                raise
            if taken:
                self._start()  # there is room for another page now
                return True
            if self._walk.over:
                self.stop()
                return False
            await self._changed.wait()

    def _start(self) -> None:
        if not self._stopped:
            for request in self._walk.requests():
                self._under_way[request] = start_background_task(partial(self._fetch, request))

    async def _fetch(self, request: PageRequest[Session]) -> None:
        walk = self._walk
        try:
            walk.came(request, await self._perform(walk.call(request), walk.base.options))
        except RateLimitError as error:
            walk.limited(request, error)
        except Exception as error:
            walk.fail(error)
        self._under_way.pop(request, None)
        self._start()
        self._changed.set()

    def stop(self) -> None:
        """Start nothing more, and cancel what is under way."""
        self._stopped = True
        for cancel in self._under_way.values():
            cancel()
