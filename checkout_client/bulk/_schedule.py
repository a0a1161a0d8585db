"""Which page to ask for next and which to yield next: every decision of a parallel listing, without any I/O.

Each segment of the range is read page by page, like a list of its own. When a request could be sent but every segment
is busy, the rest of a long segment is split off, so that one crowded hour does not make the other requests wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Generic, Literal, Protocol, TypeVar

import attrs

from .._page_checks import NO_HISTORY, PageHistory
from ..expansion import HasId
from ._adaptive_concurrency import AdaptiveConcurrency
from .progress import Progress

Order = Literal["newest_first", "as_they_come"]

PAGES_PER_SEGMENT = 2
"""How many pages of one segment may wait to be yielded."""

PAGES_PER_REQUEST = 4
"""How many pages there may be in all, waiting or in flight, for each request that may be in flight."""

WORTH_SPLITTING = 2
"""How many pages a segment should still hold to be split. Every split costs about one request more."""

INITIAL_SHARE = 0.9
MIN_SHARE = 0.7
MAX_SHARE = 0.98
"""How much of the page in flight a segment keeps for itself when pages are yielded in order.

Sessions beyond the share are fetched twice, but a page with fewer Sessions than the share needs another request. The
share grows for Sessions that were created at a steady pace, and stays small for others.
"""


class Dated(HasId, Protocol):
    """An item of a list that is ordered by creation."""

    @property
    def created(self) -> int:
        """When it was created, in epoch seconds."""
        ...


Item = TypeVar("Item", bound=Dated)


@attrs.define(eq=False)
class Segment(Generic[Item]):
    """A part of the range, from ``since`` up to but without ``until``, and how far it has been read."""

    since: int
    until: int
    reached: int = attrs.field(init=False)
    """Everything newer than this second has been read."""
    cursor: str | None = None
    history: PageHistory = attrs.field(default=NO_HISTORY, init=False)
    """The ids at the edges of the pages so far."""
    seconds_per_page: int | None = attrs.field(default=None, kw_only=True)
    """How much time the last page covered, in this segment or in the one that it was split from."""
    waiting: deque[Sequence[Item]] = attrs.field(init=False, factory=deque[Sequence[Item]])
    in_flight: bool = False
    finished: bool = False
    is_split: bool = False
    """Whether it should end with the page in flight."""

    def __attrs_post_init__(self) -> None:
        self.reached = self.until

    def expected_pages(self) -> float:
        """Return how many more pages to expect if the rest is as crowded as the last page; 0 if that is unknown."""
        if self.finished or self.seconds_per_page is None:
            return 0.0
        return (self.reached - self.since) / self.seconds_per_page

    def split(self, pages: float) -> Segment[Item]:
        """Keep about ``pages`` of the expected pages, and return the older rest as a segment of its own."""
        assert self.seconds_per_page is not None
        middle = self.reached - round(pages * self.seconds_per_page)
        middle = min(max(middle, self.since + 1), self.reached)
        older = Segment[Item](self.since, middle, seconds_per_page=self.seconds_per_page)
        self.since = middle
        return older

    def add_page(self, data: Sequence[Item], has_more: bool) -> None:
        """Add the page that was in flight."""
        # Older items belong to another segment if this one was split while the request was in flight.
        own = [item for item in data if item.created >= self.since]
        self.in_flight = False
        self.finished = not has_more or len(own) < len(data)
        if not own:
            return
        self.waiting.append(own)
        self.seconds_per_page = max(1, self.reached - own[-1].created)
        self.cursor, self.reached = own[-1].id, own[-1].created
        self.history = self.history.after(data[0].id, data[-1].id)


@attrs.frozen(eq=False)
class PageRequest(Generic[Item]):
    """A page to ask for."""

    segment: Segment[Item]
    round: int
    """The round of :class:`AdaptiveConcurrency` in which it is sent."""
    since: int
    until: int
    cursor: str | None
    """The last id of the segment's page before, if there was one."""

    @property
    def params(self) -> dict[str, object]:
        """What to add to the filters of the list."""
        params: dict[str, object] = {"created": {"gte": self.since, "lt": self.until}}
        if self.cursor is not None:
            params["starting_after"] = self.cursor
        return params


