"""A parallel listing in an event loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self

import anyio

from .._concurrency.background_tasks import Cancel, start_background_task
from ..errors import RateLimitError
from ..models.session.session import Session
from ..pagination import AsyncExecutor
from ._parallel_listing import ParallelListing
from ._schedule import PageRequest


class AsyncParallelSessions:
    """What the async ``sessions.list_parallel`` returns: an async iterator over the Sessions, and a context manager.

    Nothing is sent before the first Session is asked for. Once you break out of the loop nothing more is sent, and what
    is in flight ends with its response; leaving an ``async with`` block, or ``aclose``, cancels it.
    """

    def __init__(self, listing: ParallelListing, execute: AsyncExecutor) -> None:
        self._listing = listing
        self._workers = _AsyncWorkers(listing, execute)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Session:
        if not self._listing.page:
            if not await self._workers.take_page():
                raise StopAsyncIteration
            self._listing.report_progress()
        return self._listing.page.popleft()

    async def aclose(self) -> None:
        """Yield nothing more, and cancel the requests in flight."""
        self._listing.close()
        self._workers.stop()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        # The garbage collector may run this in any thread, also after the event loop has ended: so no more than this.
        self._workers.stopped = True


class _AsyncWorkers:
    """The tasks, one for each request in flight. None of them waits for work: they end when there is none.

    They hold no reference to the iterator, which can be dropped while they run.
    """

    def __init__(self, listing: ParallelListing, execute: AsyncExecutor) -> None:
        self._listing = listing
        self._execute = execute
        self._in_flight: dict[PageRequest[Session], Cancel] = {}
        self._changed: anyio.Event | None = None
        """Set when a response is received while the caller waits."""
        self.stopped: bool = False
        """Whether to send nothing more. Set by ``__del__`` too, from any thread."""

    async def take_page(self) -> bool:
        """Wait for the next page to yield; return False at the end. Raise the error that ended the listing."""
        while True:
            self._start_requests()
            try:
                taken = self._listing.take_page()
            except BaseException:
                self.stop()
                raise
            if taken:
                self._start_requests()  # there is room for another page now
                return True
            if self._listing.finished:
                self.stop()
                return False
            self._changed = anyio.Event()
            try:
                await self._changed.wait()
            except BaseException:  # cancelled: if the caller asks again, so do we
                self._cancel_requests()
                raise

    def stop(self) -> None:
        """Send nothing more, and cancel the requests in flight."""
        self.stopped = True
        self._cancel_requests()

    def _cancel_requests(self) -> None:
        while self._in_flight:
            request, cancel = self._in_flight.popitem()
            self._listing.schedule.cancelled(request)
            cancel()

    def _start_requests(self) -> None:
        if not self.stopped:
            for request in self._listing.next_requests():
                self._in_flight[request] = _not_started
                cancel = start_background_task(partial(self._fetch, request))
                if request in self._in_flight:  # an eager task may be done already
                    self._in_flight[request] = cancel

    async def _fetch(self, request: PageRequest[Session]) -> None:
        listing = self._listing
        add_result: Callable[[], None]
        try:
            page = await self._execute(listing.call(request), listing.query.options)
        except RateLimitError as error:
            add_result = partial(listing.rate_limited, request, error)
        except Exception as error:
            add_result = partial(listing.fail, error)
        else:
            add_result = partial(listing.page_received, request, page)
        if self._in_flight.pop(request, None) is None:
            return  # it was cancelled, but its response was received first
        try:
            add_result()
        except Exception as error:
            listing.fail(error)
        self._start_requests()
        if self._changed is not None:
            self._changed.set()


def _not_started() -> None:
    """Cancel a task that is being started: there is nothing to do yet."""
