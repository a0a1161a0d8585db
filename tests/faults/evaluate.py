"""Puts one client through one fault, and says everything that is wrong with what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import attrs

from .behaviour import REQUEST_ID, Answer, Behaviour
from .certificates import authority_file, server_context
from .client_under_test import RETRIES, RETRIEVED, Call, Found, Reported, Settings, Subject
from .fault import Fault, Operation
from .raw_server import LISTED, RawServer

FOR_EVER = 10**9
GRACE = 0.5
"""Seconds beyond a deadline that a busy machine may take."""


@attrs.frozen
class Case:
    """A fault that happens to one operation, once or every time."""

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
    """A fault that is retried is seen through twice: once it passes, once it does not."""
    for operation in fault.operations:
        yield Case(fault, operation, always=False)
        if fault.course == "retried":
            yield Case(fault, operation, always=True)


@attrs.define
class Observed:
    """What a client made of a case."""

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


def observe(subject: Subject, case: Case) -> Observed:
    """Let ``subject`` live through ``case``."""
    seen = Observed()
    before = descriptors()
    with ExitStack() as stack:
        elsewhere = stack.enter_context(RawServer())
        server = stack.enter_context(_server(case.fault))
        settings = _settings(case, server, seen, stack)
        with subject.open(settings) as call:
            _live_through(subject, case, server, elsewhere, call, seen)
        seen.left_open = server.wait_until_left()
        seen.elsewhere = elsewhere.connections
    seen.descriptors = descriptors() - before
    return seen


@contextmanager
def _server(fault: Fault) -> Iterator[RawServer]:
    tls = None if fault.certificate is None else server_context(fault.certificate)
    with RawServer(tls=tls, listens=not fault.refuses) as server:
        yield server


def _settings(case: Case, server: RawServer, seen: Observed, stack: ExitStack) -> Settings:
    def wait(seconds: float) -> None:
        seen.waits.append(seconds)
        if case.fault.refuses and not case.always:
            server.listen()

    fault = case.fault
    authority = stack.enter_context(authority_file()) if fault.certificate else None
    return Settings(server.url, fault.timeout, fault.deadline, wait, authority)


def _live_through(
    subject: Subject, case: Case, server: RawServer, elsewhere: RawServer, call: Call, seen: Observed
) -> None:
    fault = case.fault
    server.treat(_aimed(fault.behaviour, elsewhere), _times(case), spared=fault.at - 1)
    started = time.monotonic()
    try:
        seen.found = call(case.operation)
    except Exception as error:
        seen.error = subject.told(error)
    seen.seconds = time.monotonic() - started
    seen.attempts, seen.attempts_by_waits = server.attempts, len(seen.waits) + 1
    seen.keys = len(server.keys)
    seen.key = next(iter(server.keys), None)
    seen.made = len(server.made) + server.doublets
    server.treat(fault.behaviour, 0)
    server.listen()
    if fault.certificate in (None, "good"):
        try:
            seen.next = call(case.operation)
        except Exception as error:
            seen.next = subject.told(error)


def _times(case: Case) -> int:
    """How many requests the fault happens to."""
    if case.fault.refuses:
        return 0  # they do not arrive
    # One that is not retried would go on for ever, too, if someone asked again.
    return 1 if case.fault.course == "harmless" or not case.fails else FOR_EVER


def _aimed(behaviour: Behaviour, elsewhere: RawServer) -> Behaviour:
    host = elsewhere.url.partition("//")[2]

    def wire(answer: Answer) -> bytes:
        return behaviour.wire(answer).replace(b"{elsewhere}", host.encode())

    return attrs.evolve(behaviour, wire=wire)


def complaints(subject: Subject, case: Case, seen: Observed) -> list[str]:
    """Everything that is not as specified; nothing where the fault was survived."""
    said = [*_about_the_outcome(case, seen), *_about_the_server(case, seen)]
    limit = case.fault.deadline
    if limit is not None and seen.seconds > limit + GRACE:
        said.append("went on after the deadline" if subject.keeps_deadlines else "went on, having no deadline")
    if isinstance(seen.next, Reported):
        said.append(f"the next call failed: {seen.next.name}")
    elif seen.next is not None and not _is_right(case, seen.next, LISTED):
        said.append("the next call got another one's answer")
    return said


def _about_the_outcome(case: Case, seen: Observed) -> Iterator[str]:
    if seen.error is not None:
        yield from _about_the_error(case, seen, seen.error)
    elif seen.found is not None:
        yield from _about_the_result(case, seen, seen.found)


def _about_the_result(case: Case, seen: Observed, found: Found) -> Iterator[str]:
    if case.fails:
        yield "no error"
        return
    if not _is_right(case, found, case.fault.found or LISTED):
        yield "a wrong result"
    if found.attempts not in (None, case.attempts):
        yield f"tells of {found.attempts} attempts"
    if found.replayed is not None:
        replayed = case.operation == "create" and case.fault.course == "retried" and case.fault.behaviour.takes_effect
        if found.replayed is not replayed:
            yield f"idempotent_replayed is {found.replayed}"


def _about_the_error(case: Case, seen: Observed, told: Reported) -> Iterator[str]:
    name = told.name
    if not told.kinds:
        yield f"a raw {name}"
        return
    if not case.fails:
        yield f"{name} in spite of retries" if case.fault.course == "retried" else name
        return
    fault = case.fault
    if fault.error not in told.kinds:
        yield f"{name} for {fault.error}"
    if told.attempts not in (None, case.attempts):
        yield f"tells of {told.attempts} attempts"
    if fault.status is not None and told.status != fault.status:
        yield f"the error has no status, or a wrong one ({told.status})"
    if fault.status is not None and fault.status != 429 and (told.request_id != REQUEST_ID or not told.headers):
        yield "the error lost the request id or the headers"
    if told.attempts is not None and seen.key is not None and told.key != seen.key:
        yield "the error lost the key"


def _about_the_server(case: Case, seen: Observed) -> Iterator[str]:
    fault = case.fault
    attempts = seen.attempts_by_waits
    if attempts != case.attempts:
        yield f"{attempts} attempt{'s' if attempts > 1 else ''}, not {case.attempts}"
    elif not fault.refuses and not fault.certificate and case.operation != "walk" and seen.attempts != attempts:
        yield f"{seen.attempts} requests for {attempts} attempts"
    if fault.waits is not None and seen.waits and not fault.waits[0] <= seen.waits[0] <= fault.waits[1]:
        yield f"waits {seen.waits[0]:g} s"
    if case.operation == "create":
        if seen.keys > 1:
            yield f"{seen.keys} keys"
        least = 1 if seen.found is not None or fault.behaviour.takes_effect else 0
        if not least <= seen.made <= 1 and seen.attempts:
            yield f"{seen.made} sessions made"
    if seen.elsewhere:
        yield "followed the redirect"
    if seen.left_open:
        yield f"{seen.left_open} connections left open"
    if seen.descriptors > 0:
        yield f"{seen.descriptors} descriptors left open"


def _is_right(case: Case, found: Found, listed: tuple[str, ...]) -> bool:
    if case.operation == "create":
        return found.ids in (("cs_made_1",), ("cs_made_2",))
    return found.ids == ((RETRIEVED,) if case.operation == "retrieve" else listed)


def descriptors() -> int:
    """How many files and sockets this process has open."""
    place = "/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"
    return len(os.listdir(place))
