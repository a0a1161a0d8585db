"""Every fault, over real sockets: what comes of it with each client and backend, and what is left behind."""

from __future__ import annotations

import pytest

from faults.catalogue import GROUPS
from faults.client_under_test import Subject
from faults.evaluate import cases, complaints, observe
from faults.fault import Fault
from faults.ours import OURS

FAULTS = {f"{group.title}: {fault.name}": fault for group in GROUPS for fault in group.faults}


@pytest.mark.parametrize("subject", OURS, ids=lambda subject: subject.name)
@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_survived_as_specified(name: str, subject: Subject) -> None:
    fault: Fault = subject.specified(FAULTS[name])

    found = {str(case): complaints(subject, case, observe(subject, case)) for case in cases(fault)}

    assert not {case: said for case, said in found.items() if said}


def test_names_are_told_apart() -> None:
    assert len(FAULTS) == sum(len(group.faults) for group in GROUPS)
