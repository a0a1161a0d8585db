"""What an editor knows of the package: pyright's language server, asked as an editor asks."""

from __future__ import annotations

import pytest
from editor import OURS, Answer, pyright_answers

pytestmark = pytest.mark.checkers


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    pytest.importorskip("pyright", reason="needs pyright: nox -s types")
    return pyright_answers(OURS)


@pytest.mark.parametrize("tool", ["pyright: completions", "pyright: explanations"])
def test_every_name_is_offered_and_explained(answers: list[Answer], tool: str) -> None:
    asked = [answer for answer in answers if answer.tool == tool]
    assert asked
    assert [answer for answer in asked if answer.missing and not answer.known_miss] == []


def test_what_cannot_be_explained_is_still_so(answers: list[Answer]) -> None:
    assert [answer.what for answer in answers if answer.known_miss and not answer.missing] == []
