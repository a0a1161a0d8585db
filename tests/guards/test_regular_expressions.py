"""Every regular expression of the package takes linear time: steps are counted, nothing is timed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from re import _parser as parser  # type: ignore[attr-defined]
from string import printable
from typing import Any

import pytest

from guards.sources import PACKAGE

FUNCTIONS = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub"}
COMPUTED = {"_transport/auth.py"}
"""Files with patterns that are built at run time: the API key as a literal, in each of its spellings."""

PROBES = "0a.@/-[]:' "
WRONG = ("", "\0", " ", "@")
LENGTH = 20

Next = Callable[[int], bool]


def patterns() -> Iterator[tuple[str, str, str]]:
    """Yield each pattern with its file and the function of ``re`` that uses it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        name = path.relative_to(PACKAGE).as_posix()
        methods = {
            id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
        }  # of re.compile(...).fullmatch
        for node in ast.walk(tree):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in FUNCTIONS
            ):
                continue
            argument = node.args[0]
            value = argument.value if isinstance(argument, ast.Constant) else constants.get(getattr(argument, "id", ""))
            function = methods.get(id(node), node.func.attr)
            if isinstance(value, str):
                yield name, value, function
            else:
                assert name in COMPUTED, f"{name} builds a pattern in a way that this test cannot read"


PATTERNS = sorted(set(patterns()))


class Matcher:
    """A backtracking matcher, as ``re`` is one, that counts its steps."""

    def __init__(self, pattern: str, text: str) -> None:
        self.steps = 0
        self._text = text
        self._nodes = list(parser.parse(pattern))

    def count(self, function: str) -> int:
        """Return the steps that a function of ``re`` takes."""
        starts = range(1 if function in ("fullmatch", "match") else len(self._text) + 1)
        any(
            self._match(self._nodes, start, lambda end: function != "fullmatch" or end == len(self._text))
            for start in starts
        )
        return self.steps

    def _match(self, nodes: list[Any], position: int, then: Next) -> bool:
        self.steps += 1
        if not nodes:
            return then(position)
        (operation, argument), rest = nodes[0], nodes[1:]

        def after(end: int) -> bool:
            return self._match(rest, end, then)

        kind = str(operation)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, body = argument
            return self._repeat(list(body), int(least), int(most), position, after)
        if kind == "SUBPATTERN":
            return self._match(list(argument[3]), position, after)
        if kind == "BRANCH":
            return any(self._match(list(branch), position, after) for branch in argument[1])
        if kind in ("ASSERT", "ASSERT_NOT"):
            found = self._match(list(argument[1]), position, lambda _: True)
            return found == (kind == "ASSERT") and after(position)
        if kind == "AT":
            return after(position)
        return position < len(self._text) and accepts(operation, argument, self._text[position]) and after(position + 1)

    def _repeat(self, body: list[Any], least: int, most: int, position: int, then: Next) -> bool:
        def again(end: int) -> bool:
            return end > position and self._repeat(body, max(0, least - 1), most - 1, end, then)

        if most > 0 and self._match(body, position, again):
            return True
        self.steps += 1
        return least == 0 and then(position)


def accepts(operation: Any, argument: Any, character: str) -> bool:
    """Return whether one character fits a node that consumes one."""
    kind, code = str(operation), ord(character)
    if kind == "LITERAL":
        return bool(code == argument)
    if kind == "NOT_LITERAL":
        return bool(code != argument)
    if kind == "ANY":
        return True
    if kind == "RANGE":
        return bool(argument[0] <= code <= argument[1])
    if kind == "CATEGORY":
        letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(argument).rsplit("_", 1)[1]]
        return (re.match(letter, character) is not None) != ("_NOT_" in str(argument))
    assert kind == "IN", f"{kind} is not known to this test"
    members = [(inner, value) for inner, value in argument if str(inner) != "NEGATE"]
    return any(accepts(inner, value, character) for inner, value in members) == (len(members) == len(argument))


def shortest(nodes: list[Any]) -> str:
    """Return a short string that the nodes accept."""
    text = ""
    for operation, argument in nodes:
        kind = str(operation)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            text += shortest(list(argument[2])) * int(argument[0])
        elif kind == "SUBPATTERN":
            text += shortest(list(argument[3]))
        elif kind == "BRANCH":
            text += shortest(list(argument[1][0]))
        elif kind not in ("AT", "ASSERT", "ASSERT_NOT"):
            text += (
                chr(argument) if kind == "LITERAL" else next(c for c in printable if accepts(operation, argument, c))
            )
    return text


def attacks(nodes: list[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield strings that lead to each repetition, each with a string to repeat there."""
    for number, (operation, argument) in enumerate(nodes):
        before = prefix + shortest(nodes[:number])
        kind = str(operation)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            body = list(argument[2])
            unit = shortest(body)
            yield before, unit
            yield from ((before, probe) for probe in PROBES)
            yield from ((before, unit + probe) for probe in "0.@[")
            yield from attacks(body, before)
        elif kind == "SUBPATTERN":
            yield from attacks(list(argument[3]), before)
        elif kind == "BRANCH":
            for branch in argument[1]:
                yield from attacks(list(branch), before)


def growth(pattern: str, function: str) -> float:
    """Return the largest factor by which the steps grow if the input is twice as long."""
    worst = 0.0
    for prefix, unit in set(attacks(list(parser.parse(pattern)))):
        for end in WRONG if unit else ():
            short, long = (
                Matcher(pattern, prefix + unit * times + end).count(function) for times in (LENGTH, 2 * LENGTH)
            )
            worst = max(worst, long / short)
    return worst


@pytest.mark.parametrize(("file", "pattern", "function"), PATTERNS)
def test_matching_takes_linear_time(file: str, pattern: str, function: str) -> None:
    assert growth(pattern, function) < 2.4


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 10
    assert {"_decoding/converter.py", "webhooks/_signature.py"} <= {file for file, _, _ in PATTERNS}


@pytest.mark.parametrize(
    "pattern",
    [r"[0-9]+\.?[0-9]*", r"(a+)+b", r"[^@\s]+@[^@\s]+\.[^@\s]+", r"(?:a|a)*b"],
)
def test_slow_patterns_are_found(pattern: str) -> None:
    shorter = pattern in (r"(a+)+b", r"(?:a|a)*b")  # exponential: few characters are enough
    counts = [
        Matcher(pattern, prefix + unit * times + end).count("fullmatch")
        for prefix, unit in set(attacks(list(parser.parse(pattern))))
        for end in WRONG
        for times in ((3, 6) if shorter else (LENGTH, 2 * LENGTH))
    ]
    assert max(long / short for short, long in zip(counts[::2], counts[1::2], strict=True)) > 3


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"[+-]?[0-9]+(?:\.[0-9]*)?", "-12.5", True),
        (r"[+-]?[0-9]+(?:\.[0-9]*)?", "12.x", False),
        (r"a{2,3}|b\w", "aaa", True),
        (r"a{2,3}|b\w", "aaaa", False),
        (r"[^\s@]+(?!x)\d", "ab1", True),
    ],
)
def test_the_matcher_agrees_with_re(pattern: str, text: str, matches: bool) -> None:
    assert (re.fullmatch(pattern, text) is not None) == matches
    matcher = Matcher(pattern, text)
    found = matcher._match(matcher._nodes, 0, lambda position: position == len(text))
    assert found == matches
