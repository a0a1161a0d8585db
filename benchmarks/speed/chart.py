"""Draw the chart of docs/performance.md from the table below it: ``python -m speed.chart``.

One bar for each row, as a share of what the official SDK needs. There is one picture for light and one for dark pages.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "_static"

PEER = "stripe "
ROWS = {
    "page of 100 Sessions": "Read a page of 100 Sessions, CPU time",
    "create(), one thread, CPU of the client": "create(), CPU time",
    "async create(), 100 tasks": "create() in 100 async tasks, time per call",
    "longest stall of the event loop": "Longest stall of an event loop",
    "form-encoding 100 rich line items": "Encode 100 line items, CPU time",
    "memory of a kept Session": "Memory of a kept Session",
    "listing 20,000 Sessions, 30 ms a page": "List 20,000 Sessions, 30 ms a page",
    "process start to first create() returned": "Start a process and create() once",
}
"""How the rows of the table begin, and what the chart calls them."""

COLORS = {
    "light": {"text": "#1f2328", "muted": "#59636e", "track": "#d8dee4", "bar": "#0b6bcb"},
    "dark": {"text": "#e6edf3", "muted": "#9aa4ae", "track": "#39424e", "bar": "#4ea1f3"},
}

WIDTH, MARGIN = 360, 8
TRACK = 280
ROW_HEIGHT, HEAD_HEIGHT = 44, 46


@attrs.frozen
class Bar:
    """A row of the chart."""

    label: str
    share: float
    """The cost of this package, divided by that of the official SDK."""

    @property
    def shown(self) -> str:
        """The share in per cent."""
        return f"{100 * self.share:.0f} %"


def bars(page: str) -> list[Bar]:
    """Return the bars for the table in ``page``. Raises ``RuntimeError`` if the table lacks one of their rows."""
    found: dict[str, Bar] = {}
    what = ""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 5 or not cells[4].startswith("**"):
            continue
        what = cells[0] or what
        ratio = float(cells[4].strip("*").replace(",", ""))
        label = next((label for start, label in ROWS.items() if _is_row(what, start)), None)
        if label is not None and cells[2].startswith(PEER) and label not in found:
            found[label] = Bar(label, 1 / ratio if cells[1].endswith("/s") else ratio)
    absent = [label for label in ROWS.values() if label not in found]
    if absent:
        raise RuntimeError(f"the table has no row for {absent}: adapt ROWS")
    return [found[label] for label in ROWS.values()]


def _is_row(what: str, start: str) -> bool:
    """Return whether ``what`` is that row, and not one that continues with other conditions after a comma."""
    return what == start or what.startswith((f"{start} ", f"{start} ("))


def svg(rows: list[Bar], scheme: str) -> str:
    """Return the chart as an SVG picture that can be read on a phone."""
    colors = COLORS[scheme]
    height = HEAD_HEIGHT + ROW_HEIGHT * len(rows) + MARGIN
    head = f'<text x="{MARGIN}" y="18" font-weight="600" fill="{colors["text"]}">'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(_description(rows))}</title>",
        f"{head}Cost, with the official SDK as 100 %</text>",
        f'<text x="{MARGIN}" y="36" fill="{colors["muted"]}">Shorter is better.</text>',
    ]
    for number, bar in enumerate(rows):
        top = HEAD_HEIGHT + ROW_HEIGHT * number
        length = max(2.0, min(bar.share, 1.0) * TRACK)
        lines += [
            f'<text x="{MARGIN}" y="{top + 14}" fill="{colors["text"]}">{escape(bar.label)}</text>',
            f'<rect x="{MARGIN}" y="{top + 20}" width="{TRACK}" height="14" rx="2" fill="{colors["track"]}"/>',
            f'<rect x="{MARGIN}" y="{top + 20}" width="{length:.1f}" height="14" rx="2" fill="{colors["bar"]}"/>',
            f'<text x="{WIDTH - MARGIN}" y="{top + 32}" text-anchor="end" font-weight="600" '
            f'fill="{colors["text"]}">{bar.shown}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def _description(rows: list[Bar]) -> str:
    return "Cost compared with the official SDK. " + "; ".join(f"{bar.label}: {bar.shown}" for bar in rows)


def pictures(page: str) -> dict[Path, str]:
    """Return the content of each picture by its path."""
    rows = bars(page)
    return {PICTURES / f"performance-{scheme}.svg": svg(rows, scheme) for scheme in COLORS}


def write() -> None:
    """Write the pictures for the table that docs/performance.md has now."""
    for path, content in pictures(PAGE.read_text(encoding="utf-8")).items():
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write()
