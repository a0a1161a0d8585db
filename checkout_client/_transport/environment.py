"""What the core needs of the world beside the network: passed in, so that tests can pass something else."""

from __future__ import annotations

import time
from collections.abc import Callable
from os import urandom
from uuid import uuid4

import attrs


def new_idempotency_key() -> str:
    """A key that no other call has."""
    return str(uuid4())


def random_fraction() -> float:
    """A number from 0 up to 1, the same in no two processes; the module ``random`` is slow to load."""
    return int.from_bytes(urandom(6)) / 2**48


@attrs.frozen(eq=False, repr=False)
class Environment:
    """The clocks, the randomness and the keys of a client."""

    monotonic: Callable[[], float] = time.monotonic
    """Seconds that only go forward: for deadlines."""
    wall_clock: Callable[[], float] = time.time
    """Seconds since 1970: for a ``Retry-After`` that is a date."""
    random: Callable[[], float] = random_fraction
    """A number from 0 to 1: spreads the waits of many clients."""
    new_idempotency_key: Callable[[], str] = new_idempotency_key
