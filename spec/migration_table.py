"""Write the tables of docs/guides/versions.md from the package's table of changes.

python spec/migration_table.py
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from checkout_client.versions.changes import CHANGES, VERSIONS, Change

PAGE = Path(__file__).parent.parent / "docs" / "guides" / "versions.md"
BEGIN = "<!-- begin: made by spec/migration_table.py -->\n"
END = "<!-- end: made by spec/migration_table.py -->\n"


def migration_table() -> str:
    """Return the changes that require action, and the additions, as Markdown."""
    gone = sorted((change for change in CHANGES if change.until), key=lambda change: VERSIONS.index(change.until or ""))
    new = sorted(
        (change for change in CHANGES if change.since),
        key=lambda change: (VERSIONS.index(change.since or ""), change.places, change.name),
    )
    lines = ["### Removed", "", "| removed in | where | what | replacement |", "|---|---|---|---|"]
    lines += [
        f"| {change.dropped_in} | {_places(change)} | {_name(change)} | {change.instead or 'none'} |" for change in gone
    ]
    lines += ["", "### Added", "", "| first seen in | where | what |", "|---|---|---|"]
    for (since, places), changes in groupby(new, key=lambda change: (change.since, _places(change))):
        lines.append(f"| {since} | {places} | {', '.join(map(_name, changes))} |")
    return "\n".join(lines) + "\n"


def _places(change: Change) -> str:
    return ", ".join(f"`{place}`" for place in change.places)


def _name(change: Change) -> str:
    name, _, value = change.name.partition("=")
    return f"`{name}`: `{value}`" if value else f"`{name}`"


def page_with_table(page: str) -> str:
    """``page`` with the tables as they are now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{migration_table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
