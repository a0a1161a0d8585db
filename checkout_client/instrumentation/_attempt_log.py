"""The log: one record per attempt on the logger ``checkout_client``, without parameters, bodies or keys."""

from __future__ import annotations

import logging
from typing import Final

from .._checks import printable

logger: Final = logging.getLogger("checkout_client")


def log_attempt(
    *,
    method: str,
    path: str,
    attempt: int,
    duration: float,
    http_status: int | None,
    request_id: str | None,
    failure: str | None,
    wait: float | None,
    reason: str | None,
) -> None:
    """Log how one attempt ended: at INFO if it is repeated after ``wait`` seconds, else at DEBUG.

    ``failure`` says why there was no response, ``reason`` why the attempt is not repeated.
    """
    if request_id is not None:
        request_id = printable(request_id)
    facts: dict[str, object] = {
        "method": method,
        "path": path,
        "http_status": http_status,
        "request_id": request_id,
        "attempt": attempt,
        "duration": round(duration, 6),
        "wait": None if wait is None else round(wait, 3),
    }
    result = str(http_status) if failure is None else printable(failure)
    then = f"again in {wait:.3f} s" if wait is not None else reason
    message = "%s %s: %s, attempt %d, %.3f s, request %s; %s"
    level = logging.DEBUG if wait is None else logging.INFO
    logger.log(level, message, method, path, result, attempt, duration, request_id, then, extra=facts)
