"""A chart of an export: Sessions and paid amounts per day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from checkout_client.money import from_minor_units

MOST_CURRENCIES = 5
"""How many currencies have a chart of their own: those with the most days."""


def write_chart(path: Path, sessions: Mapping[str, int], paid: Mapping[str, int]) -> bool:
    """Write a chart to ``path``, as SVG or PNG by its suffix. Return False if matplotlib is not installed.

    Args:
        path: the file, such as ``summary.svg``.
        sessions: the number of Sessions by day, such as ``"2025-01-31"``, in UTC.
        paid: the amounts of paid Sessions by day and currency, such as ``"2025-01-31 usd"``, in minor units.

    """
    try:
        matplotlib: Any = import_module("matplotlib")
        figures: Any = import_module("matplotlib.figure")
    except ModuleNotFoundError:
        return False
    days = _days(sessions)
    currencies = _currencies(paid)
    rows = 1 + len(currencies)
    # Text stays text, and two exports of the same data give the same file.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "export", "font.size": 9}):
        figure = figures.Figure(figsize=(9, 0.6 + 1.8 * rows), layout="constrained")
        axes = [figure.add_subplot(rows, 1, row + 1) for row in range(rows)]
        _draw(axes[0], days, [sessions.get(day.isoformat(), 0) for day in days], "Sessions per day", "#635bff")
        for axis, currency in zip(axes[1:], currencies, strict=True):
            amounts = [float(from_minor_units(paid.get(f"{day.isoformat()} {currency}", 0), currency)) for day in days]
            _draw(axis, days, amounts, f"Paid per day, {currency.upper()}", "#00a36c")
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    return True


def _days(sessions: Mapping[str, int]) -> list[date]:
    """Return every day from the first to the last, also those without Sessions."""
    found = sorted(map(date.fromisoformat, sessions))
    return [found[0] + timedelta(days=number) for number in range((found[-1] - found[0]).days + 1)] if found else []


def _currencies(paid: Mapping[str, int]) -> list[str]:
    days = Counter(key.partition(" ")[2] for key in paid)
    return sorted(currency for currency, _ in days.most_common(MOST_CURRENCIES))


def _draw(axis: Any, days: list[date], values: list[int] | list[float], title: str, color: str) -> None:
    dates: Any = import_module("matplotlib.dates")
    ticker: Any = import_module("matplotlib.ticker")
    if days:  # one shape for all days: a year of bars would make the file ten times as large
        axis.stairs(values, dates.date2num([*days, days[-1] + timedelta(days=1)]), fill=True, color=color)
    locator = dates.AutoDateLocator()
    axis.xaxis.set_major_locator(locator)
    axis.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axis.yaxis.set_major_formatter(ticker.StrMethodFormatter("{x:,.0f}"))
    axis.set_title(title, loc="left")
    axis.set_ylim(bottom=0)
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis="y", alpha=0.3)
    axis.set_axisbelow(True)
