"""The tables: on the screen, and between the markers of the pages that show them."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path
from statistics import median

from . import chart
from .measuring import Comparison, Unit

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- benchmark:begin -->", "<!-- benchmark:end -->"
LIBRARIES = ("stripe", "httpx", "requests", "aiohttp", "attrs", "cattrs")


def table(comparisons: Sequence[Comparison]) -> str:
    """Return the table of all comparisons, with the range of the rounds and the aims."""
    lines = [
        "| what | checkout_client | compared with | its figure | ratio | in single rounds | aim |",
        "|---|---|---|---|---|---|---|",
    ]
    before = ""
    for each in comparisons:
        least, most = each.ratio_range
        aim = "" if each.aim is None else f"{each.aim}{'' if each.is_met else ' **missed**'}"
        cells = [
            each.what if each.what != before else "",
            shown(median(each.ours), each.unit),
            each.peer,
            shown(median(each.peers), each.unit),
            f"**{_ratio(each.ratio)}**",
            f"{_ratio(least)} to {_ratio(most)}",
            aim,
        ]
        lines.append(f"| {' | '.join(cells)} |")
        before = each.what
    return "\n".join(lines)


def short_table(comparisons: Sequence[Comparison]) -> str:
    """Return the table for the README."""
    lines = ["| | checkout_client | compared with | its figure | ratio |", "|---|---|---|---|---|"]
    lines += [
        f"| {each.what} | {shown(median(each.ours), each.unit)} | {each.peer} "
        f"| {shown(median(each.peers), each.unit)} | **{_ratio(each.ratio)}** |"
        for each in comparisons
        if each.in_readme
    ]
    return "\n".join(lines)


def machine(ceiling: float) -> str:
    """Describe the machine and the libraries."""
    libraries = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return (
        f"Measured on {_processor()} ({cpu_count()} cores), {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}, with {libraries}. "
        f"The server's own ceiling, with bare sockets as clients: {ceiling:,.0f} creates a second."
    )


def write(comparisons: Sequence[Comparison], where: str) -> None:
    """Write the tables to the documentation and the README, and draw the chart."""
    _replace(ROOT / "docs" / "performance.md", f"{table(comparisons)}\n\n{where}")
    _replace(ROOT / "README.md", short_table(comparisons))
    chart.write()


def _replace(path: Path, content: str) -> None:
    text = path.read_text(encoding="utf-8")
    written, count = re.subn(
        f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: f"{BEGIN}\n{content}\n{END}", text, flags=re.DOTALL
    )
    if count != 1:
        raise RuntimeError(f"{path} should have the two markers once, with the table between them")
    path.write_text(written, encoding="utf-8")


def shown(value: float, unit: Unit) -> str:
    """Format a figure with three digits and a suitable unit."""
    if unit == "requests/s":
        return f"{_three_digits(value)} requests/s"
    steps = {"seconds": ((1, "s"), (1e-3, "ms"), (1e-6, "µs")), "bytes": ((1e6, "MB"), (1e3, "kB"), (1, "bytes"))}
    size, name = next((step for step in steps[unit] if value >= step[0]), steps[unit][-1])
    return f"{_three_digits(value / size)} {name}"


def _ratio(ratio: float) -> str:
    return _three_digits(ratio) if ratio >= 1 else f"{ratio:.2g}" if ratio < 0.1 else f"{ratio:.2f}"


def _three_digits(value: float) -> str:
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _processor() -> str:
    try:
        names = re.findall(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        names = []
    return names[0] if names else platform.processor() or platform.machine()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
