"""A parallel walk in threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Condition
from types import TracebackType
from typing import Self

from ..errors import RateLimitError
from ..models.session.session import Session
from ..pagination import Executor
from ._parallel_walk import ParallelWalk
from ._schedule import PageRequest


class ParallelSessions:
    """What ``sessions.list_parallel`` returns: an iterator over the Sessions, and a context manager.

    Nothing is sent before the first Session is asked for. Breaking out of the loop ends the walk, and its threads as
    soon as their responses are in; leaving a ``with`` block waits for that.
    """

    def __init__(self, walk: ParallelWalk, perform: Executor) -> None:
        self._walk = walk
        self._workers = _Workers(walk, perform)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Session:
        if not self._walk.page:
            if not self._workers.take():
                raise StopIteration
            self._walk.report()
        return self._walk.page.popleft()

    def close(self) -> None:
        """End the walk, and wait until no request of it is under way."""
        self._walk.end()
        self._workers.stop(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self._workers.stop(wait=False)


class _Workers:
    """The threads. They know nothing of the iterator, so that dropping it ends them."""

    def __init__(self, walk: ParallelWalk, perform: Executor) -> None:
        self._walk = walk
        self._perform = perform
        self._context = copy_context()
        self._changed = Condition()
        self._stopped = False
        self._threads = ThreadPoolExecutor(walk.plan.pace.at_once, "checkout_client_list_parallel")

    def take(self) -> bool:
        """Wait for the next page to hand out; ``False`` at the end. What ended the walk is raised."""
        with self._changed:
            while True:
                self._start()
                try:
                    taken = self._walk.take()
                except BaseException:
                    self.stop(wait=False)
                    raise
                if taken:
                    self._start()  # there is room for another page now
                    return True
                if self._walk.over:
                    self.stop(wait=False)
                    return False
                self._changed.wait()

    def _start(self) -> None:
        if not self._stopped:
            for request in self._walk.requests():
                self._threads.submit(self._context.copy().run, self._fetch, request)

    def _fetch(self, request: PageRequest[Session]) -> None:
        walk = self._walk
        try:
            listing = self._perform(walk.call(request), walk.base.options)
            with self._changed:
                walk.came(request, listing)
        except RateLimitError as error:
            with self._changed:
                walk.limited(request, error)
        except BaseException as error:  # whatever it is, the caller waits for it
            with self._changed:
                walk.fail(error)
        with self._changed:
            self._start()
            self._changed.notify_all()

    def stop(self, *, wait: bool) -> None:
        """Start nothing more."""
        self._stopped = True
        self._threads.shutdown(wait=wait, cancel_futures=True)
