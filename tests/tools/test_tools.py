"""Tools that watch or replace HTTP requests: they see each attempt once, with every way to send, sync and async."""

from __future__ import annotations

import pytest

from tools.table import TOOLS, head, measured, row, written


@pytest.mark.tools
@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_sees_each_attempt_once_where_the_page_says_so(tool: str) -> None:
    assert row(tool, measured(tool)) in written()


def test_the_page_has_every_tool_and_all_of_them_see_the_default() -> None:
    lines = written()
    assert lines[:2] == head().splitlines()
    assert [line.split(" | ")[0] for line in lines[2:]] == [f"| {title}" for title in TOOLS.values()]
    assert [line.split(" | ")[1] for line in lines[2:]] == ["✓"] * len(TOOLS)
