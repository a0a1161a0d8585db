"""How long the steps of an attempt may take, and how many connections a client keeps."""

from __future__ import annotations

from typing import Any, Protocol

import attrs

from ._checks import checked_count, checked_seconds
from ._values import Value


class TimeoutLike(Protocol):
    """Anything with httpx's four timeouts: a :class:`Timeout` or an ``httpx.Timeout``."""

    @property
    def connect(self) -> float | None:
        """Seconds to open a connection."""
        ...

    @property
    def read(self) -> float | None:
        """Seconds to wait for each chunk of the response."""
        ...

    @property
    def write(self) -> float | None:
        """Seconds to wait while sending each chunk of the request."""
        ...

    @property
    def pool(self) -> float | None:
        """Seconds to wait for a free connection."""
        ...


class LimitsLike(Protocol):
    """Anything with httpx's three limits: a :class:`Limits` or an ``httpx.Limits``."""

    @property
    def max_connections(self) -> int | None:
        """The maximum number of connections."""
        ...

    @property
    def max_keepalive_connections(self) -> int | None:
        """The maximum number of idle connections that are kept open."""
        ...

    @property
    def keepalive_expiry(self) -> float | None:
        """Seconds after which an idle connection is closed."""
        ...


def _check_timeout(_: Any, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None:
        checked_seconds(value, f"timeout.{attribute.name}")


@attrs.frozen(eq=False, repr=False)
class Timeout(Value):
    """How long each step of an attempt may take, in seconds; ``None`` waits forever.

    ``connect`` bounds opening a connection, ``read`` and ``write`` each chunk of the response and the request, and
    ``pool`` the wait for a free connection. None of them bounds the whole call: use ``deadline`` for that.

    >>> Timeout(read=10)
    Timeout(connect=5.0, read=10, write=30.0, pool=5.0)
    """

    connect: float | None = attrs.field(default=5.0, validator=_check_timeout)
    read: float | None = attrs.field(default=30.0, validator=_check_timeout)
    write: float | None = attrs.field(default=30.0, validator=_check_timeout)
    pool: float | None = attrs.field(default=5.0, validator=_check_timeout)

    @classmethod
    def of(cls, value: float | TimeoutLike) -> Timeout:
        """Return ``value`` as a Timeout; a single number applies to all four steps.

        Raises ``TypeError`` or ``ValueError`` if it is neither a number of seconds nor a timeout.

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
        """Return a copy in which no step may take longer than ``seconds``; ``None`` changes nothing."""
        if seconds is None:
            return self
        steps = (self.connect, self.read, self.write, self.pool)
        return Timeout(*(seconds if step is None else min(step, seconds) for step in steps))


def _check_limit(_: Any, attribute: attrs.Attribute[Any], value: int | None) -> None:
    if value is not None:
        least = 1 if attribute.name == "max_connections" else 0
        checked_count(value, f"limits.{attribute.name}", least=least)


def _check_expiry(_: Any, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None:
        checked_seconds(value, f"limits.{attribute.name}", or_zero=True)


@attrs.frozen(eq=False, repr=False)
class Limits(Value):
    """How many connections a client keeps; the names are httpx's.

    ``max_connections`` is the maximum at any time (``None``: no limit). Of these, ``max_keepalive_connections`` stay
    open while idle, each for ``keepalive_expiry`` seconds (``None``: forever). The defaults are 500, 100 and 30: a
    request waits for a connection only while hundreds are in progress, and half of the 1,024 files that a process may
    usually open remain free.

    >>> Limits(max_connections=50)
    Limits(max_connections=50, max_keepalive_connections=100, keepalive_expiry=30.0)
    """

    max_connections: int | None = attrs.field(default=500, validator=_check_limit)
    max_keepalive_connections: int | None = attrs.field(default=100, validator=_check_limit)
    keepalive_expiry: float | None = attrs.field(default=30.0, validator=_check_expiry)
