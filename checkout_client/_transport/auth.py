"""The API key: how it stays out of reprs, logs, errors and tracebacks."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Final, SupportsIndex

from ..headers import Headers

REDACTED: Final = "[API key]"
"""What replaces the API key wherever a server repeats it."""

_HIDDEN: Final = "[hidden]"

_HTTP_LIBRARIES: Final = frozenset({"aiohttp", "h11", "httpcore", "httpcore2", "httpx", "httpx2"})


class SecretStr(str):
    """A string that hides its value from whatever shows it: ``repr``, f-strings, slices. ``str()`` returns the value.

    Error reports show the local variables of every frame, and many shorten long strings by slicing them first.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{_HIDDEN}'"

    def __format__(self, format_spec: str) -> str:
        return _HIDDEN

    def __getitem__(self, key: SupportsIndex | slice) -> SecretStr:
        return SecretStr(super().__getitem__(key))


class InvalidSecret:
    """Stands for a secret that is not a string, for example bytes, until the error about it is raised."""

    def __init__(self, value: object) -> None:
        self.type_name: str = type(value).__name__


def as_secret(value: object) -> SecretStr | InvalidSecret:
    """Return ``value`` so that no local variable shows it; :func:`~.request_headers.checked_api_key` checks it later."""
    return SecretStr(value) if isinstance(value, str) else InvalidSecret(value)


def redact(text: str, api_key: str) -> str:
    """Return ``text`` with the API key replaced by ``REDACTED``, also in lower case, as in names of headers."""
    text = text.replace(api_key, REDACTED)
    lowered = api_key.lower()
    return text.replace(lowered, REDACTED) if lowered in text else text


def redact_headers(headers: Headers, api_key: str) -> Headers:
    """Return ``headers`` without the API key, which a server may repeat in values and in names."""
    lowered = api_key.lower()
    if not any(api_key in value or lowered in value or lowered in name for name, value in headers.items()):
        return headers
    return Headers((redact(name, api_key), redact(value, api_key)) for name, value in headers.items())


def cut_http_library_frames(error: BaseException) -> None:
    """Cut the HTTP library's frames from the traceback of ``error``, and of the errors that led to it.

    Their locals hold the headers as bytes, the API key among them. Our own frames, above them, stay.
    """
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        pending += [current.__cause__, current.__context__]
        if isinstance(current, BaseExceptionGroup):
            pending += current.exceptions
        if _is_from_below(current.__traceback__):
            current.__traceback__ = _without_http_library(current.__traceback__)


def _is_from_below(traceback: TracebackType | None) -> bool:
    """Whether an error comes from our transport or the HTTP library: those of the caller are left alone."""
    return traceback is not None and _package(traceback) in _HTTP_LIBRARIES | {__name__.partition(".")[0]}


def _without_http_library(traceback: TracebackType | None) -> TracebackType | None:
    first, last = traceback, None
    while traceback is not None and _package(traceback) not in _HTTP_LIBRARIES:
        last, traceback = traceback, traceback.tb_next
    if last is None:
        return None
    last.tb_next = None
    return first


def _package(traceback: TracebackType) -> Any:
    return traceback.tb_frame.f_globals.get("__name__", "").partition(".")[0]
