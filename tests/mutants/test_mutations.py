"""The mutations are small changes that parse, and each is found."""

from __future__ import annotations

import ast

import pytest

from mutants.mutations import mutated, mutations
from mutants.run import TESTS, folders_of, mutable_modules, source_of

SOURCE = """
def limit(count: int = 3) -> bool:
    if count >= 2 and not done():
        raise ValueError
    start()
    return count + 1 < 5
"""


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("count >= 2", "count > 2"),
        ("count >= 2 and (not done())", "count >= 2 or not done()"),
        ("not done()", "done()"),
        ("raise ValueError", "pass"),
        ("start()", "pass"),
        ("count + 1", "count - 1"),
        ("5", "6"),
        ("3", "4"),
        ("return count + 1 < 5", "return None"),
    ],
)
def test_a_mutation_is_found(before: str, after: str) -> None:
    assert (before, after) in [(mutation.before, mutation.after) for mutation in mutations(SOURCE)]


@pytest.mark.long
def test_every_mutation_differs_and_parses() -> None:
    original = ast.unparse(ast.parse(SOURCE))
    for mutation in mutations(SOURCE):
        changed = mutated(SOURCE, mutation)
        assert changed != original
        ast.parse(changed)


def test_the_core_rooms_have_mutants_and_tests() -> None:
    modules = {folders_of(path): path for path in mutable_modules()}
    assert len(modules) > 8
    assert set(modules) <= set(TESTS.values())
    assert all(next(mutations(source_of(path)), None) for path in modules.values())
