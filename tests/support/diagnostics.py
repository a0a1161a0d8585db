"""Compare the diagnostics of type checkers with those that a file announces in comments.

A comment ``# flagged: words (pyright rule, mypy code)`` applies to the next line of code: the named checker must report
a message with these words there, under that rule.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

ANNOUNCEMENT = re.compile(r"\s*# flagged: (?P<words>.+) \((?P<reports>[^()]+)\)")


@attrs.frozen
class Announced:
    """An expected diagnostic."""

    line: int
    rule: str
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.rule} with {self.words!r}"

    def covers(self, report: Report) -> bool:
        """Return whether ``report`` matches the announcement."""
        return self.line == report.line and self.rule == report.rule and self.words in report.message


@attrs.frozen
class Report:
    """One diagnostic."""

    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.rule}: {self.message}"


def announced(path: Path, checker: str) -> list[Announced]:
    """Return the announcements for ``checker`` in ``path``; one line may have more than one comment above it."""
    found: list[Announced] = []
    waiting: list[tuple[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if comment := ANNOUNCEMENT.fullmatch(line):
            kinds = (report.split() for report in comment["reports"].split(", "))
            waiting += [(rule, comment["words"]) for name, rule in kinds if name == checker]
        else:
            found += [Announced(number, rule, words) for rule, words in waiting]
            waiting = []
    return found


def assert_as_announced(announcements: list[Announced], reports: list[Report]) -> None:
    """Fail on missing and on unexpected diagnostics."""
    missing = [entry for entry in announcements if not any(entry.covers(report) for report in reports)]
    surprising = [report for report in reports if not any(entry.covers(report) for entry in announcements)]
    problems = [f"missing: {entry}" for entry in missing] + [f"unexpected: {report}" for report in surprising]
    assert not problems, "\n".join(problems)


def pyright_reports(directory: Path) -> dict[str, list[Report]]:
    """Return the diagnostics of pyright in strict mode for the Python files in ``directory``."""
    config = {"typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (directory / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    output = _run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(directory))
    reports = _empty(directory)
    for entry in json.loads(output)["generalDiagnostics"]:
        message = entry["message"].replace("\N{NO-BREAK SPACE}", " ")
        report = Report(entry["range"]["start"]["line"] + 1, entry.get("rule", entry["severity"]), message)
        reports[Path(entry["file"]).name].append(report)
    return reports


def mypy_reports(directory: Path) -> dict[str, list[Report]]:
    """Return the diagnostics of mypy in strict mode for the Python files in ``directory``."""
    files = sorted(path.name for path in directory.glob("*.py"))
    arguments = ["--strict", "--config-file=", "--python-version=3.11", "--output=json", "--cache-dir=cache", *files]
    reports = _empty(directory)
    output = _run("mypy", *arguments, cwd=directory)
    for line in filter(None, output.splitlines()):  # without a diagnostic, mypy prints an empty line
        entry: dict[str, Any] = json.loads(line)
        if entry["severity"] == "error":
            reports[Path(entry["file"]).name].append(Report(entry["line"], entry["code"], entry["message"]))
    return reports


def _empty(directory: Path) -> dict[str, list[Report]]:
    return {path.name: [] for path in directory.glob("*.py")}


def _run(module: str, *arguments: str, cwd: Path | None = None) -> str:
    pytest.importorskip(module, reason=f"needs {module}: nox -s types")
    environment = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode not in (0, 1):  # 1: there are diagnostics
        raise RuntimeError(f"{module} failed: {done.stderr or done.stdout}")
    return done.stdout
