"""The six endpoints as plain values; both clients' methods hand them to a driver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .last_response import LastResponse
from .models.base import attach
from .models.converter import decode
from .models.line_items import LineItemList
from .models.session import Session
from .models.session_list import SessionList
from .transport.call import Call

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
    sessions = decode(SessionList, body)
    attach(sessions, response)
    for session in sessions.data:
        attach(session, response)
    return sessions


def _line_item_list(body: dict[str, Any], response: LastResponse) -> LineItemList:
    line_items = decode(LineItemList, body)
    attach(line_items, response)
    return line_items
