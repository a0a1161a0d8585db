"""The benchmarks, which CI does not run, can be imported."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_every_module_of_the_benchmarks_can_be_imported() -> None:
    modules = sorted(f"speed.{path.stem}" for path in (BENCHMARKS / "speed").glob("[!_]*.py"))
    assert "speed.sync_create" in modules

    done = subprocess.run(
        [sys.executable, "-c", f"import run, {', '.join(modules)}"],
        cwd=BENCHMARKS,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""


@pytest.fixture
def chart(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("speed.chart")


def test_the_chart_shows_the_figures_of_the_table(chart: Any) -> None:
    expected = chart.pictures(chart.PAGE.read_text(encoding="utf-8"))
    assert len(expected) == 2
    for path, content in expected.items():
        assert path.read_text(encoding="utf-8") == content, "run python -m speed.chart in benchmarks/"


def test_rates_are_drawn_as_time_and_a_missing_row_is_an_error(chart: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, "ROWS", {"rate": "Rate", "time": "Time"})
    rows = [
        "| rate | 400 requests/s | httpx | 100 requests/s | **4.00** | | |",
        "|  | 400 requests/s | stripe 1 | 50 requests/s | **8.00** | | |",
        "| time, TLS | 1 ms | stripe 1 | 2 ms | **0.50** | | |",
        "| time (4 kB) | 1 ms | stripe 1 | 4 ms | **0.25** | | |",
    ]
    assert [(bar.label, bar.shown) for bar in chart.bars("\n".join(rows))] == [("Rate", "12 %"), ("Time", "25 %")]
    with pytest.raises(RuntimeError, match=r"no row for \['Time'\]"):
        chart.bars("\n".join(rows[:3]))
