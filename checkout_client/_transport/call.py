"""What a method asks for, before it becomes a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import quote

import attrs

from .._values import Value

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

OnJSON = Callable[[dict[str, Any]], object]
"""Called with the JSON of a successful response before that is decoded to a model. It must not raise."""

MAX_ID_LENGTH = 255
"""Stripe's limit for ids."""

_PLACEHOLDER = "CHECKOUT_SESSION_ID"


@attrs.frozen(eq=False, repr=False)
class Call(Value, Generic[Result_co]):
    """One API call as plain data."""

    method: Literal["GET", "POST"]
    path: str
    """The path without the id (``/v1/checkout/sessions/{session}``): the same for every session, so safe to log."""
    params: Mapping[str, object] = attrs.field(repr=False)
    model: type[Result_co] = attrs.field(repr=False)
    """The class that the response is decoded to."""
    session: str | None = None
    """The id that fills ``{session}``."""
    refuse_empty: bool = False
    """Whether an empty list or mapping among the parameters is an error."""
    required: tuple[str, ...] = ()
    """Keys that the response must have although a stored object may lack them: without them, a list would be short."""
    on_json: OnJSON | None = attrs.field(default=None, repr=False)
    """Prefetching reads the cursor of the next page there."""

    @property
    def url_path(self) -> str:
        """The path as it is sent."""
        if "{session}" not in self.path:
            return self.path
        return self.path.replace("{session}", path_segment(self.session))


def path_segment(session: object) -> str:
    """Return a session's id, percent-encoded as one segment of a path; raise an error if it cannot be an id.

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
            "the session's id is the placeholder {CHECKOUT_SESSION_ID}: Stripe replaces it when it redirects to your "
            "success_url, so read the id from the query string of that request"
        )
    if session in (".", "..") or any(character.isspace() or not character.isprintable() for character in session):
        raise ValueError("the session's id contains white space or control characters, or consists of dots")
    if len(session) > MAX_ID_LENGTH:
        raise ValueError(f"the session's id has {len(session)} characters: ids have at most {MAX_ID_LENGTH}")
    return quote(session, safe="")
