"""How a parallel walk begins: its arguments checked, its parts put together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import get_args

import attrs

from .._transport import endpoints as calls
from .._transport.call import Call
from ..models.session.session import Session
from ..options import RequestOptions, checked_count
from ..pagination import Listing, Walk, start_walk
from ..params.session_requests import CreatedFilterParams, SessionListParallelParams
from ._schedule import Order, PageRequest, Plan
from .progress import Progress
from .ranges import parts

LARGEST_PAGE = 100
"""Fewest requests: the page size where ``limit`` is not given."""

PARAMETERS = frozenset(SessionListParallelParams.__annotations__)

OnPage = Callable[[Progress], object]


@attrs.define(eq=False)
class ParallelWalk:
    """What the walks in threads and in tasks share: which calls to make, and how results are handed out."""

    plan: Plan[Session]
    base: Walk[Session]
    on_page: OnPage | None
    left: int | None
    """How many Sessions may still be handed out, where ``max_items`` was given."""
    page: deque[Session] = attrs.field(init=False, factory=deque[Session])
    """What is left of the page that was taken last."""
    progress: Progress | None = None
    """How far it was when that page was taken."""
    failed: BaseException | None = None
    """What ended the walk."""

    def call(self, request: PageRequest[Session]) -> Call[Listing[Session]]:
        """The call for one page."""
        call = self.base.call
        return attrs.evolve(call, params={**call.params, **request.params})

    def came(self, request: PageRequest[Session], listing: Listing[Session]) -> None:
        """Take in a page."""
        attempts = listing.last_response.attempts
        self.plan.page_came(request, listing.data, has_more=listing.has_more, attempts=attempts)

    def limited(self, request: PageRequest[Session], error: BaseException) -> None:
        """Take in that the API wants fewer requests; where there cannot be fewer, the walk ends."""
        if not self.plan.was_limited(request):
            self.fail(error)

    def fail(self, error: BaseException) -> None:
        """End the walk; the first error counts."""
        self.failed = self.failed or error

    def requests(self) -> list[PageRequest[Session]]:
        """What is to be asked for now."""
        found: list[PageRequest[Session]] = []
        while not self.over and (request := self.plan.next_request()):
            found.append(request)
        return found

    @property
    def over(self) -> bool:
        """Whether nothing more will be handed out."""
        return self.failed is not None or self.left == 0 or self.plan.finished

    def end(self) -> None:
        """Hand out nothing more."""
        self.page.clear()
        self.left = 0

    def take(self) -> bool:
        """Make the next page the one to hand out, if it is there."""
        if self.failed is not None:
            raise self.failed
        page = None if self.over else self.plan.take()
        if page is None:
            return False
        page = page[: self.left]
        self.page.extend(page)
        self.left = None if self.left is None else self.left - len(page)
        self.progress = self.plan.progress(page)
        return True

    def report(self) -> None:
        """Tell ``on_page`` of the page that was just taken."""
        if self.on_page is not None and self.progress is not None:
            self.on_page(self.progress)


def parallel_walk(
    created: CreatedFilterParams,
    params: Mapping[str, object],
    *,
    count: int,
    order: Order,
    max_in_flight: int | None,
    on_page: OnPage | None,
    options: RequestOptions | None,
) -> ParallelWalk:
    """The walk that these arguments of ``list_parallel`` describe."""
    unknown = sorted(params.keys() - PARAMETERS)
    if unknown:
        raise TypeError(
            f"list_parallel takes no {unknown[0]!r}: beside created it takes {', '.join(sorted(PARAMETERS))}"
        )
    if order not in get_args(Order):
        raise ValueError(f"order must be 'newest_first' or 'as_they_come', not {order!r}")
    ranges = parts(created, count)
    # A quarter more than shards: while one page is being read, another can be on its way.
    in_flight = checked_count(count + count // 4 if max_in_flight is None else max_in_flight, "max_in_flight", least=1)
    base = start_walk(calls.list_sessions({"limit": LARGEST_PAGE, **params}), options)
    plan = Plan[Session](ranges, order, in_flight)
    return ParallelWalk(plan, base, on_page, base.left)
