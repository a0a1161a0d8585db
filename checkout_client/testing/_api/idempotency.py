"""The same key, the same answer: what keeps a retried request from being carried out twice."""

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
    """The first request with a key, and its answer."""

    fingerprint: tuple[str, object]
    """Path and parameters."""
    response: FakeResponse
    request_id: str
    at: float
    busy_until: float
    """While it takes to answer, the key is in use."""


class IdempotencyKeys:
    """The keys that were used, per account and mode."""

    def __init__(self) -> None:
        self._used: dict[tuple[AccountScope, str], StoredResponse] = {}

    def find(self, scope: AccountScope, key: str, fingerprint: tuple[str, object], now: float) -> StoredResponse | None:
        """The answer to an earlier request with ``key``; ``None`` for the first, a error for a misuse."""
        if len(key) > MAX_KEY_LENGTH:
            raise StripeErrorResponse(
                f"Idempotency keys can have up to {MAX_KEY_LENGTH} characters. "
                f"You passed in a key that is {len(key)} characters.",
                type="idempotency_error",
            )
        used = self._used.get((scope, key))
        if used is None or now >= used.at + KEY_LIFETIME:
            return None
        if used.fingerprint != fingerprint:
            raise StripeErrorResponse(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{key}' if you meant to execute a different request.",
                type="idempotency_error",
            )
        if now < used.busy_until:
            raise StripeErrorResponse(
                "There is currently another in-progress request using this Idempotent Key (that probably means you "
                f"submitted twice, and the other request is still going through): {key}. Please try again later.",
                http_status=409,
                type="idempotency_error",
                code="idempotency_key_in_use",
            )
        return used

    def store(self, scope: AccountScope, key: str, response: StoredResponse) -> None:
        """Keep the answer for the next request with ``key``."""
        self._used[scope, key] = response
