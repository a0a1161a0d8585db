"""Fetch the next page while the caller works on this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from threading import Thread
from typing import Generic, Self, TypeVar

import anyio

from .background_tasks import Cancel, start_background_task

Page = TypeVar("Page")


def prefetch_pages(page: Page, next_page: Callable[[Page], Page | None]) -> Iterator[Page]:
    """Yield ``page`` and all that follow. A thread calls ``next_page`` before its result is needed.

    A thread lives for one call, so that nothing is left to clean up when the iterator is dropped.
    """
    current: Page | None = page
    while current is not None:
        pending = _call_in_thread(next_page, current)
        yield current
        current = pending.result()


def _call_in_thread(next_page: Callable[[Page], Page | None], page: Page) -> Future[Page | None]:
    future: Future[Page | None] = Future()
    context = copy_context()

    def run() -> None:
        try:
            future.set_result(context.run(next_page, page))
        except BaseException as error:  # whatever it is, the caller waits for it
            future.set_exception(error)

    Thread(target=run, name="checkout_client_prefetch").start()
    return future


class AsyncPrefetcher(Generic[Page]):
    """Iterate like ``prefetch_pages``, in an event loop: a task awaits ``next_page``. ``cancel`` ends it."""

    def __init__(self, page: Page, next_page: Callable[[Page], Awaitable[Page | None]]) -> None:
        self._next_page = next_page
        self._first: Page | None = page
        self._pending: PendingPage[Page] | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page:
        page, self._first = self._first, None
        if self._pending is not None:
            page = await self._pending.result()
        if page is None:
            raise StopAsyncIteration
        self._pending = PendingPage(partial(self._next_page, page))
        return page

    def cancel(self) -> None:
        """End the task, if there is one."""
        if self._pending is not None:
            self._pending.cancel()


class PendingPage(Generic[Page]):
    """A page that a task fetches."""

    def __init__(self, fetch: Callable[[], Awaitable[Page | None]]) -> None:
        self._done = anyio.Event()
        self._page: Page | None = None
        self._error: Exception | None = None
        self.cancel: Cancel = start_background_task(partial(self._run, fetch))

    async def _run(self, fetch: Callable[[], Awaitable[Page | None]]) -> None:
        try:
            self._page = await fetch()
        except Exception as error:
            self._error = error
        self._done.set()

    async def result(self) -> Page | None:
        """Wait for the page; ``None`` if there is none. Raise the error of the call."""
        await self._done.wait()
        if self._error is not None:
            raise self._error
        return self._page
