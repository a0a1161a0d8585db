"""Run the server and the program as processes, and read what the program wrote."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.context import ForkProcess as Process
from pathlib import Path
from typing import Any

import attrs
import httpx
from export.__main__ import main

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
LONGEST_RUN = 100.0
RANGE = "2025-12-01..2026-01-01"


@attrs.frozen
class Running:
    """A server in another process."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What the program finds it by."""
        path = os.pathsep.join([str(EXAMPLES), str(EXAMPLES.parent), os.environ.get("PYTHONPATH", "")])
        return os.environ | {"STRIPE_API_KEY": "sk_test_1", "STRIPE_API_BASE": self.url, "PYTHONPATH": path}

    def stats(self, requests: int = 0) -> dict[str, Any]:
        """Return what the server saw, after it has seen this many requests."""
        stats: dict[str, Any] = httpx.get(f"{self.url}/stats?requests={requests}", timeout=LONGEST_RUN).json()
        return stats

    def start(self, folder: Path, *options: str) -> Process:
        """Start the program in a process of its own, a fork of this one, in which everything has been imported."""
        arguments = ["--created", RANGE, "--to", str(folder), "--no-chart", *options]
        process = multiprocessing.get_context("fork").Process(target=_run, args=(self.environment, arguments))
        process.start()
        return process


def _run(environment: dict[str, str], arguments: list[str]) -> None:
    os.environ.update(environment)
    sys.exit(main(arguments))


@contextmanager
def export_server(**options: float) -> Iterator[Running]:
    """Run the server in the block."""
    arguments = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, str(HERE / "export_server.py"), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Running(f"http://127.0.0.1:{process.stdout.readline().strip()}")


def rows(folder: Path, kind: str = "sessions") -> list[Mapping[str, Any]]:
    """Return all rows of all files, JSON Lines or CSV."""
    found: list[Mapping[str, Any]] = []
    for path in sorted((folder / kind).glob("*.jsonl")):
        found += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for path in sorted((folder / kind).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


def ids(folder: Path, kind: str = "sessions") -> list[str]:
    return sorted(row["id"] for row in rows(folder, kind))


def within_limit(arrivals: list[float], *, per_second: float, burst: int, in_flight: int) -> bool:
    """Return whether no period has more requests than allowed, however long each was on its way."""
    return all(
        last - first + 1 <= burst + in_flight + per_second * (arrivals[last] - arrivals[first])
        for first in range(len(arrivals))
        for last in range(first, len(arrivals))
    )
