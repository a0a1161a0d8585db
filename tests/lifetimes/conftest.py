"""A server for each test, and programs that run in separate processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from faults.raw_server import RawServer
from support.fakes import KEY

TIMEOUT = 30


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer() as server:
        yield server


@pytest.fixture
def settings(server: RawServer) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url, "timeout": 5}


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(server: RawServer) -> Run:
    """Return a function that runs a program with ``url`` and ``key`` set; the program must succeed."""

    def run(program: str, *flags: str) -> subprocess.CompletedProcess[str]:
        head = f"url, key = {server.url!r}, {KEY!r}\n"
        done = subprocess.run(
            [sys.executable, "-X", "dev", *flags, "-c", head + dedent(program)],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            cwd=Path(__file__).parents[2],
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert KEY not in done.stderr
        # asyncio prints "Executing <…" on a slow machine.
        lines = done.stderr.splitlines(keepends=True)
        done.stderr = "".join(line for line in lines if not line.startswith("Executing <"))
        return done

    return run
