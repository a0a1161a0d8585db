"""The log: one record per attempt on the logger ``checkout_client``, without parameters, bodies or keys."""

from __future__ import annotations

import logging
from typing import Final

from .._transport.call import Call
from .._transport.messages import AttemptResult, TransportFailure
from .._transport.retry import GiveUp, RetryAfter

logger: Final = logging.getLogger("checkout_client")


def attempt(
    call: Call[object], outcome: AttemptResult, decision: RetryAfter | GiveUp, attempts: int, seconds: float
) -> None:
    """Record how one attempt ended: at DEBUG, or at INFO where it is repeated."""
    level = logging.INFO if isinstance(decision, RetryAfter) else logging.DEBUG
    if not logger.isEnabledFor(level):
        return
    if isinstance(outcome, TransportFailure):
        http_status, request_id, result = None, None, outcome.reason
    else:
        http_status, request_id = outcome.http_status, outcome.headers.get("request-id")
        result = str(http_status)
    facts: dict[str, object] = {
        "method": call.method,
        "path": call.path,
        "http_status": http_status,
        "request_id": request_id,
        "attempt": attempts,
        "duration": round(seconds, 6),
        "wait": round(decision.seconds, 3) if isinstance(decision, RetryAfter) else None,
    }
    after = f"again in {decision.seconds:.3f} s" if isinstance(decision, RetryAfter) else decision.reason
    message = "%s %s: %s, attempt %d, %.3f s, request %s; %s"
    logger.log(level, message, call.method, call.path, result, attempts, seconds, request_id, after, extra=facts)
