"""Pages: each a list of the items of one response, and the way to the pages that follow.

:class:`PageQuery` decides what the next request is; the sync and the async page only differ in how they wait for it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Mapping, Sequence
from contextlib import aclosing
from copy import deepcopy
from itertools import islice
from typing import Any, Generic, Literal, NoReturn, Protocol, Self, TypeVar, cast

import attrs
from typing_extensions import TypedDict

from ._checks import checked_count
from ._page_checks import NO_HISTORY, PageHistory, check_page, repeats, undecoded_page
from ._transport.call import Call, OnJSON, Result
from .expansion import HasId
from .last_response import LastResponse
from .options import RequestOptions, checked_options

DEFAULT_PAGE_SIZE = 10
"""The API's page size when ``limit`` is not given."""


Item = TypeVar("Item", bound=HasId)
Item_co = TypeVar("Item_co", bound=HasId, covariant=True)


class Listing(Protocol[Item_co]):
    """A decoded page."""

    @property
    def data(self) -> Sequence[Item_co]:
        """The items."""
        ...

    @property
    def has_more(self) -> bool:
        """Whether the list goes on after this page."""
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
        """The response that held the page."""
        ...


class PageCursor(TypedDict, total=False, closed=True):
    """The parameters that ask for the next page: plain data to store, send or log.

    Pass it with the same filters: ``client.sessions.list(status="complete", **cursor)``.
    """

    starting_after: str
    """The last id of the page, when going forwards."""
    ending_before: str
    """The first id of the page, when going backwards."""


class Executor(Protocol):
    """Makes a call and waits for its result in the calling thread."""

    def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        """Return the result of ``call``."""
        ...


class AsyncExecutor(Protocol):
    """Makes a call and awaits its result in an event loop."""

    async def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        """Return the result of ``call``."""
        ...


@attrs.frozen(eq=False, repr=False)
class PageQuery(Generic[Item]):
    """The request for one page, and what is known from the pages before it."""

    call: Call[Listing[Item]]
    options: RequestOptions
    remaining: int | None
    """How many more items may be yielded; ``None`` if ``max_items`` was not given."""
    history: PageHistory = attrs.field(default=NO_HISTORY, repr=False)
    """The ids at the edges of the pages before this one."""

    def __repr__(self) -> str:
        return f"<PageQuery of {self.call.path}>"

    @property
    def backwards(self) -> bool:
        """Whether pages go from older items to newer ones."""
        return self.call.params.get("ending_before") is not None

    def with_limit(self) -> PageQuery[Item]:
        """Return the query with a page no larger than the number of remaining items."""
        limit = self.call.params.get("limit")
        size = limit if isinstance(limit, int) else DEFAULT_PAGE_SIZE
        if self.remaining is None or self.remaining >= size:
            return self
        return self._with_params({"limit": self.remaining})

    def _with_params(self, changes: Mapping[str, object]) -> PageQuery[Item]:
        return attrs.evolve(self, call=attrs.evolve(self.call, params={**self.call.params, **changes}))

    def items(self, listing: Listing[Item]) -> Iterator[Item]:
        """Return the page's items in the direction of iteration, at most as many as remain."""
        data = reversed(listing.data) if self.backwards else iter(listing.data)
        return data if self.remaining is None else islice(data, self.remaining)

    def checked(self, listing: Listing[Item]) -> Listing[Item]:
        """Return the page if it can follow the pages before it; raise ``ResponseDecodeError`` otherwise.

        A server that repeats a page, or says that more follow an empty one, would otherwise end the list early or
        never.
        """
        cursor = self.call.params.get("ending_before" if self.backwards else "starting_after")
        check_page(self.call, listing, cursor, self.history)
        return listing

    def cursor(self, listing: Listing[Item]) -> PageCursor | None:
        """Return the parameters that ask for the next page; ``None`` at the end of the list."""
        if not listing.has_more or not listing.data:
            return None
        return {"ending_before": listing.data[0].id} if self.backwards else {"starting_after": listing.data[-1].id}

    def next(self, listing: Listing[Item]) -> PageQuery[Item] | None:
        """Return the query for the page after ``listing``; ``None`` at the end of the list, or of ``max_items``."""
        cursor = self.cursor(listing)
        remaining = None if self.remaining is None else self.remaining - len(listing.data)
        if cursor is None or (remaining is not None and remaining <= 0):
            return None
        history = self.history.after(listing.data[0].id, listing.data[-1].id)
        return attrs.evolve(self._with_params(cursor), remaining=remaining, history=history).with_limit()

    def next_from_json(self, body: Mapping[str, Any]) -> PageQuery[Item] | None:
        """Return what ``next`` will return for the page in ``body``; ``None`` if that is uncertain before decoding."""
        page = undecoded_page(body)
        if page is None:
            return None
        cursor = self.call.params.get("ending_before" if self.backwards else "starting_after")
        return None if repeats(page, cursor, self.history) else self.next(cast("Listing[Item]", page))


