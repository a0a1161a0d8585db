"""Whether to send again, and when: a pure function, so a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout_client import Headers
from checkout_client._transport.messages import AttemptResult, Response, TransportFailure
from checkout_client._transport.retry import GiveUp, RetryAfter, next_action, parse_retry_after

NOW = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT

FINAL = GiveUp("final")
NO_RETRIES_LEFT = GiveUp("no retries left")
TOO_LONG = GiveUp("Retry-After is too long to wait")
TOO_LATE = GiveUp("the deadline would pass")


def status(http_status: int, **headers: str) -> Response:
    return Response(http_status, Headers((name.replace("_", "-"), value) for name, value in headers.items()), b"")


def asking(retry_after: str) -> Response:
    return status(429, retry_after=retry_after)


def directed(http_status: int, should_retry: str) -> Response:
    return status(http_status, stripe_should_retry=should_retry)


REFUSED = TransportFailure("refused")
TIMED_OUT = TransportFailure("timed out", timed_out=True)
LOCAL_ERROR = TransportFailure("not a URL", retryable=False)

# what came back, the attempt that it ended, the retries allowed, the seconds to the deadline, the action
TABLE = {
    # the status alone
    "200": (status(200), 1, 2, None, FINAL),
    "302": (status(302), 1, 2, None, FINAL),
    "400": (status(400), 1, 2, None, FINAL),
    "401": (status(401), 1, 2, None, FINAL),
    "402": (status(402), 1, 2, None, FINAL),
    "403": (status(403), 1, 2, None, FINAL),
    "404": (status(404), 1, 2, None, FINAL),
    "408": (status(408), 1, 2, None, RetryAfter(0.5)),
    "409": (status(409), 1, 2, None, RetryAfter(0.5)),
    "410": (status(410), 1, 2, None, FINAL),
    "424": (status(424), 1, 2, None, FINAL),
    "429": (status(429), 1, 2, None, RetryAfter(0.5)),
    "499": (status(499), 1, 2, None, FINAL),
    "500": (status(500), 1, 2, None, RetryAfter(0.5)),
    "501": (status(501), 1, 2, None, RetryAfter(0.5)),
    "502": (status(502), 1, 2, None, RetryAfter(0.5)),
    "503": (status(503), 1, 2, None, RetryAfter(0.5)),
    "504": (status(504), 1, 2, None, RetryAfter(0.5)),
    "599": (status(599), 1, 2, None, RetryAfter(0.5)),
    # Stripe-Should-Retry wins over the status, but not over success
    "400, Stripe says retry": (directed(400, "true"), 1, 2, None, RetryAfter(0.5)),
    "402, Stripe says retry": (directed(402, "true"), 1, 2, None, RetryAfter(0.5)),
    "409, Stripe says do not retry": (directed(409, "false"), 1, 2, None, FINAL),
    "429, Stripe says do not retry": (directed(429, "false"), 1, 2, None, FINAL),
    "500, Stripe says do not retry": (directed(500, "false"), 1, 2, None, FINAL),
    "500, Stripe says retry": (directed(500, "true"), 1, 2, None, RetryAfter(0.5)),
    "200, Stripe says retry": (directed(200, "true"), 1, 2, None, FINAL),
    "302, Stripe says retry": (directed(302, "true"), 1, 2, None, FINAL),
    "Stripe says retry in capitals and spaces": (directed(400, " TRUE "), 1, 2, None, RetryAfter(0.5)),
    "Stripe-Should-Retry is nonsense, 400": (directed(400, "yes"), 1, 2, None, FINAL),
    "Stripe-Should-Retry is nonsense, 500": (directed(500, "no"), 1, 2, None, RetryAfter(0.5)),
    "Stripe-Should-Retry is empty": (directed(500, ""), 1, 2, None, RetryAfter(0.5)),
    "Stripe says retry, but no retries left": (directed(500, "true"), 3, 2, None, NO_RETRIES_LEFT),
    # no complete answer
    "connection refused": (REFUSED, 1, 2, None, RetryAfter(0.5)),
    "timed out": (TIMED_OUT, 1, 2, None, RetryAfter(0.5)),
    "the request is at fault": (LOCAL_ERROR, 1, 2, None, FINAL),
    "connection refused for the last time": (REFUSED, 3, 2, None, NO_RETRIES_LEFT),
    # attempts: the wait doubles up to eight seconds
    "no retries wanted": (status(500), 1, 0, None, NO_RETRIES_LEFT),
    "second attempt": (status(500), 2, 2, None, RetryAfter(1.0)),
    "third attempt of three": (status(500), 3, 2, None, NO_RETRIES_LEFT),
    "third attempt of many": (status(500), 3, 9, None, RetryAfter(2.0)),
    "fourth attempt": (status(500), 4, 9, None, RetryAfter(4.0)),
    "fifth attempt": (status(500), 5, 9, None, RetryAfter(8.0)),
    "sixth attempt": (status(500), 6, 9, None, RetryAfter(8.0)),
    "millionth attempt": (status(500), 10**6, 10**7, None, RetryAfter(8.0)),
    # Retry-After in seconds
    "asked for a second": (asking("1"), 1, 2, None, RetryAfter(1.0)),
    "asked for 2.75 seconds": (asking("2.75"), 1, 2, None, RetryAfter(2.75)),
    "asked with spaces": (asking(" 3 "), 1, 2, None, RetryAfter(3.0)),
    "asked for less than the backoff": (asking("0"), 1, 2, None, RetryAfter(0.5)),
    "asked for a tenth": (asking("0.1"), 1, 2, None, RetryAfter(0.5)),
    "asked for less than a later backoff": (asking("1"), 4, 9, None, RetryAfter(4.0)),
    "asked for the most that is obeyed": (asking("60"), 1, 2, None, RetryAfter(60.0)),
    "asked for more than is obeyed": (asking("60.001"), 1, 2, None, TOO_LONG),
    "asked for an hour": (asking("3600"), 1, 2, None, TOO_LONG),
    "asked for an absurd time": (asking("9" * 400), 1, 2, None, TOO_LONG),
    "asked for a negative time": (asking("-5"), 1, 2, None, RetryAfter(0.5)),
    "asked for not a number": (asking("nan"), 1, 2, None, RetryAfter(0.5)),
    "asked for infinity": (asking("inf"), 1, 2, None, RetryAfter(0.5)),
    "asked with an exponent": (asking("1e1"), 1, 2, None, RetryAfter(0.5)),
    "asked in words": (asking("soon"), 1, 2, None, RetryAfter(0.5)),
    "asked for nothing": (asking(""), 1, 2, None, RetryAfter(0.5)),
    "asked, but the status is final": (status(400, retry_after="1"), 1, 2, None, FINAL),
    "asked, but Stripe says do not retry": (
        status(429, retry_after="1", stripe_should_retry="false"),
        1,
        2,
        None,
        FINAL,
    ),
    "asked and Stripe says retry": (
        status(400, retry_after="1", stripe_should_retry="true"),
        1,
        2,
        None,
        RetryAfter(1.0),
    ),
    "asked with no retries left": (asking("3600"), 3, 2, None, NO_RETRIES_LEFT),
    # Retry-After as a date
    "asked for a date": (asking("Tue, 14 Nov 2023 22:13:25 GMT"), 1, 2, None, RetryAfter(5.0)),
    "asked for a date with an offset": (asking("Tue, 14 Nov 2023 23:13:25 +0100"), 1, 2, None, RetryAfter(5.0)),
    "asked for a date without a zone": (asking("Tue, 14 Nov 2023 22:13:25"), 1, 2, None, RetryAfter(5.0)),
    "asked for a date a minute away": (asking("Tue, 14 Nov 2023 22:14:20 GMT"), 1, 2, None, RetryAfter(60.0)),
    "asked for a date a minute and a second away": (asking("Tue, 14 Nov 2023 22:14:21 GMT"), 1, 2, None, TOO_LONG),
    "asked for a date that has passed": (asking("Tue, 14 Nov 2023 22:13:15 GMT"), 1, 2, None, RetryAfter(0.5)),
    "asked for a date long ago": (asking("Thu, 01 Jan 1970 00:00:00 GMT"), 1, 2, None, RetryAfter(0.5)),
    "asked for the last date": (asking("Fri, 31 Dec 9999 23:59:59 GMT"), 1, 2, None, TOO_LONG),
    "asked for a date after the last": (asking("Fri, 31 Dec 9999 23:59:59 -2359"), 1, 2, None, RetryAfter(0.5)),
    "asked for a date that is none": (asking("Tue, 14 Nov 2023 25:13:25 GMT"), 1, 2, None, RetryAfter(0.5)),
    # the deadline
    "the wait fits": (status(500), 1, 2, 0.51, RetryAfter(0.5)),
    "the wait ends with the deadline": (status(500), 1, 2, 0.5, TOO_LATE),
    "the wait passes the deadline": (status(500), 1, 2, 0.4, TOO_LATE),
    "the deadline has passed": (REFUSED, 1, 2, -1.0, TOO_LATE),
    "the deadline has passed with a success": (status(200), 1, 2, -1.0, FINAL),
    "Retry-After passes the deadline": (asking("10"), 1, 2, 9.0, TOO_LATE),
    "Retry-After fits": (asking("10"), 1, 2, 11.0, RetryAfter(10.0)),
    "no time and no retries": (status(500), 3, 2, 0.0, NO_RETRIES_LEFT),
    "timed out with time left": (TIMED_OUT, 1, 2, 5.0, RetryAfter(0.5)),
}


@pytest.mark.parametrize(("attempt_result", "attempt", "max_retries", "time_left", "action"), TABLE.values(), ids=TABLE)
def test_what_is_done_after_an_attempt(
    attempt_result: AttemptResult, attempt: int, max_retries: int, time_left: float | None, action: RetryAfter | GiveUp
) -> None:
    assert (
        next_action(attempt_result, attempt=attempt, max_retries=max_retries, time_left=time_left, now=NOW, random=1.0)
        == action
    )


@pytest.mark.parametrize(("random", "seconds"), [(0.0, 2.0), (0.5, 3.0), (1.0, 4.0)])
def test_randomness_takes_away_at_most_half_of_the_backoff(random: float, seconds: float) -> None:
    assert next_action(REFUSED, attempt=4, max_retries=9, time_left=None, now=NOW, random=random) == RetryAfter(seconds)


@pytest.mark.parametrize("random", [0.0, 0.5, 1.0])
def test_randomness_never_shortens_what_the_server_asks_for(random: float) -> None:
    assert next_action(asking("7"), attempt=1, max_retries=9, time_left=None, now=NOW, random=random) == RetryAfter(7.0)


def test_the_deadline_is_compared_with_the_wait_that_randomness_left() -> None:
    assert next_action(status(500), attempt=1, max_retries=2, time_left=0.4, now=NOW, random=0.0) == RetryAfter(0.25)


@given(st.text())
def test_no_text_in_retry_after_breaks_a_call(text: str) -> None:
    seconds = parse_retry_after(Headers([("retry-after", text)]), NOW)

    assert seconds is None or seconds >= 0


@given(
    st.integers(100, 599),
    st.sampled_from(["", "true", "false", "?"]),
    st.floats(0, 100).map(str),
    st.integers(1, 50),
    st.integers(0, 50),
    st.none() | st.floats(-10, 100),
    st.floats(0, 1),
)
def test_a_wait_is_never_longer_than_a_minute_nor_than_the_time_left(
    http_status: int,
    should_retry: str,
    asked: str,
    attempt: int,
    max_retries: int,
    time_left: float | None,
    random: float,
) -> None:
    attempt_result = status(http_status, stripe_should_retry=should_retry, retry_after=asked)

    action = next_action(
        attempt_result, attempt=attempt, max_retries=max_retries, time_left=time_left, now=NOW, random=random
    )

    if isinstance(action, RetryAfter):
        assert 0 < action.seconds <= 60
        assert attempt <= max_retries
        assert time_left is None or action.seconds < time_left
