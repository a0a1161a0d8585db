"""The guide to typing, and programs of other guides, under ``mypy`` and ``pyright`` in strict mode."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.diagnostics import Report, assert_as_announced, mypy_reports, pyright_reports

pytestmark = pytest.mark.checkers

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("guides")
    typing = BLOCK.findall((GUIDES / "typing.md").read_text(encoding="utf-8"))
    (directory / "typing_tips.py").write_text("".join(typing), encoding="utf-8")
    for guide, names in (
        ("celery", ("checkout.py", "stale.py")),
        ("fastapi", ("shop.py",)),
        ("paid_sessions", ("nightly.py",)),
        ("subscriptions", ("access.py", "plans.py")),
    ):
        for block in BLOCK.findall((GUIDES / f"{guide}.md").read_text(encoding="utf-8")):
            name = block.partition("\n")[0].removeprefix("# ")
            if name in names:
                (directory / name).write_text(block, encoding="utf-8")
    assert len(list(directory.iterdir())) == 7
    return directory


@pytest.mark.parametrize("check", [mypy_reports, pyright_reports], ids=["mypy", "pyright"])
def test_examples_have_no_type_errors(programs: Path, check) -> None:
    found: dict[str, list[Report]] = check(programs)
    for reports in found.values():
        assert_as_announced([], reports)
