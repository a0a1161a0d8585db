"""The lower bounds of the dependencies exclude versions with known weaknesses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from guards.known_weaknesses import LIST, Weakness, main, release, weaknesses

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
REQUIREMENTS = [
    *PROJECT["dependencies"],
    *(one for extra in PROJECT["optional-dependencies"].values() for one in extra),
]


def lower_bounds() -> dict[str, str | None]:
    """Return the lower bound of each dependency, extras included; ``None`` where there is none."""
    found = {}
    for requirement in REQUIREMENTS:
        name = re.match(r"[\w-]+", requirement)
        bound = re.search(r">=\s*([\w.]+)", requirement)
        assert name is not None
        found[name[0].lower()] = None if bound is None else bound[1]
    return found


def test_every_dependency_has_a_lower_bound() -> None:
    assert not [name for name, bound in lower_bounds().items() if bound is None]


@pytest.mark.parametrize("weakness", weaknesses(), ids=lambda weakness: f"{weakness.package} {weakness.fixed}")
def test_the_lower_bound_excludes_the_weakness(weakness: Weakness) -> None:
    bound = lower_bounds().get(weakness.package, weakness.fixed)  # the audit checks dependencies of dependencies
    assert bound is not None
    assert not weakness.affects(bound), str(weakness)


def test_each_entry_is_complete() -> None:
    for entry in tomllib.loads(LIST.read_text("utf-8"))["weakness"]:
        assert entry.keys() == {"package", "fixed", "advisory", "what", "added"}
        assert entry["added"].year >= 2026


@pytest.mark.parametrize(("lower", "higher"), [("0.9", "0.10"), ("1.0", "1.0.1"), ("2024.6.2", "2024.07.04")])
def test_versions_are_compared_by_their_numbers(lower: str, higher: str) -> None:
    assert release(lower) < release(higher)
    assert release("1.0") == release("1.0.0") == release("1")


def test_the_installed_versions_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert "h11" in capsys.readouterr().out
