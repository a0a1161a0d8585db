"""The next page, asked for while the caller works on this one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Generic, Self

import anyio

from ..pagination import AsyncPage, Item, Page
from .background_tasks import start_background_task


def prefetch_pages(page: Page[Item]) -> Iterator[Page[Item]]:
    """``page`` and all that follow, each fetched in a thread before it is needed.

    The thread ends with the iterator, after the response that it may be waiting for.
    """
    thread = ThreadPoolExecutor(1, "checkout_client_prefetch")
    current: Page[Item] | None = page
    try:
        while current is not None:
            coming = thread.submit(copy_context().run, current.next_page)
            yield current
            current = coming.result()
    finally:
        thread.shutdown(wait=False, cancel_futures=True)


class AsyncPrefetcher(Generic[Item]):
    """The same in an event loop: a task fetches. Dropping the iterator cancels it."""

    def __init__(self, page: AsyncPage[Item]) -> None:
        self._first: AsyncPage[Item] | None = page
        self._coming: PendingPage[Item] | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> AsyncPage[Item]:
        page, self._first = self._first, None
        if self._coming is not None:
            page = await self._coming.result()
        if page is None:
            raise StopAsyncIteration
        self._coming = PendingPage(page)
        return page

    def __del__(self) -> None:
        if self._coming is not None:
            self._coming.cancel()


class PendingPage(Generic[Item]):
    """A page under way."""

    def __init__(self, before: AsyncPage[Item]) -> None:
        self._done = anyio.Event()
        self._page: AsyncPage[Item] | None = None
        self._error: Exception | None = None
        self.cancel = start_background_task(lambda: self._fetch(before))

    async def _fetch(self, before: AsyncPage[Item]) -> None:
        try:
            self._page = await before.next_page()
        except Exception as error:
            self._error = error
        self._done.set()

    async def result(self) -> AsyncPage[Item] | None:
        await self._done.wait()
        if self._error is not None:
            raise self._error
        return self._page