class Schedule(Generic[Item]):
    """The order of requests and pages: it is given the responses, and says what to ask for and what to yield."""

    def __init__(self, ranges: Iterable[tuple[int, int]], order: Order, max_in_flight: int) -> None:
        # Always from the newest to the oldest. A segment is removed once all of its pages have been yielded.
        self._segments = [Segment[Item](since, until) for since, until in ranges]
        self._newest_first = order == "newest_first"
        self._max_pages = PAGES_PER_REQUEST * max_in_flight
        self._seconds = sum(segment.until - segment.since for segment in self._segments)
        self._pages = 0
        self._sessions = 0
        self._share_kept = INITIAL_SHARE
        self.concurrency: AdaptiveConcurrency = AdaptiveConcurrency(max_in_flight)
        """How many requests may be in flight."""

    @property
    def in_flight(self) -> int:
        """How many requests are in flight."""
        return sum(segment.in_flight for segment in self._segments)

    @property
    def pages_held(self) -> int:
        """How many pages are waiting to be yielded or in flight."""
        return self.in_flight + sum(len(segment.waiting) for segment in self._segments)

    @property
    def finished(self) -> bool:
        """Whether everything has been yielded."""
        return not self._segments

    def next_request(self) -> PageRequest[Item] | None:
        """Return what to ask for now; ``None`` for nothing until another page was received or taken."""
        if self.in_flight >= self.concurrency.limit:
            return None
        segment = self._segment_to_read()
        if segment is None:
            return None
        segment.in_flight = True
        return PageRequest(segment, self.concurrency.round, segment.since, segment.until, segment.cursor)

    def _segment_to_read(self) -> Segment[Item] | None:
        # One place is reserved for the page that is yielded next: other pages cannot fill the memory before it.
        full = self.pages_held >= self._max_pages - 1
        for number, segment in enumerate(self._segments):
            is_next = number == 0 and not segment.waiting
            free = not segment.finished and not segment.in_flight and len(segment.waiting) < PAGES_PER_SEGMENT
            if free and (is_next or not full):
                return segment
        return None if full else self._split_off()

    def _split_off(self) -> Segment[Item] | None:
        long = [segment for segment in self._segments if segment.expected_pages() >= WORTH_SPLITTING]
        if not long:
            return None
        if self._newest_first:  # the pages that are yielded next, each by a request of its own
            segment = long[0]
            older = segment.split(self._share_kept)
            segment.is_split = segment.in_flight
        else:
            segment = max(long, key=Segment[Item].expected_pages)
            older = segment.split(segment.expected_pages() / 2)
        self._segments.insert(self._segments.index(segment) + 1, older)
        return older

    def page_received(self, request: PageRequest[Item], data: Sequence[Item], *, has_more: bool, attempts: int) -> None:
        """Add the page that ``request`` brought. More than one attempt is a sign of asking too much."""
        segment = request.segment
        segment.add_page(data, has_more)
        if segment.is_split:
            self._share_kept += 0.01 if segment.finished else -0.1
            self._share_kept = min(max(self._share_kept, MIN_SHARE), MAX_SHARE)
            segment.is_split = False
        self._drop_empty()
        if attempts > 1:
            self.concurrency.on_rate_limit(request.round)
        else:
            self.concurrency.on_success()

    def rate_limited(self, request: PageRequest[Item]) -> bool:
        """Ask for the page again later, at a lower rate; return False if the rate cannot be any lower."""
        request.segment.in_flight = False
        return self.concurrency.on_rate_limit(request.round)

    def cancelled(self, request: PageRequest[Item]) -> None:
        """Ask for the page again later: its request was cancelled."""
        request.segment.in_flight = False

    def take(self) -> Sequence[Item] | None:
        """Return the page to yield now; ``None`` if it was not received yet."""
        candidates = self._segments[:1] if self._newest_first else self._segments
        segment = next((segment for segment in candidates if segment.waiting), None)
        if segment is None:
            return None
        page = segment.waiting.popleft()
        self._drop_empty()
        self._pages += 1
        self._sessions += len(page)
        return page

    def _drop_empty(self) -> None:
        self._segments = [segment for segment in self._segments if segment.waiting or not segment.finished]

    def progress(self, page: Sequence[Item]) -> Progress:
        """Return the progress once ``page``, the last one taken, is yielded."""
        unread = sum(segment.reached - segment.since for segment in self._segments if not segment.finished)
        return Progress(self._pages, self._sessions, len(page), 1 - unread / self._seconds, self.concurrency.limit)
