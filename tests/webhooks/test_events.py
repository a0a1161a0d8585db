"""The events of verified webhooks."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any, get_args

import pytest
from support.webhook_events import NOW, SECRET, encode, other_event, session_event, sign

from checkout_client import Session
from checkout_client.testing import FakeCheckout
from checkout_client.webhooks import (
    CheckoutEvent,
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionAsyncPaymentSucceeded,
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    EventData,
    EventRequest,
    OtherEventType,
    SessionEvent,
    SessionEventData,
    SessionEventType,
    construct_event,
)

DATA = Path(__file__).parents[1] / "data"
EVERY_FIELD = json.loads((DATA / "session_every_field.json").read_text())
LINE_ITEMS = json.loads((DATA / "page_line_items.json").read_text())
CLASSES = {
    "checkout.session.completed": CheckoutSessionCompleted,
    "checkout.session.async_payment_succeeded": CheckoutSessionAsyncPaymentSucceeded,
    "checkout.session.async_payment_failed": CheckoutSessionAsyncPaymentFailed,
    "checkout.session.expired": CheckoutSessionExpired,
}


def read(document: object) -> Any:
    payload = encode(document)
    return construct_event(payload, sign(payload), SECRET, now=NOW)


class TestSessionEvents:
    @pytest.mark.parametrize("type", CLASSES)
    def test_each_type_has_its_class(self, type: str) -> None:
        event = read(session_event(type))
        assert event.__class__ is CLASSES[type]
        assert event.type == type
        assert isinstance(event, SessionEvent)
        assert isinstance(event, CheckoutEvent)
        assert not isinstance(event, Event)
        assert type in get_args(SessionEventType)

    def test_there_are_four(self) -> None:
        assert set(get_args(SessionEventType)) == set(CLASSES)
        assert not set(get_args(SessionEventType)) & set(get_args(OtherEventType))
        assert "invoice.paid" in get_args(OtherEventType)

    def test_fields(self) -> None:
        document = session_event() | {"account": "acct_1", "request": {"id": "req_1", "idempotency_key": "key-1"}}
        event = read(document)
        assert event.id == document["id"]
        assert event.object == "event"
        assert event.created == NOW
        assert event.livemode is False
        assert event.api_version == "2026-10-28.endive"
        assert event.account == "acct_1"
        assert event.request_id == "req_1"
        assert event.request == EventRequest(id="req_1", idempotency_key="key-1")
        assert event.pending_webhooks == 1
        assert event.context is None

    def test_the_session_is_typed(self) -> None:
        event = read(session_event())
        assert isinstance(event.session, Session)
        assert event.session is event.data.object
        assert event.session.is_paid
        assert event.session.customer_details.email == "planted@example.com"
        assert event.session.customer_details.address.city == "Dublin"

    def test_the_session_has_no_response(self) -> None:
        with pytest.raises(AttributeError, match="not read from a response"):
            _ = read(session_event()).session.last_response

    def test_everything_that_was_sent_is_kept(self) -> None:
        document = session_event(of_the_future={"x": [1]}) | {"also": None, "reason": {"type": "request"}}
        document["data"]["more"] = 1
        event = read(document)
        assert event.raw == event.to_dict() == document
        assert read(session_event() | {"data": {"object": EVERY_FIELD}}).session.raw == EVERY_FIELD

    def test_the_fakes_events(self) -> None:
        fake = FakeCheckout(start=NOW)
        session = fake.client(stripe_account="acct_1").sessions.create(
            mode="setup", currency="usd", success_url="https://example.com/ok"
        )
        event = read(fake.expire(session).to_dict())
        assert isinstance(event, CheckoutSessionExpired)
        assert event.account == "acct_1"
        assert event.session.status == "expired"


class TestOtherEvents:
    def test_the_object_is_data(self) -> None:
        event = read(other_event())
        assert type(event) is Event
        assert isinstance(event, CheckoutEvent)
        assert not isinstance(event, SessionEvent)
        assert event.type == "customer.updated"
        assert event.data.object["name"] == "Planted Name"
        assert event.data.previous_attributes == {"name": None}
        assert event.raw == other_event()

    @pytest.mark.parametrize("type", ["checkout.session.of_the_future", "something.new", ""])
    def test_unknown_types(self, type: str) -> None:
        event = read(other_event(type=type))
        assert event.__class__ is Event
        assert event.type == type

    @pytest.mark.parametrize("request_of_event", [None, {"id": None, "idempotency_key": None}, {}])
    def test_without_a_request(self, request_of_event: object) -> None:
        assert read(other_event(request=request_of_event)).request_id is None

    def test_of_a_request_that_is_only_an_id(self) -> None:
        event = read(other_event(request="req_1"))
        assert event.request_id == "req_1"
        assert event.raw == other_event(request="req_1")

    def test_without_optional_fields(self) -> None:
        document = {
            "object": "event",
            "type": "x",
            "data": {"object": {}},
        }
        event = read(document)
        assert (event.id, event.created, event.livemode) == (None, None, None)
        assert (event.account, event.api_version, event.request, event.request_id) == (None, None, None, None)
        assert event.raw == document


class TestOtherVersions:
    @pytest.mark.parametrize("version", ["2020-08-27", "2024-04-10", "2031-01-01.zinnia", None])
    def test_unknown_fields_and_values_are_kept(self, version: str | None) -> None:
        changes = {"payment_status": "paid_in_shells", "ui_mode": "holographic", "new_field": {"a": 1}}
        event = read(session_event(**changes) | {"api_version": version})
        assert event.api_version == version
        assert event.session.payment_status == "paid_in_shells"
        assert event.session.raw["new_field"] == {"a": 1}

    @pytest.mark.parametrize("absent", sorted(EVERY_FIELD))
    @pytest.mark.parametrize("null", [False, True], ids=["absent", "null"])
    def test_fields_that_a_version_lacks(self, absent: str, null: bool) -> None:
        session = {name: value for name, value in EVERY_FIELD.items() if name != absent}
        if null:
            session[absent] = None
        document = session_event() | {"data": {"object": session}}
        if absent in ("id", "object"):
            with pytest.raises(ValueError, match=f"data.object.{absent} should be a string"):
                read(document)
            return
        event = read(document)
        assert getattr(event.session, absent, None) in (None, [])
        assert event.session.raw == session

    def test_a_session_that_cannot_be_read_is_an_error(self) -> None:
        with pytest.raises(
            ValueError, match=r"data\.object\.amount_total should be an integer, not a string"
        ) as caught:
            read(session_event(amount_total="2198"))
        assert "2198" not in str(caught.value)


class TestRejected:
    def test_thin_events(self) -> None:
        thin = {"id": "evt_1", "object": "v2.core.event", "type": "v1.billing.meter.error_report_triggered"}
        with pytest.raises(ValueError, match="thin event") as caught:
            read(thin)
        assert "payload style Snapshot" in str(caught.value)

    @pytest.mark.parametrize("object", ["customer", None, 1, ["event"]])
    def test_other_objects(self, object: Any) -> None:
        with pytest.raises(ValueError, match="is not an event"):
            read(other_event(object=object))

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            ({"id": 1}, "id"),
            ({"type": None}, "type"),
            ({"type": ["checkout.session.completed"]}, "type"),
            ({"type": {}}, "type"),
            ({"created": "now"}, "created"),
            ({"livemode": "true"}, "livemode"),
            ({"data": None}, "data"),
            ({"data": {"object": "cs_1"}}, "data.object"),
            ({"request": 17}, "request"),
            ({"type": "checkout.session.completed", "data": {"object": "cs_1"}}, "data.object"),
            ({"type": "checkout.session.completed", "data": {"object": {"id": 1}}}, "data.object.id"),
        ],
    )
    def test_events_with_wrong_types(self, changes: dict[str, Any], path: str) -> None:
        with pytest.raises(ValueError, match=f"not as the API promises: {path}"):
            read(other_event(**changes))

    def test_extreme_nesting(self) -> None:
        payload = prices_in_products(300)
        with pytest.raises(ValueError, match="nested too deeply"):
            construct_event(payload, sign(payload), SECRET, now=NOW)


def prices_in_products(levels: int) -> bytes:
    """A price whose product's default price is a price whose product …: valid, and no expansion goes so deep."""
    product = {"id": "prod_1", "object": "product", "active": True, "created": 1, "images": [], "livemode": False}
    product |= {"marketing_features": [], "metadata": {}, "name": "T-shirt", "updated": 1, "default_price": "HERE"}
    before, after = json.dumps({**LINE_ITEMS["data"][0]["price"], "product": product}).split('"HERE"')
    line_items = {**LINE_ITEMS, "data": [{**LINE_ITEMS["data"][0], "price": "HERE"}]}
    nested = before * levels + '"price_1"' + after * levels
    return json.dumps(session_event(line_items=line_items)).replace('"HERE"', nested).encode()


class TestValues:
    def test_are_equal_copied_and_pickled(self) -> None:
        for document in (session_event(), other_event()):
            event = read(document)
            assert read(document) == event == copy.deepcopy(event) == pickle.loads(pickle.dumps(event))
            assert hash(read(document)) == hash(event)
            assert event != read(document | {"id": "evt_2"})
            assert pickle.loads(pickle.dumps(event)).raw == document

    def test_are_read_only(self) -> None:
        with pytest.raises(AttributeError):
            read(other_event()).id = "evt_2"

    def test_show_no_personal_data(self) -> None:
        for event in (read(session_event()), read(other_event())):
            assert event.id in repr(event)
            assert "planted" not in repr(event).lower()

    def test_can_be_made_by_hand(self) -> None:
        session = read(session_event()).session
        made = CheckoutSessionCompleted(id="evt_1", created=NOW, livemode=False, data=SessionEventData(object=session))
        assert made.type == "checkout.session.completed"
        assert made.session == session
        other = Event(id="evt_1", type="invoice.paid", created=1, livemode=True, data=EventData(object={"id": "in_1"}))
        assert other.raw["data"] == {"object": {"id": "in_1"}}
