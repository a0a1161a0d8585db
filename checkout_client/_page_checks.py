"""Check that a page of a list can follow the pages before it.

A server that repeats a page would make a list endless; one that says "more" behind an empty page would end it early.
Both are errors, so that a list is never silently short. An id at the edge of an earlier page cannot occur again: each
page is asked for from such an id on, which it does not include.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias, cast

import attrs

from ._transport.call import Call

MAX_RECENT_PAGES = 32
"""Pages whose edges are remembered. A longer cycle is found by its checkpoint."""

MAX_SHOWN = 80
"""Characters of a server's value that an error shows."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _PageOfItems(Protocol):
    @property
    def data(self) -> Sequence[_Identified]: ...
    @property
    def has_more(self) -> bool: ...


Edges: TypeAlias = tuple[str, ...]
"""The ids of the first and the last item of a page."""


@attrs.frozen(eq=False, repr=False)
class PageHistory:
    """The edges of the first page, the last pages and a checkpoint: as many for a long list as for a short one.

    The checkpoint moves to every page whose number is a power of two (Brent's algorithm). So a cycle of any length is
    found, even a long one before its third round. Memory and work per page stay constant.
    """

    pages: int = 0
    recent: tuple[Edges, ...] = ()
    first: Edges = ()
    checkpoint: Edges = ()

    def after(self, first: str, last: str) -> PageHistory:
        """Return the history that the next page is checked against."""
        pages = self.pages + 1
        edges = (first, last)
        return PageHistory(
            pages,
            (*self.recent, edges)[-MAX_RECENT_PAGES:],
            first=self.first if self.pages else edges,
            checkpoint=self.checkpoint if pages & (pages - 1) else edges,
        )

    def positions_in(self, positions: Mapping[str, int]) -> list[int]:
        """Return where the ``positions`` of a page's ids have edges of earlier pages."""
        known = [self.first, *self.recent, self.checkpoint]
        return [positions[edge] for edges in known for edge in edges if edge in positions]


NO_HISTORY: Final = PageHistory()


@attrs.frozen(eq=False, repr=False)
class _UndecodedItem:
    id: str


@attrs.frozen(eq=False, repr=False)
class UndecodedPage:
    """What the JSON of a page says about the list, before its items are decoded."""

    data: list[_UndecodedItem]
    has_more: bool


def undecoded_page(body: Mapping[str, Any]) -> UndecodedPage | None:
    """Return the ids of the page in ``body``; ``None`` unless they are certain to be accepted once it is decoded."""
    data, has_more = body.get("data"), body.get("has_more")
    if not isinstance(data, list) or not isinstance(has_more, bool):
        return None
    items = cast("list[object]", data)
    ids = [cast("dict[str, Any]", item).get("id") if isinstance(item, dict) else None for item in items]
    if not all(isinstance(each, str) and each.isascii() for each in ids):
        return None
    return UndecodedPage([_UndecodedItem(each) for each in cast("list[str]", ids)], has_more)


def repeats(page: _PageOfItems, cursor: object, history: PageHistory) -> bool:
    """Return whether an id is twice on ``page``, or was on an earlier page."""
    positions = {item.id: number for number, item in enumerate(page.data)}
    return len(positions) < len(page.data) or cursor in positions or bool(history.positions_in(positions))


def check_page(call: Call[Any], page: _PageOfItems, cursor: object, history: PageHistory) -> None:
    """Raise ``ResponseDecodeError`` if ``page``, requested from ``cursor`` on, cannot follow the ``history``."""
    if not page.data:
        if page.has_more:
            raise page_error(call, page, "has_more", f"is true although the page is empty{_asked(call)}")
        return
    positions = {item.id: number for number, item in enumerate(page.data)}
    if len(positions) < len(page.data):
        number = next(number for number, item in enumerate(page.data) if positions[item.id] != number)
        raise page_error(call, page, f"data[{number}].id", f"is {shown(page.data[number].id)} twice on one page")
    found = [positions[cursor]] if isinstance(cursor, str) and cursor in positions else []
    found += history.positions_in(positions)
    if found:
        number = min(found)
        raise page_error(
            call,
            page,
            f"data[{number}].id",
            f"is {shown(page.data[number].id)}, which was on an earlier page{_asked(call)}: "
            "the server repeats a page, so the list cannot be read to its end",
        )


def page_error(call: Call[Any], page: object, path: str, problem: str) -> Exception:
    """Return the ``ResponseDecodeError`` for a page that can be decoded but is wrong."""
    from .errors import ResponseDecodeError  # only a broken server needs it

    response = getattr(page, "last_response", None)  # line items inside a Session have none
    message = f"the response of {call.method} {call.path} is not as promised: {path} {problem}"
    if response is None:
        return ResponseDecodeError(message, path=path)
    return ResponseDecodeError(
        message,
        path=path,
        http_status=response.http_status,
        headers=response.headers,
        attempts=response.attempts,
    )


def shown(value: str) -> str:
    """Return ``value`` for an error message: escaped, and not too long."""
    return ascii(value if len(value) <= MAX_SHOWN else f"{value[:MAX_SHOWN]}…")


def _asked(call: Call[Any]) -> str:
    for name in ("starting_after", "ending_before"):
        value = call.params.get(name)
        if isinstance(value, str):
            return f" ({name}={shown(value)})"
    return ""
