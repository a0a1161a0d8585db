"""Webhook events, and how Stripe signs them."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Mapping
from copy import deepcopy
from hashlib import sha256
from typing import Any, Literal

import attrs

from ...version import API_VERSION

EventType = Literal[
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
]

WEBHOOK_SECRET = "whsec_fake"  # noqa: S105 - of a fake
"""The default secret that a fake signs with."""


@attrs.frozen
class FakeEvent:
    """An event that Stripe would send: read ``type`` and ``session``, deliver ``payload``."""

    id: str
    """``evt_…``."""
    type: EventType
    """What happened."""
    created: int
    """When, in Unix seconds of the fake's clock."""
    session: dict[str, Any] = attrs.field(repr=False)
    """The Session at that time, as JSON."""
    account: str | None
    """The connected account, if any."""
    livemode: bool
    """Whether the Session is in live mode."""
    request_id: str | None
    """The id of the request that caused the event; ``None`` if the customer or the clock caused it."""
    idempotency_key: str | None
    """The idempotency key of that request."""

    def to_dict(self) -> dict[str, Any]:
        """Return the whole event as the API shows it."""
        whole: dict[str, Any] = {
            "id": self.id,
            "object": "event",
            "api_version": API_VERSION,
            "created": self.created,
            "data": {"object": deepcopy(self.session)},
            "livemode": self.livemode,
            "pending_webhooks": 1,
            "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
            "type": self.type,
        }
        return whole if self.account is None else {**whole, "account": self.account}

    @property
    def payload(self) -> bytes:
        """The body of the webhook."""
        return json.dumps(self.to_dict(), indent=2).encode()


def sign_webhook(
    payload: bytes | str | Mapping[str, Any], secret: str = WEBHOOK_SECRET, *, timestamp: float | None = None
) -> str:
    """Return the ``Stripe-Signature`` header for ``payload``.

    ``payload`` is the exact body; a mapping is encoded with ``json.dumps``. ``timestamp``, in Unix seconds, is the
    current time unless given. Pass an old one to test how your code treats a late webhook.

    >>> sign_webhook(b"{}", "whsec_123", timestamp=1_700_000_000)
    't=1700000000,v1=785038be6ffb46af42909c432d40d870822ec1bdb1b63975c583385efd3d8155'
    """
    if isinstance(payload, Mapping):
        payload = json.dumps(payload)
    body = payload.encode() if isinstance(payload, str) else payload
    seconds = int(time.time() if timestamp is None else timestamp)
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={digest}"
