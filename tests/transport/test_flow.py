"""The loop that every call goes through, driven by hand: it yields the next step and receives its result."""

from __future__ import annotations

import json
import pickle
import traceback
from collections.abc import Mapping
from typing import Any

import pytest
from support.fakes import KEY, Clock, config, environment
from support.things import Thing, getting, posting

from checkout_client import (
    APIConnectionError,
    APITimeoutError,
    AuthenticationError,
    CheckoutError,
    Headers,
    RequestOptions,
    ResponseDecodeError,
    ServerError,
    Timeout,
)
from checkout_client._transport.backends.error_map import DEADLINE_PASSED
from checkout_client._transport.call import Call
from checkout_client._transport.flow import Flow, flow
from checkout_client._transport.messages import Response, Send, Sleep, TransportFailure

BROKEN = TransportFailure("broken")
TIMED_OUT = TransportFailure("too slow", timed_out=True)


def answer(http_status: int = 200, body: object = None, **headers: str) -> Response:
    names = ((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(http_status, Headers(names), json.dumps(body or {}).encode())


def start(
    call: Call[Any], clock: Clock | None = None, options: RequestOptions | None = None, **settings: Any
) -> tuple[Flow[Any], Send]:
    """A flow that has been asked for its first step."""
    steps = flow(call, config(**settings), options, environment(clock))
    first = next(steps)
    assert isinstance(first, Send)
    return steps, first


def result_of(steps: Flow[Any], outcome: Response) -> Any:
    """What the flow returns when ``outcome`` ends it."""
    with pytest.raises(StopIteration) as stop:
        steps.send(outcome)
    return stop.value.value


def sent_again(steps: Flow[Any], outcome: Response | TransportFailure) -> tuple[Sleep, Send]:
    """The wait and the attempt that follow a failed one."""
    sleep = steps.send(outcome)
    assert isinstance(sleep, Sleep)
    send = steps.send(None)
    assert isinstance(send, Send)
    return sleep, send


def test_a_call_that_succeeds_is_sent_once() -> None:
    steps, _ = start(posting(a=1))

    thing = result_of(steps, answer(body={"id": "x"}, request_id="req_1"))
    response = thing.last_response

    assert thing.raw == {"id": "x"}
    assert response.attempts == 1
    assert response.http_status == 200
    assert response.request_id == "req_1"
    assert response.idempotency_key == "key-1"


def test_nothing_is_prepared_before_the_flow_is_driven() -> None:
    steps = flow(posting(a=1), config(), None, environment(new_idempotency_key=lambda: pytest.fail("made a key")))

    steps.close()


def test_parameters_that_cannot_be_sent_are_rejected_before_the_first_step() -> None:
    steps = flow(posting(a=1.5), config(), None, environment())

    with pytest.raises(TypeError, match="a is a float"):
        next(steps)


def test_every_attempt_sends_the_same_bytes_and_the_same_key() -> None:
    steps, first = start(posting(a=1, b="é"), max_retries=3)

    sends = [first]
    for outcome in (BROKEN, answer(500), TIMED_OUT):
        _, again = sent_again(steps, outcome)
        sends.append(again)

    assert all(send.request is first.request for send in sends)
    assert first.request.content == b"a=1&b=%C3%A9"
    assert first.request.headers["idempotency-key"] == "key-1"
    response = result_of(steps, answer()).last_response
    assert response.attempts == 4
    assert response.idempotency_key == "key-1"


def test_two_calls_have_two_keys() -> None:
    shared = environment()
    sends = [next(flow(posting(), config(), None, shared)) for _ in range(2)]

    assert [send.request.headers["idempotency-key"] for send in sends if isinstance(send, Send)] == ["key-1", "key-2"]


def test_a_read_has_no_key_and_none_is_made() -> None:
    steps = flow(getting(), config(), None, environment(new_idempotency_key=lambda: pytest.fail("made a key")))

    first = next(steps)

    assert isinstance(first, Send)
    assert "idempotency-key" not in first.request.headers
    assert result_of(steps, answer()).last_response.idempotency_key is None


def test_waits_grow_from_attempt_to_attempt() -> None:
    steps, _ = start(getting(), max_retries=6)

    waits = [sent_again(steps, answer(503))[0].seconds for _ in range(6)]

    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


def test_the_last_response_counts_once_the_retries_are_used_up() -> None:
    steps, _ = start(posting())
    sent_again(steps, answer(500, request_id="req_1"))
    sent_again(steps, BROKEN)

    with pytest.raises(ServerError) as caught:
        steps.send(answer(502, request_id="req_3"))

    assert caught.value.http_status == 502
    assert caught.value.request_id == "req_3"
    assert caught.value.attempts == 3
    assert caught.value.idempotency_key == "key-1"


@pytest.mark.parametrize(("failure", "kind"), [(BROKEN, APIConnectionError), (TIMED_OUT, APITimeoutError)])
def test_a_last_failure_is_an_error_of_its_own(failure: TransportFailure, kind: type[APIConnectionError]) -> None:
    steps, _ = start(posting())
    sent_again(steps, failure)
    sent_again(steps, failure)

    with pytest.raises(APIConnectionError) as caught:
        steps.send(failure)

    assert type(caught.value) is kind
    assert caught.value.attempts == 3
    assert caught.value.idempotency_key == "key-1"


def test_the_retries_of_one_call_can_be_set() -> None:
    steps, _ = start(getting(), options={"max_retries": 0}, max_retries=5)

    with pytest.raises(ServerError) as caught:
        steps.send(answer(500))

    assert caught.value.attempts == 1


def test_a_response_that_cannot_be_decoded_is_not_requested_again() -> None:
    steps, _ = start(getting())

    with pytest.raises(ResponseDecodeError) as caught:
        steps.send(Response(200, Headers(), b"<html>"))

    assert caught.value.attempts == 1


def test_without_a_deadline_an_attempt_has_its_whole_timeout() -> None:
    _, first = start(getting())

    assert first.timeout == Timeout()
    assert first.time_left is None


def test_the_deadline_caps_every_step_of_an_attempt() -> None:
    _, first = start(getting(), deadline=4.0)

    assert first.timeout == Timeout(connect=4.0, read=4.0, write=4.0, pool=4.0)
    assert first.time_left == 4.0


def test_the_deadline_of_one_call_can_be_set() -> None:
    _, first = start(getting(), options={"deadline": 2.0}, deadline=50.0)

    assert first.time_left == 2.0


def test_attempts_and_waits_use_up_the_deadline() -> None:
    clock = Clock()
    steps, _ = start(getting(), clock, deadline=10.0)

    clock.now += 3.0  # the attempt
    assert steps.send(answer(500)) == Sleep(0.5, 2, 3)
    clock.now += 0.5
    second = steps.send(None)
    assert isinstance(second, Send)
    assert second.time_left == 6.5
    assert second.timeout == Timeout(connect=5.0, read=6.5, write=6.5, pool=5.0)

    clock.now += 5.6  # less is left than the next wait takes
    with pytest.raises(ServerError):
        steps.send(answer(500))


def test_a_wait_that_would_pass_the_deadline_is_not_begun() -> None:
    clock = Clock()
    steps, _ = start(posting(), clock, deadline=10.0)
    clock.now += 1.0

    with pytest.raises(ServerError) as caught:
        steps.send(answer(503, retry_after="9"))

    assert caught.value.attempts == 1


def test_an_attempt_that_the_deadline_ended_is_a_timeout_and_the_last() -> None:
    steps, _ = start(posting(), deadline=10.0)
    sent_again(steps, BROKEN)

    with pytest.raises(APITimeoutError, match=r"before the deadline.*2 attempts\)"):
        steps.send(DEADLINE_PASSED)


@pytest.mark.parametrize("overslept", [0.0, 100.0], ids=["to the deadline", "far beyond it"])
def test_after_oversleeping_nothing_more_is_sent(overslept: float) -> None:
    clock = Clock()
    steps, _ = start(posting(), clock, deadline=10.0)
    assert steps.send(answer(503, request_id="req_1")) == Sleep(0.5, 2, 3)

    clock.now += 10.0 + overslept
    with pytest.raises(ServerError) as caught:
        steps.send(None)

    assert caught.value.attempts == 1
    assert caught.value.request_id == "req_1"


def test_a_date_in_retry_after_is_read_by_the_wall_clock() -> None:
    steps, _ = start(getting())  # it is 22:13:20

    sleep, _ = sent_again(steps, answer(429, retry_after="Tue, 14 Nov 2023 22:13:50 GMT"))

    assert sleep.seconds == 30.0


def test_a_new_random_number_spreads_every_wait() -> None:
    numbers = iter([0.0, 1.0])
    steps = flow(getting(), config(), None, environment(random=lambda: next(numbers)))
    next(steps)

    assert [sent_again(steps, BROKEN)[0].seconds for _ in range(2)] == [0.25, 1.0]


def test_what_the_caller_changes_after_the_call_changes_no_later_attempt() -> None:
    params: dict[str, object] = {"metadata": {"a": "1"}}
    options: RequestOptions = {"extra_params": {"b": "2"}}
    steps, first = start(Call("POST", "/v1/things", params, Thing), options=options)
    metadata = params["metadata"]
    assert isinstance(metadata, dict)
    metadata["a"] = "9"
    extra = options["extra_params"]
    assert isinstance(extra, Mapping)

    _, second = sent_again(steps, BROKEN)

    assert first.request.content == second.request.content == b"metadata[a]=1&b=2"


@pytest.mark.parametrize(
    ("attempt_result", "note"),
    [
        (answer(404), "POST /v1/things: attempt 2 of 3, final"),
        (answer(503, retry_after="3600"), "POST /v1/things: attempt 2 of 3, Retry-After is too long to wait"),
        (Response(200, Headers(), b"<html>"), "POST /v1/things: attempt 2 of 3, final"),
    ],
    ids=["error status", "Retry-After", "not JSON"],
)
def test_an_error_says_in_a_note_why_it_was_the_last_attempt(attempt_result: Response, note: str) -> None:
    steps, _ = start(posting())
    sent_again(steps, BROKEN)

    with pytest.raises(CheckoutError) as caught:
        steps.send(attempt_result)

    assert caught.value.__notes__ == [note]


def test_an_error_after_oversleeping_says_so() -> None:
    clock = Clock()
    steps, _ = start(posting(), clock, deadline=10.0)
    steps.send(BROKEN)
    clock.now += 10.0

    with pytest.raises(APIConnectionError) as caught:
        steps.send(None)

    assert caught.value.__notes__ == ["POST /v1/things: attempt 1 of 3, the deadline has passed"]


def test_each_step_can_describe_itself() -> None:
    steps, first = start(posting())
    sleep, second = sent_again(steps, BROKEN)

    assert first.describe() == "attempt 1 of 3, waiting for the response"
    assert sleep.describe() == "waiting 0.500 s before attempt 2 of 3"
    assert second.describe() == "attempt 2 of 3, waiting for the response"


def test_the_limit_for_the_body_goes_with_each_attempt() -> None:
    _, first = start(getting(), max_response_bytes=1000)

    assert first.max_response_bytes == 1000


def test_a_rejected_parameter_shows_where_it_was_rejected() -> None:
    steps = flow(posting(line_items=[{"quantity": 1.5}]), config(), None, environment())

    with pytest.raises(TypeError) as caught:
        next(steps)

    functions = [frame.f_code.co_name for frame, _ in traceback.walk_tb(caught.value.__traceback__)]
    assert functions[-4:] == ["_add_sequence", "_add_value", "add_mapping", "_float"]


def test_the_key_is_redacted_before_anything_else_sees_a_response() -> None:
    steps, _ = start(posting())
    thing = result_of(steps, answer(request_id=f"req_{KEY}", echo=f"Bearer {KEY}"))

    assert thing.last_response.headers == {"request-id": "req_[API key]", "echo": "Bearer [API key]"}
    assert KEY.encode() not in pickle.dumps(thing.last_response)

    for broken in (Response(200, Headers([("echo", KEY)]), b""), answer(401, echo=KEY)):
        steps, _ = start(posting())
        with pytest.raises((ResponseDecodeError, AuthenticationError)) as caught:
            steps.send(broken)
        assert caught.value.headers == {"echo": "[API key]"}
        assert KEY.encode() not in pickle.dumps(caught.value)


def test_a_success_needs_no_random_number_and_no_wall_clock() -> None:
    def unneeded() -> float:
        raise AssertionError

    steps = flow(getting(), config(), None, environment(random=unneeded, wall_clock=unneeded))
    next(steps)
    assert result_of(steps, answer(200)).id is None


def test_a_failure_draws_a_random_number_for_its_wait() -> None:
    drawn: list[float] = []

    def random() -> float:
        drawn.append(1.0)
        return 1.0

    steps = flow(getting(), config(), None, environment(random=random))
    next(steps)
    sent_again(steps, answer(500))
    assert len(drawn) == 1
