"""A job limit by ``signal.alarm`` raises in the calling thread. It is not a network failure, whatever it raises."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import Any

import httpx
import httpx2
import pytest
from support.byte_server import ByteServer, Line
from support.fakes import KEY, SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import CheckoutClient
from checkout_client._transport.backends.error_map import reraise_from_signal_handler

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no alarm signal")

HTTP_CLIENTS = {"threads": lambda: None, "httpx": httpx.Client, "httpx2": httpx2.Client}
JOB_LIMITS: dict[str, Exception] = {
    "TimeoutError": TimeoutError("job limit"),
    "OSError": OSError("job limit"),
    "ConnectionResetError": ConnectionResetError("job limit"),
}


class JobLimit:
    """A handler that is an object with a method, which raises from a function it calls."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def handle(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def stop(self) -> None:
        raise self.error


def _any_arguments(error: Exception) -> Callable[..., None]:
    def handle(*arguments: object) -> None:
        raise error

    return handle


def _partial(error: Exception) -> Callable[..., None]:
    def handle(limit: JobLimit, number: int, frame: object) -> None:
        limit.stop()

    return partial(handle, JobLimit(error))


HANDLERS: dict[str, Callable[[Exception], Callable[..., None]]] = {
    "a method": lambda error: JobLimit(error).handle,
    "a function of any arguments": _any_arguments,
    "a partial": _partial,
}


@pytest.fixture
def set_alarm() -> Iterator[Callable[[Callable[..., None]], None]]:
    """Return a function that has a handler called soon."""
    before = signal.getsignal(signal.SIGALRM)

    def set_alarm(handler: Callable[..., None]) -> None:
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.1)

    yield set_alarm
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("http_client", HTTP_CLIENTS)
@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize("error", JOB_LIMITS)
def test_what_a_signal_handler_raises_is_raised_by_the_call_and_not_retried(
    error: str, handler: str, http_client: str, set_alarm: Any
) -> None:
    requests: list[str] = []

    def never(line: Line) -> None:
        requests.append(line.read_request()[0])
        line.hears_nothing_more()

    raised = JOB_LIMITS[error]
    with (
        ByteServer(never) as server,
        CheckoutClient(KEY, base_url=server.url, http_client=HTTP_CLIENTS[http_client]()) as client,
    ):
        set_alarm(HANDLERS[handler](raised))
        with pytest.raises(type(raised)) as caught:
            client.sessions.retrieve(SESSION_ID, options={"timeout": LONGEST_WAIT})

    assert caught.value is raised
    assert caught.value.__context__ is None  # the library's error would lead to the request, and so to the key
    assert len(requests) == 1


@pytest.mark.parametrize("deadline", [None, LONGEST_WAIT], ids=["no deadline", "a deadline"])
def test_what_a_signal_handler_raises_while_a_body_is_sent_is_not_ignored(
    deadline: float | None, set_alarm: Any
) -> None:
    """httpcore ignores an error of writing, because a server may respond early, and waits for the response."""
    raised = OSError("job limit")
    with (
        ByteServer(lambda line: line.over.wait(LONGEST_WAIT)) as server,
        CheckoutClient(KEY, base_url=server.url, deadline=deadline) as client,
    ):
        set_alarm(JobLimit(raised).handle)
        with pytest.raises(OSError, match="job limit") as caught:
            client.sessions.create(mode="setup", options={"extra_params": {"much": "a" * 20_000_000}})

    assert caught.value is raised


def test_what_a_network_library_raises_is_a_network_failure() -> None:
    with pytest.raises(httpx.ConnectError) as caught:
        httpx.get("http://127.0.0.1:1/")
    reraise_from_signal_handler(caught.value)  # raises nothing
