"""``read_event``: events from channels that are trusted, in every form that they arrive in."""

from __future__ import annotations

import json
import traceback
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from support.webhook_events import encode, other_event, session_event

from checkout_client.webhooks import (
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    EventRequest,
    SignatureVerificationError,
    construct_event,
    read_event,
)

EVENT = session_event()
ENVELOPE = {
    "version": "0",
    "id": "8d1f6a02",
    "detail-type": "checkout.session.completed",
    "source": "aws.partner/stripe.com/ed_test_1",
    "account": "000000000000",
    "time": "2026-10-28T12:00:00Z",
    "region": "eu-west-1",
    "resources": [],
    "detail": EVENT,
}


@pytest.mark.parametrize(
    "payload",
    [encode(EVENT), encode(EVENT).decode(), EVENT, MappingProxyType(EVENT), ENVELOPE, json.dumps(ENVELOPE).encode()],
    ids=["bytes", "string", "dict", "mapping", "envelope", "envelope as bytes"],
)
def test_every_form(payload: Any) -> None:
    event = read_event(payload)
    assert isinstance(event, CheckoutSessionCompleted)
    assert event.session.client_reference_id == "order-17"
    assert event.raw == EVENT


def test_nested_mappings() -> None:
    data = MappingProxyType({"object": MappingProxyType(EVENT["data"]["object"])})
    assert read_event({**EVENT, "data": data}).raw == EVENT


def test_other_types_of_events() -> None:
    assert type(read_event(other_event())) is Event
    assert isinstance(read_event(session_event("checkout.session.expired")), CheckoutSessionExpired)


def test_the_mapping_is_copied() -> None:
    payload = session_event()
    event = read_event(payload)
    payload["data"]["object"]["client_reference_id"] = "changed"
    assert event.raw == EVENT


def test_integers_as_a_database_may_return_them() -> None:
    payload = session_event(amount_total=Decimal(2198)) | {"created": Decimal("1700000000")}
    event = read_event(payload)
    assert isinstance(event, CheckoutSessionCompleted)
    assert event.session.amount_total == 2198
    assert event.created == 1_700_000_000


def test_what_to_dict_returned() -> None:
    event = read_event(EVENT)
    assert read_event(event.to_dict()) == event


def test_the_request_of_old_versions_is_a_string() -> None:
    """Until 2017-05-25."""
    payload = other_event(request="req_old")
    event = read_event(payload)
    assert event.request == EventRequest(id="req_old")
    assert event.request_id == "req_old"
    assert event.to_dict() == payload
    assert event.to_dict()["request"] == "req_old"


@pytest.mark.parametrize(
    ("payload", "error", "words"),
    [
        (17, TypeError, "payload must be bytes, a string or a mapping, not int"),
        (None, TypeError, "not NoneType"),
        ([EVENT], TypeError, "not list"),
        (bytearray(b"{}"), TypeError, "not bytearray"),
        (b"planted@example.com", ValueError, "the payload is not JSON"),
        ("planted@example.com", ValueError, "the payload is not JSON"),
        (b"\xff", ValueError, "the payload is not UTF-8"),
        ('["planted@example.com"]', ValueError, "the payload is not a JSON object"),
        ("[" * 100_000, ValueError, "the payload is nested too deeply"),
        ({"object": "customer", "email": "planted@example.com"}, ValueError, 'is not an event: its "object" is not'),
        ({}, ValueError, "is not an event"),
        ({**ENVELOPE, "detail": {}}, ValueError, "is not an event"),
        ({**ENVELOPE, "detail": "planted@example.com"}, ValueError, "is not an event"),
        ({"object": "v2.core.event"}, ValueError, "thin event"),
        (
            session_event(amount_total="planted@example.com"),
            ValueError,
            "data.object.amount_total should be an integer",
        ),
        (session_event(created={1, 2}), ValueError, "the payload is not JSON"),
        (session_event(created=Decimal("1.5")), ValueError, "the payload is not JSON"),
        (session_event(created=float("nan")), ValueError, "the payload is not JSON"),
    ],
)
def test_what_cannot_be_read(payload: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        read_event(payload)
    assert type(caught.value) is error
    assert words in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None
    trace = caught.value.__traceback__
    assert trace is not None
    report = traceback.TracebackException(error, caught.value, trace.tb_next, capture_locals=True)
    assert "planted" not in "".join(report.format())


def test_a_mapping_that_contains_itself() -> None:
    payload: dict[str, Any] = session_event()
    payload["itself"] = payload
    with pytest.raises(ValueError, match="the payload is"):
        read_event(payload)


def test_a_missing_signature_mentions_it() -> None:
    with pytest.raises(SignatureVerificationError, match=r"read them with webhooks\.read_event"):
        construct_event(encode(EVENT), None, "whsec_1")
