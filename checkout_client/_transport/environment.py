"""The clocks, random numbers and keys that a client uses. They are passed in, so that tests can pass others."""

from __future__ import annotations

import time
from collections.abc import Callable
from os import urandom
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ..instrumentation import Hook


def new_idempotency_key() -> str:
    """Return a random UUID (version 4), made here because the module ``uuid`` is slow to load."""
    number = int.from_bytes(urandom(16))
    number = number & ~(0xF << 76) | (0x4 << 76)  # the version
    number = number & ~(0b11 << 62) | (0b10 << 62)  # the variant
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def random_fraction() -> float:
    """Return a random number from 0 up to 1. Forked processes get different ones, unlike from ``random``."""
    return int.from_bytes(urandom(6)) / 2**48


class ProcessHooks:
    """The hooks of all clients. They are here because nearly every program runs without ``instrumentation``."""

    __slots__ = ("console", "given")

    def __init__(self) -> None:
        self.given: tuple[Hook, ...] | None = None
        """Those of ``instrumentation.set_hooks``, replaced as a whole; ``None`` for the default ones."""
        self.console: Hook | None = None
        """What ``STRIPE_LOG`` asks for."""


process_hooks = ProcessHooks()


@attrs.frozen(eq=False, repr=False)
class Environment:
    """The clocks, the randomness and the keys of a client."""

    monotonic: Callable[[], float] = time.monotonic
    """Returns seconds that only go forward, for deadlines."""
    wall_clock: Callable[[], float] = time.time
    """Returns seconds since 1970, for a ``Retry-After`` that is a date."""
    random: Callable[[], float] = random_fraction
    """Returns a number from 0 to 1, for the jitter of waits."""
    new_idempotency_key: Callable[[], str] = new_idempotency_key
    """Returns a new idempotency key."""
