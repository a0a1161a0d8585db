"""The interface of a client under test, be it this package or another one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

import attrs

from .fault import Fault, Kind, Operation

KEY = "sk_test_planted_4f9c2e71"
RETRIES = 2


@attrs.frozen
class Settings:
    """The settings of a client."""

    url: str
    timeout: float
    deadline: float | None
    on_wait: Callable[[float], None]
    """Called instead of sleeping between attempts."""
    authority: str | None = None
    """A file with the certificate to trust."""
    faulty: Callable[[], bool] = lambda: True
    """Whether the server will treat the next request in its own way. Only then is ``timeout`` meant to pass."""


@attrs.frozen
class Reported:
    """The attributes of an error; ``None`` where it has no such attribute."""

    name: str
    kinds: frozenset[Kind]
    """Empty for exceptions of other libraries."""
    status: int | None
    request_id: str | None
    headers: bool
    """Whether the error has the headers of the response."""
    attempts: int | None = None
    key: str | None = None


@attrs.frozen
class Found:
    """The result of a call."""

    ids: tuple[str, ...]
    attempts: int | None = None
    replayed: bool | None = None


Call = Callable[[Operation], Found]


class ClientUnderTest(Protocol):
    """A client under test."""

    name: str
    title: str
    """Its column in the table."""
    keeps_deadlines: bool
    """Whether it has an option that bounds a whole call."""

    def open(self, settings: Settings) -> AbstractContextManager[Call]:
        """Open a client and yield a function that makes its calls."""
        ...

    def reported(self, error: BaseException) -> Reported:
        """Return the attributes of ``error``."""
        ...

    def specified(self, fault: Fault) -> Fault:
        """Return ``fault`` with the effect that is documented for this client."""
        ...


def full_name(error: BaseException) -> str:
    return f"{type(error).__module__.partition('.')[0]}.{type(error).__name__}".removeprefix("builtins.")


def ids(items: Any) -> tuple[str, ...]:
    return tuple(str(item.id) for item in items)


RETRIEVED = "cs_test_asked_for"
PARAMETERS: dict[str, Any] = {
    "mode": "payment",
    "success_url": "https://example.com/ok",
    "line_items": [{"price": "price_1", "quantity": 2}],
}
