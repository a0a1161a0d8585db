"""Verify a webhook and return its event."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ._reading import read_signed_event
from ._secret import SigningSecret, WebhookRequest
from ._signature import verify
from .events import CheckoutEvent

TOLERANCE = 300
"""The default ``tolerance``: how many seconds a signature may be older or newer than now."""


def construct_event(
    payload: bytes,
    signature: str | None,
    secret: str | Sequence[str],
    *,
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> CheckoutEvent:
    """Verify that Stripe sent a webhook, and return its event.

    For example::

        event = construct_event(await request.body(), request.headers.get("Stripe-Signature"), secret)

    See https://docs.stripe.com/webhooks. For events without a signature, from a channel that you trust, see
    ``read_event``.

    Args:
        payload: the raw body, byte for byte.
        signature: the ``Stripe-Signature`` header; ``None`` if the request has none, which is an error.
        secret: the endpoint's signing secret (``whsec_…``). With a list of secrets any may match, so that you can
            replace one without losing webhooks.
        tolerance: how many seconds the signature may be older or newer than now; ``math.inf`` accepts any age.
        now: the time to compare with, in Unix seconds; the system's clock by default.

    Raises:
        SignatureVerificationError: the webhook is not from Stripe, was changed on the way, or is too old. Answer 400.
        ValueError: an argument is wrong, or the signed body is not an event that can be read.
        TypeError: ``tolerance`` or ``now`` is not a number.

    """
    request, signing_secret = WebhookRequest(payload, signature), SigningSecret(secret)
    del payload, signature, secret  # error reports show the local variables of every frame
    return construct(request, signing_secret, tolerance=tolerance, now=time.time() if now is None else now)


def construct(request: WebhookRequest, secret: SigningSecret, *, tolerance: float, now: float) -> CheckoutEvent:
    """Do the same as ``construct_event``, with arguments that error reports do not show."""
    return read_signed_event(verify(request, secret, tolerance=tolerance, now=now))
