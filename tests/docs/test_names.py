"""Every name in code style in the documentation exists, in this package, in Python, or on the list of others' names."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = Path(__file__).with_name("not_ours.txt")
PAGES = sorted(
    {*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")}
    - {ROOT / "CHANGELOG.md"}
    - {*ROOT.glob("docs/_*/**/*.md")}
    - {ROOT / "docs" / "guides" / "upgrade.md"}  # names that are gone: test_upgrade.py
)
SOURCES = ("checkout_client", "examples", "spec", "benchmarks", "docs/_ext", "tests/guards", "tests/support")
NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


@cache
def ours() -> set[str]:
    """Return every name that is defined, and every string that is a name, in the sources of this project."""
    files = [path for folder in (*SOURCES, "tests") for path in (ROOT / folder).rglob("*")]
    found = {name for path in (*files, *ROOT.iterdir()) for name in (path.name, path.stem)}
    for path in [*(one for folder in SOURCES for one in (ROOT / folder).rglob("*.py")), ROOT / "noxfile.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
                found.update(NAME.findall(node.value) if " " not in node.value else ())
    return found | {part for name in found for part in name.split(".")}


@cache
def others() -> set[str]:
    lines = NOT_OURS.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def is_pythons(name: str) -> bool:
    """Return whether a name is a keyword, a builtin, or in the standard library."""
    first, *rest = name.split(".")
    if not rest and (keyword.iskeyword(name) or hasattr(builtins, name) or name in sys.stdlib_module_names):
        return True
    if hasattr(builtins, first):
        return bool(rest) and hasattr(getattr(builtins, first), rest[0])
    if first not in sys.stdlib_module_names:
        return False
    for length in range(len(rest), -1, -1):
        try:
            found = import_module(".".join([first, *rest[:length]]))
        except ImportError:
            continue
        for part in rest[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def prose_and_code(text: str) -> tuple[str, str]:
    fence = re.compile(r"^(`{3,})\w*\n(.*?)^\1$|<!--- invisible-code-block: python\n(.*?)--->", re.M | re.S)
    return fence.sub("", text), "\n".join(block[1] or block[2] for block in fence.findall(text))


def names(code: str) -> Iterator[str]:
    """Yield the names of a piece of code in the text: it is a name, or calls one with keywords."""
    if NAME.fullmatch(code.removesuffix("()")):
        yield code.removesuffix("()")
    elif called := re.match(rf"({NAME.pattern})\(", code):
        yield called[1]
        yield from re.findall(r"(?<![\w.\"'&?-])([a-z_]\w*)=", code)


def unknown(text: str) -> list[str]:
    """Return the names in a page's text that do not exist."""
    prose, code = prose_and_code(text)
    in_blocks = set(re.findall(r"[A-Za-z_]\w*", code))
    found = []
    for literal in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", prose):
        for name in names(literal):
            known = ours() | in_blocks | others()
            if name in known or is_pythons(name) or all(part in known or is_pythons(part) for part in name.split(".")):
                continue
            found.append(name)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_names_in_the_text_exist(page):
    assert unknown(page.read_text(encoding="utf-8")) == []


def test_names_that_do_not_exist_are_found():
    text = "`fake.add_flat`, `sessions.create(lineitems=…)`, `asyncio.gathering()`; not `add_price`, `x y`, `here`\n"
    code = "```python\nhere = 1\n```\n"
    assert unknown(text + code) == ["fake.add_flat", "lineitems", "asyncio.gathering"]


def test_the_list_has_no_name_that_is_not_needed():
    literals = set()
    for page in PAGES:
        prose, _ = prose_and_code(page.read_text(encoding="utf-8"))
        for literal in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", prose):
            for name in names(literal):
                literals |= {name, *name.split(".")}
    assert sorted(others() - literals) == []
    assert sorted(others() & ours()) == []
