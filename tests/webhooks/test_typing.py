"""Users' code under pyright and mypy, both strict: in each branch an event has its type, and mistakes are reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from support.diagnostics import Report, announced, assert_as_announced, mypy_reports, pyright_reports

pytestmark = pytest.mark.checkers

CONSUMER = Path(__file__).parent / "consumer"
CHECKERS: dict[str, Callable[[Path], dict[str, list[Report]]]] = {"pyright": pyright_reports, "mypy": mypy_reports}


@pytest.mark.parametrize("checker", CHECKERS)
def test_what_is_right_is_accepted_and_what_is_wrong_is_reported(checker: str, tmp_path: Path) -> None:
    for path in CONSUMER.glob("*.py"):
        copy(path, tmp_path)
    reports = CHECKERS[checker](tmp_path)
    assert_as_announced([], reports["accepted.py"])
    announcements = announced(CONSUMER / "flagged.py", checker)
    assert len(announcements) > 15
    assert_as_announced(announcements, reports["flagged.py"])
