"""The fake as a server in a process of its own, and programs in the runtimes that shops use: ``nox -s runtimes``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from faults.raw_server import RawServer

TIMEOUT = 60
ROOT = Path(__file__).parents[2]


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer() as server:
        yield server


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(server: RawServer, tmp_path: Path) -> Run:
    """Return a function that runs a program or a command with the server's address in STRIPE_API_BASE."""

    def run(program: str, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "program.py"
        path.write_text(dedent(program), "utf-8")
        done = subprocess.run(
            [*(command or (sys.executable, "-X", "dev")), str(path)],
            cwd=tmp_path,
            env={**os.environ, "STRIPE_API_BASE": server.url, "STRIPE_API_KEY": "sk_test_runtimes", **environment},
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    return run
