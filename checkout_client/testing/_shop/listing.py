"""Lists: cursors, limits and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from .catalogue import Document
from .error_responses import StripeErrorResponse, above_maximum, below_minimum, no_such
from .session_store import AccountScope, SessionStore, StoredSession

DEFAULT_LIMIT = 10
MAX_LIMIT = 100


def list_object(data: list[Any], url: str, *, has_more: bool = False) -> Document:
    """Return a list as the API shows it."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def line_item_list(session: StoredSession, params: dict[str, Any]) -> Document:
    """Return one page of the line items of a Session as the API shows it."""
    items, more = item_page(session.items, params)
    return list_object(items, f"/v1/checkout/sessions/{session.id}/line_items", has_more=more)


def page_limit(params: dict[str, Any]) -> int:
    """Return the page size that ``params`` request."""
    limit = int(params.get("limit", DEFAULT_LIMIT))
    if limit < 1:
        raise below_minimum("limit", limit, 1)
    if limit > MAX_LIMIT:
        raise above_maximum("limit", limit, MAX_LIMIT)
    return limit


def page_cursor(params: dict[str, Any]) -> tuple[str, str] | None:
    """Return the name and the value of the cursor in ``params``; ``None`` if there is none."""
    if "starting_after" in params and "ending_before" in params:
        raise StripeErrorResponse("Received both starting_after and ending_before parameters. Please pass in only one.")
    for name in ("starting_after", "ending_before"):
        if name in params:
            return name, params[name]
    return None


def session_page(store: SessionStore, scope: AccountScope, params: dict[str, Any]) -> tuple[list[StoredSession], bool]:
    """Return one page of the Sessions that match ``params``, newest first, and whether there are more."""
    limit = page_limit(params)
    cursor = page_cursor(params)
    position = None
    if cursor is not None:
        session = store.find(cursor[1], scope)
        if session is None:
            raise no_such("checkout.session", cursor[1], cursor[0])
        position = session.position
    matches = matcher(params)
    if cursor is not None and cursor[0] == "ending_before":
        assert position is not None
        page, more = _page(filter(matches, store.newer_than(position, scope)), limit)
        return page[::-1], more
    return _page(filter(matches, store.older_than(position, scope)), limit)


def _page(sessions: Iterable[StoredSession], limit: int) -> tuple[list[StoredSession], bool]:
    page = list(islice(sessions, limit + 1))
    return page[:limit], len(page) > limit


def matcher(params: dict[str, Any]) -> Callable[[StoredSession], bool]:
    """Return a function that tells whether a Session matches the filters in ``params``."""
    equal = {
        name: params[name]
        for name in ("customer", "customer_account", "payment_intent", "payment_link", "status", "subscription")
        if name in params
    }
    email = params.get("customer_details", {}).get("email")
    created = params.get("created", {})

    def matches(session: StoredSession) -> bool:
        document = session.document
        if any(document[name] != value for name, value in equal.items()):
            return False
        details: Document | None = document["customer_details"]
        if email is not None and (details is None or details["email"] != email):
            return False
        return is_within(document["created"], created)

    return matches


def is_within(moment: int, wanted: int | dict[str, int]) -> bool:
    """Return whether ``moment`` is ``wanted``, or within its bounds: ``gt``, ``gte``, ``lt`` and ``lte``."""
    if isinstance(wanted, int):
        return moment == wanted
    return all(_COMPARE[name](moment, bound) for name, bound in wanted.items())


_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "gt": lambda created, bound: created > bound,
    "gte": lambda created, bound: created >= bound,
    "lt": lambda created, bound: created < bound,
    "lte": lambda created, bound: created <= bound,
}


def item_page(items: Sequence[Document], params: dict[str, Any]) -> tuple[list[Document], bool]:
    """Return one page of a Session's line items, in order, and whether there are more."""
    limit = page_limit(params)
    cursor = page_cursor(params)
    if cursor is None:
        return list(items[:limit]), len(items) > limit
    name, wanted = cursor
    positions = [index for index, item in enumerate(items) if item["id"] == wanted]
    if not positions:
        raise no_such("line item", wanted, name)
    if name == "ending_before":
        start = max(0, positions[0] - limit)
        return list(items[start : positions[0]]), start > 0
    start = positions[0] + 1
    return list(items[start : start + limit]), len(items) > start + limit
