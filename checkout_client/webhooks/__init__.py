"""Verify webhooks, read their events as typed objects, and dispatch them to functions.

For example::

    from checkout_client.webhooks import CheckoutSessionCompleted, construct_event

    event = construct_event(request.body, request.headers.get("Stripe-Signature"), "whsec_…")
    match event:
        case CheckoutSessionCompleted() if event.session.is_paid: ...

See https://docs.stripe.com/webhooks.
"""

from __future__ import annotations

from ..errors import SignatureVerificationError
from ._construct import TOLERANCE, construct_event
from ._reading import read_event
from .event_types import OtherEventType, SessionEventType
from .events import (
    CheckoutEvent,
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionAsyncPaymentSucceeded,
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    EventData,
    EventRequest,
    SessionEvent,
    SessionEventData,
)
from .handler import EventHandler

__all__ = [
    "TOLERANCE",
    "CheckoutEvent",
    "CheckoutSessionAsyncPaymentFailed",
    "CheckoutSessionAsyncPaymentSucceeded",
    "CheckoutSessionCompleted",
    "CheckoutSessionExpired",
    "Event",
    "EventData",
    "EventHandler",
    "EventRequest",
    "OtherEventType",
    "SessionEvent",
    "SessionEventData",
    "SessionEventType",
    "SignatureVerificationError",
    "construct_event",
    "read_event",
]
