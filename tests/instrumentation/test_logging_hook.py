"""One record per attempt, without parameters, bodies or keys."""

from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest
from support.fakes import KEY, sync_client

from checkout_client import CheckoutError
from checkout_client.instrumentation import AttemptEnd, Hook, LoggingHook, set_hooks

OK: dict[str, Any] = {
    "operation": "sessions.retrieve",
    "method": "GET",
    "path": "/v1/checkout/sessions/{id}",
    "url": "https://api.stripe.com/v1/checkout/sessions/{id}",
    "server_address": "api.stripe.com",
    "server_port": 443,
    "state": {},
    "attempt": 1,
    "duration": 0.25,
    "http_status": 200,
    "request_id": "req_1",
    "error_kind": None,
    "failure": None,
    "retry_wait": None,
    "reason": "final",
    "replayed": False,
}
UNAVAILABLE = OK | {"http_status": 503, "request_id": None, "retry_wait": 0.5, "reason": None}
BROKEN = UNAVAILABLE | {"http_status": None, "failure": "No complete response (ConnectError)", "error_kind": "connect"}
BROKEN_AT_LAST = BROKEN | {"retry_wait": None, "reason": "no retries left"}

BEGINNING = "GET /v1/checkout/sessions/{id}: "


def log(facts: dict[str, Any], **settings: Any) -> None:
    LoggingHook(**settings).after_attempt(AttemptEnd(**facts))


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
    log(facts)

    (record,) = logged.records
    assert (record.name, record.levelno, record.getMessage()) == ("checkout_client", level, BEGINNING + text)


def test_the_facts_are_attributes_of_the_record_for_structured_logs(logged: pytest.LogCaptureFixture) -> None:
    log(OK | {"attempt": 2, "duration": 0.1234567, "replayed": True})
    log(BROKEN | {"attempt": 3, "duration": 4.0, "retry_wait": 1.23456})

    facts = [
        {name.removeprefix("stripe_"): value for name, value in vars(record).items() if name.startswith("stripe_")}
        for record in logged.records
    ]
    path = "/v1/checkout/sessions/{id}"
    assert facts == [
        {
            "operation": "sessions.retrieve", "method": "GET", "path": path, "http_status": 200, "request_id": "req_1",
            "attempt": 2, "duration": 0.123457, "retry_wait": None, "error_kind": None, "replayed": True,
        },
        {
            "operation": "sessions.retrieve", "method": "GET", "path": path, "http_status": None, "request_id": None,
            "attempt": 3, "duration": 4.0, "retry_wait": 1.235, "error_kind": "connect", "replayed": False,
        },
    ]  # fmt: skip


def test_no_attribute_collides_with_those_of_an_application(logged: pytest.LogCaptureFixture) -> None:
    def add_own(record: logging.LogRecord) -> bool:
        record.request_id = record.method = "the shop's own"
        return True

    logger = logging.getLogger("checkout_client")
    logger.addFilter(add_own)
    try:
        log(OK)
    finally:
        logger.removeFilter(add_own)

    (record,) = logged.records
    assert (record.request_id, record.stripe_request_id) == ("the shop's own", "req_1")  # type: ignore[attr-defined]
    usual = {*vars(logging.LogRecord("", 0, "", 0, "", (), None)), "message", "request_id", "method"}
    assert all(name.startswith("stripe_") for name in vars(record).keys() - usual)


def test_level_and_logger_can_be_chosen(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    hook = LoggingHook(logger="shop.payments", level=logging.INFO, retry_level=logging.WARNING)
    set_hooks([hook])
    client, _ = sync_client(httpx.Response(503), httpx.Response(404))
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_1")

    assert [(record.name, record.levelname) for record in caplog.records] == [
        ("shop.payments", "WARNING"),
        ("shop.payments", "INFO"),
    ]
    assert repr(hook) == "LoggingHook(logger='shop.payments', level=20, retry_level=30)"
    caplog.clear()
    log(OK, logger=logging.getLogger("shop.own"), level=logging.ERROR)
    assert [(record.name, record.levelname) for record in caplog.records] == [("shop.own", "ERROR")]


def test_a_server_cannot_forge_records(logged: pytest.LogCaptureFixture) -> None:
    client, _ = sync_client(httpx.Response(404, headers={"request-id": b"req_1\x1b\x85forged"}))
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_1")

    (record,) = [record for record in logged.records if record.name == "checkout_client"]
    text = f"{record.getMessage()} {record.stripe_request_id}"  # type: ignore[attr-defined]
    assert text.isprintable()
    assert r"req_1\x1b\x85forged" in text


def test_a_call_logs_each_attempt_without_ids_parameters_bodies_or_keys(logged: pytest.LogCaptureFixture) -> None:
    client, _ = sync_client(
        httpx.ReadError("broke\r\nERROR"),
        httpx.Response(503, headers={"request-id": f"req_{KEY}", "x-other": "not logged"}, text="not logged"),
        httpx.Response(404, headers={"request-id": "req_3"}),
    )
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_secret", expand=["customer"])

    records = [record for record in logged.records if record.name == "checkout_client"]
    assert [(record.levelname, record.stripe_attempt, record.stripe_request_id) for record in records] == [  # type: ignore[attr-defined]
        ("INFO", 1, None),
        ("INFO", 2, "req_[API key]"),
        ("DEBUG", 3, "req_3"),
    ]
    assert all(record.getMessage().isprintable() for record in records)
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


def test_beside_other_hooks_the_log_respects_levels_too(caplog: pytest.LogCaptureFixture) -> None:
    class Other(Hook):
        def after_attempt(self, attempt: AttemptEnd, /) -> None:
            seen.append(attempt.http_status)

    seen: list[int | None] = []
    caplog.set_level(logging.INFO, "checkout_client")
    client, _ = sync_client(httpx.Response(503), httpx.Response(404), hooks=[Other()])
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_1")

    assert seen == [503, 404]
    assert [record.levelname for record in caplog.records if record.name == "checkout_client"] == ["INFO"]
