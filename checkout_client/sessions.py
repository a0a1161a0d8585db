"""The methods of ``client.sessions``, sync and async."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import Unpack

from ._transport import endpoints
from ._values import advise_keywords, introspectable_methods

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

    def __init__(self, execute: Executor) -> None:
        self._execute = execute

    def create(self, *, options: RequestOptions | None = None, **params: Unpack[SessionCreateParams]) -> Session:
        """Create a Checkout Session and return it, with the ``url`` to send the customer to.

        Args:
            options: settings for this call only, such as an ``idempotency_key``.
            **params: what is sold and how: see ``SessionCreateParams``. ``None`` is the same as not given.

        Raises ``InvalidRequestError`` if Stripe rejects a parameter, ``APIConnectionError`` if there is no complete
        response, and ``TypeError`` or ``ValueError``, before anything is sent, for values that cannot be sent. For
        example::

            session = client.sessions.create(
                mode="payment",
                success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
                line_items=[{"price": "price_123", "quantity": 2}],
            )

        API reference: https://docs.stripe.com/api/checkout/sessions/create

        """
        return self._execute(endpoints.create(params), options)

    def retrieve(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionRetrieveParams]
    ) -> Session:
        """Return the Session with this id.

        Args:
            id: the Session's id (``cs_…``).
            options: settings for this call only.
            **params: ``expand``: see ``SessionRetrieveParams``.

        Raises ``NotFoundError`` if the key has no such Session, and ``ResponseDecodeError`` if another one is returned.
        For example::

            session = client.sessions.retrieve("cs_test_123", expand=["line_items"])

        API reference: https://docs.stripe.com/api/checkout/sessions/retrieve

        """
        return self._execute(endpoints.retrieve(id, params), options)

    def update(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionUpdateParams]
    ) -> Session:
        """Change a Session and return it. Parameters that are not given keep their values; ``CLEAR`` unsets one.

        Args:
            id: the Session's id (``cs_…``).
            options: settings for this call only.
            **params: the new values: see ``SessionUpdateParams``.

        Raises ``InvalidRequestError`` if Stripe rejects a parameter, and ``ValueError``, before anything is sent, for
        an empty list or mapping. For example::

            session = client.sessions.update("cs_test_123", metadata={"order": "7", "gift_note": CLEAR})

        API reference: https://docs.stripe.com/api/checkout/sessions/update

        """
        return self._execute(endpoints.update(id, params), options)

    def list(self, *, options: RequestOptions | None = None, **params: Unpack[SessionListParams]) -> Page[Session]:
        """Return the account's Sessions, newest first, as a page that iterates over all pages.

        Args:
            options: settings for these calls; ``max_items`` limits the number of Sessions over all pages.
            **params: filters, ``limit`` (the size of a page: 10 by default, at most 100) and cursors: see
                ``SessionListParams``. With ``ending_before`` you iterate from there to newer Sessions.

        Raises ``InvalidRequestError`` if Stripe rejects a filter. For example::

            for session in client.sessions.list(status="complete", limit=100): ...

        API reference: https://docs.stripe.com/api/checkout/sessions/list

        """
        from .pagination import first_page, first_query

        return first_page(first_query(endpoints.list_sessions(params), options), self._execute)

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
        """Return the Sessions created in a range of time, like ``list``, but request pages in parallel.

        Args:
            created: the range, for example ``{"gte": 1_700_000_000, "lt": 1_800_000_000}``. It needs both ends.
            shards: into how many parts the range is split.
            order: ``"newest_first"`` like ``list``, or ``"as_they_come"``, which needs fewer requests.
            max_in_flight: the maximum number of requests at once; by default a quarter more than ``shards``. There are
                fewer while Stripe answers 429. At most four pages are in memory for each.
            on_page: is called with a ``checkout_client.bulk.Progress`` for each page.
            options: settings for these calls.
            **params: filters, and ``limit`` (100 by default): see ``SessionListParallelParams``.

        Raises ``TypeError`` or ``ValueError``, before anything is sent, for a range without both ends. For example::

            for session in client.sessions.list_parallel(created={"gte": 1_700_000_000, "lt": 1_800_000_000}): ...

        API reference: https://docs.stripe.com/api/checkout/sessions/list

        """
        from .bulk._parallel_listing import parallel_listing
        from .bulk.parallel_sessions import ParallelSessions

        listing = parallel_listing(
            created,
            params,
            count=shards,
            order=order,
            max_in_flight=max_in_flight,
            on_page=on_page,
            options=options,
        )
        return ParallelSessions(listing, self._execute)

    def list_line_items(
        self,
        id: str | Session,
        *,
        options: RequestOptions | None = None,
        **params: Unpack[SessionListLineItemsParams],
    ) -> Page[LineItem]:
        """Return the line items of a Session, as a page that iterates over all pages.

        Args:
            id: the Session's id (``cs_…``), or a Session. With a Session that has ``line_items``, because it was
                retrieved with ``expand=["line_items"]``, you begin with these. Only the rest is requested, with the
                account, version and expansions that the Session was retrieved with.
            options: settings for these calls; ``max_items`` limits the number of items over all pages.
            **params: ``limit`` and cursors: see ``SessionListLineItemsParams``.

        Raises ``NotFoundError`` if the key has no such Session. For example::

            for item in client.sessions.list_line_items("cs_test_123"): ...

        API reference: https://docs.stripe.com/api/checkout/sessions/line_items

        """
        from ._embedded_line_items import line_items_query
        from .pagination import first_page

        query, embedded = line_items_query(id, params, options)
        return first_page(query, self._execute, embedded)

    def expire(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionExpireParams]
    ) -> Session:
        """Expire an open Session, so that it can no longer be paid, and return it.

        Args:
            id: the Session's id (``cs_…``).
            options: settings for this call only.
            **params: ``expand``: see ``SessionExpireParams``.

        Raises ``InvalidRequestError`` if the Session is not open. For example::

            session = client.sessions.expire("cs_test_123")

        API reference: https://docs.stripe.com/api/checkout/sessions/expire

        """
        return self._execute(endpoints.expire(id, params), options)


class AsyncSessions:
    """``client.sessions`` of the async client: the same methods, with ``await``."""

    def __init__(self, execute: AsyncExecutor) -> None:
        self._execute = execute

    async def create(self, *, options: RequestOptions | None = None, **params: Unpack[SessionCreateParams]) -> Session:
        """Create a Checkout Session and return it, with the ``url`` to send the customer to.

        Args:
            options: settings for this call only, such as an ``idempotency_key``.
            **params: what is sold and how: see ``SessionCreateParams``. ``None`` is the same as not given.

        Raises ``InvalidRequestError`` if Stripe rejects a parameter, ``APIConnectionError`` if there is no complete
        response, and ``TypeError`` or ``ValueError``, before anything is sent, for values that cannot be sent. For
        example::

            session = await client.sessions.create(
                mode="payment",
                success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
                line_items=[{"price": "price_123", "quantity": 2}],
            )

        API reference: https://docs.stripe.com/api/checkout/sessions/create

        """
        return await self._execute(endpoints.create(params), options)

    async def retrieve(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionRetrieveParams]
    ) -> Session:
        """Return the Session with this id.

        Args:
            id: the Session's id (``cs_…``).
            options: settings for this call only.
            **params: ``expand``: see ``SessionRetrieveParams``.

        Raises ``NotFoundError`` if the key has no such Session, and ``ResponseDecodeError`` if another one is returned.
        For example::

            session = await client.sessions.retrieve("cs_test_123", expand=["line_items"])

        API reference: https://docs.stripe.com/api/checkout/sessions/retrieve

        """
        return await self._execute(endpoints.retrieve(id, params), options)

    async def update(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionUpdateParams]
    ) -> Session:
        """Change a Session and return it. Parameters that are not given keep their values; ``CLEAR`` unsets one.

        Args:
            id: the Session's id (``cs_…``).
            options: settings for this call only.
            **params: the new values: see ``SessionUpdateParams``.

        Raises ``InvalidRequestError`` if Stripe rejects a parameter, and ``ValueError``, before anything is sent, for
        an empty list or mapping. For example::

            session = await client.sessions.update("cs_test_123", metadata={"order": "7", "gift_note": CLEAR})

        API reference: https://docs.stripe.com/api/checkout/sessions/update

        """
        return await self._execute(endpoints.update(id, params), options)

    def list(
        self, *, options: RequestOptions | None = None, **params: Unpack[SessionListParams]
    ) -> AsyncPager[Session]:
        """Return the account's Sessions, newest first: ``await`` the result for a page, ``async for`` it for all pages.

        Args:
            options: settings for these calls; ``max_items`` limits the number of Sessions over all pages.
            **params: filters, ``limit`` (the size of a page: 10 by default, at most 100) and cursors: see
                ``SessionListParams``. With ``ending_before`` you iterate from there to newer Sessions.

        Raises ``InvalidRequestError`` if Stripe rejects a filter. For example::

            async for session in client.sessions.list(status="complete", limit=100): ...

        API reference: https://docs.stripe.com/api/checkout/sessions/list

        """
        from .pagination import AsyncPager, first_query

        return AsyncPager(first_query(endpoints.list_sessions(params), options), self._execute)

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
        """Return the Sessions created in a range of time, like ``list``, but request pages in parallel.

        Args:
            created: the range, for example ``{"gte": 1_700_000_000, "lt": 1_800_000_000}``. It needs both ends.
            shards: into how many parts the range is split.
            order: ``"newest_first"`` like ``list``, or ``"as_they_come"``, which needs fewer requests.
            max_in_flight: the maximum number of requests at once; by default a quarter more than ``shards``. There are
                fewer while Stripe answers 429. At most four pages are in memory for each.
            on_page: is called with a ``checkout_client.bulk.Progress`` for each page.
            options: settings for these calls.
            **params: filters, and ``limit`` (100 by default): see ``SessionListParallelParams``.

        Raises ``TypeError`` or ``ValueError``, before anything is sent, for a range without both ends. For example::

            async for session in client.sessions.list_parallel(created={"gte": 1_700_000_000, "lt": 1_800_000_000}): ...

        API reference: https://docs.stripe.com/api/checkout/sessions/list

        """
        from .bulk._parallel_listing import parallel_listing
        from .bulk.async_parallel_sessions import AsyncParallelSessions

        listing = parallel_listing(
            created,
            params,
            count=shards,
            order=order,
            max_in_flight=max_in_flight,
            on_page=on_page,
            options=options,
        )
        return AsyncParallelSessions(listing, self._execute)

    def list_line_items(
        self,
        id: str | Session,
        *,
        options: RequestOptions | None = None,
        **params: Unpack[SessionListLineItemsParams],
    ) -> AsyncPager[LineItem]:
        """Return the line items of a Session: ``await`` the result for a page, ``async for`` it for all pages.

        Args:
            id: the Session's id (``cs_…``), or a Session. With a Session that has ``line_items``, because it was
                retrieved with ``expand=["line_items"]``, you begin with these. Only the rest is requested, with the
                account, version and expansions that the Session was retrieved with.
            options: settings for these calls; ``max_items`` limits the number of items over all pages.
            **params: ``limit`` and cursors: see ``SessionListLineItemsParams``.

        Raises ``NotFoundError`` if the key has no such Session. For example::

            async for item in client.sessions.list_line_items("cs_test_123"): ...

        API reference: https://docs.stripe.com/api/checkout/sessions/line_items

        """
        from ._embedded_line_items import line_items_query
        from .pagination import AsyncPager

        query, embedded = line_items_query(id, params, options)
        return AsyncPager(query, self._execute, embedded)

    async def expire(
        self, id: str, *, options: RequestOptions | None = None, **params: Unpack[SessionExpireParams]
    ) -> Session:
        """Expire an open Session, so that it can no longer be paid, and return it.

        Args:
            id: the Session's id (``cs_…``).
            options: settings for this call only.
            **params: ``expand``: see ``SessionExpireParams``.

        Raises ``InvalidRequestError`` if the Session is not open. For example::

            session = await client.sessions.expire("cs_test_123")

        API reference: https://docs.stripe.com/api/checkout/sessions/expire

        """
        return await self._execute(endpoints.expire(id, params), options)


introspectable_methods(Sessions, AsyncSessions)
advise_keywords(Sessions, AsyncSessions)
