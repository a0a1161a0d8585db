"""Run a suite in this process, and return what it found."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def results(suite: str, *arguments: str) -> dict[str, int]:
    """Run the tests of a suite, which must pass, and return its ``FOUND``."""
    with redirect_stdout(sys.stderr):
        code = pytest.main(
            [str(HERE / f"{suite}.py"), "-p", "no:cacheprovider", "-q", "--noconftest", "-c", str(HERE / "pytest.ini")]
            + ["--import-mode=importlib", *arguments]
        )
    assert code == 0, f"pytest ended with {code}"
    (found,) = [module.FOUND for name, module in sys.modules.items() if name.endswith(suite)]
    results: dict[str, int] = found
    return results
