"""Faults that a test has requested, and which one applies to a request."""

from __future__ import annotations

from collections import deque
from typing import Any

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

    def to_dict(self) -> dict[str, Any]:
        """Return the fault as JSON: which requests it applies to, and what happens to them."""
        error = self.before if isinstance(self.before, StripeErrorResponse) else None
        broken = self.before if isinstance(self.before, ConnectionFault) else self.after
        return {
            "on": self.on,
            "status": None if error is None else error.http_status,
            "message": None if error is None else error.message,
            "connection": None if broken is None else broken.kind,
            "processed": self.before is None,
            "seconds": self.seconds,
        }


def next_fault(faults: deque[InjectedFault], operation: Operation | None) -> InjectedFault | None:
    """Remove and return the first fault that applies to ``operation``; ``None`` if there is none."""
    for fault in faults:
        if fault.on in (None, operation):
            faults.remove(fault)
            return fault
    return None
