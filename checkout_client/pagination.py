"""Pages: each a plain list of what one response held, and the way to all that follow.

What the next request is, is decided here once (:class:`Walk`); the two kinds of page only wait differently.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar, cast

import attrs
from typing_extensions import TypedDict

from ._transport.call import Call, Result
from ._values import Value
from .last_response import LastResponse
from .options import RequestOptions, checked_count, checked_options

DEFAULT_PAGE_SIZE = 10
"""What the API uses where ``limit`` is not given."""


class HasId(Protocol):
    """Anything that lists hold."""

    @property
    def id(self) -> str:
        """The id, by which cursors point at it."""
        ...


Item = TypeVar("Item", bound=HasId)
Item_co = TypeVar("Item_co", bound=HasId, covariant=True)


class Listing(Protocol[Item_co]):
    """One decoded page."""

    @property
    def data(self) -> Sequence[Item_co]:
        """The items."""
        ...

    @property
    def has_more(self) -> bool:
        """Whether more follow."""
        ...

    @property
    def url(self) -> str:
        """The path of the list."""
        ...

    @property
    def raw(self) -> dict[str, Any]:
        """The decoded JSON."""
        ...

    @property
    def last_response(self) -> LastResponse:
        """The response it came in."""
        ...


class PageCursor(TypedDict, total=False):
    """Where a page ends, as the parameters that go on from there: plain data to store, send or log.

    Pass it with the same filters: ``client.sessions.list(status="complete", **cursor)``.
    """

    starting_after: str
    """The last id of the page, when walking forwards."""
    ending_before: str
    """The first id of the page, when walking backwards."""


class Executor(Protocol):
    """How a call is made in a thread."""

    def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        """The result of ``call``."""
        ...


class AsyncExecutor(Protocol):
    """How a call is made in an event loop."""

    async def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        """The result of ``call``."""
        ...


@attrs.frozen(eq=False, repr=False)
class Walk(Value, Generic[Item]):
    """A place in a list: the request for one page, and how many items may still come."""

    call: Call[Listing[Item]]
    options: RequestOptions = attrs.field(repr=False)
    left: int | None

    @property
    def backwards(self) -> bool:
        """Whether the walk goes from older ids to newer ones."""
        return self.call.params.get("ending_before") is not None

    def with_limit(self) -> Walk[Item]:
        """The same, its page no larger than what may still come."""
        limit = self.call.params.get("limit")
        size = limit if isinstance(limit, int) else DEFAULT_PAGE_SIZE
        if self.left is None or self.left >= size:
            return self
        return self._with_params({"limit": self.left})

    def _with_params(self, changes: Mapping[str, object]) -> Walk[Item]:
        return attrs.evolve(self, call=attrs.evolve(self.call, params={**self.call.params, **changes}))

    def items(self, listing: Listing[Item]) -> Iterator[Item]:
        """The page's items in the direction of the walk."""
        data = reversed(listing.data) if self.backwards else iter(listing.data)
        return data if self.left is None else islice(data, self.left)

    def cursor(self, listing: Listing[Item]) -> PageCursor | None:
        """Where the page ends; ``None`` where nothing follows."""
        if not listing.has_more or not listing.data:
            return None
        return {"ending_before": listing.data[0].id} if self.backwards else {"starting_after": listing.data[-1].id}

    def after(self, listing: Listing[Item]) -> Walk[Item] | None:
        """The next page's place; ``None`` at the end."""
        cursor = self.cursor(listing)
        left = None if self.left is None else self.left - len(listing.data)
        if cursor is None or (left is not None and left <= 0):
            return None
        return attrs.evolve(self._with_params(cursor), left=left).with_limit()

    def is_repeat(self, listing: Listing[Item]) -> bool:
        """Whether the page ends where the one before it ended: a server that would answer the same for ever."""
        cursor = self.cursor(listing)
        return cursor is not None and all(self.call.params.get(name) == value for name, value in cursor.items())


def start_walk(call: Call[Listing[Item]], options: RequestOptions | None) -> Walk[Item]:
    """The first page. Everything is copied: what the caller does to theirs later changes no later page."""
    if all(call.params.get(name) is not None for name in ("starting_after", "ending_before")):
        raise ValueError("starting_after and ending_before exclude each other: a list is walked in one direction")
    given = cast("RequestOptions", {name: _copied(value) for name, value in checked_options(options).items()})
    left = checked_count(given["max_items"], "max_items", least=1) if "max_items" in given else None
    prefetch: object = given.get("prefetch", False)
    if not isinstance(prefetch, bool):
        raise TypeError(f"prefetch must be True or False, not {type(prefetch).__name__}")
    params = {name: _copied(value) for name, value in call.params.items()}
    return Walk(attrs.evolve(call, params=params), given, left).with_limit()


