"""Every fault, over real sockets, with each client and backend: the result, and that nothing is left open."""

from __future__ import annotations

import select
import socket

import pytest
from support.depth import rotated

from faults.catalogue import GROUPS
from faults.client_under_test import ClientUnderTest
from faults.connection_faults import STALL
from faults.evaluate import cases, complaints, observe
from faults.fault import Fault
from faults.ours import OURS, UNDER_HTTPX
from faults.raw_server import RawServer, Request

FAULTS = {f"{group.title}: {fault.name}": fault for group in GROUPS for fault in group.faults}


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("name", "client"), rotated(FAULTS, (*OURS, *UNDER_HTTPX)))
def test_the_client_handles_the_fault_as_specified(name: str, client: ClientUnderTest) -> None:
    fault: Fault = client.specified(FAULTS[name])

    problems = {str(case): complaints(client, case, observe(client, case)) for case in cases(fault)}

    assert not {case: found for case, found in problems.items() if found}


@pytest.mark.long
@pytest.mark.parametrize("client", [OURS[0], OURS[1], UNDER_HTTPX[0]], ids=lambda client: client.name)
def test_a_busy_machine_changes_nothing(client: ClientUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    read = RawServer._read

    def read_late(server: RawServer, connection: socket.socket, buffer: bytearray) -> Request:
        request = read(server, connection, buffer)
        select.select([connection], [], [], 2 * STALL)  # less if the client gives up
        return request

    monkeypatch.setattr(RawServer, "_read", read_late)
    for case in cases(FAULTS["Responses that never arrive: stalled, nothing done"]):
        assert complaints(client, case, observe(client, case)) == []


def test_names_are_unique() -> None:
    assert len(FAULTS) == sum(len(group.faults) for group in GROUPS)
