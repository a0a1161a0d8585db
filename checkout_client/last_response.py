"""What a result remembers of the HTTP response that it was read from."""

from __future__ import annotations

import attrs

from ._values import Value
from .headers import Headers as Headers


@attrs.frozen(eq=False, repr=False)
class LastResponse(Value):
    """The response that a result was read from: plain data, safe to keep, log and pickle.

    For example::

        session = client.sessions.retrieve("cs_test_…")
        print(session.last_response.request_id)
    """

    http_status: int
    """The HTTP status."""
    headers: Headers
    """The response's headers; names in any case."""
    attempts: int
    """How many times the request was sent."""
    idempotency_key: str | None
    """The idempotency key that the request carried; ``None`` for calls that only read."""
    api_version: str
    """The ``Stripe-Version`` that was requested."""
    stripe_account: str | None
    """The connected account that the call acted for; ``None`` for the key's own account."""
    expand: tuple[str, ...]
    """The expansions that were requested."""

    @property
    def request_id(self) -> str | None:
        """Stripe's id of the request (``req_…``), which its support asks for; ``None`` if the response had none."""
        return self.headers.get("request-id")

    @property
    def idempotent_replayed(self) -> bool:
        """Whether Stripe replayed the stored response of an earlier request with the same idempotency key."""
        return self.headers.get("idempotent-replayed") == "true"
