"""One record per attempt, without parameters, bodies or keys."""

from __future__ import annotations

import logging

import pytest

from checkout_client import Headers
from checkout_client._transport.call import Call
from checkout_client._transport.messages import AttemptResult, Response, TransportFailure
from checkout_client._transport.retry import GiveUp, RetryAfter
from checkout_client.instrumentation import _attempt_log as log

CALL: Call[object] = Call("GET", "/v1/checkout/sessions/{session}", {"customer": "cus_1"}, lambda *_: None, "cs_1")
OK = Response(200, Headers([("Request-Id", "req_1"), ("X-Other", "not logged")]), b"not logged")
BROKEN = TransportFailure("No complete answer (ConnectError)")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "checkout_client")
    return caplog


@pytest.mark.parametrize(
    ("outcome", "decision", "level", "text"),
    [
        (
            OK,
            GiveUp("final"),
            logging.DEBUG,
            "GET /v1/checkout/sessions/{session}: 200, attempt 1, 0.250 s, request req_1; final",
        ),
        (
            Response(503, Headers(), b""),
            RetryAfter(0.5),
            logging.INFO,
            "GET /v1/checkout/sessions/{session}: 503, attempt 1, 0.250 s, request None; again in 0.500 s",
        ),
        (
            BROKEN,
            RetryAfter(0.5),
            logging.INFO,
            "GET /v1/checkout/sessions/{session}: No complete answer (ConnectError), attempt 1, 0.250 s, "
            "request None; again in 0.500 s",
        ),
        (
            BROKEN,
            GiveUp("no retries left"),
            logging.DEBUG,
            "GET /v1/checkout/sessions/{session}: No complete answer (ConnectError), attempt 1, 0.250 s, "
            "request None; no retries left",
        ),
    ],
    ids=["answered", "answered, sent again", "failed, sent again", "failed for good"],
)
def test_an_attempt_is_one_record(
    logged: pytest.LogCaptureFixture, outcome: AttemptResult, decision: RetryAfter | GiveUp, level: int, text: str
) -> None:
    log.attempt(CALL, outcome, decision, 1, 0.25)

    (record,) = logged.records
    assert (record.name, record.levelno, record.getMessage()) == ("checkout_client", level, text)


def test_the_facts_are_attributes_of_the_record_for_structured_logs(logged: pytest.LogCaptureFixture) -> None:
    log.attempt(CALL, OK, GiveUp("final"), 2, 0.1234567)
    log.attempt(CALL, BROKEN, RetryAfter(1.23456), 3, 4.0)

    names = ("method", "path", "http_status", "request_id", "attempt", "duration", "wait")
    assert [tuple(getattr(record, name) for name in names) for record in logged.records] == [
        ("GET", "/v1/checkout/sessions/{session}", 200, "req_1", 2, 0.123457, None),
        ("GET", "/v1/checkout/sessions/{session}", None, None, 3, 4.0, 1.235),
    ]


def test_neither_ids_nor_parameters_nor_bodies_are_logged(logged: pytest.LogCaptureFixture) -> None:
    log.attempt(CALL, OK, GiveUp("final"), 1, 0.1)

    (record,) = logged.records
    everything = f"{record.getMessage()} {record.__dict__}"
    assert not [word for word in ("cs_1", "cus_1", "not logged") if word in everything]


@pytest.mark.parametrize(
    ("level", "decision", "expected"),
    [
        (logging.INFO, GiveUp("final"), 0),
        (logging.INFO, RetryAfter(1.0), 1),
        (logging.WARNING, RetryAfter(1.0), 0),
    ],
)
def test_levels_are_respected(
    caplog: pytest.LogCaptureFixture, level: int, decision: RetryAfter | GiveUp, expected: int
) -> None:
    caplog.set_level(level, "checkout_client")

    log.attempt(CALL, OK, decision, 1, 0.1)

    assert len(caplog.records) == expected
