"""How many functions a create() and the decoding of a page call: counted, because timing depends on the machine.

A failure says that each call does more than before: find out why. If that cannot be helped, or if there is less to do,
record the new counts with ``PYTHONPATH=.:tests:benchmarks python tests/guards/call_counts.py --update``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
RECORDED: dict[str, dict[str, int]] = json.loads((TESTS / "guards" / "call_counts.json").read_text(encoding="utf-8"))
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
TOLERANCE = 0.05


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    """The counts in a new process: the shapes that other tests read would change them."""
    paths = [str(TESTS), str(TESTS.parent / "benchmarks"), *filter(None, [os.environ.get("PYTHONPATH")])]
    run = subprocess.run(
        [sys.executable, str(TESTS / "guards" / "call_counts.py")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=True,
    )
    counted: dict[str, int] = json.loads(run.stdout)
    return counted


@pytest.mark.parametrize("work", ["create", "async create", "page"])
def test_about_as_many_functions_are_called_as_recorded(work: str, counts: dict[str, int]) -> None:
    recorded = RECORDED.get(VERSION)
    if recorded is None:  # a version that is not recorded may count differently, but not much more
        assert counts[work] <= max(known[work] for known in RECORDED.values()) * (1 + TOLERANCE)
    else:
        assert counts[work] == pytest.approx(recorded[work], rel=TOLERANCE)
