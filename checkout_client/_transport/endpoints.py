"""The six endpoints as plain values; both clients' methods hand them to a driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._decoding.converter import decode
from .._decoding.mismatch import DecodeMismatchError
from ..last_response import LastResponse
from ..models.base import attach
from ..models.session.session import Session
from .call import Call

if TYPE_CHECKING:
    from ..models.line_items import LineItem, LineItemList
    from ..models.session.session_list import SessionList

SESSIONS = "/v1/checkout/sessions"
SESSION = f"{SESSIONS}/{{session}}"


def create(params: Mapping[str, object]) -> Call[Session]:
    """API reference: Create a Session."""
    return Call("POST", SESSIONS, params, _session)


def retrieve(session: str, params: Mapping[str, object]) -> Call[Session]:
    """API reference: Retrieve a Session."""
    return Call("GET", SESSION, params, _session, session)


def update(session: str, params: Mapping[str, object]) -> Call[Session]:
    """API reference: Update a Session."""
    return Call("POST", SESSION, params, _session, session, refuse_empty=True)


def expire(session: str, params: Mapping[str, object]) -> Call[Session]:
    """API reference: Expire a Session."""
    return Call("POST", f"{SESSION}/expire", params, _session, session)


def list_sessions(params: Mapping[str, object]) -> Call[SessionList]:
    """API reference: List all Checkout Sessions."""
    return Call("GET", SESSIONS, params, _session_list)


def list_line_items(session: str, params: Mapping[str, object]) -> Call[LineItemList]:
    """API reference: Retrieve a Checkout Session's line items."""
    return Call("GET", f"{SESSION}/line_items", params, _line_item_list, session)


def _session(body: dict[str, Any], response: LastResponse) -> Session:
    session = decode(Session, body)
    attach(session, response)
    return session


def _session_list(body: dict[str, Any], response: LastResponse) -> SessionList:
    from ..models.session.session_list import SessionList  # here and below: most programs create Sessions and list none

    sessions = decode(SessionList, body)
    _check_cursors(sessions.data)
    attach(sessions, response)
    for session in sessions.data:
        attach(session, response)
    return sessions


def _line_item_list(body: dict[str, Any], response: LastResponse) -> LineItemList:
    from ..models.line_items import LineItemList

    line_items = decode(LineItemList, body)
    _check_cursors(line_items.data)
    attach(line_items, response)
    return line_items


def _check_cursors(items: Sequence[Session | LineItem]) -> None:
    """The ids that the next page may be asked for by can be sent; JSON may hold texts that cannot."""
    for place in {0, len(items) - 1} if items else ():
        try:
            items[place].id.encode()
        except UnicodeEncodeError:
            raise DecodeMismatchError("should be text that can be sent").at(f"data[{place}].id") from None
