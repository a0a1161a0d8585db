"""Every fault, over real sockets, with each client and backend: the result, and that nothing is left open."""

from __future__ import annotations

import pytest
from support.depth import rotated

from faults.catalogue import GROUPS
from faults.client_under_test import ClientUnderTest
from faults.evaluate import cases, complaints, observe
from faults.fault import Fault
from faults.ours import OURS, UNDER_HTTPX

FAULTS = {f"{group.title}: {fault.name}": fault for group in GROUPS for fault in group.faults}


@pytest.mark.parametrize(("name", "client"), rotated(FAULTS, (*OURS, *UNDER_HTTPX)))
def test_the_client_handles_the_fault_as_specified(name: str, client: ClientUnderTest) -> None:
    fault: Fault = client.specified(FAULTS[name])

    problems = {str(case): complaints(client, case, observe(client, case)) for case in cases(fault)}

    assert not {case: found for case, found in problems.items() if found}


def test_names_are_unique() -> None:
    assert len(FAULTS) == sum(len(group.faults) for group in GROUPS)
