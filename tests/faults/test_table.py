"""The table in docs/reliability.md is up to date: it has every fault, and this package passes all of them."""

from __future__ import annotations

from faults.catalogue import GROUPS
from faults.ours import OURS
from faults.table import BEGIN, END, PAGE, expected

FAULTS = [fault for group in GROUPS for fault in group.faults]


def written() -> list[list[str]]:
    table = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines() if line.startswith("|")
    ]


def test_the_page_shows_what_the_tests_require() -> None:
    ours = {row[0]: row[1 : 1 + len(OURS)] for row in written()}

    for fault in FAULTS:
        assert ours[fault.name] == [str(expected(client, fault)) for client in OURS], fault.name


def test_the_page_has_exactly_these_faults() -> None:
    faults = [row[0] for row in written() if row[0] not in ("", "---", "faults", "cases", "fault")]

    assert faults == [fault.name for fault in FAULTS]


def test_the_totals_are_those_of_the_catalogue() -> None:
    totals = {row[0]: row[1 : 1 + len(OURS)] for row in written() if row[0] in ("faults", "cases")}
    cases = [sum(expected(client, fault).of for fault in FAULTS) for client in OURS]

    assert totals == {
        "faults": [f"{len(FAULTS)} of {len(FAULTS)}"] * len(OURS),
        "cases": [f"{count} of {count}" for count in cases],
    }
