"""Users' code under ``ty`` and under ``pyrefly`` at its strictest: what they accept, and how much they find."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest
from support.diagnostics import ANNOUNCEMENT

pytestmark = pytest.mark.checkers

HERE = Path(__file__).parent
COMMANDS = {
    "ty": ["check", f"--python={sys.executable}", "--output-format=concise"],
    "pyrefly": ["check", f"--python-interpreter-path={sys.executable}", "--output-format=min-text"],
}


def lines_with_errors(checker: str, name: str, directory: Path) -> list[int]:
    """The lines of a file of this folder that ``checker`` reports."""
    pytest.importorskip(checker, reason=f"needs {checker}: nox -s types")
    copy(HERE / name, directory)
    (directory / "pyrefly.toml").write_text('preset = "strict"\n')
    command = [sys.executable, "-m", checker, *COMMANDS[checker], name]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [int(line) for line in re.findall(rf"{name}:(\d+):\d+", done.stdout) if line]


def flagged_lines(name: str) -> set[int]:
    """The lines of code that an announcement says are wrong."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    is_announcement = [ANNOUNCEMENT.fullmatch(line) is not None for line in lines]
    return {
        number
        for number, line in enumerate(lines, start=1)
        if number > 1 and is_announcement[number - 2] and not line.lstrip().startswith("#")
    }


@pytest.mark.parametrize("checker", COMMANDS)
def test_what_is_right_is_accepted(checker: str, tmp_path: Path) -> None:
    assert lines_with_errors(checker, "accepted.py", tmp_path) == []


@pytest.mark.parametrize(("checker", "share"), [("ty", 0.85), ("pyrefly", 0.85)])
def test_most_of_what_is_wrong_is_found(checker: str, share: float, tmp_path: Path) -> None:
    flagged = flagged_lines("flagged.py")
    assert len(flagged) > 60
    found = flagged & set(lines_with_errors(checker, "flagged.py", tmp_path))
    assert len(found) >= share * len(flagged), sorted(flagged - found)
