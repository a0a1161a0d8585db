"""The script that takes the pictures of README, documentation and examples runs, and makes the files they show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.browser import needs_chromium

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
pytest.importorskip("PIL.Image", reason="pillow is not installed")

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "docs" / "_static"
MAX_BYTES = 120_000


@pytest.mark.long
@needs_chromium
def test_the_pictures_can_be_taken_again(tmp_path: Path) -> None:
    script = ROOT / "docs" / "_ext" / "pictures.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, timeout=900)
    taken = {path.name for path in tmp_path.iterdir()}
    stored = {path.name for path in STATIC.glob("*.png")}
    assert taken == stored
    for path in tmp_path.iterdir():
        assert 5_000 < path.stat().st_size < MAX_BYTES, path.name
        pale = path.name.replace("-dark", "")
        assert path.name == pale or path.read_bytes() != (tmp_path / pale).read_bytes()


def test_each_picture_is_there_light_and_dark() -> None:
    names = {path.stem for path in STATIC.glob("*.png")}
    assert {"checkout-page", "dashboard-session", "dashboard-sessions", "fastapi-shop", "flask-shop-order"} <= names
    assert {f"{name.removesuffix('-dark')}-dark" for name in names} <= names
    assert all(path.stat().st_size < MAX_BYTES for path in STATIC.glob("*.png"))
