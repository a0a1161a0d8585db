"""What the suite needs of a client that is put to the test, whoever made it."""

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
    """How a client is to be made."""

    url: str
    timeout: float
    deadline: float | None
    on_wait: Callable[[float], None]
    """Called instead of sleeping between attempts."""
    authority: str | None = None
    """A file with the certificate to trust."""


@attrs.frozen
class Reported:
    """What an error says of itself; ``None`` where it has no such field."""

    name: str
    kinds: frozenset[Kind]
    """Empty for exceptions that are none of the client's own."""
    status: int | None
    request_id: str | None
    headers: bool
    """Whether it has the response's headers."""
    attempts: int | None = None
    key: str | None = None


@attrs.frozen
class Found:
    """What a call gave."""

    ids: tuple[str, ...]
    attempts: int | None = None
    replayed: bool | None = None


Call = Callable[[Operation], Found]


class Subject(Protocol):
    """A client under test."""

    name: str
    title: str
    """Its column in the table."""
    keeps_deadlines: bool
    """Whether it has an option that bounds a whole call."""

    def open(self, settings: Settings) -> AbstractContextManager[Call]:
        """A client, closed afterwards, as one function that makes its calls."""
        ...

    def told(self, error: BaseException) -> Reported:
        """What ``error`` tells."""
        ...

    def specified(self, fault: Fault) -> Fault:
        """``fault`` with what is to come of it here, where that is documented to be something else."""
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
