"""A job limit by ``signal.alarm`` raises in the calling thread. It is not a network failure, whatever it raises."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import nullcontext
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


def _deletes_the_frame(error: Exception) -> Callable[..., None]:
    def handle(number: int, frame: FrameType | None) -> None:
        del frame
        raise error

    return handle


class _Forgetful:
    """A handler that does not keep its arguments."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *arguments: object) -> None:
        del arguments
        raise self.error

    handle = __call__


def _replaces_itself(error: Exception) -> Callable[..., None]:
    def handle(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        raise error

    return handle


HANDLERS: dict[str, Callable[[Exception], Callable[..., None]]] = {
    "a method": lambda error: JobLimit(error).handle,
    "a function of any arguments": _any_arguments,
    "a partial": _partial,
    "a method that forgets its arguments": lambda error: _Forgetful(error).handle,
    "a callable object": _Forgetful,
    "a function that deletes the frame": _deletes_the_frame,
    "a function that installs another handler": _replaces_itself,
}


@pytest.fixture
def install() -> Iterator[Callable[[Callable[..., None]], None]]:
    """Return a function that installs a handler for the alarm."""
    before = signal.getsignal(signal.SIGALRM)
    yield lambda handler: signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("http_client", HTTP_CLIENTS)
@pytest.mark.parametrize(
    ("handler", "error"),
    [
        ("a method", "TimeoutError"),
        ("a method", "ConnectionResetError"),
        *((handler, "OSError") for handler in HANDLERS),
    ],
)
def test_what_a_signal_handler_raises_is_raised_by_the_call_and_not_retried(
    error: str, handler: str, http_client: str, install: Any
) -> None:
    requests: list[str] = []

    def never(line: Line) -> None:
        requests.append(line.read_request()[0])
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        line.hears_nothing_more()

    raised = JOB_LIMITS[error]
    install(HANDLERS[handler](raised))
    with (
        ByteServer(never) as server,
        HTTP_CLIENTS[http_client]() or nullcontext() as owned,
        CheckoutClient(KEY, base_url=server.url, http_client=owned) as client,
        pytest.raises(type(raised)) as caught,
    ):
        client.sessions.retrieve(SESSION_ID, options={"timeout": LONGEST_WAIT})

    assert caught.value is raised
    assert caught.value.__context__ is None  # the library's error would lead to the request, and so to the key
    assert len(requests) == 1


@pytest.mark.one_in(3)
@pytest.mark.parametrize("http_client", HTTP_CLIENTS)
@pytest.mark.parametrize(
    ("deadline", "error"),
    [(None, "OSError"), (None, "TimeoutError"), (LONGEST_WAIT, "OSError")],
    ids=["OSError", "TimeoutError", "OSError with a deadline"],
)
def test_what_a_signal_handler_raises_while_a_body_is_sent_is_not_ignored(
    deadline: float | None, error: str, http_client: str, install: Any
) -> None:
    """httpcore ignores an error of writing, because a server may respond early, and waits for the response."""
    raised = JOB_LIMITS[error]
    install(JobLimit(raised).handle)

    def serve(line: Line) -> None:
        line.socket.recv(1000)
        signal.setitimer(signal.ITIMER_REAL, 0.05)  # while the body is being sent
        line.over.wait(LONGEST_WAIT)

    with (
        ByteServer(serve) as server,
        HTTP_CLIENTS[http_client]() or nullcontext() as owned,
        CheckoutClient(KEY, base_url=server.url, deadline=deadline, http_client=owned) as client,
        pytest.raises(type(raised), match="job limit") as caught,
    ):
        client.sessions.create(mode="setup", options={"extra_params": {"much": "a" * 20_000_000}})

    assert caught.value is raised
    assert caught.value.__context__ is None


def test_what_a_network_library_raises_is_a_network_failure() -> None:
    with pytest.raises(httpx.ConnectError) as caught:
        httpx.get("http://127.0.0.1:1/")
    reraise_from_signal_handler(caught.value)  # raises nothing
