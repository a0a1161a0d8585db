"""The progress of an export, and its display: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import TextIO

import attrs

from .export_shard import PageRead
from .plan import Task

SECONDS_BETWEEN_LINES = 5.0


@attrs.frozen
class Snapshot:
    """The progress at one moment."""

    sessions: int
    pages: int
    share: float
    """How much of the time to read has been read, from 0 to 1. What an earlier run has read is not counted."""
    seconds: float
    """How long this run has taken."""
    waiting: int
    """How many requests wait for the rate limit."""

    @property
    def rate(self) -> float:
        """Sessions per second."""
        return self.sessions / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How much longer it takes if the rest is like what has been read; ``None`` if nothing has."""
        return self.seconds * (1 - self.share) / self.share if self.share else None

    def __str__(self) -> str:
        left = "" if self.seconds_left is None else f", {format_seconds(self.seconds_left)} left"
        return (
            f"{self.share:6.1%} of the range, {self.sessions:,} Sessions in {self.pages:,} pages, "
            f"{self.rate:,.0f} a second, {self.waiting} requests wait for the rate limit{left}"
        )


def format_seconds(seconds: float) -> str:
    """Return ``1:02:03`` for 3723 seconds.

    >>> format_seconds(3723), format_seconds(59.6)
    ('1:02:03', '1:00')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Progress:
    """Adds up the pages of all shards. A shard that is read again, because its worker died, starts from 0 again."""

    def __init__(
        self, tasks: list[Task], display: Callable[[Snapshot], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total = sum(task.seconds for task in tasks)
        self._pages: dict[str, PageRead] = {}
        self._display = display
        self._clock = clock
        self._started = clock()
        self._lock = Lock()  # threads report their pages at once
        self._sums = PageRead("", 0, 0, 0)

    def page_read(self, page: PageRead, waiting: int) -> None:
        """Count a page, and show the progress."""
        with self._lock:
            before = self._pages.get(page.shard, PageRead(page.shard, 0, 0, 0))
            self._pages[page.shard] = page
            self._sums = PageRead(
                "",
                self._sums.pages + page.pages - before.pages,
                self._sums.sessions + page.sessions - before.sessions,
                self._sums.seconds + page.seconds - before.seconds,
            )
            self._display(self.snapshot(waiting))

    def snapshot(self, waiting: int = 0) -> Snapshot:
        """Return the progress now."""
        share = self._sums.seconds / self._total if self._total else 1.0
        return Snapshot(self._sums.sessions, self._sums.pages, share, self._clock() - self._started, waiting)


class Lines:
    """Shows the progress as a line of text every few seconds."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._next = 0.0

    def __call__(self, snapshot: Snapshot) -> None:
        """Print a line if it is time for one."""
        if snapshot.seconds >= self._next:
            self._next = snapshot.seconds + SECONDS_BETWEEN_LINES
            print(snapshot, file=self._out, flush=True)


def display(out: TextIO = sys.stderr) -> AbstractContextManager[Callable[[Snapshot], None]]:
    """Return a bar if ``out`` is a terminal and rich is installed, otherwise lines."""
    if out.isatty():
        try:
            from .progress_bar import ProgressBar
        except ModuleNotFoundError:
            pass
        else:
            return ProgressBar(out)
    return nullcontext(Lines(out))
