"""What a caller may set: per request, and for the connections."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import Any, Protocol

import attrs
from typing_extensions import TypedDict

from ._values import Value


class TimeoutLike(Protocol):
    """Anything with httpx's four timeouts: :class:`Timeout`, or an ``httpx.Timeout``."""

    @property
    def connect(self) -> float | None:
        """Seconds to open a connection."""
        ...

    @property
    def read(self) -> float | None:
        """Seconds for each piece of the response."""
        ...

    @property
    def write(self) -> float | None:
        """Seconds for each piece of the request."""
        ...

    @property
    def pool(self) -> float | None:
        """Seconds to wait for a free connection."""
        ...


class LimitsLike(Protocol):
    """Anything with httpx's three limits: :class:`Limits`, or an ``httpx.Limits``."""

    @property
    def max_connections(self) -> int | None:
        """The most connections at once."""
        ...

    @property
    def max_keepalive_connections(self) -> int | None:
        """The most idle connections kept open."""
        ...

    @property
    def keepalive_expiry(self) -> float | None:
        """Seconds after which an idle connection is dropped."""
        ...


def _check_seconds(_: Any, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None:
        checked_seconds(value, f"timeout.{attribute.name}")


def checked_seconds(value: object, name: str, *, or_zero: bool = False) -> float:
    """``value`` as a positive number of seconds, or zero where that may be, or an error that calls it ``name``."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number of seconds, not {type(value).__name__}")
    try:
        seconds = float(value)
    except OverflowError:  # an int of hundreds of digits
        seconds = inf
    if not isfinite(seconds) or seconds < 0 or (seconds == 0 and not or_zero):
        least = "0 or a positive" if or_zero else "a positive"
        raise ValueError(f"{name} must be {least} number of seconds, not {seconds!r}")
    return seconds


@attrs.frozen(eq=False, repr=False)
class Timeout(Value):
    """How long each step of one attempt may take, in seconds; ``None`` waits for ever.

    ``connect`` is for opening a connection, ``read`` and ``write`` for each piece of the response and the request,
    ``pool`` for waiting until a connection is free. None of them bounds the whole call: ``deadline`` does.

    >>> Timeout(read=10)
    Timeout(connect=5.0, read=10, write=30.0, pool=5.0)
    """

    connect: float | None = attrs.field(default=5.0, validator=_check_seconds)
    read: float | None = attrs.field(default=30.0, validator=_check_seconds)
    write: float | None = attrs.field(default=30.0, validator=_check_seconds)
    pool: float | None = attrs.field(default=5.0, validator=_check_seconds)

    @classmethod
    def of(cls, value: float | TimeoutLike) -> Timeout:
        """``value`` as a Timeout; one number stands for all four steps.

        >>> Timeout.of(2.5)
        Timeout(connect=2.5, read=2.5, write=2.5, pool=2.5)
        """
        if isinstance(value, Timeout):
            return value
        if isinstance(value, (int, float)):
            return cls(value, value, value, value)
        try:
            return cls(value.connect, value.read, value.write, value.pool)
        except AttributeError:
            message = f"timeout must be a number of seconds, a Timeout or an httpx.Timeout, not {type(value).__name__}"
            raise TypeError(message) from None

    def capped(self, seconds: float | None) -> Timeout:
        """The same with no step longer than ``seconds``; unchanged where that is ``None``."""
        if seconds is None:
            return self
        steps = (self.connect, self.read, self.write, self.pool)
        return Timeout(*(seconds if step is None else min(step, seconds) for step in steps))


def _check_count(_: Any, attribute: attrs.Attribute[Any], value: int | None) -> None:
    if value is not None:
        least = 1 if attribute.name == "max_connections" else 0
        checked_count(value, f"limits.{attribute.name}", least=least)


def _check_expiry(_: Any, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None:
        checked_seconds(value, f"limits.{attribute.name}", or_zero=True)


def checked_count(value: object, name: str, *, least: int) -> int:
    """``value`` as a whole number of at least ``least``, or an error that calls it ``name``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be a whole number, not {type(value).__name__}")
    if value < least:
        shown = value if value > -(10**18) else "a number far below it"  # Python refuses to print very long ones
        raise ValueError(f"{name} must be at least {least}, not {shown}")
    return value


@attrs.frozen(eq=False, repr=False)
class Limits(Value):
    """How many connections a client keeps; the names are httpx's.

    ``max_connections`` at once (``None``: any number), ``max_keepalive_connections`` of them kept open while idle,
    each dropped after ``keepalive_expiry`` seconds without use (``None``: never). The defaults are 500, 100 and 30: a
    request stands in line only where hundreds are under way, and half of the 1,024 files that a process may usually
    have open stay free.
    """

    max_connections: int | None = attrs.field(default=500, validator=_check_count)
    max_keepalive_connections: int | None = attrs.field(default=100, validator=_check_count)
    keepalive_expiry: float | None = attrs.field(default=30.0, validator=_check_expiry)


class AppInfo(TypedDict, total=False):
    """Names the application in the ``User-Agent`` header, as Stripe asks of plug-ins."""

    name: str
    """What the application is called."""
    version: str
    """Its version."""
    url: str
    """Where to read about it."""
    partner_id: str
    """The id that Stripe gave a partner."""


class RequestOptions(TypedDict, total=False):
    """What ``options=`` takes on every method; each overrides the client's own setting for this call.

    ``None`` is the same as not given.
    """

    idempotency_key: str | None
    """The key of a POST. Made for you when absent; give your own to make a call safe to repeat from another process.
    At most 255 characters. Ignored by calls that only read."""
    stripe_account: str | None
    """The connected account to act for (``acct_…``)."""
    api_version: str | None
    """The ``Stripe-Version`` of this call."""
    timeout: float | TimeoutLike | None
    """Seconds for each step of an attempt: a number, a :class:`Timeout` or an ``httpx.Timeout``."""
    deadline: float | None
    """Seconds for the whole call: all attempts and the waits between them."""
    max_retries: int | None
    """How many times a failed attempt is repeated; 0 for never."""
    extra_headers: Mapping[str, str] | None
    """Headers to add. Those that the client itself sets are refused."""
    extra_params: Mapping[str, object] | None
    """Parameters that the types do not know yet, encoded like the others."""
    max_items: int | None
    """For lists: the most items to yield over all pages."""
    prefetch: bool | None
    """For lists: ask for the next page while you work on this one. In plain code this takes a thread for as long as you
    iterate, in an event loop a task. ``next_page`` does not do it, ``list_parallel`` always does."""


OPTION_NAMES = frozenset(RequestOptions.__annotations__)


def checked_options(options: RequestOptions | None) -> RequestOptions:
    """``options`` without what is ``None``; refused if it names something that is no option."""
    if options is None:
        return {}
    if not isinstance(options, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f"options must be a mapping, not {type(options).__name__}")
    for name in options:
        if name not in OPTION_NAMES:
            from difflib import get_close_matches  # for the one who mistyped it

            close = get_close_matches(str(name), OPTION_NAMES, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"they are {', '.join(sorted(OPTION_NAMES))}"
            raise TypeError(f"options has no {name!r}: {hint}")
    return {name: value for name, value in options.items() if value is not None}  # type: ignore[return-value]
