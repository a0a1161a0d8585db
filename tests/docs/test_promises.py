"""Every promise of the documentation names the tests that hold it, and these tests exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "promises.md"
SECTIONS = {
    "README.md": ("checkout_client", "What you get"),
    "SECURITY.md": ("What this package promises",),
    "docs/reliability.md": ("What is promised", "Threads, tasks and processes"),
    "docs/guides/lists.md": ("What you can rely on",),
    "docs/guides/logging.md": ("What the log never contains",),
}
"""Where the documentation makes promises: each sentence of these sections must be on the list."""

ADVICE = "(advice)"
"""Marks a sentence that promises nothing."""

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def plain(text: str) -> str:
    """Return Markdown without links, emphasis and line breaks."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(text.replace("**", "").split())


def section(page: str, heading: str) -> str:
    """Return a section of a page, up to the next heading, without code blocks."""
    text = re.sub(r"^```.*?^```$", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no section {heading!r}"
    return found[1]


def sentences(text: str) -> list[str]:
    """Return the sentences of a section, without the bold titles of its paragraphs."""
    blocks = re.split(r"\n\s*\n|^- ", text, flags=re.MULTILINE)
    untitled = [re.sub(r"^\s*\*\*[^*]+\.\*\*\s+", "", block) for block in blocks]
    found = [part for block in untitled for part in re.split(r"(?<=\.)\s+(?=[A-Z`])", plain(block))]
    return [sentence for sentence in found if sentence.endswith(".")]


def listed() -> dict[str, list[tuple[str, str]]]:
    """Return the list: for each page its promises, each with its tests."""
    found: dict[str, list[tuple[str, str]]] = {}
    page = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## `?([\w/.]+\.md)`?", line):
            page = heading[1]
        elif page and (row := re.fullmatch(r"\| (?!promise \||-)(.*?) \| (.*) \|", line)):
            found.setdefault(page, []).append((plain(row[1]), row[2]))
    return found


@cache
def names_of_tests(path: str) -> frozenset[str]:
    """Return the names of the test functions of a file; none if there is no such file."""
    if not (ROOT / path).exists():
        return frozenset()
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(function.name for function in functions if function.name.startswith("test_"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_named_tests_exist(page):
    named = TEST.findall(page.read_text(encoding="utf-8"))
    assert [f"{path}::{name}" for path, name in named if name not in names_of_tests(path)] == []


def test_each_promise_is_in_its_document():
    documents = {page: plain((ROOT / page).read_text(encoding="utf-8")) for page in listed()}
    assert [text for page, rows in listed().items() for text, _ in rows if text not in documents[page]] == []


def test_each_promise_names_a_test():
    rows = [row for page_rows in listed().values() for row in page_rows]
    assert [text for text, tests in rows if not (TEST.search(tests) or tests == ADVICE)] == []


@pytest.mark.parametrize("page", SECTIONS)
def test_each_sentence_of_promise_is_listed(page):
    known = [text for text, _ in listed().get(page, [])]
    found = [sentence for heading in SECTIONS[page] for sentence in sentences(section(page, heading))]
    assert found
    assert [sentence for sentence in found if not any(text in sentence for text in known)] == []


def test_tables_of_the_security_page_name_tests():
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!promise|-)(.*?) \| (.*) \|$", text, re.MULTILINE)
    assert len(rows) > 30
    assert [promise for promise, tests in rows if not TEST.search(tests)] == []


def test_sentences_are_told_apart():
    text = "One promise. **Another**, with a\n[link](page.md).\n\n- **Title.** A third: `x` is kept.\n"
    assert sentences(text) == ["One promise.", "Another, with a link.", "A third: `x` is kept."]
