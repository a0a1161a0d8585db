"""Both drivers: they perform steps and make no decisions."""

from __future__ import annotations

import asyncio
import time
import traceback
from typing import Any

import anyio
import httpx
import pytest
from support.bodies import Body
from support.fakes import Answer, AsyncScript, Script, config, environment
from support.runtimes import EVENT_LOOPS, RUNTIMES, Runtime
from support.things import getting, posting

from checkout_client import APIConnectionError, Headers, ServerError, Timeout
from checkout_client._transport.async_driver import AsyncDriver
from checkout_client._transport.backends.error_map import DEADLINE_PASSED
from checkout_client._transport.flow import Flow, flow
from checkout_client._transport.messages import AttemptResult, Request, Response, Send, Sleep, TransportFailure
from checkout_client._transport.sync_driver import SyncDriver

REQUEST = Request("POST", "https://api.stripe.com/v1/things?a=1", Headers([("x-a", "1")]), b"b=2")


@pytest.fixture(params=RUNTIMES, ids=lambda runtime: runtime.name)
def runtime(request: pytest.FixtureRequest) -> Runtime:
    runtime: Runtime = request.param
    return runtime


class Rig:
    """A driver of one runtime over a script."""

    def __init__(self, runtime: Runtime, *answers: Answer) -> None:
        self._runtime = runtime
        self.script: Script = Script(answers) if runtime.run is None else AsyncScript(answers)
        self.slept: list[float] = []

    def perform(self, steps: Flow[Any]) -> Any:
        if self._runtime.run is None:
            return SyncDriver(self.script, self.slept.append).perform(steps)
        assert isinstance(self.script, AsyncScript)
        driver = AsyncDriver(self.script, self._sleep)
        return self._runtime.run(lambda: driver.perform(steps))

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def one_attempt(time_left: float | None = None) -> Flow[AttemptResult | None]:
    """A flow that sends once and returns the result."""
    return (yield Send(REQUEST, Timeout(1, 2, 3, 4), time_left))


def test_the_request_goes_out_as_the_flow_gave_it(runtime: Runtime) -> None:
    rig = Rig(runtime, httpx.Response(200))

    rig.perform(one_attempt())

    (request,) = rig.script.requests
    assert (request.method, str(request.url)) == ("POST", "https://api.stripe.com/v1/things?a=1")
    assert request.headers["x-a"] == "1"
    assert request.read() == b"b=2"
    assert request.extensions["timeout"] == {"connect": 1, "read": 2, "write": 3, "pool": 4}


def test_the_whole_response_comes_back(runtime: Runtime) -> None:
    body = Body(b'{"a"', b": 1}")
    rig = Rig(runtime, httpx.Response(201, headers=[("X-A", "1"), ("x-a", "2")], stream=body))

    result = rig.perform(one_attempt())

    assert result == Response(201, Headers([("x-a", "1, 2")]), b'{"a": 1}')


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (
            httpx.ConnectError("refused"),
            TransportFailure("No complete response (ConnectError: refused)", kind="connect"),
        ),
        (httpx.ReadError(""), TransportFailure("No complete response (ReadError)", kind="read")),
        (httpx.ReadTimeout(""), TransportFailure("No response in time (ReadTimeout)", timed_out=True, kind="read")),
        (
            httpx.PoolTimeout("full"),
            TransportFailure("No response in time (PoolTimeout: full)", timed_out=True, kind="pool"),
        ),
        (
            httpx.LocalProtocolError("bad"),
            TransportFailure("No complete response (LocalProtocolError: bad)", retryable=False, kind="protocol"),
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_connection_failure_is_a_result(runtime: Runtime, error: Exception, failure: TransportFailure) -> None:
    assert Rig(runtime, error).perform(one_attempt()) == failure


def test_a_body_that_breaks_off_is_a_failure(runtime: Runtime) -> None:
    body = Body(b'{"a"', httpx.ReadError("broke"))

    result = Rig(runtime, httpx.Response(200, stream=body)).perform(one_attempt())

    assert result == TransportFailure("No complete response (ReadError: broke)", kind="read")


def test_a_body_that_cannot_be_decompressed_is_a_failure_like_one_that_breaks_off(runtime: Runtime) -> None:
    answer = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Body(b"no gzip"))

    result = Rig(runtime, answer).perform(one_attempt())

    assert isinstance(result, TransportFailure)
    assert result.reason.startswith("No complete response (DecodingError")
    assert result.retryable


