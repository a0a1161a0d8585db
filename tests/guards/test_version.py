"""The version is defined in one place, checkout_client/version.py; everything else reads it there."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib.metadata import version
from pathlib import Path

import checkout_client
from checkout_client import __version__
from checkout_client.testing import FakeCheckout

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REINSTALL = "the installed metadata is outdated: python -m pip install -e ."


def test_the_build_reads_the_module() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert "version" not in PROJECT["project"]
    source = PROJECT["tool"]["hatch"]["version"]
    assert source["path"] == "checkout_client/version.py"
    here = f'__version__: Final = "{__version__}"'
    found = re.fullmatch(source["pattern"], here)
    assert found is not None
    assert found["version"] == __version__


def test_the_installed_metadata_has_it() -> None:
    assert version("checkout-client") == __version__, REINSTALL


def test_the_documentation_has_it() -> None:
    settings = runpy.run_path(str(ROOT / "docs" / "conf.py"))
    assert settings["version"] == settings["release"] == __version__


def test_requests_carry_it() -> None:
    fake = FakeCheckout()
    with fake.client() as client:
        client.sessions.list()
    agent = fake.requests[-1].headers["User-Agent"]
    assert agent.partition(" ")[0] == f"checkout_client/{__version__}"


def test_it_is_not_repeated_elsewhere() -> None:
    written = re.compile(rf"""["'/]{re.escape(__version__)}["' ]""")
    package = Path(checkout_client.__file__).parent
    files = [*ROOT.glob("*.py"), *ROOT.glob("*.toml"), *(ROOT / "docs").rglob("*.py"), *package.rglob("*.py")]
    assert [path.name for path in files if written.search(path.read_text("utf-8"))] == ["version.py"]
