"""The upgrade guide: the old names are gone, and the new ones exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "upgrade.md"
MOVED = re.findall(r"^\| `(checkout_client\.[\w.]+)` \| (?:`(checkout_client[\w.]*)`|–) \|$", PAGE.read_text(), re.M)


def exists(path: str) -> bool:
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def test_the_page_has_names():
    assert len(MOVED) > 20


@pytest.mark.parametrize(("old", "new"), MOVED, ids=lambda name: name)
def test_a_name_has_moved(old, new):
    assert not exists(old)
    assert not new or exists(new)
