"""Depth of the property tests, and Control-C for a suite that was started in the background."""

from __future__ import annotations

import gc
import signal

from hypothesis import settings

# ``--hypothesis-profile full`` for CI; ``support.depth.examples`` scales the tests that choose a number themselves.
settings.register_profile("quick", max_examples=100)
settings.register_profile("full", max_examples=400)
settings.load_profile("quick")

# A shell starts background jobs with SIGINT ignored. Some tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)


# Ten thousand collected tests would make each run of the garbage collector slow, and many tests run it.
def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()
