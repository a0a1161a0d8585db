"""Run pytest in a child process that has everything loaded, except the package and its tests."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

SLOW_TO_LOAD = (
    "aiohttp", "anyio.pytest_plugin", "attrs", "cattrs", "faulthandler", "httpx", "hypothesis", "hypothesis.strategies",
    "importlib.resources", "_hypothesis_pytestplugin", "pytest_asyncio", "respx", "sybil", "trio", "trustme",
    "xdist.plugin",
)  # fmt: skip


LOADED = "ignore::pytest.PytestAssertRewriteWarning"
"""pytest says so of its plugins that are loaded already."""


def preload() -> None:
    """Import what the tests need, once for all children."""
    for name in SLOW_TO_LOAD:
        with suppress(ImportError):
            import_module(name)


def passes(tree: Path, selection: Sequence[str], timeout: float) -> bool:
    """Return whether the tests of the tree pass; a run that takes longer than ``timeout`` seconds does not."""
    child = os.fork()
    if child == 0:
        _run(tree, selection)
    ends = time.monotonic() + timeout
    while time.monotonic() < ends:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(tree: Path, selection: Sequence[str]) -> None:
    code = 1
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        os.chdir(tree)
        paths = [str(tree), str(tree / "tests")]
        sys.path[:0] = paths
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", "-W", LOADED, *selection]))
    finally:
        os._exit(code)
