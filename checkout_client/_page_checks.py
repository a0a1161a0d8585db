"""Check that a page of a list can follow the pages before it.

A server that repeats a page would make a list endless; one that says "more" behind an empty page would end it early.
Both are errors, so that a list is never silently short. An id at the edge of an earlier page cannot occur again: each
page is asked for from such an id on, which it does not include.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

from ._transport.call import Call
from .expansion import HasId

Earlier: TypeAlias = "tuple[str, str, Earlier] | None"
"""The first and the last id of the page before, and the same for the pages before that one, which share it."""

MAX_SHOWN = 80
"""Characters of a server's value that an error shows."""


class _PageLike(Protocol):
    @property
    def data(self) -> Sequence[HasId]: ...
    @property
    def has_more(self) -> bool: ...


def check_page(call: Call[Any], page: _PageLike, cursor: object, earlier: Earlier) -> None:
    """Raise ``ResponseDecodeError`` if ``page``, asked for from ``cursor`` on, cannot follow the ``earlier`` pages."""
    if not page.data:
        if page.has_more:
            raise page_error(call, page, "has_more", f"is true although the page is empty{_asked(call)}")
        return
    positions = {item.id: number for number, item in enumerate(page.data)}
    if len(positions) < len(page.data):
        number = next(number for number, item in enumerate(page.data) if positions[item.id] != number)
        raise page_error(call, page, f"data[{number}].id", f"is {shown(page.data[number].id)} twice on one page")
    found = [positions[cursor]] if isinstance(cursor, str) and cursor in positions else []
    while earlier is not None:
        first, last, earlier = earlier
        found += [positions[edge] for edge in (first, last) if edge in positions]
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
