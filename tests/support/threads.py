"""The same work in many threads at the same time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

THREADS = 16
TIMEOUT = 60.0

Result = TypeVar("Result")


@contextmanager
def frequent_switches() -> Iterator[None]:
    """Have the interpreter switch threads as often as it can, so that races show."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


def at_once(work: Callable[[int], Result]) -> list[Result]:
    """Call ``work`` in all threads at the same time; return the results, raise the first exception."""
    barrier = Barrier(THREADS)

    def run(number: int) -> Result:
        barrier.wait(TIMEOUT)
        return work(number)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(run, range(THREADS), timeout=TIMEOUT))
