"""From the body and the signature of a webhook to a typed event."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, cast

from .._decoding.converter import decode
from .._decoding.mismatch import DecodeMismatchError
from .._decoding.strict_json import read_json
from ..errors import SignatureVerificationError
from ._signature import verify
from .events import SESSION_EVENTS, CheckoutEvent, Event

TOLERANCE = 300
"""Seconds that a signature may be away from now, either way, unless you say otherwise."""


def construct_event(
    payload: bytes,
    signature: str | None,
    secret: str | Sequence[str],
    *,
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> CheckoutEvent:
    """The event in a webhook, once it is certain that Stripe sent it.

    For example::

        event = construct_event(await request.body(), request.headers.get("Stripe-Signature"), secret)

    Args:
        payload: the raw body, byte for byte.
        signature: the ``Stripe-Signature`` header; ``None`` where the request has none.
        secret: the endpoint's signing secret (``whsec_…``), or several: any may match, so that one can replace another.
        tolerance: seconds that the signature may be away from now, in both directions; ``math.inf`` for any age.
        now: Unix seconds to compare with, instead of the clock's.

    Raises:
        SignatureVerificationError: not from Stripe, changed on the way, or not from about now: answer 400.
        ValueError: an argument is wrong, or what Stripe signed is no event that this can read.

    """
    try:
        verify(payload, signature, secret, tolerance=tolerance, now=time.time() if now is None else now)
        return read_event(payload)
    except (SignatureVerificationError, ValueError) as refused:
        del payload, signature, secret  # error reports show the locals of every frame
        refused.__context__ = None
        raise refused.with_traceback(None) from None


def read_event(payload: bytes) -> CheckoutEvent:
    """The event in a body that has been verified."""
    content = _decoded(payload)
    kind = content.get("type")
    if content.get("object") == "v2.core.event":
        raise ValueError(
            "this is a thin event (v2.core.event): it holds no Session. "
            "Checkout Sessions have snapshot events: create the event destination with the payload style Snapshot"
        )
    if content.get("object") != "event":
        raise ValueError('the body is signed but is no event: its "object" is not "event"')
    event_class: type[Any] = SESSION_EVENTS.get(kind, Event) if isinstance(kind, str) else Event
    try:
        event: CheckoutEvent = decode(event_class, content)
    except DecodeMismatchError as mismatch:
        problem = f"{mismatch.path} {mismatch.problem}"
    else:
        return event
    raise ValueError(
        f"the event is signed but is not as the API promises: {problem}. If its api_version is older than 2024-04-10, "
        "give the webhook endpoint a newer one"
    )


def _decoded(payload: bytes) -> dict[str, Any]:
    # The exceptions of the decoders hold the body. They end here, so that they are no context of what is raised.
    content: object = None
    try:
        content = read_json(payload.decode())
    except UnicodeDecodeError:
        problem = "no UTF-8"
    except RecursionError:
        problem = "nested too deeply"
    except ValueError:
        problem = "no JSON"
    else:
        problem = "no JSON object"
    if not isinstance(content, dict):
        raise ValueError(f"the body is signed but is {problem}: it is not from Stripe, so who else has the secret?")
    return cast("dict[str, Any]", content)
