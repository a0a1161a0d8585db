"""What the exceptions of HTTP libraries mean. Each backend says which it raises."""

from __future__ import annotations

import re
from collections.abc import Callable
from ssl import SSLCertVerificationError

import attrs

from .messages import TransportFailure


@attrs.frozen
class Failures:
    """The exceptions of a backend that say that there was no complete response."""

    kinds: tuple[type[Exception], ...]
    """What a driver turns into an outcome. Everything else is a mistake of ours and travels on as it is."""
    outcome: Callable[[Exception], TransportFailure]
    """What one of them means. It is not kept: its request holds the API key, its frames hold more."""


def transport_failure(error: Exception, detail: str, *, timed_out: bool, own_fault: bool = False) -> TransportFailure:
    """``error`` as an outcome; of ``detail`` nothing is kept from where it quotes what the server sent."""
    detail = _before_quotations(detail).rstrip(" :,\n")
    name = type(error).__name__
    words = "No answer in time" if timed_out else "No complete answer"
    return TransportFailure(
        reason=f"{words} ({name}: {detail})" if detail else f"{words} ({name})",
        timed_out=timed_out,
        retryable=not own_fault and not _is_refused_certificate(error),
    )


def _before_quotations(detail: str) -> str:
    return _quotation.split(detail, maxsplit=1)[0]


# Parsers of HTTP say what they could not read: "illegal header line: bytearray(b'…')".
_quotation = re.compile(r"""(?:bytearray\()?\bb['"]""")


def _is_refused_certificate(error: BaseException) -> bool:
    """Whether the server is not who it should be: asking again would not make it so."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


DEADLINE_PASSED = TransportFailure("No complete answer before the deadline", timed_out=True, retryable=False)
