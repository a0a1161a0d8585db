"""Users' code under ``pyright`` in strict mode: what it must accept, and what it must report."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from support.diagnostics import Report, announced, assert_as_announced, pyright_reports

pytestmark = pytest.mark.checkers

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Report]]:
    directory = tmp_path_factory.mktemp("consumer")
    for name in ("accepted.py", "flagged.py"):
        copy(HERE / name, directory)
    return pyright_reports(directory)


def test_what_is_right_is_accepted(reports: dict[str, list[Report]]) -> None:
    assert_as_announced([], reports["accepted.py"])


def test_what_is_wrong_is_reported_in_its_line_and_by_its_name(reports: dict[str, list[Report]]) -> None:
    announcements = announced(HERE / "flagged.py", "pyright")
    assert len(announcements) > 70
    assert_as_announced(announcements, reports["flagged.py"])
