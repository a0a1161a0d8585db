"""Whatever Stripe rendered since 2019 is read, and so are payloads that somebody trimmed: absence never fails."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout_client import models
from checkout_client._decoding.converter import converter, decode
from checkout_client._decoding.mismatch import DecodeMismatchError
from checkout_client._decoding.readers import SPECIALIZE_AFTER, make_reader
from checkout_client.models import DisplayItem, LineItem, LineItemList, Session, SessionList, ShippingDetails
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model, field_annotations
from checkout_client.webhooks.events import SESSION_EVENTS, Event

DATA = Path(__file__).parents[1] / "data"
RENDERED = sorted((DATA / "rendered").glob("*.json"))
"""Shapes of real payloads, by the month in which Stripe rendered them. The values are invented."""

PAYLOADS: dict[str, dict[str, Any]] = {path.stem: json.loads(path.read_text("utf-8")) for path in RENDERED}
WHOLE = {"every field": json.loads((DATA / "session_every_field.json").read_text("utf-8"))}


def class_of(payload: dict[str, Any]) -> type[Model]:
    if payload["object"] == "event":
        return SESSION_EVENTS.get(payload["type"], Event)
    return {"checkout.session": Session, "list": SessionList, "item": LineItem}[payload["object"]]


def read_twice(cls: type[Model], payload: Any) -> tuple[Any, Any]:
    """The object as it is read field by field, and by a function for its shape."""
    slow, fast = (make_reader(cls, converter.get_structure_hook) for _ in range(2))
    for _ in range(SPECIALIZE_AFTER):
        fast(payload, 0)
    return slow(payload, 0), fast(payload, 0)


@pytest.mark.parametrize("name", PAYLOADS)
def test_whatever_was_rendered_is_read_without_loss(name: str) -> None:
    payload = PAYLOADS[name]
    for model in (decode(class_of(payload), payload), *read_twice(class_of(payload), payload)):
        assert json.dumps(model.to_dict()) == json.dumps(payload)
        assert model == decode(class_of(payload), model.to_dict())


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_key_that_was_rendered_is_without_a_field(name: str) -> None:
    assert list(undeclared(decode(class_of(PAYLOADS[name]), PAYLOADS[name]), "")) == []


def undeclared(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for element in value:
            yield from undeclared(element, f"{path}[]")
    elif isinstance(value, Model):
        names = field_annotations(type(value))
        yield from (f"{path}.{key}" for key in value.to_dict() if key not in names)
        for name in names:
            yield from undeclared(getattr(value, name), f"{path}.{name}")


class TestOldKeys:
    ADDRESS = {"address": {"city": "Porto", "country": "PT"}, "name": "Iris Quartz"}  # noqa: RUF012

    def session(self, **more: Any) -> Session:
        slow, fast = read_twice(Session, {"id": "cs_1", "object": "checkout.session", **more})
        assert slow == fast
        assert slow.to_dict() == fast.to_dict() == {"id": "cs_1", "object": "checkout.session", **more}
        found: Session = fast
        return found

    def test_shipping_is_found_as_shipping_details_too(self):
        session = self.session(shipping=self.ADDRESS)
        assert isinstance(session.shipping, ShippingDetails)
        assert session.shipping_details is session.shipping

    def test_shipping_details_are_not_replaced_where_the_response_has_them(self):
        assert self.session(shipping=self.ADDRESS, shipping_details=None).shipping_details is None
        session = self.session(shipping_details=self.ADDRESS)
        assert session.shipping is None
        assert session.shipping_details == decode(ShippingDetails, self.ADDRESS)

    def test_display_items(self):
        items = [{"amount": 4, "currency": "eur", "custom": {"name": "Hat"}, "quantity": 1, "type": "custom"}]
        session = self.session(display_items=items)
        assert session.display_items is not None
        assert isinstance(session.display_items[0], DisplayItem)
        assert session.display_items[0].custom is not None
        assert session.display_items[0].custom.name == "Hat"


class TestLists:
    def test_an_absent_or_null_list_is_empty_and_new_each_time(self):
        for payload in ({}, {"custom_fields": None}):
            one, other = read_twice(Session, {"id": "cs_1", "object": "checkout.session", **payload})
            assert one.custom_fields == other.custom_fields == []
            assert one.custom_fields is not other.custom_fields
            assert one == other == decode(Session, {"id": "cs_1", "object": "checkout.session", "custom_fields": []})
            assert one.to_dict() == other.to_dict() == {"id": "cs_1", "object": "checkout.session", **payload}

    def test_a_list_that_may_be_none_stays_none(self):
        one, other = read_twice(Session, {"id": "cs_1", "object": "checkout.session", "discounts": None})
        assert one.discounts is other.discounts is None

    @pytest.mark.parametrize("wrong", [{}, "", 0, False, [None]])
    def test_a_wrong_list_is_refused(self, wrong: Any):
        with pytest.raises(DecodeMismatchError) as raised:
            decode(Session, {"id": "cs_1", "object": "checkout.session", "custom_fields": wrong})
        assert raised.value.path.startswith("custom_fields")


class TestRequests:
    """Until 2017-05-25 an event's request was its id."""

    EVENT = {  # noqa: RUF012
        "id": "evt_1", "object": "event", "created": 1, "livemode": False, "type": "charge.failed",
        "data": {"object": {"id": "ch_1"}},
    }  # fmt: skip

    @pytest.mark.parametrize("request_id", ["req_1", None])
    def test_the_id_is_read_and_given_back(self, request_id: str | None):
        payload = {**self.EVENT, "request": request_id}
        for event in read_twice(Event, payload):
            assert event.request_id == request_id
            assert event.to_dict() == payload

    def test_an_object_is_read_as_before(self):
        payload = {**self.EVENT, "request": {"id": "req_1", "idempotency_key": "key"}}
        for event in read_twice(Event, payload):
            assert event.request.idempotency_key == "key"
            assert event.to_dict() == payload

    def test_other_types_are_refused(self):
        with pytest.raises(DecodeMismatchError) as raised:
            decode(Event, {**self.EVENT, "request": 7})
        assert (raised.value.path, raised.value.problem) == ("request", "should be an object, not an integer")


