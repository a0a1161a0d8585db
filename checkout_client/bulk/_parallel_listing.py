"""How a parallel listing begins, which calls it makes, and how it yields the results."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

import attrs

from .._checks import checked_count
from .._page_checks import check_page, page_error
from .._transport import endpoints
from .._transport.call import Call
from ..models.session.session import Session
from ..options import RequestOptions
from ..pagination import Listing, PageQuery, first_query
from ..params.session_requests import CreatedFilterParams, SessionListParallelParams
from ._schedule import Order, PageRequest, Schedule
from .progress import Progress
from .ranges import split_range

LARGEST_PAGE = 100
"""The page size when ``limit`` is not given: it needs the fewest requests."""

PARAMETERS = frozenset(SessionListParallelParams.__annotations__)

OnPage = Callable[[Progress], object]


@attrs.define(eq=False)
class ParallelListing:
    """What the threads and the tasks share: which calls to make, and how results are yielded."""

    schedule: Schedule[Session]
    query: PageQuery[Session]
    on_page: OnPage | None
    remaining: int | None
    """How many more Sessions may be yielded; ``None`` if ``max_items`` was not given."""
    page: deque[Session] = attrs.field(init=False, factory=deque[Session])
    """The rest of the page that is being yielded."""
    progress: Progress | None = None
    """The progress when that page was taken."""
    error: BaseException | None = None
    """What ended the listing early."""

    def call(self, request: PageRequest[Session]) -> Call[Listing[Session]]:
        """Return the call for one page."""
        call = self.query.call
        return attrs.evolve(call, params={**call.params, **request.params})

    def page_received(self, request: PageRequest[Session], listing: Listing[Session]) -> None:
        """Add a page. Raises ``ResponseDecodeError`` if it cannot follow the pages before it."""
        call = self.call(request)
        check_page(call, listing, request.cursor, request.segment.history)
        _check_order(call, listing, request)
        attempts = listing.last_response.attempts
        self.schedule.page_received(request, listing.data, has_more=listing.has_more, attempts=attempts)

    def rate_limited(self, request: PageRequest[Session], error: BaseException) -> None:
        """Send fewer requests at once; if there cannot be fewer, end the listing with ``error``."""
        if not self.schedule.rate_limited(request):
            self.fail(error)

    def fail(self, error: BaseException) -> None:
        """End the listing with ``error``, unless it has failed before."""
        self.error = self.error or error

    def next_requests(self) -> list[PageRequest[Session]]:
        """Return every page to ask for now."""
        found: list[PageRequest[Session]] = []
        while not self.finished and (request := self.schedule.next_request()):
            found.append(request)
        return found

    @property
    def finished(self) -> bool:
        """Whether nothing more will be yielded."""
        return self.error is not None or self.remaining == 0 or self.schedule.finished

    def close(self) -> None:
        """Yield nothing more."""
        self.page.clear()
        self.remaining = 0

    def take_page(self) -> bool:
        """Make the next page the one to yield; return False if it was not received yet."""
        if self.error is not None:
            raise self.error
        page = None if self.finished else self.schedule.take()
        if page is None:
            return False
        page = page[: self.remaining]
        self.page.extend(page)
        self.remaining = None if self.remaining is None else self.remaining - len(page)
        self.progress = self.schedule.progress(page)
        return True

    def report_progress(self) -> None:
        """Call ``on_page`` for the page that was just taken."""
        if self.on_page is not None and self.progress is not None:
            self.on_page(self.progress)


def _check_order(call: Call[Any], listing: Listing[Session], request: PageRequest[Session]) -> None:
    """Raise ``ResponseDecodeError`` unless the page is in the requested range and ordered from new to old."""
    newest_allowed = request.segment.reached
    for number, session in enumerate(listing.data):
        created = cast("int | None", session.created)
        path = f"data[{number}].created"
        if created is None:
            raise page_error(call, listing, path, "is missing, and list_parallel cannot order Sessions without it")
        if not request.since <= created < request.until:
            asked = f"from {request.since} up to but without {request.until}"
            raise page_error(call, listing, path, f"is {created}, which is outside of the range asked for ({asked})")
        if created > newest_allowed:
            raise page_error(
                call,
                listing,
                path,
                f"is {created}, which is newer than the Session before it ({newest_allowed}): "
                "the list is not ordered from new to old, so it cannot be read in parallel",
            )
        newest_allowed = created


def parallel_listing(
    created: CreatedFilterParams,
    params: Mapping[str, object],
    *,
    count: int,
    order: Order,
    max_in_flight: int | None,
    on_page: OnPage | None,
    options: RequestOptions | None,
) -> ParallelListing:
    """Return the listing for these arguments of ``list_parallel``, which are checked here."""
    unknown = sorted(params.keys() - PARAMETERS)
    if unknown:
        raise TypeError(
            f"list_parallel has no parameter {unknown[0]!r}: besides created it takes {', '.join(sorted(PARAMETERS))}"
        )
    if order not in get_args(Order):
        raise ValueError(f"order must be 'newest_first' or 'as_they_come', not {order!r}")
    ranges = split_range(created, count)
    # A quarter more than shards: while one page is being read, another can be on its way.
    in_flight = checked_count(count + count // 4 if max_in_flight is None else max_in_flight, "max_in_flight", least=1)
    query = first_query(endpoints.list_sessions({"limit": LARGEST_PAGE, **params}), options)
    schedule = Schedule[Session](ranges, order, in_flight)
    return ParallelListing(schedule, query, on_page, query.remaining)
