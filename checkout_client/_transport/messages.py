"""The plain values that pass between the flow and the drivers. Nothing here depends on an HTTP library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from .._values import Value
from ..headers import Headers
from ..timeouts import Timeout
from .auth import reveal

DEFAULT_MAX_RESPONSE_BYTES = 16 * 2**20
"""The default limit for the body of a response: 16 MiB."""


@attrs.frozen(eq=False, repr=False)
class Request(Value):
    """An HTTP request that can be sent any number of times."""

    method: Literal["GET", "POST"]
    url: str = attrs.field(repr=False)  # a query may contain an email address
    headers: Headers
    content: bytes = attrs.field(repr=False)

    def sent_headers(self) -> list[tuple[str, str]]:
        """Return the headers as they are sent, with the API key. Keep the result out of local variables."""
        return [(name, reveal(value)) for name, value in self.headers.items()]


@attrs.frozen(eq=False, repr=False)
class Send(Value):
    """The flow asks for one attempt."""

    request: Request
    timeout: Timeout
    time_left: float | None
    """Seconds until the deadline of the whole call; ``None`` without a deadline."""
    attempt: int = 1
    """Which attempt this is, counted from 1."""
    max_attempts: int = 1
    """How many attempts the call may make."""
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    """The limit for the response's body, before and after decompression."""

    def describe(self) -> str:
        """Return what is happening during this step."""
        return f"attempt {self.attempt} of {self.max_attempts}, waiting for the response"


@attrs.frozen(eq=False, repr=False)
class Sleep(Value):
    """The flow asks to wait."""

    seconds: float
    attempt: int = attrs.field(default=1, repr=False)
    """The attempt that comes after the wait."""
    max_attempts: int = attrs.field(default=1, repr=False)
    """How many attempts the call may make."""

    def describe(self) -> str:
        """Return what is happening during this step."""
        return f"waiting {self.seconds:.3f} s before attempt {self.attempt} of {self.max_attempts}"

    def interrupted(self) -> None:
        """Do what is necessary if the wait is canceled. A driver calls it, so that no generator does when it ends."""


@attrs.frozen(eq=False, repr=False)
class Response(Value):
    """A complete HTTP response with a decompressed body."""

    http_status: int
    headers: Headers = attrs.field(repr=False)  # a server may repeat in them what it received
    content: bytes = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class TransportFailure(Value):
    """An attempt that ended without a complete response."""

    reason: str
    """What happened, in words that contain no URL, header or body."""
    timed_out: bool = False
    retryable: bool = True
    """False if the request itself is at fault, so that sending it again cannot help."""
    kind: str = "unknown"
    """Which step failed: see :data:`checkout_client.errors.ConnectionErrorKind`."""


AttemptResult = Response | TransportFailure


def headers_from_bytes(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return a response's headers, which HTTP libraries give as bytes: Latin-1 decodes any bytes."""
    return Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
