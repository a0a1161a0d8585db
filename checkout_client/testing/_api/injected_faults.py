"""Faults that a test has requested, and which one applies to a request."""

from __future__ import annotations

from collections import deque

import attrs

from .._shop.error_responses import StripeErrorResponse
from .api_messages import ConnectionFault, Operation


@attrs.frozen
class InjectedFault:
    """A fault that applies to one request."""

    on: Operation | None
    """The call that it applies to; ``None`` for any request."""
    before: StripeErrorResponse | ConnectionFault | None = None
    """Replaces the response before the request is processed."""
    after: ConnectionFault | None = None
    """Replaces the response after the request was processed."""
    seconds: float = 0.0
    """How long the response takes."""


def next_fault(faults: deque[InjectedFault], operation: Operation | None) -> InjectedFault | None:
    """Remove and return the first fault that applies to ``operation``; ``None`` if there is none."""
    for fault in faults:
        if fault.on in (None, operation):
            faults.remove(fault)
            return fault
    return None
