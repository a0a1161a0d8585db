"""Depth of the suite, and Control-C for a suite that was started in the background."""

from __future__ import annotations

import gc
import signal
from collections import defaultdict
from zlib import crc32

import pytest
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", help='run a share of the test files: "1/3", "2/3" and "3/3" are all of them together')


@pytest.hookimpl(tryfirst=True)  # before pytest deselects by marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark all but one in ``n`` rows of a test with the mark ``one_in(n)`` as ``long``; keep the share asked for."""
    rows: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("one_in") and not item.get_closest_marker("long"):
            rows[item.nodeid.partition("[")[0]].append(item)
    for same in rows.values():
        mark = same[0].get_closest_marker("one_in")
        assert mark is not None
        same.sort(key=lambda item: crc32(item.nodeid.encode()))  # a mixture of all columns, the same in every run
        for item in same[-(-len(same) // mark.args[0]) :]:
            item.add_marker("long")
    if share := config.getoption("--share"):
        number, count = map(int, share.split("/"))
        kept = {item for item in items if crc32(item.nodeid.partition("::")[0].encode()) % count == number - 1}
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]