def first_query(call: Call[Listing[Item]], options: RequestOptions | None) -> PageQuery[Item]:
    """Return the query for the first page.

    Parameters and options are copied, so that later pages do not change with the caller's objects.
    """
    if all(call.params.get(name) is not None for name in ("starting_after", "ending_before")):
        raise ValueError("starting_after and ending_before cannot be combined: pass one of them")
    given = cast("RequestOptions", {name: _copied(value) for name, value in checked_options(options).items()})
    remaining = checked_count(given["max_items"], "max_items", least=1) if "max_items" in given else None
    prefetch: object = given.get("prefetch", False)
    if not isinstance(prefetch, bool):
        raise TypeError(f"prefetch must be True or False, not {type(prefetch).__name__}")
    params = {name: _copied(value) for name, value in call.params.items()}
    return PageQuery(attrs.evolve(call, params=params), given, remaining).with_limit()


def _copied(value: object) -> object:
    try:
        return deepcopy(value)
    except TypeError:  # a read-only view, or something that the encoder will reject with its path
        return value


class _BasePage(Generic[Item]):
    """What sync and async pages share: the items of one response."""

    def __init__(self, query: PageQuery[Item], listing: Listing[Item]) -> None:
        self._query = query
        self._listing = query.checked(listing)

    @property
    def object(self) -> Literal["list"]:
        """Always ``"list"``: the type of the object in the API."""
        return "list"

    @property
    def data(self) -> list[Item]:
        """The items of this page alone, in the API's order (newest first)."""
        return list(self._listing.data)

    @property
    def has_more(self) -> bool:
        """Whether the list goes on after this page, in the direction of iteration."""
        return self._listing.has_more

    @property
    def cursor(self) -> PageCursor | None:
        """The parameters that ask for the next page, as plain data; ``None`` at the end. See :class:`PageCursor`."""
        return self._query.cursor(self._listing)

    @property
    def url(self) -> str:
        """The path of the list."""
        return self._listing.url

    @property
    def raw(self) -> dict[str, Any]:
        """The decoded JSON of the response. Each access builds a new dict."""
        return self._listing.raw

    @property
    def last_response(self) -> LastResponse:
        """The response that this page was read from."""
        return self._listing.last_response

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a page fetches the next one through its client, and cannot be pickled: keep page.data, or page.cursor to "
            "continue the list elsewhere"
        )

    def __copy__(self) -> Self:
        made = object.__new__(type(self))
        vars(made).update(vars(self))
        return made

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self._listing.data)}, has_more={self.has_more}>"


class Page(_BasePage[Item]):
    """A page that iterates over every item of the list, beginning with its own.

    >>> page = client.sessions.list(limit=100)      # doctest: +SKIP
    >>> for session in page: ...                    # doctest: +SKIP
    """

    def __init__(self, query: PageQuery[Item], listing: Listing[Item], execute: Executor) -> None:
        super().__init__(query, listing)
        self._execute = execute

    def next_page(self) -> Page[Item] | None:
        """Fetch the page after this one; ``None`` at the end of the list, or once ``max_items`` are reached.

        Raises ``ResponseDecodeError`` if the server repeats a page, besides the errors of every call.
        """
        query = self._query.next(self._listing)
        return None if query is None else Page(query, self._execute(query.call, query.options), self._execute)

    def pages(self) -> Iterator[Page[Item]]:
        """Iterate over this page and all that follow."""
        if self._query.options.get("prefetch"):
            from ._concurrency.prefetch import PageSource, prefetch_pages  # loads threads, which few programs need here

            source: PageSource[Page[Item], PageQuery[Item]] = _PageFetcher(self._execute)
            yield from prefetch_pages(self, self._query.next(self._listing), source)
            return
        page: Page[Item] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page._query.items(page._listing)


