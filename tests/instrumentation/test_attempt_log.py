"""One record per attempt, without parameters, bodies or keys."""

from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest
from support.fakes import KEY, sync_client

from checkout_client import CheckoutError
from checkout_client.instrumentation._attempt_log import log_attempt

OK: dict[str, Any] = {
    "method": "GET",
    "path": "/v1/checkout/sessions/{session}",
    "attempt": 1,
    "duration": 0.25,
    "http_status": 200,
    "request_id": "req_1",
    "failure": None,
    "wait": None,
    "reason": "final",
}
UNAVAILABLE = OK | {"http_status": 503, "request_id": None, "wait": 0.5, "reason": None}
BROKEN = UNAVAILABLE | {"http_status": None, "failure": "No complete response (ConnectError)"}
BROKEN_AT_LAST = BROKEN | {"wait": None, "reason": "no retries left"}

BEGINNING = "GET /v1/checkout/sessions/{session}: "


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "checkout_client")
    return caplog


@pytest.mark.parametrize(
    ("facts", "level", "text"),
    [
        (OK, logging.DEBUG, "200, attempt 1, 0.250 s, request req_1; final"),
        (UNAVAILABLE, logging.INFO, "503, attempt 1, 0.250 s, request None; again in 0.500 s"),
        (
            BROKEN,
            logging.INFO,
            "No complete response (ConnectError), attempt 1, 0.250 s, request None; again in 0.500 s",
        ),
        (
            BROKEN_AT_LAST,
            logging.DEBUG,
            "No complete response (ConnectError), attempt 1, 0.250 s, request None; no retries left",
        ),
    ],
    ids=["response", "response, repeated", "failure, repeated", "failure, not repeated"],
)
def test_an_attempt_is_one_record(
    logged: pytest.LogCaptureFixture, facts: dict[str, Any], level: int, text: str
) -> None:
    log_attempt(**facts)

    (record,) = logged.records
    assert (record.name, record.levelno, record.getMessage()) == ("checkout_client", level, BEGINNING + text)


def test_the_facts_are_attributes_of_the_record_for_structured_logs(logged: pytest.LogCaptureFixture) -> None:
    log_attempt(**OK | {"attempt": 2, "duration": 0.1234567})
    log_attempt(**BROKEN | {"attempt": 3, "duration": 4.0, "wait": 1.23456})

    names = ("method", "path", "http_status", "request_id", "attempt", "duration", "wait")
    assert [tuple(getattr(record, name) for name in names) for record in logged.records] == [
        ("GET", "/v1/checkout/sessions/{session}", 200, "req_1", 2, 0.123457, None),
        ("GET", "/v1/checkout/sessions/{session}", None, None, 3, 4.0, 1.235),
    ]


def test_a_server_cannot_forge_records(logged: pytest.LogCaptureFixture) -> None:
    log_attempt(**OK | {"request_id": "req_1\n2026-01-01 ERROR \x1b[31mforged"})
    log_attempt(**BROKEN | {"failure": "broke\r\nERROR"})

    texts = [f"{record.getMessage()} {record.request_id}" for record in logged.records]  # type: ignore[attr-defined]
    assert all(text.isprintable() for text in texts)
    assert r"req_1\n2026-01-01 ERROR \x1b[31mforged" in texts[0]


def test_a_call_logs_each_attempt_without_ids_parameters_bodies_or_keys(logged: pytest.LogCaptureFixture) -> None:
    client, _ = sync_client(
        httpx.ReadError("broke"),
        httpx.Response(503, headers={"request-id": f"req_{KEY}", "x-other": "not logged"}, text="not logged"),
        httpx.Response(404, headers={"request-id": "req_3"}),
    )
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_secret", expand=["customer"])

    records = [record for record in logged.records if record.name == "checkout_client"]
    assert [(record.levelname, record.attempt, record.request_id) for record in records] == [  # type: ignore[attr-defined]
        ("INFO", 1, None),
        ("INFO", 2, "req_[API key]"),
        ("DEBUG", 3, "req_3"),
    ]
    everything = " ".join(f"{record.getMessage()} {record.__dict__}" for record in records)
    assert not [word for word in ("cs_secret", "customer", "not logged", KEY) if word in everything]


@pytest.mark.parametrize(
    ("level", "expected"),
    [(logging.DEBUG, ["INFO", "DEBUG"]), (logging.INFO, ["INFO"]), (logging.WARNING, [])],
    ids=["DEBUG", "INFO", "WARNING"],
)
def test_levels_are_respected(caplog: pytest.LogCaptureFixture, level: int, expected: list[str]) -> None:
    caplog.set_level(level, "checkout_client")
    client, _ = sync_client(httpx.Response(503), httpx.Response(404))
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_1")

    assert [record.levelname for record in caplog.records if record.name == "checkout_client"] == expected
