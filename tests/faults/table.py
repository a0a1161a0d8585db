"""Measure and write the table of docs/reliability.md: ``python -m faults.table``, with ``tests`` on the path."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from .catalogue import GROUPS
from .client_under_test import ClientUnderTest
from .evaluate import cases, complaints, observe
from .fault import Fault, Group
from .official import OFFICIAL
from .ours import OURS

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN = "<!-- the table: nox -s faults writes it -->"
END = "<!-- the end of the table -->"
PASSED = "✓"
DIFFERENTLY = "✓ ({course})"
"""Handled in the other way that is documented for the client."""

CLIENTS: tuple[ClientUnderTest, ...] = (*OURS, *OFFICIAL)
TITLES = tuple(client.title for client in CLIENTS)


@attrs.frozen
class Result:
    """How many cases of a fault one client passed, and the problems in the others."""

    passed: int
    of: int
    problems: tuple[str, ...]

    mark: str = PASSED

    def __str__(self) -> str:
        return self.mark if self.passed == self.of else "; ".join(self.problems)


def measured(client: ClientUnderTest, fault: Fault) -> Result:
    specified = client.specified(fault)
    problems = [complaints(client, case, observe(client, case)) for case in cases(specified)]
    different = dict.fromkeys(words for case in problems for words in case)
    return Result(sum(not case for case in problems), len(problems), tuple(different)[:3], _mark(fault, specified))


def expected(client: ClientUnderTest, fault: Fault) -> Result:
    """Return the result that the tests require."""
    specified = client.specified(fault)
    count = len(list(cases(specified)))
    return Result(count, count, (), _mark(fault, specified))


def _mark(fault: Fault, specified: Fault) -> str:
    return PASSED if fault == specified else DIFFERENTLY.format(course=specified.course)


def lines(group: Group, results: Iterable[Sequence[Result]], titles: Sequence[str]) -> Iterator[str]:
    yield f"### {group.title}"
    yield ""
    yield from _row(("fault", *titles))
    yield from _row(["---"] * (len(titles) + 1))
    for fault, row in zip(group.faults, results, strict=True):
        yield from _row((fault.name, *map(str, row)))
    yield ""


def _row(cells: Iterable[str]) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


def totals(results: Sequence[Sequence[Result]], titles: Sequence[str]) -> Iterator[str]:
    yield from _row(("", *titles))
    yield from _row(["---"] * (len(titles) + 1))
    columns = list(zip(*results, strict=True))
    yield from _row(("faults", *(f"{sum(r.passed == r.of for r in c)} of {len(c)}" for c in columns)))
    yield from _row(("cases", *(f"{sum(r.passed for r in c)} of {sum(r.of for r in c)}" for c in columns)))
    yield ""


def page(results: dict[str, list[list[Result]]], titles: Sequence[str]) -> str:
    """Return the content between the markers."""
    everything = [row for rows in results.values() for row in rows]
    parts = [*totals(everything, titles)]
    for group in GROUPS:
        parts += lines(group, results[group.title], titles)
    return "\n".join(parts)


def main() -> None:
    results: dict[str, list[list[Result]]] = {}
    for group in GROUPS:
        results[group.title] = []
        for fault in group.faults:
            row = [measured(client, fault) for client in CLIENTS]
            results[group.title].append(row)
            print(fault.name, *row, sep=" | ", file=sys.stderr)
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{page(results, TITLES)}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
