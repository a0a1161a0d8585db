"""What a method asks for, before it is a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import quote

import attrs

from .._values import Value
from ..last_response import LastResponse

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

MAX_ID = 255
"""Stripe's bound for ids."""

_PLACEHOLDER = "CHECKOUT_SESSION_ID"


@attrs.frozen(eq=False, repr=False)
class Call(Value, Generic[Result_co]):
    """One API call: plain data and the function that reads its result."""

    method: Literal["GET", "POST"]
    path: str
    """The path without the id (``/v1/checkout/sessions/{session}``): the same for every session, so fit for logs."""
    params: Mapping[str, object] = attrs.field(repr=False)
    decode: Callable[[dict[str, Any], LastResponse], Result_co] = attrs.field(repr=False)
    """Makes the result from the decoded JSON object."""
    session: str | None = None
    """The id that fills ``{session}``."""
    refuse_empty: bool = False
    """Whether an empty list or mapping is a mistake."""

    @property
    def url_path(self) -> str:
        """The path as it is sent."""
        if "{session}" not in self.path:
            return self.path
        return self.path.replace("{session}", path_segment(self.session))


def path_segment(session: object) -> str:
    """A session's id as one segment of a path, whatever it holds; refused where it cannot be an id.

    >>> path_segment("cs_test_a1/../b")
    'cs_test_a1%2F..%2Fb'
    """
    if not isinstance(session, str):
        advice = ": pass its id" if hasattr(session, "id") else ""
        raise TypeError(f"the session's id must be a str, not {type(session).__name__}{advice}")
    if not session.strip():
        raise ValueError("the session's id is empty")
    if _PLACEHOLDER in session:
        raise ValueError(
            "the session's id is the placeholder {CHECKOUT_SESSION_ID}: Stripe fills it in when it redirects to your "
            "success_url, so read the id from the query string of that request"
        )
    if session in (".", "..") or any(character.isspace() or not character.isprintable() for character in session):
        raise ValueError("the session's id has white space, control characters or nothing but dots")
    if len(session) > MAX_ID:
        raise ValueError(f"the session's id has {len(session)} characters: no id is longer than {MAX_ID}")
    return quote(session, safe="")
