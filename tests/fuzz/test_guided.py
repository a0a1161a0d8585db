"""A short run of the fuzzing with atheris, where that is installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import guided
from fuzz.targets import TARGETS

HAS_ATHERIS = importlib.util.find_spec("atheris") is not None
FOLDER = Path(__file__).parents[1]


def test_its_targets_are_targets() -> None:
    assert set(guided.GUIDED) < set(TARGETS)


def test_without_atheris_it_says_that_nothing_was_fuzzed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["guided"])
    assert guided.main() == 0
    assert capsys.readouterr().out.startswith("NOTHING WAS FUZZED with atheris")


@pytest.mark.long
@pytest.mark.skipif(not HAS_ATHERIS, reason="atheris is not installed")
@pytest.mark.parametrize("name", ["signature", "encoder"])
def test_a_short_run_finds_nothing(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.guided", "--target", name, "--seconds", "1", "--seed", "7"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER), str(FOLDER.parent)])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{name}: Done ")