@pytest.mark.parametrize("error", [ValueError("mine"), httpx.InvalidURL("mine"), RuntimeError("mine")], ids=repr)
def test_any_other_error_is_not_a_connection_failure_and_is_raised(runtime: Runtime, error: Exception) -> None:
    rig = Rig(runtime, error)

    with pytest.raises(type(error), match="mine") as caught:
        rig.perform(one_attempt())

    assert caught.value is error
    assert len(rig.script.requests) == 1


def test_sleeping_is_what_was_passed_in(runtime: Runtime) -> None:
    def sleepy() -> Flow[str]:
        assert (yield Sleep(1.5)) is None
        assert (yield Sleep(8.0)) is None
        return "done"

    rig = Rig(runtime)

    assert rig.perform(sleepy()) == "done"
    assert rig.slept == [1.5, 8.0]


def test_a_call_is_sent_again_until_it_succeeds(runtime: Runtime) -> None:
    rig = Rig(runtime, httpx.ReadError("broke"), httpx.Response(503), httpx.Response(200, json={"id": "x"}))

    thing = rig.perform(flow(posting(a="é"), config(), None, environment()))

    assert thing.raw == {"id": "x"}
    assert thing.last_response.attempts == 3
    assert rig.slept == [0.5, 1.0]
    assert [request.read() for request in rig.script.requests] == [b"a=%C3%A9"] * 3
    assert [request.headers["idempotency-key"] for request in rig.script.requests] == ["key-1"] * 3


def test_what_the_flow_raises_comes_out_and_holds_no_error_of_the_http_library(runtime: Runtime) -> None:
    rig = Rig(runtime, *(httpx.ConnectError("refused") for _ in range(3)))

    with pytest.raises(APIConnectionError, match=r"refused\) \(api.stripe.com:443, 3 attempts\)") as caught:
        rig.perform(flow(getting(), config(), None, environment()))

    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_an_event_loop_drops_an_attempt_at_the_deadline(loop: Runtime) -> None:
    class Never(AsyncScript):
        async def send(self, step: Send) -> Response:  # type: ignore[override]
            await anyio.sleep_forever()
            raise AssertionError

    assert loop.run is not None
    result = loop.run(lambda: AsyncDriver(Never([])).perform(one_attempt(time_left=0.001)))

    assert result == DEADLINE_PASSED


@pytest.mark.parametrize("where", ["during an attempt", "during a wait"])
@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_cancelling_sends_nothing_more(loop: Runtime, where: str) -> None:
    script = AsyncScript([httpx.Response(503)] * 3)

    async def stall(_: object) -> None:
        scope.cancel()
        await anyio.sleep_forever()

    class Stalling(AsyncScript):
        async def send(self, step: Send) -> Response:  # type: ignore[override]
            response = await script.send(step)
            if where == "during an attempt":
                await stall(step)
            return response

    driver = AsyncDriver(Stalling([]), sleep=stall)
    steps = flow(posting(), config(), None, environment())
    scope: anyio.CancelScope

    async def main() -> None:
        nonlocal scope
        with anyio.CancelScope() as scope:
            await driver.perform(steps)

    assert loop.run is not None
    loop.run(main)

    assert scope.cancelled_caught
    assert len(script.requests) == 1


def test_an_interrupt_during_a_wait_sends_nothing_more() -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    script = Script([httpx.Response(503)] * 3)
    steps = flow(posting(), config(), None, environment())

    with pytest.raises(KeyboardInterrupt):
        SyncDriver(script, interrupted).perform(steps)

    assert len(script.requests) == 1