REQUIRED_PARTS: list[tuple[type[Model], dict[str, Any], str]] = [
    (Session, {"object": "checkout.session"}, "id"),
    (Session, {"id": "cs_1"}, "object"),
    (LineItem, {"object": "item"}, "id"),
    (LineItem, {"id": "li_1"}, "object"),
    (SessionList, {}, "object"),
    (LineItemList, {}, "object"),
    (Event, {"data": {"object": {}}}, "type"),
    (Event, {"type": "charge.failed"}, "data"),
    (Event, {"type": "charge.failed", "data": {}}, "data.object"),
]


@pytest.mark.parametrize(("cls", "payload", "path"), REQUIRED_PARTS)
@pytest.mark.parametrize("null", [True, False])
def test_what_makes_an_object_what_it_is_is_required(
    cls: type[Model], payload: dict[str, Any], path: str, null: bool
) -> None:
    if null and "." not in path:
        payload = {**payload, path: None}
    with pytest.raises(DecodeMismatchError) as raised:
        decode(cls, payload)
    assert raised.value.path == path
    assert raised.value.problem.endswith("not null")


def test_no_other_field_is_required() -> None:
    required = {name: fields for name in MODULES if (fields := getattr(models, name)._required_fields)}
    assert required == {
        "Session": ("id", "object"),
        "LineItem": ("id", "object"),
        "SessionList": ("object",),
        "LineItemList": ("object",),
    }


def optional_keys(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all keys that may be absent, the outer ones first."""
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from optional_keys(element, (*path, index))
    elif isinstance(value, dict):
        kind = value.get("object")
        required = {"checkout.session": {"id", "object"}, "item": {"id", "object"}}.get(str(kind), set())
        required |= {"type", "data", "object"} if kind == "event" else {"object"} if kind == "list" else set()
        required |= {"object"} if isinstance(kind, dict) else set()  # an event's data
        for key, inner in value.items():
            if key not in required:
                yield (*path, key)
            if key == "currency_options":  # its keys are currencies
                yield from (each for part in inner or {} for each in optional_keys(inner[part], (*path, key, part)))
            elif key != "metadata":
                yield from optional_keys(inner, (*path, key))


def without(payload: dict[str, Any], path: tuple[str | int, ...], null: bool) -> None:
    """Take the value at ``path`` out of ``payload``, unless what it is in is gone already."""
    *outer, last = path
    holder: Any = payload
    for step in outer:
        holder = holder.get(step) if isinstance(holder, dict) else holder[step]  # type: ignore[arg-type]
        if holder is None:
            return
    if null:
        holder[last] = None
    else:
        del holder[last]


ALL = PAYLOADS | WHOLE
KEYS = {name: list(optional_keys(payload)) for name, payload in ALL.items()}


@settings(deadline=None)
@given(data=st.data())
def test_any_keys_may_be_absent_or_null(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(ALL)))
    chosen = data.draw(st.dictionaries(st.sampled_from(KEYS[name]), st.booleans(), max_size=60))
    payload = copy.deepcopy(ALL[name])
    for path, null in chosen.items():
        without(payload, path, null)

    model = decode(class_of(payload), payload)

    assert json.dumps(model.to_dict()) == json.dumps(payload)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("null", [True, False])
def test_all_keys_may_be_absent_or_null(name: str, null: bool) -> None:
    payload = copy.deepcopy(ALL[name])
    for path in KEYS[name]:
        without(payload, path, null)
    model = decode(class_of(payload), payload)
    assert model.to_dict() == payload
    assert repr(model)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", ALL)
def test_each_key_alone_may_be_absent(name: str) -> None:
    for path in KEYS[name]:
        payload = copy.deepcopy(ALL[name])
        without(payload, path, null=False)
        assert decode(class_of(payload), payload).to_dict() == payload


@pytest.mark.parametrize(
    ("payment_status", "is_paid"), [(None, False), ("paid", True), ("no_payment_required", True), ("unpaid", False)]
)
def test_a_session_without_payment_status_is_not_paid(payment_status: str | None, is_paid: bool) -> None:
    payload = {"id": "cs_1", "object": "checkout.session", "payment_status": payment_status}
    assert decode(Session, payload).is_paid is is_paid