@attrs.frozen(eq=False, repr=False)
class _PageFetcher(Generic[Item]):
    """Fetches pages for :func:`prefetch_pages`."""

    execute: Executor

    def fetch(self, query: PageQuery[Item], on_json: OnJSON, /) -> tuple[Page[Item], PageQuery[Item] | None]:
        listing = self.execute(attrs.evolve(query.call, on_json=on_json), query.options)
        page = Page(query, listing, self.execute)
        return page, query.next(listing)

    def next_query(self, query: PageQuery[Item], body: Mapping[str, Any], /) -> PageQuery[Item] | None:
        return query.next_from_json(body)


def first_page(query: PageQuery[Item], execute: Executor, embedded: Listing[Item] | None = None) -> Page[Item]:
    """Return ``embedded`` as the first page; without it, fetch the page of ``query``."""
    return Page(query, execute(query.call, query.options) if embedded is None else embedded, execute)


class AsyncPage(_BasePage[Item]):
    """A page that iterates, with ``async for``, over every item of the list, beginning with its own."""

    def __init__(self, query: PageQuery[Item], listing: Listing[Item], execute: AsyncExecutor) -> None:
        super().__init__(query, listing)
        self._execute = execute

    async def next_page(self) -> AsyncPage[Item] | None:
        """Fetch the page after this one; ``None`` at the end of the list, or once ``max_items`` are reached.

        Raises ``ResponseDecodeError`` if the server repeats a page, besides the errors of every call.
        """
        query = self._query.next(self._listing)
        if query is None:
            return None
        return AsyncPage(query, await self._execute(query.call, query.options), self._execute)

    async def pages(self) -> AsyncGenerator[AsyncPage[Item], None]:
        """Iterate over this page and all that follow."""
        if self._query.options.get("prefetch"):
            from ._concurrency.prefetch import AsyncPrefetcher  # see Page.pages

            prefetcher = AsyncPrefetcher[AsyncPage[Item]](self, lambda page: page.next_page())
            try:
                async for page in prefetcher:
                    yield page
            finally:
                prefetcher.cancel()
            return
        current: AsyncPage[Item] | None = self
        while current is not None:
            yield current
            current = await current.next_page()

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._items()

    # Not in __aiter__ itself: jedi (and so IPython) cannot infer the items of an __aiter__ that is a generator.
    async def _items(self) -> AsyncGenerator[Item, None]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for item in page._query.items(page._listing):
                    yield item


class AsyncPager(Generic[Item]):
    """What the async ``list`` methods return: ``await`` it for the first page, ``async for`` it for every item.

    Nothing is sent until then.
    """

    def __init__(self, query: PageQuery[Item], execute: AsyncExecutor, embedded: Listing[Item] | None = None) -> None:
        self._query = query
        self._execute = execute
        self._embedded = embedded

    def __await__(self) -> Generator[Any, Any, AsyncPage[Item]]:
        return self._first_page().__await__()

    async def _first_page(self) -> AsyncPage[Item]:
        listing = self._embedded
        if listing is None:
            listing = await self._execute(self._query.call, self._query.options)
        return AsyncPage(self._query, listing, self._execute)

    async def pages(self) -> AsyncGenerator[AsyncPage[Item], None]:
        """Iterate over every page."""
        async with aclosing((await self).pages()) as pages:
            async for page in pages:
                yield page

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._items()

    async def _items(self) -> AsyncGenerator[Item, None]:
        async with aclosing(cast("AsyncGenerator[Item, None]", aiter(await self))) as items:
            async for item in items:
                yield item

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._query.call.path}: await it, or use async for>"
