"""The choice of tests that ``nox -s old-tests`` runs from an older version."""

from __future__ import annotations

from pathlib import Path

import pytest

from guards.public_tests import chosen, main

FILES = {
    "client/test_user.py": "from checkout_client import CLEAR, models\nfrom checkout_client.params import Metadata",
    "client/test_helped.py": "from checkout_client import CLEAR\nfrom support.steady import now",
    "client/test_stranded.py": "from support.further import then",
    "client/test_inside.py": "from checkout_client._transport.retry import GiveUp",
    "client/test_module_inside.py": "from checkout_client import _transport",
    "client/test_hidden.py": "def test(client): client._driver",
    "typing/test_checkers.py": "import checkout_client",
    "support/steady.py": "from checkout_client._transport.retry import GiveUp as now",
    "support/further.py": "from support.gone import then",
    "support/gone.py": "from checkout_client._transport.gone import then\nfrom checkout_client.errors import Gone",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, source in FILES.items():
        path = tmp_path / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    return tmp_path


def test_files_that_use_only_public_names_are_chosen(root: Path) -> None:
    files, _ = chosen(root)
    assert [path.name for path in files] == ["test_helped.py", "test_user.py"]


def test_files_with_broken_helpers_are_skipped_and_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(root) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["tests/client/test_helped.py", "tests/client/test_user.py"]
    assert said.err == (
        "skipped: tests/client/test_stranded.py: its helpers use "
        "checkout_client._transport.gone then, checkout_client.errors Gone\n"
    )


def test_no_files_is_a_failure(tmp_path: Path) -> None:
    assert main(tmp_path) == 1


def test_a_removed_public_name_does_not_skip_a_file(root: Path) -> None:
    (root / "tests" / "client" / "test_user.py").write_text("from checkout_client import NoMore", "utf-8")
    assert "test_user.py" in [path.name for path in chosen(root)[0]]
