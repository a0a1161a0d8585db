"""The six calls on Checkout Sessions, for threads and for event loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import Unpack

from ._transport import endpoints as calls
from ._transport.auth import taken

if TYPE_CHECKING:
    from .bulk._parallel_listing import OnPage
    from .bulk._schedule import Order
    from .bulk.async_parallel_sessions import AsyncParallelSessions
    from .bulk.parallel_sessions import ParallelSessions
    from .models.line_items import LineItem
    from .models.session.session import Session
    from .options import RequestOptions
    from .pagination import AsyncExecutor, AsyncPager, Executor, Page
    from .params import (
        CreatedFilterParams,
        SessionCreateParams,
        SessionExpireParams,
        SessionListLineItemsParams,
        SessionListParallelParams,
        SessionListParams,
        SessionRetrieveParams,
        SessionUpdateParams,
    )


class Sessions:
    """``client.sessions``: create, retrieve, update, list and expire Sessions, and list their line items."""

    def __init__(self, perform: Executor) -> None:
        self._perform = perform

    def create(self, *, options: RequestOptions | None = None, **params: Unpack[SessionCreateParams]) -> Session:
        """Start a Checkout Session and get it back, with the ``url`` to send the customer to.

        API reference: Create a Session. For example::

            session = client.sessions.create(
                mode="payment",
                success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
                line_items=[{"price": "price_123", "quantity": 2}],
            )

        Raises ``InvalidRequestError`` for what Stripe refuses, ``TypeError`` or ``ValueError`` for what cannot be sent.
        """
        return self._perform(calls.create(taken(params)), options)

    def retrieve(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionRetrieveParams]
    ) -> Session:
        """Read a Session by its id (``cs_…``); ``expand=["line_items"]`` includes its first line items.

        API reference: Retrieve a Session. Raises ``NotFoundError`` where this key has no such Session.
        """
        return self._perform(calls.retrieve(id, taken(params)), options)

    def update(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionUpdateParams]
    ) -> Session:
        """Change a Session; what is not given stays, ``CLEAR`` unsets.

        API reference: Update a Session.
        """
        return self._perform(calls.update(id, taken(params)), options)

    def list(self, *, options: RequestOptions | None = None, **params: Unpack[SessionListParams]) -> Page[Session]:
        """The Sessions of the account, newest first: a page that iterates over all of them.

        ``limit`` is the size of a page (10 by default, 100 at most), ``options={"max_items": …}`` bounds the total.
        With ``ending_before`` the walk goes from there to newer Sessions. For example::

            for session in client.sessions.list(status="complete", limit=100): ...

        API reference: List all Checkout Sessions.
        """
        from .pagination import first_page, first_query

        return first_page(first_query(calls.list_sessions(taken(params)), options), self._perform)

    def list_parallel(
        self,
        *,
        created: CreatedFilterParams,
        shards: int = 8,
        order: Order = "newest_first",
        max_in_flight: int | None = None,
        on_page: OnPage | None = None,
        options: RequestOptions | None = None,
        **params: Unpack[SessionListParallelParams],
    ) -> ParallelSessions:
        """The Sessions of a range of time, exactly those that ``list`` gives, read several pages at once.

        The range ``created``, which needs both ends, is cut into ``shards``. They are read at once with at most
        ``max_in_flight`` requests (a quarter more than shards unless set), fewer while the API answers 429, and at most
        four pages in memory for each request. ``order="as_they_come"`` needs fewer requests than ``"newest_first"``.
        Pages are of 100 unless ``limit`` is set; ``on_page`` gets a ``checkout_client.bulk.Progress`` for each. For
        example::

            for session in client.sessions.list_parallel(created={"gte": 1_700_000_000, "lt": 1_800_000_000}): ...

        API reference: List all Checkout Sessions.
        """
        from .bulk._parallel_listing import parallel_listing
        from .bulk.parallel_sessions import ParallelSessions

        listing = parallel_listing(
            created,
            taken(params),
            count=shards,
            order=order,
            max_in_flight=max_in_flight,
            on_page=on_page,
            options=options,
        )
        return ParallelSessions(listing, self._perform)

    def list_line_items(
        self,
        id: str | Session,
        *,
        options: RequestOptions | None = None,
        **params: Unpack[SessionListLineItemsParams],
    ) -> Page[LineItem]:
        """The line items of a Session: a page that iterates over all of them.

        Given a Session that was retrieved with ``expand=["line_items"]``, it begins with the items that came with it
        and asks only for the rest, for the same account, in the same version and with the same expansions.

        API reference: Retrieve a Checkout Session's line items.
        """
        from ._embedded_line_items import line_items_query
        from .pagination import first_page

        query, embedded = line_items_query(id, taken(params), options)
        return first_page(query, self._perform, embedded)

    def expire(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionExpireParams]
    ) -> Session:
        """End an open Session, so that it can no longer be paid.

        API reference: Expire a Session. Raises ``InvalidRequestError`` where the Session is not open.
        """
        return self._perform(calls.expire(id, taken(params)), options)


class AsyncSessions:
    """``client.sessions`` of the async client: the same six calls, awaited."""

    def __init__(self, perform: AsyncExecutor) -> None:
        self._perform = perform

    async def create(self, *, options: RequestOptions | None = None, **params: Unpack[SessionCreateParams]) -> Session:
        """Start a Checkout Session and get it back, with the ``url`` to send the customer to.

        API reference: Create a Session. For example::

            session = await client.sessions.create(
                mode="payment",
                success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
                line_items=[{"price": "price_123", "quantity": 2}],
            )

        Raises ``InvalidRequestError`` for what Stripe refuses, ``TypeError`` or ``ValueError`` for what cannot be sent.
        """
        return await self._perform(calls.create(taken(params)), options)

    async def retrieve(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionRetrieveParams]
    ) -> Session:
        """Read a Session by its id (``cs_…``); ``expand=["line_items"]`` includes its first line items.

        API reference: Retrieve a Session. Raises ``NotFoundError`` where this key has no such Session.
        """
        return await self._perform(calls.retrieve(id, taken(params)), options)

    async def update(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionUpdateParams]
    ) -> Session:
        """Change a Session; what is not given stays, ``CLEAR`` unsets.

        API reference: Update a Session.
        """
        return await self._perform(calls.update(id, taken(params)), options)

    def list(
        self, *, options: RequestOptions | None = None, **params: Unpack[SessionListParams]
    ) -> AsyncPager[Session]:
        """The Sessions of the account, newest first: ``await`` it for a page, ``async for`` it for all of them.

        ``limit`` is the size of a page (10 by default, 100 at most), ``options={"max_items": …}`` bounds the total.
        With ``ending_before`` the walk goes from there to newer Sessions. For example::

            async for session in client.sessions.list(status="complete", limit=100): ...

        API reference: List all Checkout Sessions.
        """
        from .pagination import AsyncPager, first_query

        return AsyncPager(first_query(calls.list_sessions(taken(params)), options), self._perform)

    def list_parallel(
        self,
        *,
        created: CreatedFilterParams,
        shards: int = 8,
        order: Order = "newest_first",
        max_in_flight: int | None = None,
        on_page: OnPage | None = None,
        options: RequestOptions | None = None,
        **params: Unpack[SessionListParallelParams],
    ) -> AsyncParallelSessions:
        """The Sessions of a range of time, exactly those that ``list`` gives, read several pages at once.

        The range ``created``, which needs both ends, is cut into ``shards``. They are read at once with at most
        ``max_in_flight`` requests (a quarter more than shards unless set), fewer while the API answers 429, and at most
        four pages in memory for each request. ``order="as_they_come"`` needs fewer requests than ``"newest_first"``.
        Pages are of 100 unless ``limit`` is set; ``on_page`` gets a ``checkout_client.bulk.Progress`` for each. For
        example::

            async for session in client.sessions.list_parallel(created={"gte": 1_700_000_000, "lt": 1_800_000_000}): ...

        API reference: List all Checkout Sessions.
        """
        from .bulk._parallel_listing import parallel_listing
        from .bulk.async_parallel_sessions import AsyncParallelSessions

        listing = parallel_listing(
            created,
            taken(params),
            count=shards,
            order=order,
            max_in_flight=max_in_flight,
            on_page=on_page,
            options=options,
        )
        return AsyncParallelSessions(listing, self._perform)

    def list_line_items(
        self,
        id: str | Session,
        *,
        options: RequestOptions | None = None,
        **params: Unpack[SessionListLineItemsParams],
    ) -> AsyncPager[LineItem]:
        """The line items of a Session: ``await`` it for a page, ``async for`` it for all of them.

        Given a Session that was retrieved with ``expand=["line_items"]``, it begins with the items that came with it
        and asks only for the rest, for the same account, in the same version and with the same expansions.

        API reference: Retrieve a Checkout Session's line items.
        """
        from ._embedded_line_items import line_items_query
        from .pagination import AsyncPager

        query, embedded = line_items_query(id, taken(params), options)
        return AsyncPager(query, self._perform, embedded)

    async def expire(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionExpireParams]
    ) -> Session:
        """End an open Session, so that it can no longer be paid.

        API reference: Expire a Session. Raises ``InvalidRequestError`` where the Session is not open.
        """
        return await self._perform(calls.expire(id, taken(params)), options)