def http_library(error: BaseException) -> Any:
    """A function of the HTTP library that has a header as a local and raises ``error``."""
    scope: dict[str, Any] = {"__name__": "httpcore._sync.http11", "error": error, "header": b"a header"}
    exec("def handle_request():\n    headers = [header]\n    raise error", scope)
    return scope["handle_request"]


class Interrupting(Script):
    """Connections that an interrupt, a cancellation or a bug ends inside the HTTP library."""

    def __init__(self, error: BaseException) -> None:
        super().__init__([httpx.Response(503)])
        self._handle_request = http_library(error)

    def send(self, step: Send) -> Response:
        return self._handle_request() if self.requests else Script.send(self, step)


class AsyncInterrupting(Interrupting, AsyncScript):
    async def send(self, step: Send) -> Response:  # type: ignore[override]
        return Interrupting.send(self, step)


INTERRUPTS = [KeyboardInterrupt, RuntimeError, asyncio.CancelledError, SystemExit]


def interrupted(runtime: Runtime, error: BaseException) -> BaseException:
    """``error`` after it has ended the second attempt of a call."""
    seen: list[BaseException] = []

    def use_threads() -> None:
        SyncDriver(Interrupting(error), lambda _: None).perform(flow(posting(), config(), None, environment()))

    async def use_a_loop() -> None:
        async def sleep(_: float) -> None: ...

        try:
            driver = AsyncDriver(AsyncInterrupting(error), sleep)  # type: ignore[arg-type]
            await driver.perform(flow(posting(), config(), None, environment()))
        except BaseException as end:
            seen.append(end)

    if runtime.run is not None:
        runtime.run(use_a_loop)
        return seen[0]
    with pytest.raises(type(error)) as caught:
        use_threads()
    return caught.value


@pytest.mark.parametrize("kind", INTERRUPTS, ids=lambda kind: kind.__name__)
def test_an_interrupted_attempt_shows_where_it_was_without_the_http_library(
    runtime: Runtime, kind: type[BaseException]
) -> None:
    error = kind("stop")

    assert interrupted(runtime, error) is error
    assert error.__notes__ == ["attempt 2 of 3, waiting for the response"]
    functions = [frame.f_code.co_name for frame, _ in traceback.walk_tb(error.__traceback__)]
    assert functions[functions.index("perform") :][:3] == ["perform", "_send", "send"]
    assert "handle_request" not in functions
    report = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert "a header" not in "".join(report.format())


def test_an_interrupted_wait_shows_where_it_was(runtime: Runtime) -> None:
    async def stop_async(_: float) -> None:
        raise KeyboardInterrupt

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    steps = flow(posting(), config(), None, environment())
    seen: list[BaseException] = []

    async def main() -> None:
        try:
            await AsyncDriver(AsyncScript([httpx.Response(503)]), stop_async).perform(steps)
        except KeyboardInterrupt as end:
            seen.append(end)

    if runtime.run is None:
        with pytest.raises(KeyboardInterrupt) as caught:
            SyncDriver(Script([httpx.Response(503)]), stop).perform(steps)
        seen.append(caught.value)
    else:
        runtime.run(main)

    assert seen[0].__notes__ == ["waiting 0.500 s before attempt 2 of 3"]


def test_the_drivers_really_sleep_by_default() -> None:
    assert SyncDriver(Script([]))._sleep is time.sleep
    assert AsyncDriver(AsyncScript([]))._sleep is anyio.sleep


def test_one_failed_call_does_not_disturb_another_in_the_same_loop() -> None:
    script = AsyncScript([httpx.Response(500), httpx.Response(200, json={"id": "x"})])
    driver = AsyncDriver(script)

    async def main() -> list[Any]:
        calls = (driver.perform(flow(getting(), config(max_retries=0), None, environment())) for _ in range(2))
        return await asyncio.gather(*calls, return_exceptions=True)

    failed, succeeded = asyncio.run(main())

    assert isinstance(failed, ServerError)
    assert succeeded.raw == {"id": "x"}
