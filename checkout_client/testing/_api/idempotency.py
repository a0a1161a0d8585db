"""Idempotency keys: a request that repeats a key gets the stored response instead of being processed twice.

API reference: https://docs.stripe.com/api/idempotent_requests
"""

from __future__ import annotations

import attrs

from .._shop.error_responses import StripeErrorResponse
from .._shop.session_store import AccountScope
from .api_messages import FakeResponse

KEY_LIFETIME = 24 * 60 * 60
"""Seconds for which a key stays in use."""

MAX_KEY_LENGTH = 255


@attrs.frozen
class StoredResponse:
    """The response to the first request with a key."""

    fingerprint: tuple[str, object]
    """Path and parameters of that request; a repeated request must have the same."""
    response: FakeResponse
    request_id: str
    stored_at: float
    """Unix time of that request."""
    busy_until: float
    """Unix time at which the response is complete. Until then the key is in use."""
    object_id: str | None = None
    """The id of the object in the response, if it is one."""


class IdempotencyKeys:
    """The keys in use, per account and mode."""

    def __init__(self) -> None:
        self.responses: dict[tuple[AccountScope, str], StoredResponse] = {}
        """The stored responses, the oldest first."""

    def clear(self) -> None:
        """Forget all keys."""
        self.responses.clear()

    def find(self, scope: AccountScope, key: str, fingerprint: tuple[str, object], now: float) -> StoredResponse | None:
        """Return the response to an earlier request with ``key``, or ``None``.

        Raises :class:`StripeErrorResponse` for a key that is too long, was used for another request, or whose first
        request is still running.
        """
        if len(key) > MAX_KEY_LENGTH:
            raise StripeErrorResponse(
                f"Idempotency keys can have up to {MAX_KEY_LENGTH} characters. "
                f"You passed in a key that is {len(key)} characters.",
                type="idempotency_error",
            )
        stored = self.responses.get((scope, key))
        if stored is None or now >= stored.stored_at + KEY_LIFETIME:
            return None
        if stored.fingerprint != fingerprint:
            raise StripeErrorResponse(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{key}' if you meant to execute a different request.",
                type="idempotency_error",
            )
        if now < stored.busy_until:
            raise StripeErrorResponse(
                "There is currently another in-progress request using this Idempotent Key (that probably means you "
                f"submitted twice, and the other request is still going through): {key}. Please try again later.",
                http_status=409,
                type="idempotency_error",
                code="idempotency_key_in_use",
            )
        return stored

    def store(self, scope: AccountScope, key: str, response: StoredResponse) -> None:
        """Keep ``response`` for the next request with ``key``."""
        while self.responses:  # a server that runs for weeks must not keep all keys
            oldest = next(iter(self.responses))
            if response.stored_at < self.responses[oldest].stored_at + KEY_LIFETIME:
                break
            del self.responses[oldest]
        self.responses.pop((scope, key), None)
        self.responses[scope, key] = response
