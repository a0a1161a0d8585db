"""What the hook tells PyInstaller. ``tests/runtimes/test_packaging.py`` freezes a program with it."""

from __future__ import annotations

import runpy
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import checkout_client

PACKAGE = Path(checkout_client.__file__).parent
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def declared() -> EntryPoint:
    """Return the entry point that pyproject.toml declares."""
    group = "pyinstaller40"
    ((name, value),) = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["entry-points"][group].items()
    assert name == "hook-dirs"
    return EntryPoint(name, value, group)


def collect_submodules(package: str, filter: Callable[[str], bool]) -> list[str]:
    names = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*.py")]
    return [name for name in names if filter(name)]


def collect_data_files(package: str) -> list[tuple[str, str]]:
    return [(str(PACKAGE / "testing" / "parameters.json"), f"{package}/testing")]


def test_the_hook_brings_modules_that_are_loaded_by_name_and_the_fakes_data(monkeypatch: pytest.MonkeyPatch) -> None:
    (folder,) = declared().load()()
    hooks: Any = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_submodules, hooks.collect_data_files = collect_submodules, collect_data_files
    utils: Any = ModuleType("PyInstaller.utils")
    utils.hooks = hooks
    pyinstaller: Any = ModuleType("PyInstaller")
    pyinstaller.utils = utils
    for module in (pyinstaller, utils, hooks):
        monkeypatch.setitem(sys.modules, module.__name__, module)

    found = runpy.run_path(str(Path(folder, "hook-checkout_client.py")))

    assert {"checkout_client.sessions", "checkout_client.models.session.session"} <= {*found["hiddenimports"]}
    assert "checkout_client.testing.pytest_plugin" not in found["hiddenimports"]
    assert found["datas"] == collect_data_files("checkout_client")
