"""One line for each request, in the log ``checkout_client.testing``."""

from __future__ import annotations

import logging
from typing import Final

from .._api.api_messages import RecordedRequest

logger: Final = logging.getLogger("checkout_client.testing")


def log_request(request: RecordedRequest) -> None:
    """Log a request. Nothing of it can break the line or control the terminal."""
    if not logger.isEnabledFor(logging.INFO):
        return
    parts = [
        request.method,
        request.path,
        str(request.http_status or "no response"),
        f"{request.duration * 1000:.0f} ms",
    ]
    if request.object_id is not None and request.object_id not in request.path:
        parts.append(request.object_id)
    if request.idempotency_key is not None:
        parts.append(f"key {request.idempotency_key}")
    if request.idempotent_replayed:
        parts.append("replayed")
    if request.error is not None:
        parts.append(f"- {request.error}")
    logger.info("%s", printable(" ".join(parts)))


def printable(text: str) -> str:
    """Return ``text`` with escape sequences in place of the characters that are not printable."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
