"""The benchmarks, which CI does not run, can be imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_every_module_of_the_benchmarks_can_be_imported() -> None:
    modules = sorted(f"speed.{path.stem}" for path in (BENCHMARKS / "speed").glob("[!_]*.py"))
    assert "speed.sync_create" in modules

    done = subprocess.run(
        [sys.executable, "-c", f"import run, {', '.join(modules)}"],
        cwd=BENCHMARKS,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
