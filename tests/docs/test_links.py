"""The links of the top-level documents work. Sphinx checks the links between pages of docs/ when it builds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(ROOT.glob("*.md"))


def prose(path: Path) -> str:
    """Return a document without its code blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub and MyST generate them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def dead_links(path: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = path.parent / name if name else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            yield target


def test_there_are_documents():
    assert {"README.md", "CHANGELOG.md"} <= {path.name for path in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links(document):
    assert list(dead_links(document)) == []


def test_dead_links_are_found(tmp_path):
    (tmp_path / "other.md").write_text("# Errors and `retries`\n")
    page = tmp_path / "page.md"
    page.write_text(
        "## Here\n[a](other.md) [b](other.md#errors-and-retries) [c](#here) [d](https://example.com/none)\n"
        "[e](none.md) [f](other.md#none) [g](#there)\n```text\n[h](in-code.md)\n```\n"
    )
    assert list(dead_links(page)) == ["none.md", "other.md#none", "#there"]
