"""The API key: how it stays out of reprs, logs, errors and tracebacks."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, NoReturn, Self, cast

from ..headers import Headers

TEST_KEYS: Final = ("sk_test_", "rk_test_")
LIVE_KEYS: Final = ("sk_live_", "rk_live_")

LONGEST_ESCAPE: Final = len("&#x000000ff;")
"""The most characters that :func:`redact_text` recognizes as one."""

REDACTED: Final = "[API key]"
"""What replaces the API key wherever a server repeats it."""

_HIDDEN: Final = "[hidden]"

_KEY_TYPE_LENGTH: Final = len("sk_test_")

_HTTP_LIBRARIES: Final = frozenset({"aiohttp", "h11", "httpcore", "httpcore2", "httpx", "httpx2"})

_BACKENDS: Final = f"{__name__.rpartition('.')[0]}.backends."


class SecretStr(str):
    """A secret, as a string whose text is ``[hidden]`` whatever is done with it; ``reveal()`` returns the secret.

    Error reports show the local variables of every frame. They take the ``repr``, or slice, join, encode or serialize
    strings: none of that finds the secret, which is in a closure. Two secrets are equal if what they hide is equal.
    """

    __slots__ = ("reveal",)

    reveal: Callable[[], str]

    def __new__(cls, secret: str) -> Self:
        made = super().__new__(cls, _HIDDEN)
        made.reveal = secret.reveal if isinstance(secret, SecretStr) else lambda: secret
        return made

    def __eq__(self, other: object) -> bool:
        return self.reveal() == (other.reveal() if isinstance(other, SecretStr) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.reveal())

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret cannot be pickled")


def reveal(text: str) -> str:
    """Return ``text``, or what it hides. Use the result at once: a local variable would show it in error reports."""
    return text.reveal() if isinstance(text, SecretStr) else text


class InvalidSecret(SecretStr):
    """Stands for a secret that is not a string, for example bytes, until the error about it is raised."""

    type_name: str


def as_secret(value: object) -> SecretStr:
    """Return ``value`` in a form that no local variable shows; whoever uses the secret checks it."""
    if isinstance(value, str):
        return SecretStr(value)
    secret = InvalidSecret("")
    secret.type_name = type(value).__name__
    return secret


def redact(text: str, api_key: str) -> str:
    """Return ``text`` with the API key, in any case, replaced by ``REDACTED``."""
    if reveal(api_key).lower() not in text.lower():
        return text
    return re.sub(re.escape(reveal(api_key)), REDACTED, text, flags=re.IGNORECASE)


def redact_headers(headers: Headers, api_key: str) -> Headers:
    """Return ``headers`` without the API key, which a server may repeat in values and in names."""
    if reveal(api_key).lower() not in "\n".join((*headers, *headers.values())).lower():
        return headers
    return Headers((redact(name, api_key), redact(value, api_key)) for name, value in headers.items())


def redact_json(value: object, api_key: str) -> object:
    """Return decoded JSON without the API key, in strings and in the names of fields. The nesting must be bounded."""
    if isinstance(value, str):
        return redact(value, api_key)
    if isinstance(value, list):
        return [redact_json(item, api_key) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {redact(name, api_key): redact_json(item, api_key) for name, item in items}
    return value


def redact_text(text: str, api_key: str) -> str:
    r"""Return ``text`` of an unknown format without the API key, also if characters are escaped.

    It may be JSON that broke off (``\u0073k_…``), HTML (``&#115;k_…``) or a part of a URL (``%73k_…``).
    """
    if not any(escape in text for escape in ("\\u", "&#", "%")):
        return redact(text, api_key)
    pattern = "".join(
        rf"(?:{re.escape(character)}|\\u00{ord(character):02x}|%{ord(character):02x}"
        rf"|&\#0{{0,6}}{ord(character)};|&\#x0{{0,6}}{ord(character):x};)"
        for character in reveal(api_key)
    )
    return re.sub(pattern, REDACTED, text, flags=re.IGNORECASE)


def redact_path(path: str, api_key: str) -> str:
    """Return the path of an error without the API key, also if a step of the path, or the path, was shortened."""
    path = redact(path, api_key)
    steps = path.split("…")
    for index, step in enumerate(steps[:-1]):
        length = _beginning_at_end(step, api_key)
        if length:
            steps[index] = step[:-length] + REDACTED
    return "…".join(steps)


def _beginning_at_end(text: str, api_key: str) -> int:
    """Return the length of the longest beginning of ``api_key`` that ``text`` ends with; 0 for one of its type only."""
    lengths = range(min(len(reveal(api_key)), len(text)), _KEY_TYPE_LENGTH, -1)
    return next((length for length in lengths if text.lower().endswith(reveal(api_key)[:length].lower())), 0)


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
            pending += cast("BaseExceptionGroup[BaseException]", current).exceptions
        if _is_from_below(current.__traceback__):
            current.__traceback__ = _without_http_library(current.__traceback__)


def _is_from_below(traceback: TracebackType | None) -> bool:
    """Whether an error comes from our transport or the HTTP library: those of the caller are left alone."""
    return traceback is not None and _package(traceback) in _HTTP_LIBRARIES | {__name__.partition(".")[0]}


def _without_http_library(traceback: TracebackType | None) -> TracebackType | None:
    """Return ``traceback`` up to the HTTP library, or up to the backend that called it through a tool for tracing."""
    first, last, backend = traceback, None, None
    while traceback is not None and _package(traceback) not in _HTTP_LIBRARIES:
        last = traceback
        if traceback.tb_frame.f_globals.get("__name__", "").startswith(_BACKENDS):
            backend = traceback
        traceback = traceback.tb_next
    if traceback is not None and backend is not None:
        last = backend
    if last is None:
        return None
    last.tb_next = None
    return first


def _package(traceback: TracebackType) -> Any:
    return traceback.tb_frame.f_globals.get("__name__", "").partition(".")[0]
