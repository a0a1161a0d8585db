"""What the exceptions of HTTP libraries mean. Each backend says which it raises."""

from __future__ import annotations

import re
from collections.abc import Callable
from ssl import SSLCertVerificationError
from typing import ClassVar

import attrs

from ..messages import TransportFailure


class TransportError(Exception):
    """What goes wrong around the HTTP library, whichever that is."""

    timed_out: ClassVar[bool] = False


class PoolTimeout(TransportError):
    """No connection became free in time."""

    timed_out = True


class DecodingError(TransportError):
    """A body that is not compressed as its header says."""


def _with_our_own(exceptions: tuple[type[Exception], ...]) -> tuple[type[Exception], ...]:
    return (*exceptions, TransportError)


@attrs.frozen(eq=False, repr=False)
class ErrorMap:
    """The exceptions of a backend that say that there was no complete response."""

    exceptions: tuple[type[Exception], ...] = attrs.field(converter=_with_our_own)
    """What a driver turns into an outcome. Everything else is a mistake of ours and travels on as it is."""
    _of_the_library: Callable[[Exception], TransportFailure]

    def failure(self, error: Exception) -> TransportFailure:
        """What ``error`` means. It is not kept: its request holds the API key, its frames hold more."""
        if isinstance(error, TransportError):
            return transport_failure(error, str(error), timed_out=error.timed_out)
        return self._of_the_library(error)


def transport_failure(
    error: Exception, detail: str, *, timed_out: bool, is_local_error: bool = False
) -> TransportFailure:
    """``error`` as an outcome; of ``detail`` nothing is kept from where it quotes what the server sent."""
    detail = _before_quotations(detail).rstrip(" :,\n")
    name = type(error).__name__
    words = "No answer in time" if timed_out else "No complete answer"
    return TransportFailure(
        reason=f"{words} ({name}: {detail})" if detail else f"{words} ({name})",
        timed_out=timed_out,
        retryable=not is_local_error and not _is_refused_certificate(error),
    )


# Parsers of HTTP say what they could not read: "illegal header line: bytearray(b'…')".
_QUOTATION = r"""(?:bytearray\()?\bb['"]"""


def _before_quotations(detail: str) -> str:
    return re.split(_QUOTATION, detail, maxsplit=1)[0]


def _is_refused_certificate(error: BaseException) -> bool:
    """Whether the server is not who it should be: asking again would not make it so."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


DEADLINE_PASSED = TransportFailure("No complete answer before the deadline", timed_out=True, retryable=False)
