"""What the exceptions of HTTP libraries mean. Each backend has an :class:`ErrorMap`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from socket import gaierror
from ssl import SSLCertVerificationError, SSLError
from types import CodeType
from typing import Any, ClassVar, Final

from ..messages import TransportFailure


class TransportError(Exception):
    """A failure that this package finds itself, with any HTTP library."""

    kind: ClassVar[str]
    """The ``kind`` of the :class:`TransportFailure`."""
    timed_out: ClassVar[bool] = False
    retryable: ClassVar[bool] = True


class PoolTimeout(TransportError):  # noqa: N818 - the name in every HTTP library
    """No connection became free in time."""

    kind = "pool"
    timed_out = True


class DeadlineExceeded(TransportError):  # noqa: N818 - the field's name
    """The deadline of the whole call passed."""

    kind = "deadline"
    timed_out = True
    retryable = False


class DecodingError(TransportError):
    """A body that is not compressed as its header says."""

    kind = "decode"


class NameResolutionTimeout(TransportError):  # noqa: N818 - like the other timeouts
    """The host's name was not resolved in time."""

    kind = "dns"
    timed_out = True


MAX_INTERIM_RESPONSES: Final = 100
"""The limit for interim responses (1xx) before a response.

HTTP libraries have none, and each interim response starts the read timeout anew: a server could keep a call going for
ever.
"""


class TooManyInterimResponses(TransportError):  # noqa: N818 - like the other limits
    """More interim responses than any server needs."""

    kind = "protocol"

    def __init__(self) -> None:
        super().__init__(f"the server sent more than {MAX_INTERIM_RESPONSES} interim responses (1xx)")


class ResponseTooLarge(TransportError):  # noqa: N818 - the field's name
    """A body beyond the limit of the client."""

    kind = "decode"
    retryable = False


class ErrorMap:
    """The exceptions of a backend that mean that there was no complete response."""

    def __init__(
        self, exceptions: tuple[type[Exception], ...], library_failure: Callable[[Exception], TransportFailure]
    ) -> None:
        self._exceptions = (*exceptions, TransportError)
        self._library_failure = library_failure

    @property
    def exceptions(self) -> tuple[type[Exception], ...]:
        """What a driver turns into a :class:`TransportFailure`. Any other exception is a bug and is raised as it is."""
        return self._exceptions

    def failure(self, error: Exception) -> TransportFailure:
        """Return what ``error`` means, without ``error``: its request holds the API key, its frames hold more.

        An exception that a signal handler raised while the HTTP library was at work is raised again: a job limit by
        ``signal.alarm`` is not a network failure, even if it is a ``TimeoutError``.
        """
        reraise_from_signal_handler(error)
        if isinstance(error, DeadlineExceeded):
            return DEADLINE_PASSED
        if isinstance(error, TransportError):
            return transport_failure(
                error, str(error), error.kind, timed_out=error.timed_out, is_local_error=not error.retryable
            )
        return self._library_failure(error)


def transport_failure(
    error: Exception, detail: str, kind: str, *, timed_out: bool, is_local_error: bool = False
) -> TransportFailure:
    """Return the failure for ``error``; ``detail`` is cut where it begins to quote what the server sent."""
    if not detail:  # trio's exceptions say nothing about TLS themselves
        detail = next((str(cause) for cause in _causes(error) if isinstance(cause, SSLError)), "")
    if kind == "proxy":
        detail = _PROXY_STATUS.sub(r"the proxy responded with HTTP status \1", detail)
    detail = _before_quotations(detail).rstrip(" :,\n")
    name = type(error).__name__
    words = "No response in time" if timed_out else "No complete response"
    return TransportFailure(
        reason=f"{words} ({name}: {detail})" if detail else f"{words} ({name})",
        timed_out=timed_out,
        retryable=not is_local_error and not _is_rejected_certificate(error),
        kind=kind,
    )


_PROXY_STATUS = re.compile(r"\A([0-9]{3})\b.*", re.DOTALL)
"""httpcore's message about a proxy that refused: the status and a reason phrase, which may be anything."""

# HTTP parsers quote what they could not read: "illegal header line: bytearray(b'…')".
_QUOTATION = r"""(?:bytearray\()?\bb['"]"""


def _before_quotations(detail: str) -> str:
    return re.split(_QUOTATION, detail, maxsplit=1)[0]


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:  # respx raises exceptions whose chain is a circle
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def reraise_from_signal_handler(error: BaseException) -> None:
    """If ``error`` hides an exception that a signal handler raised, raise that one instead."""
    for cause in _causes(error):
        if isinstance(cause, OSError) and _was_raised_by_signal_handler(cause):
            try:
                raise cause
            finally:
                cause.__context__ = None  # not the HTTP library's error, whose request holds the API key


def _was_raised_by_signal_handler(error: BaseException) -> bool:
    """Return whether a frame in the traceback is a signal handler's.

    That is one of the installed handlers, or a function that got the interrupted frame as an argument: a handler may
    delete its argument, or install another handler before it raises.
    """
    handlers = _signal_handlers()
    step = error.__traceback__
    while step is not None:
        caller = step.tb_frame.f_back
        if step.tb_frame.f_code in handlers:
            return True
        if caller is not None and any(
            value is caller or (type(value) is tuple and any(item is caller for item in value))
            for value in step.tb_frame.f_locals.values()
        ):
            return True
        step = step.tb_next
    return False


def _signal_handlers() -> set[CodeType]:
    """Return the code of all signal handlers that are functions, methods or callable objects of Python."""
    import signal  # only after a failure

    found: set[CodeType] = set()
    for number in signal.valid_signals():
        handler: Any = signal.getsignal(number)
        while isinstance(handler, partial):
            handler = handler.func
        if callable(handler):
            for function in (handler, type(handler).__call__):
                code = getattr(function, "__code__", None)
                if isinstance(code, CodeType):
                    found.add(code)
    return found


def _is_rejected_certificate(error: BaseException) -> bool:
    """Return whether the server could not prove who it is: a retry would not change that."""
    return any(isinstance(cause, SSLCertVerificationError) for cause in _causes(error))


_KINDS_BY_NAME = {
    "ConnectTimeout": "connect",
    "ConnectError": "connect",
    "ReadTimeout": "read",
    "ReadError": "read",
    "WriteTimeout": "write",
    "WriteError": "write",
    "CloseError": "read",
    "PoolTimeout": "pool",
    "ProxyError": "proxy",
    "ProtocolError": "protocol",
    "UnsupportedProtocol": "protocol",
    "DecodingError": "decode",
}


def has_name(error: Exception, *names: str) -> bool:
    """Return whether the class of ``error``, or one that it is derived from, has one of these names."""
    return any(each.__name__ in names for each in type(error).__mro__)


def kind_by_name(error: Exception) -> str:
    """Return the kind of an exception of httpcore, httpx or httpx2, which use the same names."""
    kind = next((_KINDS_BY_NAME[c.__name__] for c in type(error).__mro__ if c.__name__ in _KINDS_BY_NAME), "unknown")
    if kind == "connect":
        for cause in _causes(error):
            if isinstance(cause, SSLError):
                return "tls"
            if isinstance(cause, gaierror):
                return "dns"
    return kind


DEADLINE_PASSED = TransportFailure(
    "No complete response before the deadline", timed_out=True, retryable=False, kind="deadline"
)
