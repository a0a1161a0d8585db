"""Requests and responses of the fake: plain values, independent of any HTTP library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from ...last_response import Headers

Operation = Literal["create", "retrieve", "update", "list", "list_line_items", "expire"]
"""The six calls, named as the methods of the client."""


@attrs.frozen
class FakeRequest:
    """An HTTP request as it was received."""

    method: str
    """``GET`` or ``POST``."""
    path: str
    """The path without the query, percent-encoded."""
    query: str
    """The query, percent-encoded and without the question mark; may be empty."""
    headers: Headers = attrs.field(repr=False)
    """The headers; names are case-insensitive. The repr hides them."""
    body: bytes
    """The body as it was sent."""


@attrs.frozen
class FakeResponse:
    """An HTTP response, and how long it takes."""

    http_status: int
    """The HTTP status."""
    headers: Mapping[str, str]
    """The headers."""
    content: bytes
    """The body."""
    seconds: float = 0.0
    """Seconds until it arrives, on the fake's clock."""


@attrs.frozen
class ConnectionFault:
    """A connection that fails instead of a response."""

    kind: Literal["refused", "broken", "silent"]
    """``refused``: the request did not arrive. ``broken``: the connection broke. ``silent``: no response ever comes."""


Reply = FakeResponse | ConnectionFault


@attrs.frozen
class RecordedRequest:
    """One request that the fake received, for assertions in tests."""

    method: str
    """``GET`` or ``POST``."""
    path: str
    """The path, decoded, without the query."""
    operation: Operation | None
    """The call; ``None`` for any other URL."""
    params: dict[str, Any]
    """The parameters, nested as they were passed. If the request was refused, all values may be strings."""
    headers: Headers
    """The headers; names are case-insensitive. The repr hides the key."""
    http_status: int | None
    """The status of the response, even if the response was lost; ``None`` if the request did not arrive."""
    request_id: str | None
    """The ``Request-Id`` of the response; ``None`` if the request did not arrive."""
    received_at: float = 0.0
    """When it was received, in Unix seconds of the fake's clock."""
    duration: float = 0.0
    """Seconds of real time that the fake took to process it."""
    object_id: str | None = None
    """The id of the object that it created, retrieved or changed; ``None`` for lists and for errors."""
    idempotent_replayed: bool = False
    """Whether the response is a stored one, of an earlier request with the same idempotency key."""
    error: str | None = None
    """The message of the error response; ``None`` if there was no error."""

    @property
    def idempotency_key(self) -> str | None:
        """The ``Idempotency-Key`` header, if there was one."""
        return self.headers.get("idempotency-key")

    @property
    def stripe_account(self) -> str | None:
        """The ``Stripe-Account`` header, if there was one."""
        return self.headers.get("stripe-account")
