"""Sixteen threads use something for the first time, at the same time: it is made once, or alike for all."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support.depth import thinned

from threads.first_use import USES


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", thinned((name, name) for name in USES))
def test_first_use_from_sixteen_threads(name: str, request: pytest.FixtureRequest) -> None:
    command = [sys.executable, "-X", "faulthandler", "-W", "error", "-m", "threads.first_use", name]
    done = subprocess.run(
        command, cwd=request.path.parents[1], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.stderr == ""
    assert done.stdout == f"{name} from 16 threads\n"
