"""The six endpoints as plain values, which the methods of both clients hand to an executor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..models.session.session import Session
from .call import Call

if TYPE_CHECKING:
    from ..models.line_items import LineItemList
    from ..models.session.session_list import SessionList

SESSIONS = "/v1/checkout/sessions"
SESSION = f"{SESSIONS}/{{session}}"
LIST_KEYS = ("data", "has_more")


def create(params: Mapping[str, object]) -> Call[Session]:
    """API reference: https://docs.stripe.com/api/checkout/sessions/create."""
    return Call("POST", SESSIONS, params, Session)


def retrieve(session: str, params: Mapping[str, object]) -> Call[Session]:
    """API reference: https://docs.stripe.com/api/checkout/sessions/retrieve."""
    return Call("GET", SESSION, params, Session, session)


def update(session: str, params: Mapping[str, object]) -> Call[Session]:
    """API reference: https://docs.stripe.com/api/checkout/sessions/update."""
    return Call("POST", SESSION, params, Session, session, refuse_empty=True)


def expire(session: str, params: Mapping[str, object]) -> Call[Session]:
    """API reference: https://docs.stripe.com/api/checkout/sessions/expire."""
    return Call("POST", f"{SESSION}/expire", params, Session, session)


def list_sessions(params: Mapping[str, object]) -> Call[SessionList]:
    """API reference: https://docs.stripe.com/api/checkout/sessions/list."""
    from ..models.session.session_list import SessionList  # here and below: most programs only create Sessions

    return Call("GET", SESSIONS, params, SessionList, required=LIST_KEYS)


def list_line_items(session: str, params: Mapping[str, object]) -> Call[LineItemList]:
    """API reference: https://docs.stripe.com/api/checkout/sessions/line_items."""
    from ..models.line_items import LineItemList

    return Call("GET", f"{SESSION}/line_items", params, LineItemList, session, required=LIST_KEYS)
