"""Which page to ask for next and which to hand out next: all that a parallel walk decides, without any I/O.

Each piece of the range is walked page by page like a list of its own. Where a request could be made but no piece may
use it, the rest of a long piece is cut in two, so that one crowded hour does not make the others wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Generic, Literal, Protocol, TypeVar

import attrs

from ..pagination import HasId
from ._adaptive_concurrency import AdaptiveConcurrency
from .progress import Progress

Order = Literal["newest_first", "as_they_come"]

PAGES_OF_A_PIECE = 2
"""How many pages of one piece may wait to be handed out."""

PAGES_FOR_EACH_REQUEST = 4
"""How many pages there may be in all, waiting or under way, for each request that may be in flight."""

WORTH_CUTTING = 2
"""How many pages a piece should still hold to be cut: every cut costs about one request more."""

SHARE_AT_FIRST = 0.9
LEAST_SHARE = 0.7
GREATEST_SHARE = 0.98
"""How much of the page under way a piece keeps for itself when pages are to come in order.

What it leaves is asked for twice, but where the page brings less than it keeps, another request is needed. Sessions
that are made at a steady pace make the share grow, others keep it small.
"""


class Dated(HasId, Protocol):
    """An item of a list that is ordered by creation."""

    @property
    def created(self) -> int:
        """When it was made, in epoch seconds."""
        ...


Item = TypeVar("Item", bound=Dated)


@attrs.define(eq=False)
class Segment(Generic[Item]):
    """A part of the range, from ``since`` up to but without ``until``, and how far it has been walked."""

    since: int
    until: int
    reached: int = attrs.field(init=False)
    """Nothing of this second or a newer one is missing, but for the rest of the second itself."""
    cursor: str | None = None
    seconds_of_a_page: int | None = attrs.field(default=None, kw_only=True)
    """How much time the last page covered, in this piece or in the one that it was cut from."""
    waiting: deque[Sequence[Item]] = attrs.field(init=False, factory=deque[Sequence[Item]])
    in_flight: bool = False
    finished: bool = False
    is_cut: bool = False
    """Whether it should end with the page under way."""

    def __attrs_post_init__(self) -> None:
        self.reached = self.until

    def pages_to_come(self) -> float:
        """How many more pages to expect if the rest is as crowded as the last page; 0 where nobody can know."""
        if self.finished or self.seconds_of_a_page is None:
            return 0.0
        return (self.reached - self.since) / self.seconds_of_a_page

    def cut(self, pages: float) -> Segment[Item]:
        """Keep about so many of the pages to come, and give away what is older."""
        assert self.seconds_of_a_page is not None
        middle = self.reached - round(pages * self.seconds_of_a_page)
        middle = min(max(middle, self.since + 1), self.reached)
        older = Segment[Item](self.since, middle, seconds_of_a_page=self.seconds_of_a_page)
        self.since = middle
        return older

    def keep(self, data: Sequence[Item], has_more: bool) -> None:
        """Take in the page that came."""
        # What is older belongs to another piece if this one was cut while the request was under way.
        own = [item for item in data if item.created >= self.since]
        stuck = not data or data[-1].id == self.cursor
        self.in_flight = False
        self.finished = stuck or not has_more or len(own) < len(data)
        if stuck or not own:
            return
        self.waiting.append(own)
        self.seconds_of_a_page = max(1, self.reached - own[-1].created)
        self.cursor, self.reached = own[-1].id, own[-1].created


@attrs.frozen(eq=False)
class PageRequest(Generic[Item]):
    """One page to ask for."""

    piece: Segment[Item]
    began_in: int
    """The round of the :class:`Pace`."""
    params: dict[str, object]
    """What to add to the filters of the walk."""


class Plan(Generic[Item]):
    """A parallel walk. It is told what came, and says what to ask for and what to hand out."""

    def __init__(self, parts: Iterable[tuple[int, int]], order: Order, max_in_flight: int) -> None:
        # Always from the newest to the oldest; pieces leave once everything of theirs has been handed out.
        self._pieces = [Segment[Item](since, until) for since, until in parts]
        self._newest_first = order == "newest_first"
        self._most_pages = PAGES_FOR_EACH_REQUEST * max_in_flight
        self._seconds = sum(piece.until - piece.since for piece in self._pieces)
        self._pages = 0
        self._sessions = 0
        self._share_kept = SHARE_AT_FIRST
        self.pace: AdaptiveConcurrency = AdaptiveConcurrency(max_in_flight)
        """How many requests may be in flight."""

    @property
    def in_flight(self) -> int:
        """How many requests are under way."""
        return sum(piece.in_flight for piece in self._pieces)

    @property
    def pages_held(self) -> int:
        """How many pages there are, waiting to be handed out or under way."""
        return self.in_flight + sum(len(piece.waiting) for piece in self._pieces)

    @property
    def finished(self) -> bool:
        """Whether everything has been handed out."""
        return not self._pieces

    def next_request(self) -> PageRequest[Item] | None:
        """What to ask for now; ``None`` for nothing until another page has come or been taken."""
        if self.in_flight >= self.pace.at_once:
            return None
        piece = self._piece_to_ask()
        if piece is None:
            return None
        piece.in_flight = True
        params: dict[str, object] = {"created": {"gte": piece.since, "lt": piece.until}}
        if piece.cursor is not None:
            params["starting_after"] = piece.cursor
        return PageRequest(piece, self.pace.round, params)

    def _piece_to_ask(self) -> Segment[Item] | None:
        # The page that is to be handed out next has its place reserved: others cannot fill the memory before it.
        full = self.pages_held >= self._most_pages - 1
        for number, piece in enumerate(self._pieces):
            is_next = number == 0 and not piece.waiting
            free = not piece.finished and not piece.in_flight and len(piece.waiting) < PAGES_OF_A_PIECE
            if free and (is_next or not full):
                return piece
        return None if full else self._cut_off()

    def _cut_off(self) -> Segment[Item] | None:
        long = [piece for piece in self._pieces if piece.pages_to_come() >= WORTH_CUTTING]
        if not long:
            return None
        if self._newest_first:  # the next pages to hand out, each on a request of its own
            piece = long[0]
            older = piece.cut(self._share_kept)
            piece.is_cut = piece.in_flight
        else:
            piece = max(long, key=Segment[Item].pages_to_come)
            older = piece.cut(piece.pages_to_come() / 2)
        self._pieces.insert(self._pieces.index(piece) + 1, older)
        return older

    def page_came(self, request: PageRequest[Item], data: Sequence[Item], *, has_more: bool, attempts: int) -> None:
        """Take in what ``request`` brought; more than one attempt is a sign of asking too much."""
        request.piece.keep(data, has_more)
        if request.piece.is_cut:
            self._share_kept += 0.01 if request.piece.finished else -0.1
            self._share_kept = min(max(self._share_kept, LEAST_SHARE), GREATEST_SHARE)
            request.piece.is_cut = False
        self._drop_empty()
        if attempts > 1:
            self.pace.on_rate_limit(request.began_in)
        else:
            self.pace.on_success()

    def was_limited(self, request: PageRequest[Item]) -> bool:
        """Take in that there were too many requests; ``True`` if the page will be asked for again, at a slower pace."""
        request.piece.in_flight = False
        return self.pace.on_rate_limit(request.began_in)

    def take(self) -> Sequence[Item] | None:
        """The page to hand out now; ``None`` if it has not come yet."""
        candidates = self._pieces[:1] if self._newest_first else self._pieces
        piece = next((piece for piece in candidates if piece.waiting), None)
        if piece is None:
            return None
        page = piece.waiting.popleft()
        self._drop_empty()
        self._pages += 1
        self._sessions += len(page)
        return page

    def _drop_empty(self) -> None:
        self._pieces = [piece for piece in self._pieces if piece.waiting or not piece.finished]

    def progress(self, page: Sequence[Item]) -> Progress:
        """What to say of ``page``, the last one taken."""
        unread = sum(piece.reached - piece.since for piece in self._pieces if not piece.finished)
        return Progress(self._pages, self._sessions, len(page), 1 - unread / self._seconds, self.pace.at_once)
