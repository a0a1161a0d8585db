"""The table of tools and ways to send: ``python -m tools.table`` writes it to the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .shop import ATTEMPTS, NAMES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "guides" / "logging.md"
BEGIN, END = "<!-- tools:begin -->", "<!-- tools:end -->"
TIMEOUT = 300

TOOLS = {
    "sentry": "sentry-sdk",
    "ddtrace": "Datadog (ddtrace)",
    "opentelemetry": "OpenTelemetry",
    "logfire": "Logfire",
    "newrelic": "New Relic",
    "elasticapm": "elastic-apm",
    "vcrpy": "vcrpy",
    "pytest_recording": "pytest-recording",
    "pytest_httpx": "pytest-httpx",
    "respx": "respx",
}
"""The modules in ``watchers``, and what the page calls them."""


def measured(tool: str) -> dict[str, int]:
    """Return how many requests the tool saw of a call with three attempts, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))}
    done = subprocess.run(
        [sys.executable, "-m", "tools.watch", tool],
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    results: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return results


def row(tool: str, results: dict[str, int]) -> str:
    """Return the tool's row; raises ``AssertionError`` if it saw an attempt twice, or some and not others."""
    cells = []
    for name in NAMES:
        found = {count for way, count in results.items() if way.rpartition(" ")[0] == name}
        assert found in ({0}, {ATTEMPTS}), f"{tool}, {name}: {found} of {ATTEMPTS} attempts"
        cells.append("✓" if found == {ATTEMPTS} else "–")
    return f"| {TOOLS[tool]} | {' | '.join(cells)} |"


def head() -> str:
    names = [f"`{name}`" if name.startswith('"') else name for name in NAMES]
    return f"| tool | {' | '.join(names)} |\n|{' --- |' * (1 + len(names))}"


def written() -> list[str]:
    """Return the lines of the table on the page."""
    return PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip().splitlines()


def write() -> None:
    lines = [head(), *(row(tool, measured(tool)) for tool in TOOLS)]
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    write()
