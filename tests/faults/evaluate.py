"""Run one client through one fault and list every deviation from the specification."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import attrs

from .behaviour import REQUEST_ID, Answer, Behaviour
from .certificates import authority_file, server_context
from .client_under_test import RETRIES, RETRIEVED, Call, ClientUnderTest, Found, Reported, Settings
from .fault import Fault, Operation
from .raw_server import LISTED, RawServer

ALWAYS = 10**9
GRACE = 0.5
"""Seconds beyond a deadline that a busy machine may need."""


@attrs.frozen
class Case:
    """A fault in one operation, once or every time."""

    fault: Fault
    operation: Operation
    always: bool

    def __str__(self) -> str:
        return f"{self.fault.name}, {self.operation}, {'always' if self.always else 'once'}"

    @property
    def fails(self) -> bool:
        return self.fault.course == "final" or (self.fault.course == "retried" and self.always)

    @property
    def attempts(self) -> int:
        if self.fault.course != "retried":
            return 1
        return 1 + RETRIES if self.always else 2


def cases(fault: Fault) -> Iterator[Case]:
    """Yield the cases of a fault; a retried fault has two, one that passes and one that persists."""
    for operation in fault.operations:
        yield Case(fault, operation, always=False)
        if fault.course == "retried":
            yield Case(fault, operation, always=True)


@attrs.define
class Observed:
    """What a client did in a case."""

    found: Found | None = None
    error: Reported | None = None
    next: Found | Reported | None = None
    seconds: float = 0.0
    waits: list[float] = attrs.field(factory=list)
    attempts: int = 0
    attempts_by_waits: int = 0
    keys: int = 0
    key: str | None = None
    made: int = 0
    elsewhere: int = 0
    left_open: int = 0
    descriptors: int = 0


def observe(client: ClientUnderTest, case: Case) -> Observed:
    """Run ``case`` with ``client``."""
    observed = Observed()
    before = descriptors()
    with ExitStack() as stack:
        elsewhere = stack.enter_context(RawServer())
        server = stack.enter_context(_server(case.fault))
        settings = _settings(case, server, observed, stack)
        with client.open(settings) as call:
            _run(client, case, server, elsewhere, call, observed)
        observed.left_open = server.wait_until_left()
        observed.elsewhere = elsewhere.connections
    observed.descriptors = descriptors() - before
    return observed


@contextmanager
def _server(fault: Fault) -> Iterator[RawServer]:
    tls = None if fault.certificate is None else server_context(fault.certificate)
    with RawServer(tls=tls, listens=not fault.refuses) as server:
        yield server


def _settings(case: Case, server: RawServer, observed: Observed, stack: ExitStack) -> Settings:
    def wait(seconds: float) -> None:
        observed.waits.append(seconds)
        if not fault.refuses and not fault.certificate:
            server.wait_for_attempts(len(observed.waits))
        if fault.refuses and not case.always:
            server.listen()

    fault = case.fault
    authority = stack.enter_context(authority_file()) if fault.certificate else None
    return Settings(server.url, fault.timeout, fault.deadline, wait, authority, lambda: server.is_faulty)


def _run(
    client: ClientUnderTest, case: Case, server: RawServer, elsewhere: RawServer, call: Call, observed: Observed
) -> None:
    fault = case.fault
    server.treat(_aimed(fault.behaviour, elsewhere), _times(case), skipped=fault.at - 1)
    started = time.monotonic()
    try:
        observed.found = call(case.operation)
    except Exception as error:
        observed.error = client.reported(error)
    observed.seconds = time.monotonic() - started
    if not fault.refuses and not fault.certificate:
        server.wait_for_attempts(len(observed.waits) + 1)
    observed.attempts, observed.attempts_by_waits = server.attempts, len(observed.waits) + 1
    observed.keys = len(server.keys)
    observed.key = next(iter(server.keys), None)
    observed.made = len(server.made) + server.made_without_key
    server.treat(fault.behaviour, 0)
    server.listen()
    if fault.certificate in (None, "good"):
        try:
            observed.next = call(case.operation)
        except Exception as error:
            observed.next = client.reported(error)


def _times(case: Case) -> int:
    """Return how many requests the fault affects."""
    if case.fault.refuses:
        return 0  # no request arrives
    # A final fault persists, so that a wrong retry would see it again.
    return 1 if case.fault.course == "harmless" or not case.fails else ALWAYS


def _aimed(behaviour: Behaviour, elsewhere: RawServer) -> Behaviour:
    host = elsewhere.url.partition("//")[2]

    def wire(answer: Answer) -> bytes:
        return behaviour.wire(answer).replace(b"{elsewhere}", host.encode())

    return attrs.evolve(behaviour, wire=wire)


def complaints(client: ClientUnderTest, case: Case, observed: Observed) -> list[str]:
    """Return every deviation from the specification."""
    problems = [*_about_the_outcome(case, observed), *_about_the_server(case, observed)]
    limit = case.fault.deadline
    if limit is not None and observed.seconds > limit + GRACE:
        problems.append("went on after the deadline" if client.keeps_deadlines else "went on, without a deadline")
    if isinstance(observed.next, Reported):
        problems.append(f"the next call failed: {observed.next.name}")
    elif observed.next is not None and not _is_right(case, observed.next, LISTED):
        problems.append("the next call got another call's response")
    return problems


def _about_the_outcome(case: Case, observed: Observed) -> Iterator[str]:
    if observed.error is not None:
        yield from _about_the_error(case, observed, observed.error)
    elif observed.found is not None:
        yield from _about_the_result(case, observed, observed.found)


def _about_the_result(case: Case, observed: Observed, found: Found) -> Iterator[str]:
    if case.fails:
        yield "no error"
        return
    if not _is_right(case, found, case.fault.found or LISTED):
        yield "a wrong result"
    if found.attempts not in (None, case.attempts):
        yield f"reports {found.attempts} attempts"
    if found.replayed is not None:
        replayed = case.operation == "create" and case.fault.course == "retried" and case.fault.behaviour.takes_effect
        if found.replayed is not replayed:
            yield f"idempotent_replayed is {found.replayed}"


def _about_the_error(case: Case, observed: Observed, reported: Reported) -> Iterator[str]:
    name = reported.name
    if not reported.kinds:
        yield f"a raw {name}"
        return
    if not case.fails:
        yield f"{name} in spite of retries" if case.fault.course == "retried" else name
        return
    fault = case.fault
    if fault.error not in reported.kinds:
        yield f"{name} for {fault.error}"
    if reported.attempts not in (None, case.attempts):
        yield f"reports {reported.attempts} attempts"
    if fault.status is not None and reported.status != fault.status:
        yield f"the error has no status, or a wrong one ({reported.status})"
    if fault.status is not None and fault.status != 429 and (reported.request_id != REQUEST_ID or not reported.headers):
        yield "the error lost the request id or the headers"
    if reported.attempts is not None and observed.key is not None and reported.key != observed.key:
        yield "the error lost the key"


def _about_the_server(case: Case, observed: Observed) -> Iterator[str]:
    fault = case.fault
    attempts = observed.attempts_by_waits
    if attempts != case.attempts:
        yield f"{attempts} attempt{'s' if attempts > 1 else ''}, not {case.attempts}"
    elif not fault.refuses and not fault.certificate and case.operation != "walk" and observed.attempts != attempts:
        yield f"{observed.attempts} requests for {attempts} attempts"
    if fault.waits is not None and observed.waits and not fault.waits[0] <= observed.waits[0] <= fault.waits[1]:
        yield f"waits {observed.waits[0]:g} s"
    if case.operation == "create":
        if observed.keys > 1:
            yield f"{observed.keys} keys"
        least = 1 if observed.found is not None or fault.behaviour.takes_effect else 0
        if not least <= observed.made <= 1 and observed.attempts:
            yield f"{observed.made} sessions made"
    if observed.elsewhere:
        yield "followed the redirect"
    if observed.left_open:
        yield f"{observed.left_open} connections left open"
    if observed.descriptors > 0:
        yield f"{observed.descriptors} descriptors left open"


def _is_right(case: Case, found: Found, listed: tuple[str, ...]) -> bool:
    if case.operation == "create":
        return found.ids in (("cs_made_1",), ("cs_made_2",))
    return found.ids == ((RETRIEVED,) if case.operation == "retrieve" else listed)


def descriptors() -> int:
    """Return how many files and sockets this process has open."""
    place = "/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"
    return len(os.listdir(place))
