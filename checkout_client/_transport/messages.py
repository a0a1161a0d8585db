"""The plain values that pass between the flow and the drivers. Nothing here knows an HTTP library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from .._values import Value
from ..last_response import Headers
from ..options import Timeout


@attrs.frozen(eq=False, repr=False)
class Request(Value):
    """An HTTP request, ready to be sent any number of times."""

    method: Literal["GET", "POST"]
    url: str = attrs.field(repr=False)  # a query may hold an e-mail address
    headers: Headers
    content: bytes = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class Send(Value):
    """The flow asks for one attempt."""

    request: Request
    timeout: Timeout
    time_left: float | None
    """Seconds that remain of the whole call; ``None`` without a deadline."""


@attrs.frozen(eq=False, repr=False)
class Sleep(Value):
    """The flow asks to wait."""

    seconds: float


@attrs.frozen(eq=False, repr=False)
class Response(Value):
    """A complete HTTP response, its body already decompressed."""

    http_status: int
    headers: Headers = attrs.field(repr=False)  # a server may repeat in them what it was sent
    content: bytes = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class TransportFailure(Value):
    """An attempt that ended without a complete response."""

    reason: str
    """What happened, in words that hold no URL, header or body."""
    timed_out: bool = False
    retryable: bool = True
    """False where the request itself is at fault: sending it again cannot help."""
    kind: str = "unknown"
    """Which step failed: see :data:`checkout_client.errors.ConnectionErrorKind`."""


AttemptResult = Response | TransportFailure


def headers_from_bytes(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """A response's headers, as HTTP libraries give them: any bytes are text in Latin-1."""
    return Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
