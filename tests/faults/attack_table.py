"""The table of attacks in docs/reliability.md: ``python -m faults.attack_table``, with ``tests`` on the path."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from support.backends import BACKENDS

from .attacks import ATTACKS

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN = "<!-- the table of attacks: nox -s faults writes it -->"
END = "<!-- the end of the table of attacks -->"
HELD = "✓"

Results = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]


def table(results: Results) -> str:
    """Return the tables, one for each kind of attack; ``results`` has the problems with each library."""
    return "\n".join(_lines(results))


def _lines(results: Results) -> Iterator[str]:
    for title, attacks in results.items():
        yield from (f"### {title}", "")
        yield f"| {' | '.join(('attack', *BACKENDS))} |"
        yield f"| {' | '.join(['---'] * (1 + len(BACKENDS)))} |"
        for name, row in attacks.items():
            yield f"| {' | '.join((name, *(HELD if not problems else '; '.join(problems) for problems in row)))} |"
        yield ""


def main() -> int:
    """Run all attacks with all libraries and write the table; return 1 if one succeeded."""
    results: dict[str, dict[str, list[list[str]]]] = {}
    for title, attacks in ATTACKS.items():
        results[title] = {}
        for name, attack in attacks.items():
            results[title][name] = [attack(backend) for backend in BACKENDS.values()]
            problems = dict(zip(BACKENDS, results[title][name], strict=True))
            print(name, {library: found for library, found in problems.items() if found} or HELD, file=sys.stderr)
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(results)}\n{END}{rest.partition(END)[2]}", "utf-8")
    return int(any(found for rows in results.values() for row in rows.values() for found in row))


if __name__ == "__main__":
    sys.exit(main())