def _copied(value: object) -> object:
    try:
        return deepcopy(value)
    except TypeError:  # a read-only view, or what cannot be sent either: the encoder says so, and where
        return value


class _BasePage(Generic[Item]):
    """What both kinds of page have: one response's part of a list."""

    def __init__(self, walk: Walk[Item], listing: Listing[Item]) -> None:
        self._walk = walk
        self._listing = listing

    @property
    def data(self) -> list[Item]:
        """The items of this page alone, as the API ordered them (newest first)."""
        return list(self._listing.data)

    @property
    def has_more(self) -> bool:
        """Whether the list goes on after this page, in the direction of the walk."""
        return self._listing.has_more

    @property
    def cursor(self) -> PageCursor | None:
        """Where the next page begins, as plain data; ``None`` at the end. See :class:`PageCursor`."""
        return self._walk.cursor(self._listing)

    @property
    def url(self) -> str:
        """The list's path."""
        return self._listing.url

    @property
    def raw(self) -> dict[str, Any]:
        """The decoded JSON of the response, made anew at each access."""
        return self._listing.raw

    @property
    def last_response(self) -> LastResponse:
        """The response that this page was read from."""
        return self._listing.last_response

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self._listing.data)}, has_more={self.has_more}>"


class Page(_BasePage[Item]):
    """A page that iterates over every item of the list, from its own first one on.

    >>> page = client.sessions.list(limit=100)      # doctest: +SKIP
    >>> for session in page: ...                    # doctest: +SKIP
    """

    def __init__(self, walk: Walk[Item], listing: Listing[Item], perform: Executor) -> None:
        super().__init__(walk, listing)
        self._perform = perform

    def next_page(self) -> Page[Item] | None:
        """The page after this one; ``None`` at the end, or once ``max_items`` have come."""
        walk = self._walk.after(self._listing)
        if walk is None:
            return None
        page = Page(walk, self._perform(walk.call, walk.options), self._perform)
        return None if walk.is_repeat(page._listing) else page

    def pages(self) -> Iterator[Page[Item]]:
        """This page and all that follow."""
        if self._walk.options.get("prefetch"):
            from ._concurrency.prefetch import prefetch_pages  # threads, which few need

            yield from prefetch_pages(self)
            return
        page: Page[Item] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page._walk.items(page._listing)


def first_page(walk: Walk[Item], perform: Executor, embedded: Listing[Item] | None = None) -> Page[Item]:
    """The page at ``walk``: the one at hand, or else from the API."""
    return Page(walk, perform(walk.call, walk.options) if embedded is None else embedded, perform)


class AsyncPage(_BasePage[Item]):
    """A page that iterates, with ``async for``, over every item of the list, from its own first one on."""

    def __init__(self, walk: Walk[Item], listing: Listing[Item], perform: AsyncExecutor) -> None:
        super().__init__(walk, listing)
        self._perform = perform

    async def next_page(self) -> AsyncPage[Item] | None:
        """The page after this one; ``None`` at the end, or once ``max_items`` have come."""
        walk = self._walk.after(self._listing)
        if walk is None:
            return None
        page = AsyncPage(walk, await self._perform(walk.call, walk.options), self._perform)
        return None if walk.is_repeat(page._listing) else page

    async def pages(self) -> AsyncIterator[AsyncPage[Item]]:
        """This page and all that follow."""
        if self._walk.options.get("prefetch"):
            from ._concurrency.prefetch import AsyncPrefetcher  # as above

            async for ahead in AsyncPrefetcher(self):
                yield ahead
            return
        page: AsyncPage[Item] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._items()

    # Apart from __aiter__, which jedi (so IPython) does not see through where it is an async generator itself.
    async def _items(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page._walk.items(page._listing):
                yield item


class AsyncPager(Generic[Item]):
    """What the async ``list`` methods return: ``await`` it for the first page, ``async for`` it for every item.

    Nothing is sent until then.
    """

    def __init__(self, walk: Walk[Item], perform: AsyncExecutor, embedded: Listing[Item] | None = None) -> None:
        self._walk = walk
        self._perform = perform
        self._embedded = embedded

    def __await__(self) -> Generator[Any, Any, AsyncPage[Item]]:
        return self._first_page().__await__()

    async def _first_page(self) -> AsyncPage[Item]:
        listing = self._embedded
        if listing is None:
            listing = await self._perform(self._walk.call, self._walk.options)
        return AsyncPage(self._walk, listing, self._perform)

    async def pages(self) -> AsyncIterator[AsyncPage[Item]]:
        """Every page."""
        async for page in (await self).pages():
            yield page

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._items()

    async def _items(self) -> AsyncIterator[Item]:
        async for item in await self:
            yield item

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._walk.call.path}: await it, or use async for>"
