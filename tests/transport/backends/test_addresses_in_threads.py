"""Without an event loop, the deadline and the connect timeout bound all addresses of a host together."""

from __future__ import annotations

import socket
import time
from threading import Event
from typing import Any

import httpcore
import pytest
from support.fakes import Clock
from support.loopback import LONGEST_WAIT

from checkout_client._transport.backends.error_map import DeadlineExceeded, NameResolutionTimeout
from checkout_client._transport.backends.httpcore import httpcore_network
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.backends.httpcore.httpcore_network import (
    CoalescingBackend,
    CoalescingStream,
    Deadline,
    InterimResponses,
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(httpcore_network.time, "monotonic", clock)
    return clock


class Addresses:
    """A name server, and what becomes of an attempt to connect to each address."""

    def __init__(self, clock: Clock, monkeypatch: pytest.MonkeyPatch, **outcomes: Exception | None) -> None:
        self.clock = clock
        self.outcomes = {name.replace("_", "."): outcome for name, outcome in outcomes.items()}
        self.tried: list[tuple[str, float | None]] = []
        self.names: list[bytes] = []
        monkeypatch.setattr(httpcore_network.socket, "getaddrinfo", self.resolve)
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", self.connect)

    def resolve(self, host: bytes, *_: Any) -> list[Any]:
        self.names.append(host)
        return [(2, 1, 6, "", (name, 443)) for name in [*self.outcomes, *self.outcomes]]

    def connect(self, host: bytes, port: int, timeout: float | None, *_: Any) -> Any:
        address = host.decode()
        self.tried.append((address, timeout))
        outcome = self.outcomes[address]
        if isinstance(outcome, httpcore.ConnectTimeout):
            assert timeout is not None
            self.clock.now += timeout
        if outcome is not None:
            raise outcome
        return httpcore.NetworkStream()


def test_each_address_gets_its_share_of_the_connect_timeout(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = Addresses(
        clock, monkeypatch, a=httpcore.ConnectTimeout("slow"), b=httpcore.ConnectError("refused"), c=None
    )

    stream = CoalescingBackend(Deadline(), InterimResponses()).connect_tcp("api.stripe.com", 443, 9.0)

    assert isinstance(stream, CoalescingStream)
    assert addresses.tried == [("a", 3.0), ("b", 3.0), ("c", 6.0)]
    assert addresses.names == [b"api.stripe.com"]


def test_the_deadline_bounds_all_addresses_together(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = httpcore.ConnectTimeout("slow")
    addresses = Addresses(clock, monkeypatch, a=slow, b=slow)

    with pytest.raises(DeadlineExceeded):
        CoalescingBackend(Deadline(clock.now + 4), InterimResponses()).connect_tcp("api.stripe.com", 443, 9.0)

    assert addresses.tried == [("a", 2.0), ("b", 2.0)]


@pytest.mark.parametrize("host", ["api.stripe.com", "localhost", "127.0.0.1", "::1"])
@pytest.mark.parametrize("timeout", [None, 9.0])
def test_the_last_address_says_why_none_could_be_reached(
    host: str, timeout: float | None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    Addresses(clock, monkeypatch, a=httpcore.ConnectError("unreachable"), b=httpcore.ConnectError("refused"))

    with pytest.raises(httpcore.ConnectError, match="refused"):
        CoalescingBackend(Deadline(), InterimResponses()).connect_tcp(host, 443, timeout)


def test_a_name_without_an_address_is_a_connect_error(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    Addresses(clock, monkeypatch)

    with pytest.raises(httpcore.ConnectError, match="the host's name has no address"):
        CoalescingBackend(Deadline(), InterimResponses()).connect_tcp("api.stripe.com", 443, 9.0)


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_a_name_that_cannot_be_resolved_is_a_failure_of_dns(
    timeout: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(httpcore_network.socket, "getaddrinfo", unknown)

    with pytest.raises(httpcore.ConnectError, match="Name or service not known") as caught:
        CoalescingBackend(Deadline(), InterimResponses()).connect_tcp("api.example", 443, timeout)

    assert HTTPCORE_ERRORS.failure(caught.value).kind == "dns"


@pytest.mark.parametrize(
    ("deadline", "expected"), [(None, NameResolutionTimeout), (0.01, DeadlineExceeded)], ids=["timeout", "deadline"]
)
def test_a_name_server_that_never_answers_does_not_block_the_thread(
    deadline: float | None, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Event()
    monkeypatch.setattr(httpcore_network.socket, "getaddrinfo", lambda *_: over.wait(LONGEST_WAIT))

    backend = CoalescingBackend(Deadline(None if deadline is None else time.monotonic() + deadline), InterimResponses())
    with pytest.raises(expected):
        backend.connect_tcp("api.stripe.com", 443, 0.02)

    over.set()


def test_a_mistake_in_resolving_a_name_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: Any) -> Any:
        raise ValueError("a bug")

    monkeypatch.setattr(httpcore_network.socket, "getaddrinfo", wrong)

    with pytest.raises(ValueError, match="a bug"):
        CoalescingBackend(Deadline(), InterimResponses()).connect_tcp("api.stripe.com", 443, 9.0)
