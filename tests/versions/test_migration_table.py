"""The guide about versions shows the current table."""

from __future__ import annotations

import runpy
from pathlib import Path

from checkout_client.versions.changes import CHANGES

ROOT = Path(__file__).parent.parent.parent
SCRIPT = runpy.run_path(str(ROOT / "spec" / "migration_table.py"))
PAGE = (ROOT / "docs" / "guides" / "versions.md").read_text(encoding="utf-8")


def test_the_page_has_the_current_table():
    assert SCRIPT["page_with_table"](PAGE) == PAGE, "run python spec/migration_table.py"
    assert SCRIPT["migration_table"]() in PAGE


def test_every_change_is_in_the_table():
    table = SCRIPT["migration_table"]()
    for change in CHANGES:
        name, _, value = change.name.partition("=")
        assert f"`{name}`: `{value}`" in table if value else f"`{name}`" in table
