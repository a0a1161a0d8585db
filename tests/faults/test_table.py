"""The table on the page is the one that the suite would write: every fault in it, all of ours survived."""

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


def test_the_page_shows_what_the_tests_demand_of_this_package() -> None:
    ours = {row[0]: row[1 : 1 + len(OURS)] for row in written()}

    for fault in FAULTS:
        assert ours[fault.name] == [str(expected(subject, fault)) for subject in OURS], fault.name


def test_the_page_has_these_faults_and_no_others() -> None:
    faults = [row[0] for row in written() if row[0] not in ("", "---", "faults", "cases", "fault")]

    assert faults == [fault.name for fault in FAULTS]


def test_the_totals_are_those_of_the_catalogue() -> None:
    totals = {row[0]: row[1 : 1 + len(OURS)] for row in written() if row[0] in ("faults", "cases")}
    cases = [sum(expected(subject, fault).of for fault in FAULTS) for subject in OURS]

    assert totals == {
        "faults": [f"{len(FAULTS)} of {len(FAULTS)}"] * len(OURS),
        "cases": [f"{count} of {count}" for count in cases],
    }
