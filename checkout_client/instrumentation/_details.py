"""The values that hooks receive: no parameters, Session ids, email addresses or keys."""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen(kw_only=True)
class CallDetails:
    """The values that a call and its attempts share."""

    operation: str
    """The method of ``client.sessions``, such as ``"sessions.create"``."""
    method: str
    """``"GET"`` or ``"POST"``."""
    path: str
    """The path without ids, such as ``"/v1/checkout/sessions/{id}"``."""
    url: str
    """The address of the request without ids and parameters."""
    server_address: str
    """The host of the API, such as ``"api.stripe.com"``."""
    server_port: int
    """The port of the API."""
    state: dict[Any, Any] = attrs.field(repr=False, eq=False)
    """A dict for the hooks' own use, the same throughout one call. Use the hook itself as the key."""


@attrs.frozen(kw_only=True)
class CallStart(CallDetails):
    """A call before its first attempt."""


@attrs.frozen(kw_only=True)
class CallEnd(CallDetails):
    """A call that returned a result or raised an error."""

    duration: float
    """Seconds, with all attempts and the waits between them."""
    attempts: int
    """The number of attempts; 0 if an argument was rejected before anything was sent."""
    http_status: int | None
    """The status of the last attempt; ``None`` if it had no complete response."""
    request_id: str | None
    """Stripe's id of the last request (``req_…``); ``None`` if there was no response."""
    error_type: str | None
    """The class of the error that the call raises, such as ``"RateLimitError"``; ``None`` if it returns a result."""
    error_kind: str | None
    """Why the last attempt had no complete response, such as ``"connect"``: see ``APIConnectionError.kind``."""
    replayed: bool
    """Whether Stripe replayed the stored response of an earlier request with the same idempotency key."""


@attrs.frozen(kw_only=True)
class AttemptStart(CallDetails):
    """An attempt before its request is sent."""

    attempt: int
    """Counted from 1."""


@attrs.frozen(kw_only=True)
class AttemptEnd(CallDetails):
    """An attempt that ended."""

    attempt: int
    """Counted from 1."""
    duration: float
    """Seconds, with the wait for a free connection."""
    http_status: int | None
    """The HTTP status; ``None`` if there was no complete response."""
    request_id: str | None
    """Stripe's id of the request (``req_…``); ``None`` if there was no response."""
    error_kind: str | None
    """Why there was no complete response, such as ``"connect"``: see ``APIConnectionError.kind``.

    ``"interrupted"`` if the attempt was cancelled, or ended by an exception that is not the network's.
    """
    failure: str | None
    """The same in words, for a log; ``None`` if there was a response."""
    retry_wait: float | None
    """Seconds until the next attempt; ``None`` if this is the last one."""
    reason: str | None
    """Why this is the last attempt, such as ``"no retries left"``; ``None`` if it is not."""
    replayed: bool
    """Whether Stripe replayed the stored response of an earlier request with the same idempotency key."""
