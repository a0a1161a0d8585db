"""What the core needs of the world beside the network: passed in, so that tests can pass something else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from uuid import uuid4

import attrs


def new_idempotency_key() -> str:
    """A key that no other call has."""
    return str(uuid4())


@attrs.frozen
class Effects:
    """The clocks, the randomness and the keys of a client."""

    monotonic: Callable[[], float] = time.monotonic
    """Seconds that only go forward: for deadlines."""
    wall_clock: Callable[[], float] = time.time
    """Seconds since 1970: for a ``Retry-After`` that is a date."""
    random: Callable[[], float] = random.random
    """A number from 0 to 1: spreads the waits of many clients."""
    new_idempotency_key: Callable[[], str] = new_idempotency_key
