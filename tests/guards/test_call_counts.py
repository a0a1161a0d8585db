"""How many functions a create() and the decoding of a page call: counted, because timing depends on the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
MOST = {"create": 230, "page": 9_634}
TOLERANCE = 1.05
"""More calls than this times the counts above make every call slower: find out why before you raise a count."""


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


@pytest.mark.parametrize("work", MOST)
def test_no_more_functions_are_called_than_before(work: str, counts: dict[str, int]) -> None:
    assert counts[work] <= MOST[work] * TOLERANCE
