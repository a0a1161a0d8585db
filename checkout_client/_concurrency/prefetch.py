"""Fetch the next page while the caller works on this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from contextvars import Context, copy_context
from functools import partial
from threading import Thread
from typing import Any, Generic, Protocol, Self, TypeVar

import anyio

from .background_tasks import Cancel, start_background_task

Page = TypeVar("Page")
Page_co = TypeVar("Page_co", covariant=True)
Query = TypeVar("Query")


class PageSource(Protocol[Page_co, Query]):
    """What to prefetch, as calls that a thread makes."""

    def fetch(self, query: Query, on_json: Callable[[dict[str, Any]], object], /) -> tuple[Page_co, Query | None]:
        """Return the page of ``query``, and the query for the next one. Call ``on_json`` before decoding the page."""
        ...

    def next_query(self, query: Query, body: dict[str, Any], /) -> Query | None:
        """Return the query for the page after ``body``, the page of ``query``; ``None`` if that is uncertain yet."""
        ...


def prefetch_pages(page: Page, query: Query | None, source: PageSource[Page, Query]) -> Iterator[Page]:
    """Yield ``page``, then the page of ``query`` and all that follow. A thread fetches each before it is needed.

    A thread lives for one call, so that nothing is left to clean up when the iterator is dropped.
    """
    pending = None if query is None else PageInThread(query, source, copy_context())
    yield page
    while pending is not None:
        page, query = pending.result()
        if pending.following is not None:
            pending = pending.following
        else:
            pending = None if query is None else PageInThread(query, source, copy_context())
        yield page


class PageInThread(Generic[Page, Query]):
    """A page that a thread fetches.

    The next page is wanted once this one is taken. If the caller already waits for this one when its JSON is there, the
    next request is sent before the objects are made.

    The caller and the thread share this object without a lock. Only the caller sets ``_waiting``; only the thread sets
    ``following``, and the caller reads it after the thread has finished.
    """

    def __init__(self, query: Query, source: PageSource[Page, Query], context: Context) -> None:
        self._query = query
        self._source = source
        self._future: Future[tuple[Page, Query | None]] = Future()
        self._waiting: Context | None = None
        """The context of the caller while it waits."""
        self.following: PageInThread[Page, Query] | None = None
        """The next page, if its request was sent before this page was decoded."""
        Thread(target=self._run, args=(context,), name="checkout_client_prefetch").start()

    def result(self) -> tuple[Page, Query | None]:
        """Wait for the page, and return it with the query for the next one. Raise the error of the call."""
        self._waiting = copy_context()
        try:
            return self._future.result()
        finally:
            self._waiting = None

    def _run(self, context: Context) -> None:
        try:
            self._future.set_result(context.run(self._source.fetch, self._query, self._start_following))
        except BaseException as error:  # whatever it is, the caller waits for it
            self._future.set_exception(error)

    def _start_following(self, body: dict[str, Any]) -> None:
        context = self._waiting
        if context is None:
            return
        query = self._source.next_query(self._query, body)
        if query is not None:
            with suppress(RuntimeError):  # no more threads: the caller tries again
                self.following = PageInThread(query, self._source, context)


class AsyncPrefetcher(Generic[Page]):
    """Yield pages in an event loop. A task awaits ``next_page`` before its result is needed; ``cancel`` ends it."""

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
