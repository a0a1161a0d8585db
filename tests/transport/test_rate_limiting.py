"""A call under a rate limit, driven by hand: what it waits for, and when it gives up."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import attrs
import pytest
from support.fakes import Clock, config, environment
from support.things import getting

from checkout_client import APITimeoutError, CheckoutClient, Headers, RateLimit, RateLimitError, RequestOptions
from checkout_client._transport.flow import Flow, flow
from checkout_client._transport.messages import Response, Send, Sleep, TransportFailure
from checkout_client._transport.rate_limiting import RateLimitWait


def answer(http_status: int = 200, body: object = None, **headers: str) -> Response:
    names = ((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(http_status, Headers(names), json.dumps(body or {"id": "x"}).encode())


@attrs.define
class Rig:
    """Calls that share a limit of two requests per second, and the clock that the test moves."""

    limit: RateLimit = attrs.field(factory=lambda: RateLimit(per_second=2))
    clock: Clock = attrs.field(factory=lambda: Clock(100.0))

    def call(self, options: RequestOptions | None = None, **settings: Any) -> Flow[Any]:
        return flow(getting(), config(rate_limit=self.limit, **settings), options, environment(self.clock))

    def spend(self) -> None:
        """Make a call that uses up what may be sent now."""
        assert isinstance(next(self.call()), Send)


def wait_of(step: Sleep | Send) -> float:
    assert isinstance(step, RateLimitWait)
    return step.seconds


def error_of(steps: Flow[Any], outcome: Response | None = None) -> Any:
    with pytest.raises(Exception) as raised:
        steps.send(outcome)
    return raised.value


def test_the_first_attempt_waits_for_its_turn() -> None:
    rig = Rig()
    rig.spend()
    steps = rig.call()

    step = next(steps)

    assert wait_of(step) == 0.5
    assert isinstance(step, Sleep)
    assert step.describe() == "waiting 0.500 s for the rate limit before attempt 1 of 3"
    assert rig.limit.waiting == 1
    rig.clock.now += 0.5
    assert isinstance(steps.send(None), Send)
    assert rig.limit.waiting == 0


def test_a_wait_that_ended_early_goes_on() -> None:
    rig = Rig()
    rig.spend()
    steps = rig.call()
    next(steps)

    rig.clock.now += 0.4
    assert wait_of(steps.send(None)) == pytest.approx(0.1)


def test_every_retry_takes_a_token_too() -> None:
    rig = Rig()
    steps = rig.call()
    assert isinstance(next(steps), Send)
    backoff = steps.send(answer(500))
    assert isinstance(backoff, Sleep)
    assert not isinstance(backoff, RateLimitWait)
    rig.clock.now += backoff.seconds
    rig.spend()

    step = steps.send(None)
    assert wait_of(step) == 0.5
    assert isinstance(step, Sleep)
    assert step.describe() == "waiting 0.500 s for the rate limit before attempt 2 of 3"


def test_the_deadline_includes_the_wait() -> None:
    rig = Rig()
    rig.spend()
    steps = rig.call(deadline=3.0)
    next(steps)
    rig.clock.now += 0.5

    send = steps.send(None)

    assert isinstance(send, Send)
    assert send.time_left == 2.5
    assert send.timeout.read == 2.5


def test_a_turn_after_the_deadline_fails_at_once() -> None:
    rig = Rig()
    rig.spend()

    error = error_of(rig.call(deadline=0.5))

    assert isinstance(error, APITimeoutError)
    assert (error.kind, error.attempts) == ("deadline", 0)
    assert error.message == "Not sent: the client's rate limit would make the call wait until after its deadline"
    assert error.__notes__ == [
        "GET /v1/things: attempt 0 of 3, the rate limit would make it wait until after the deadline"
    ]
    # Nobody waits for its place: the next call gets it.
    assert rig.limit.waiting == 0
    assert wait_of(next(rig.call())) == 0.5


def test_a_deadline_of_a_call_counts_too() -> None:
    rig = Rig()
    rig.spend()

    assert isinstance(error_of(rig.call({"deadline": 0.1})), APITimeoutError)


def test_a_wait_that_took_too_long_fails() -> None:
    rig = Rig()
    rig.spend()
    steps = rig.call(deadline=1.0)
    next(steps)
    rig.clock.now += 1.0  # the machine was busy

    assert isinstance(error_of(steps), APITimeoutError)
    assert rig.limit.waiting == 0


def test_a_retry_that_cannot_be_sent_in_time_raises_the_error_of_the_attempt_before() -> None:
    rig = Rig()
    steps = rig.call(deadline=5.0)
    next(steps)
    backoff = steps.send(answer(429, {"error": {"message": "slow down"}}))
    assert isinstance(backoff, Sleep)
    rig.clock.now += backoff.seconds
    rig.limit.pause(None, 60.0, rig.clock.now)

    error = error_of(steps)

    assert isinstance(error, RateLimitError)
    assert error.attempts == 1
    assert "the rate limit would make it wait" in error.__notes__[0]


def test_a_call_for_an_account_uses_its_bucket() -> None:
    rig = Rig()
    rig.spend()

    assert isinstance(next(rig.call(stripe_account="acct_1")), Send)
    assert isinstance(next(rig.call({"stripe_account": "acct_2"})), Send)
    assert isinstance(next(rig.call({"stripe_account": "acct_1"})), RateLimitWait)


@pytest.mark.parametrize(
    ("response", "max_retries", "pause"),
    [
        (answer(429), 2, 0.5),  # the backoff of the retry
        (answer(429, retry_after="7"), 2, 7.0),
        (answer(429), 0, 0.5),
        (answer(429, retry_after="7"), 0, 7.0),
        (answer(429, retry_after="100"), 2, 60.0),
    ],
)
def test_a_429_pauses_the_account(response: Response, max_retries: int, pause: float) -> None:
    rig = Rig(RateLimit(per_second=1000))
    steps = rig.call(max_retries=max_retries, stripe_account="acct_1")
    next(steps)
    with contextlib.suppress(RateLimitError):
        steps.send(response)

    assert wait_of(next(rig.call(stripe_account="acct_1"))) == pytest.approx(pause, abs=0.01)
    assert isinstance(next(rig.call()), Send)


@pytest.mark.parametrize(
    "result", [answer(500), answer(429, {"error": {"code": "lock_timeout"}}), TransportFailure("broken")]
)
def test_other_failures_pause_nothing(result: Any) -> None:
    rig = Rig(RateLimit(per_second=1000))
    steps = rig.call()
    next(steps)
    steps.send(result)

    rig.clock.now += 0.001
    assert isinstance(next(rig.call()), Send)


def test_an_interrupted_wait_gives_its_place_back() -> None:
    rig = Rig()
    rig.spend()
    step = next(rig.call())
    assert isinstance(step, RateLimitWait)

    step.interrupted()

    assert rig.limit.waiting == 0
    assert wait_of(next(rig.call())) == 0.5


def test_clients_share_a_limit_and_copies_keep_it() -> None:
    limit = RateLimit(per_second=2)
    client = CheckoutClient("sk_test_1", rate_limit=limit)

    assert client.with_options(stripe_account="acct_1")._config.rate_limit is limit
    assert client.with_options(rate_limit=None)._config.rate_limit is None


@pytest.mark.parametrize(("value", "name"), [(25, "int"), (RateLimit, "RateLimit")])
def test_other_values_are_rejected(value: Any, name: str) -> None:
    with pytest.raises(
        TypeError, match=rf"rate_limit must be a RateLimit, as in RateLimit\(per_second=20\), not {name}"
    ):
        CheckoutClient("sk_test_1", rate_limit=value)
