"""Which tests reach which line of the package: a mutant needs to be tested with those alone.

This module is a pytest plugin, too: it tells coverage which test runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import coverage
import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Have coverage note the test function with each line."""
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.switch_context(item.nodeid.partition("[")[0])
    return (yield)


def measure(tree: Path, package: str, folders: Sequence[str], data: Path) -> None:
    """Run the tests in ``folders`` and write to ``data`` which of them reach which lines."""
    config = data.with_suffix(".rc")
    config.write_text(f"[run]\nsource = {package}\nconcurrency = thread\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), str(tree / "tests")])}
    command = [sys.executable, "-B", "-m", "coverage", "run", f"--rcfile={config}", f"--data-file={data}", "-m"]
    arguments = ["pytest", "-q", "-p", "no:cacheprovider", "-p", "mutants.coverage_map", *folders]
    subprocess.run([*command, *arguments], cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)


class CoverageMap:
    """What :func:`measure` wrote."""

    def __init__(self, data: Path, package: Path) -> None:
        self._data = coverage.CoverageData(str(data))
        self._data.read()
        self._package = package
        self._lines: dict[Path, dict[int, list[str]]] = {}

    def any_test(self) -> str:
        """Return one of the tests."""
        return min(filter(None, self._data.measured_contexts()))

    def tests_of(self, path: Path, first: int, last: int) -> list[str]:
        """Return the test functions that reach a line of the module from ``first`` to ``last``.

        None are known of lines that run when the module is imported, or in processes that tests start.
        """
        if path not in self._lines:
            self._lines[path] = self._data.contexts_by_lineno(str(self._package / path))
        lines = self._lines[path]
        found = {test for line in range(first, last + 1) for test in lines.get(line, ()) if test}
        return sorted(found)
