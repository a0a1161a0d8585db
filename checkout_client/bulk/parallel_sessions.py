"""A parallel listing in threads."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import copy_context
from threading import Condition, Thread, current_thread
from types import TracebackType
from typing import Self

from ..errors import RateLimitError
from ..models.session.session import Session
from ..pagination import Executor
from ._parallel_listing import ParallelListing
from ._schedule import PageRequest


class ParallelSessions:
    """What ``sessions.list_parallel`` returns: an iterator over the Sessions, and a context manager.

    Nothing is sent before the first Session is asked for. Once you break out of the loop nothing more is sent, and the
    threads end as soon as their responses are received; leaving a ``with`` block waits for that.
    """

    def __init__(self, listing: ParallelListing, execute: Executor) -> None:
        self._listing = listing
        self._workers = _Workers(listing, execute)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Session:
        if not self._listing.page:
            if not self._workers.take_page():
                raise StopIteration
            self._listing.report_progress()
        return self._listing.page.popleft()

    def close(self) -> None:
        """Yield nothing more, and wait until no request is in flight."""
        self._listing.close()
        self._workers.stopped = True
        self._workers.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # The garbage collector may run this anywhere, also where a lock is held: so no more than this.
        self._workers.stopped = True


class _Workers:
    """The threads, one for each request in flight. None of them waits for work: they end when there is none.

    They hold no reference to the iterator, which can be dropped while they run.
    """

    def __init__(self, listing: ParallelListing, execute: Executor) -> None:
        self._listing = listing
        self._execute = execute
        self._context = copy_context()
        self._changed = Condition()
        self._threads: set[Thread] = set()
        self.stopped: bool = False
        """Whether to send nothing more. Set without a lock, by ``__del__`` too."""

    def take_page(self) -> bool:
        """Wait for the next page to yield; return False at the end. Raise the error that ended the listing."""
        with self._changed:
            while True:
                self._start(self._next_requests())
                if self._listing.take_page():
                    self._start(self._next_requests())  # there is room for another page now
                    return True
                if self._listing.finished:
                    return False
                self._changed.wait()

    def join(self) -> None:
        """Wait until no request is in flight."""
        with self._changed:
            threads = tuple(self._threads)
        for thread in threads:
            thread.join()

    def _next_requests(self) -> list[PageRequest[Session]]:
        return [] if self.stopped else self._listing.next_requests()

    def _start(self, requests: Iterable[PageRequest[Session]]) -> None:
        for request in requests:
            thread = Thread(target=self._run, args=(request,), name="checkout_client_list_parallel")
            try:
                thread.start()
            except RuntimeError as error:  # the process has too many threads, or is about to exit
                self._listing.fail(error)
            else:
                self._threads.add(thread)

    def _run(self, request: PageRequest[Session]) -> None:
        following: PageRequest[Session] | None = request
        while following is not None:
            following = self._context.copy().run(self._fetch, following)

    def _fetch(self, request: PageRequest[Session]) -> PageRequest[Session] | None:
        """Make a request; return the one that this thread should make next, if there is one."""
        listing = self._listing
        try:
            page = self._execute(listing.call(request), listing.query.options)
            with self._changed:
                listing.page_received(request, page)
        except RateLimitError as error:
            with self._changed:
                listing.rate_limited(request, error)
        except BaseException as error:  # whatever it is, the caller waits for it
            with self._changed:
                listing.fail(error)
        with self._changed:
            requests = iter(self._next_requests())
            following = next(requests, None)
            self._start(requests)
            if following is None:
                self._threads.discard(current_thread())
            self._changed.notify_all()
        return following
