"""The chart at the end of the example's export."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.export

DAYS = {"2025-01-01": 4, "2025-01-03": 9}
PAID = {"2025-01-01 usd": 1099, "2025-01-03 usd": 123_456_78, "2025-01-03 jpy": 500}


@pytest.fixture(scope="module")
def chart() -> Any:
    path = Path(__file__).parents[2] / "examples" / "export" / "chart.py"
    spec = importlib.util.spec_from_file_location("export_chart", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_chart_is_an_svg_with_text(chart: Any, tmp_path: Path) -> None:
    assert chart.write_chart(tmp_path / "summary.svg", DAYS, PAID)
    root = ET.parse(tmp_path / "summary.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = " ".join(root.itertext())
    for title in ("Sessions per day", "Paid per day, USD", "Paid per day, JPY", "Jan"):
        assert title in text


def test_the_same_numbers_give_the_same_file(chart: Any, tmp_path: Path) -> None:
    for name in ("one.svg", "other.svg"):
        chart.write_chart(tmp_path / name, DAYS, PAID)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_a_chart_can_be_a_png(chart: Any, tmp_path: Path) -> None:
    assert chart.write_chart(tmp_path / "summary.png", DAYS, PAID)
    assert (tmp_path / "summary.png").read_bytes().startswith(b"\x89PNG")


def test_an_export_of_nothing_has_a_chart(chart: Any, tmp_path: Path) -> None:
    assert chart.write_chart(tmp_path / "summary.svg", {}, {})


def test_every_day_is_drawn_with_amounts_in_the_main_unit(
    chart: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[str, Any] = {}

    def draw(axis: Any, days: Any, values: Any, title: str, color: str) -> None:
        drawn[title] = values

    monkeypatch.setattr(chart, "_draw", draw)
    chart.write_chart(tmp_path / "summary.svg", DAYS, PAID)
    assert drawn == {
        "Sessions per day": [4, 0, 9],
        "Paid per day, JPY": [0, 0, 500],
        "Paid per day, USD": [10.99, 0, 123_456.78],
    }


def test_without_matplotlib_there_is_no_chart(chart: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert not chart.write_chart(tmp_path / "summary.svg", DAYS, PAID)
    assert not list(tmp_path.iterdir())
