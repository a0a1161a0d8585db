"""The pages as they are read: one title each, examples that fit beside the navigation, no page that nobody finds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from support.documents import PROGRAMS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if not page.relative_to(DOCS).parts[0].startswith("_"))
COLUMNS = 80


def title(page):
    found = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.M)
    return found[1] if found else page.stem  # changelog.md includes another file


def test_no_two_pages_have_one_title():
    assert [name for name, number in Counter(map(title, PAGES)).items() if number > 1] == []


@pytest.mark.parametrize("page", [*PAGES, DOCS.parent / "README.md"], ids=lambda page: page.stem)
def test_examples_have_eighty_columns(page):
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    assert [line for block in blocks for line in block.splitlines() if len(line) > COLUMNS] == []


def test_the_landing_page_links_to_every_guide():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    guides = {f"guides/{page.stem}" for page in (DOCS / "guides").glob("*.md")}
    assert guides - set(re.findall(r"^(guides/\w+)$", index, re.M)) == set()  # the navigation
    assert guides - set(re.findall(r"\]\((guides/\w+)\.md\)", index)) == set()  # the cards


def test_the_guides_with_programs_exist():
    assert all((DOCS / "guides" / f"{name}.md").exists() for name in PROGRAMS)
