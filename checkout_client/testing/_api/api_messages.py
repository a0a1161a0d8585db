"""What the core takes and gives: plain values that know no HTTP library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from ...last_response import Headers

Operation = Literal["create", "retrieve", "update", "list", "list_line_items", "expire"]
"""The six calls, by the names that the client's methods have."""


@attrs.frozen
class FakeRequest:
    """An HTTP request as it came in."""

    method: str
    """``GET`` or ``POST``."""
    path: str
    """Without the query, still percent-encoded."""
    query: str
    """What follows the question mark, percent-encoded; empty if there is nothing."""
    headers: Headers = attrs.field(repr=False)
    """Its headers; names in any case. The repr hides them."""
    body: bytes
    """The body, as it was sent."""


@attrs.frozen
class FakeResponse:
    """An HTTP response, and how long it takes to come."""

    http_status: int
    """The HTTP status."""
    headers: Mapping[str, str]
    """Its headers."""
    content: bytes
    """Its body."""
    seconds: float = 0.0
    """How long the caller waits for it, on the fake's clock."""


@attrs.frozen
class ConnectionFault:
    """No response: the connection fails before anything was done, or breaks off after; or nothing ever comes."""

    kind: Literal["refused", "broken", "silent"]
    """How it fails: before anything was done, after, or never."""


Reply = FakeResponse | ConnectionFault


@attrs.frozen
class RecordedRequest:
    """One request that the fake received, for assertions in tests."""

    method: str
    """``GET`` or ``POST``."""
    path: str
    """The path, decoded, without the query."""
    operation: Operation | None
    """Which of the six calls it was; ``None`` for any other URL."""
    params: dict[str, Any]
    """The parameters, nested as they were passed. Numbers and booleans where the request was right, else all texts."""
    headers: Headers
    """Its headers; names in any case. The repr hides the key."""
    http_status: int | None
    """The status that was answered, whether or not it arrived; ``None`` where the request itself did not."""
    request_id: str | None
    """The ``Request-Id`` that was answered; ``None`` where the request did not arrive."""

    @property
    def idempotency_key(self) -> str | None:
        """The key that the request carried."""
        return self.headers.get("idempotency-key")

    @property
    def stripe_account(self) -> str | None:
        """The connected account that the request was for."""
        return self.headers.get("stripe-account")
