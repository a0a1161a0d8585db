"""Regular expressions must not backtrack: the work for an input grows linearly with its length.

Python's engine does not count its steps, and time is not a measure on a busy machine. So a small backtracking matcher
runs the parsed pattern, tries alternatives and repetitions in the order of Python's engine, and counts its steps.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import sys
from collections.abc import Callable, Iterator
from re import _constants as opcodes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from guards.sources import modules, tree

FUNCTIONS = {"compile", "fullmatch", "match", "search", "sub", "subn", "split", "findall", "finditer"}
SHORT, LONG = 40, 80
MAX_GROWTH = 2.6
"""Steps for twice the length, divided by the steps for the length: 2 is linear, 4 quadratic."""
MAX_STEPS = 50_000


def literal(node: ast.expr, module: str) -> str | None:
    """Return the pattern in a call: a string, or a constant of the module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        value = getattr(importlib.import_module(module), node.id, None)
        return value if isinstance(value, str) else getattr(value, "pattern", None)
    return None


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield the module, the function and the node of each call of a function of ``re``."""
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=function)):
                    yield module, function, node


def patterns() -> dict[str, str]:
    """Return every pattern of the package, by module and pattern."""
    found = {}
    for module, function, node in calls():
        if function in FUNCTIONS and (pattern := literal(node.args[0], module)) is not None:
            found[f"{module.removeprefix('checkout_client.')}: {pattern}"] = pattern
    return found


ESCAPED = {
    "_transport.auth": "re.escape of the API key, or an alternation of its encodings: no repetition",
}
"""Modules that build patterns at run time, and why these do not backtrack."""


def test_every_pattern_is_known() -> None:
    built = {
        module.removeprefix("checkout_client.")
        for module, function, node in calls()
        if function in FUNCTIONS and literal(node.args[0], module) is None
    }
    assert built <= ESCAPED.keys()
    assert len(patterns()) > 15


class TooManyStepsError(Exception):
    """The matcher gave up."""


class Matcher:
    """Matches a parsed pattern by backtracking, and counts the steps."""

    def __init__(self, text: str, most: int) -> None:
        self._text = text
        self._most = most
        self.steps = 0

    def run(self, items: list[Any], position: int, then: Callable[[int], bool]) -> bool:
        """Match ``items`` at ``position`` and ``then`` the rest of the pattern."""
        self.steps += 1
        if self.steps > self._most:
            raise TooManyStepsError
        if not items:
            return then(position)
        (operation, argument), *rest = items
        name = str(operation)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self._consumes(operation, argument, position) and self.run(rest, position + 1, then)
        if name == "SUBPATTERN":
            return self.run(list(argument[-1]), position, lambda end: self.run(rest, end, then))
        if name == "BRANCH":
            return any(self.run([*branch, *rest], position, then) for branch in argument[1])
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, body = argument
            return self._repeat(list(body), least, most, position, lambda end: self.run(rest, end, then))
        if name in ("ASSERT", "ASSERT_NOT"):
            direction, body = argument
            assert direction == 1, "look-behinds are not modeled"
            found = self.run(list(body), position, lambda end: True)
            return found is (name == "ASSERT") and self.run(rest, position, then)
        assert name == "AT", name
        return self.run(rest, position, then)

    def _consumes(self, operation: Any, argument: Any, position: int) -> bool:
        return position < len(self._text) and matches_one(operation, argument, self._text[position])

    def _repeat(self, body: list[Any], least: int, most: int, position: int, then: Callable[[int], bool]) -> bool:
        if len(body) == 1 and str(body[0][0]) in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self._repeat_one(body[0], least, most, position, then)
        self.steps += 1
        if self.steps > self._most:
            raise TooManyStepsError
        if most > 0 and self.run(
            body,
            position,
            lambda end: (end > position or least > 0) and self._repeat(body, max(0, least - 1), most - 1, end, then),
        ):
            return True
        return least == 0 and then(position)

    def _repeat_one(self, item: Any, least: int, most: int, position: int, then: Callable[[int], bool]) -> bool:
        end = position
        while end - position < most and self._consumes(*item, end):
            end += 1
            self.steps += 1
        for last in range(end, position + least - 1, -1):
            self.steps += 1
            if self.steps > self._most:
                raise TooManyStepsError
            if then(last):
                return True
        return False


def matches_one(operation: Any, argument: Any, character: str) -> bool:
    """Return whether an item of a pattern matches the character."""
    name, code = str(operation), ord(character)
    if name == "ANY":
        return character != "\n"
    if name in ("LITERAL", "NOT_LITERAL"):
        return (code == argument) is (name == "LITERAL")
    members = list(argument)
    negated = bool(members) and members[0][0] is opcodes.NEGATE
    return any(_is_member(str(kind), value, character) for kind, value in members) is not negated


def _is_member(kind: str, value: Any, character: str) -> bool:
    if kind == "LITERAL":
        return ord(character) == value
    if kind == "RANGE":
        return bool(value[0] <= ord(character) <= value[1])
    categories = {
        "CATEGORY_DIGIT": str.isdecimal,
        "CATEGORY_SPACE": str.isspace,
        "CATEGORY_WORD": lambda one: one.isalnum() or one == "_",
    }
    name = str(value)
    if kind == "CATEGORY":
        found = bool(categories[name.replace("NOT_", "")](character))
        return found is not ("NOT_" in name)
    return False  # NEGATE


def alphabet(items: Any) -> set[str]:
    """Return characters that the pattern tells apart."""
    found: set[str] = set()
    for operation, argument in items:
        name = str(operation)
        if name in ("LITERAL", "NOT_LITERAL"):
            found.add(chr(argument))
        elif name == "IN":
            candidates = [chr(value) for kind, value in argument if str(kind) == "LITERAL"]
            candidates += [chr(value[0]) for kind, value in argument if str(kind) == "RANGE"]
            found.update(candidates)
            found.update(one for one in "a0 .[]" if matches_one(operation, argument, one))
        elif name == "SUBPATTERN":
            found |= alphabet(argument[-1])
        elif name == "BRANCH":
            found = found.union(*(alphabet(branch) for branch in argument[1]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            found |= alphabet(argument[2])
        elif name in ("ASSERT", "ASSERT_NOT"):
            found |= alphabet(argument[1])
    return found


def attacks(pattern: str) -> Iterator[tuple[str, str, str]]:
    """Yield a prefix, a part to repeat and an end: what the pattern accepts, again and again, and what it does not."""
    letters = sorted(alphabet(parser.parse(pattern)))[:10]
    parts = [*letters, *map("".join, itertools.product(letters[:4], repeat=2))]
    for prefix in ("", *letters[:4]):
        for part in parts:
            for end in ("\n!", "\0"):
                yield prefix, part, end


def steps(pattern: str, text: str, *, most: int = MAX_STEPS, whole: bool = True) -> int:
    """Return the steps of a full match (``whole``) or a search, or ``most`` where it takes more."""
    items = list(parser.parse(pattern))
    matcher = Matcher(text, most)
    starts = [0] if whole else range(len(text) + 1)
    try:
        for start in starts:
            if matcher.run(items, start, lambda end: not whole or end == len(text)):
                break
    except TooManyStepsError:
        return most
    return matcher.steps


def growth(pattern: str, *, whole: bool = True) -> tuple[float, str]:
    """Return the largest growth among the attacks, and the part that the attack repeats."""
    worst = (0.0, "")
    for prefix, part, end in attacks(pattern):
        short, long = (prefix + part * (length // len(part)) + end for length in (SHORT, LONG))
        many = steps(pattern, long, whole=whole)
        if many > 6 * LONG:
            few = steps(pattern, short, whole=whole)
            worst = max(worst, (float("inf") if many >= MAX_STEPS else many / few, prefix + part))
        if worst[0] > MAX_GROWTH:
            break
    return worst


SEARCHED = {"search", "sub", "subn", "split", "findall", "finditer"}


def is_searched(pattern: str) -> bool:
    """Return whether the package searches for the pattern anywhere in a string."""
    for module, function, node in calls():
        if function in FUNCTIONS and literal(node.args[0], module) == pattern:
            if function in SEARCHED:
                return True
            if function == "compile":
                source = ast.unparse(tree(modules()[module]))
                return f"{ast.unparse(node)}.search" in source or f"{ast.unparse(node)}.sub" in source
    return False


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    """The matcher is recursive."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.long
@pytest.mark.parametrize("name", patterns())
def test_the_work_grows_linearly(name: str) -> None:
    pattern = patterns()[name]
    found, attack = growth(pattern, whole=not is_searched(pattern))
    assert found <= MAX_GROWTH, f"{pattern!r} is not linear for repetitions of {attack!r}"


@pytest.mark.parametrize("pattern", [r"[0-9]+\.?[0-9]*", r"(a+)+", r"(a|a)*b", r"\w+\w+", r"(x+x+)+y", r"a*a*"])
def test_quadratic_patterns_are_found(pattern: str) -> None:
    assert growth(pattern)[0] > MAX_GROWTH


@pytest.mark.parametrize("pattern", [r"[0-9]+(\.[0-9]*)?", r"[a-z]+@[a-z]+", r"(ab)+", r"a{1,3}"])
def test_linear_patterns_pass(pattern: str) -> None:
    assert growth(pattern)[0] <= MAX_GROWTH


@pytest.mark.long
@pytest.mark.parametrize("name", patterns())
def test_the_step_counter_agrees_with_re(name: str) -> None:
    pattern = patterns()[name]
    for prefix, part, end in attacks(pattern):
        for text in (prefix + part, prefix + part * 3, part + end, prefix):
            found = Matcher(text, MAX_STEPS).run(list(parser.parse(pattern)), 0, lambda at, text=text: at == len(text))
            if not re.search(r"[\^$]|\\b", pattern):
                assert found is bool(re.fullmatch(pattern, text)), text
