"""Words that the project once had for itself and that the field has better ones for must not come back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guards.sources import ROOT

# Only distinctive words: everyday ones, such as "take" or "left", mean what they mean.
OLD_WORDS: dict[str, str] = {
    r"\b[Ll]anes?\b": "pooled connection",
    r"\b\w*[a-z]Lanes?\b": "pooled connection",
    r"\b(has_)?[Ll]eftovers\b": "trailing data",
    r"\bCrew\b": "Workers",
    r"\blet_time_pass\b": "expire_due",
    r"\bpatience\b": "pool timeout",
    r"\bplain code\b": "synchronous code",
    r"\bmend(s|ed|ing)?\b": "fix",
    r"\bmade anew\b": "rebuilt",
    r"\bcomes to\b(?! (know|an end|light|rest|pass))": "results in",
    r"\bstands? on\b(?! (its|their) own)": "depends on",
    r"\bis no (JSON|text|string|URL|HTTP|UTF-8|number|object|list|session)\b": "is not a",
    r"\bare no (texts|strings|objects|numbers)\b": "are not",
    r"\ba text\b(?! (field|file|message|editor|node))": "a string",
    r"\bOwn(Async)?Connections\b": "ConnectionPool",
    r"\bLoopPool\b": "EventLoopPool",
    r"\bBorrowedClient\b": "HttpxAdapter",
    r"\b(LoopEnd|loop_end)\b": "LoopFinalizer",
    r"\b_?let_go\b": "release",
    r"\bwire_to_path\b": "parameter path",
    r"\bSTRUCK_OUT\b": "REDACTED",
    r"\bMOST_HELD\b": "MAX_BUFFERED",
    r"\bOwnFailure\b|\bown_fault\b": "TransportError, is_local_error",
    r"\bcall_errors\b": "error factory",
    r"\btaken\(": "(tracebacks are not stripped)",
    r"\bmake_plan\b": "prepare",
    r"\bwent_well\b": "on_success",
    r"\bat_sight\b": "fast check",
    r"\bMOST_FUNCTIONS\b": "MAX_SPECIALIZATIONS",
    r"\badd_up\b": "recalculate",
    r"\bSUSPECTS\b": "DROPPED_MARKERS",
    r"\b[Ff]lavours?\b": "runtimes",
}
PATTERN = re.compile("|".join(f"(?:{word})" for word in OLD_WORDS))
SOURCES = ("checkout_client", "docs", "examples", "benchmarks", "tests", "spec")
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "RELEASING.md", "noxfile.py", "conftest.py", "pyproject.toml")
SUFFIXES = {".py", ".md", ".toml", ".css", ".js", ".html"}
EXEMPT = {"test_words.py"}


def files() -> list[Path]:
    found = [path for folder in SOURCES for path in sorted((ROOT / folder).rglob("*")) if path.suffix in SUFFIXES]
    return [
        path
        for path in [*found, *(ROOT / page for page in PAGES)]
        if path.name not in EXEMPT and "_build" not in path.parts
    ]


def found_in(text: str) -> list[tuple[int, str]]:
    """Return the old words in ``text``, each with the number of its line."""
    return [(text.count("\n", 0, match.start()) + 1, match[0]) for match in PATTERN.finditer(text)]


def test_no_old_word_is_used() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {word}"
        for path in files()
        for number, word in found_in(path.read_text("utf-8"))
    ]
    if found:
        pytest.fail("Old words are back; OLD_WORDS has better ones:\n" + "\n".join(found), pytrace=False)


@pytest.mark.parametrize(
    "text",
    ["a lane", "Lanes", "PoolLanes", "plain code", "was mended", "what it stands on", "is no JSON", "taken(params)"],
)
def test_old_words_are_found(text: str) -> None:
    assert found_in(text)


@pytest.mark.parametrize("text", ["an airplane", "is not JSON", "mistaken(x)", "recommended", "amend", "comes to rest"])
def test_other_words_are_not(text: str) -> None:
    assert not found_in(text)
