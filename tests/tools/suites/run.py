"""Run a suite in this process, and return what it found."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CONFIG = HERE / "pytest.ini"  # without the settings of this project's own tests


def results(suite: str, *arguments: str) -> dict[str, int]:
    """Run the tests of a suite, which must pass, and return its ``FOUND``."""
    with redirect_stdout(sys.stderr):
        options = ["-q", "-p", "no:cacheprovider", "--noconftest", "--import-mode=importlib", "-c", str(CONFIG)]
        code = pytest.main([str(HERE / f"{suite}.py"), *options, *arguments])
    assert code == 0, f"pytest ended with {code}"
    (found,) = [module.FOUND for name, module in sys.modules.items() if name.endswith(suite)]
    results: dict[str, int] = found
    return results
