"""What all models have in common, shown on small ones."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from support.tools import tool

from checkout_client import Headers, LastResponse, models
from checkout_client._decoding.converter import decode
from checkout_client.models import Address, CustomerDetails, LineItemList, PriceTier, Session, SessionList, ShippingRate
from checkout_client.models._display import MAX_REPR, REDACTED_FIELDS
from checkout_client.models._index import MODULES
from checkout_client.models.base import attach, field_names

SESSION: dict[str, Any] = {
    "id": "cs_test_1",
    "object": "checkout.session",
    "automatic_tax": {"enabled": False},
    "created": 1_700_000_000,
    "custom_fields": [],
    "custom_text": {},
    "expires_at": 1_700_086_400,
    "livemode": False,
    "mode": "payment",
    "payment_method_types": ["card"],
    "payment_status": "unpaid",
    "shipping_options": [],
}
WHOLE = json.loads((Path(__file__).parents[1] / "data" / "session_every_field.json").read_text("utf-8"))
RESPONSE = LastResponse(
    http_status=200,
    headers=Headers([("Request-Id", "req_1")]),
    attempts=2,
    idempotency_key=None,
    api_version="2026-10-28.endive",
    stripe_account="acct_1",
    expand=("line_items",),
)


def session(**changes: Any) -> Session:
    return decode(Session, SESSION | changes)


@pytest.mark.parametrize("name", ["city", "unheard_of", "_shape"])
def test_a_model_cannot_be_changed(name: str):
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(Address(city="Paris"), name, "Rome")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(decode(Address, {"city": "Paris"}), name)


def test_a_decoded_model_is_as_frozen_as_one_made_by_hand():
    decoded = session()
    assert type(decoded) is Session
    assert not hasattr(decoded, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        decoded.mode = "setup"  # type: ignore[misc]


def test_models_are_made_by_keyword_and_refuse_what_they_do_not_have():
    with pytest.raises(TypeError):
        Address("Paris")  # type: ignore[misc]
    with pytest.raises(TypeError, match="town"):
        Address(town="Paris")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="shape"):
        Address(shape=())  # type: ignore[call-arg]


def test_an_optional_field_is_none_by_default():
    assert Address(city="Paris").country is None


def test_the_fields_are_the_declared_ones_in_order_without_the_private_ones():
    assert tuple(field_names(Address)) == ("city", "country", "line1", "line2", "postal_code", "state")
    assert not [name for name in field_names(Session) if name.startswith("_")]
    assert "last_response" not in field_names(Session)


class TestDictionary:
    def test_of_a_model_made_by_hand_has_the_fields_that_are_set(self):
        made = CustomerDetails(address=Address(city="Paris"), email="a@b.example")
        assert made.to_dict() == {"address": {"city": "Paris"}, "email": "a@b.example"}

    def test_of_a_model_made_by_hand_has_decimals_as_strings(self):
        assert PriceTier(unit_amount_decimal=Decimal("12.50")).to_dict() == {"unit_amount_decimal": "12.50"}

    def test_keeps_nulls_unknown_fields_and_order(self):
        raw = {"state": None, "new": {"deep": [1, {"a": None}]}, "city": "Paris", "country": None}
        assert list(decode(Address, raw).to_dict().items()) == list(raw.items())

    @pytest.mark.parametrize("text", ["12.5", "12.50", "0.000000000001", "007", "1e3", ".5", "5.", "-0", "+1"])
    def test_keeps_the_notation_of_decimals(self, text: str):
        tier = decode(PriceTier, {"unit_amount_decimal": text})
        assert tier.unit_amount_decimal == Decimal(text)
        assert tier.to_dict() == {"unit_amount_decimal": text}

    @pytest.mark.parametrize("name", ["metadata", "unheard_of", "custom_fields"])
    def test_can_be_changed_without_changing_the_model(self, name: str):
        value: Any = {"metadata": {"a": "b"}, "unheard_of": {"a": [{}]}, "custom_fields": []}[name]
        model = session(**{name: value})
        before = copy.deepcopy(model.to_dict())
        for changed in (model.to_dict(), model.raw):
            changed[name].clear()
            changed["mode"] = "setup"
        assert model.to_dict() == before

    def test_is_the_same_after_a_round_trip(self):
        model = session(unheard_of=1)
        assert decode(Session, model.to_dict()) == model


class TestEquality:
    def test_is_by_fields(self):
        assert session() == session()
        assert session() != session(mode="setup")
        assert session(metadata={"a": "b"}) != session(metadata={"a": "c"})

    def test_counts_unknown_fields(self):
        assert session(unheard_of=1) == session(unheard_of=1)
        assert session(unheard_of=1) != session(unheard_of=2)
        assert session(unheard_of=1) != session()

    def test_does_not_count_order_nor_whether_a_field_was_null_or_absent(self):
        assert decode(Session, dict(reversed(SESSION.items()))) == session()
        assert session(url=None) == session()

    def test_does_not_count_the_response(self):
        model = session()
        attach(model, RESPONSE)
        assert model == session()

    def test_counts_the_class(self):
        assert Address() != CustomerDetails()
        assert Address() != {}
        assert Address().__eq__({}) is NotImplemented

    def test_holds_between_decoded_and_hand_made_objects(self):
        assert decode(Address, {"city": "Paris"}) == Address(city="Paris")

    def test_equal_objects_have_one_hash(self):
        assert hash(session()) == hash(session(url=None))
        assert len({session(), session(), session(id="cs_test_2")}) == 2
        assert len({Address(city="Paris"), decode(Address, {"city": "Paris"})}) == 1


@pytest.mark.parametrize("restored", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
class TestCopiesAndPickles:
    def test_keep_everything(self, restored: Any):
        model = session(metadata={"a": "b"}, unheard_of={"x": 1}, url=None)
        attach(model, RESPONSE)
        again = restored(model)
        assert again == model
        assert again is not model
        assert again.to_dict() == model.to_dict()
        assert again.last_response == RESPONSE
        assert again.last_response.request_id == "req_1"

    def test_keep_models_made_by_hand(self, restored: Any):
        made = CustomerDetails(address=Address(city="Paris"))
        assert restored(made) == made
        assert restored(made).to_dict() == made.to_dict()


class TestKept:
    """What keeping Sessions costs."""

    CONTENT = json.dumps(WHOLE, separators=(",", ":"))

    def test_a_pickle_is_hardly_larger_than_the_json(self):
        assert len(pickle.dumps(Session.from_json(self.CONTENT))) <= 1.05 * len(self.CONTENT.encode())

    def test_a_page_keeps_the_responses_of_its_sessions(self):
        page = decode(SessionList, {"object": "list", "data": [SESSION, SESSION], "has_more": False, "url": "/v1"})
        attach(page, RESPONSE)
        attach(page.data[1], RESPONSE)
        again = pickle.loads(pickle.dumps(page))
        assert again == page
        assert again.last_response == again.data[1].last_response == RESPONSE
        assert not hasattr(again.data[0], "last_response")

    def test_a_deep_copy_shares_nothing_that_can_change(self):
        model = session(metadata={"a": "b"}, unheard_of=[{}], custom_fields=[{"key": "k"}])
        copied = copy.deepcopy(model)
        copied.metadata.clear()
        copied.custom_fields.clear()
        copied._extras["unheard_of"].clear()
        assert model == session(metadata={"a": "b"}, unheard_of=[{}], custom_fields=[{"key": "k"}])

    def test_a_deep_copy_of_a_model_made_by_hand_may_hold_anything(self):
        made = Address(city=bytearray(b"Porto"))  # type: ignore[arg-type]
        copied = copy.deepcopy(made)
        assert copied == made
        assert copied.city is not made.city

    def test_a_pickle_of_a_session_made_by_hand_keeps_its_response(self):
        fields = {field.name: getattr(session(), field.name) for field in attrs.fields(Session)}
        made = Session(**fields)
        attach(made, RESPONSE)
        again = pickle.loads(pickle.dumps(made))
        assert again == made
        assert again.last_response == RESPONSE
        assert not hasattr(pickle.loads(pickle.dumps(Session(**fields))), "last_response")

    def test_a_copy_shares_what_it_holds(self):
        model = session(custom_fields=[{"key": "k"}])
        assert copy.copy(model).custom_fields is model.custom_fields


class TestLastResponse:
    def test_is_an_attribute_error_where_there_was_no_response(self):
        with pytest.raises(AttributeError, match="this Session was not read from a response"):
            session().last_response  # noqa: B018
        assert not hasattr(session(), "last_response")

    def test_is_what_was_attached(self):
        model = decode(LineItemList, {"object": "list", "data": [], "has_more": False, "url": "/v1"})
        attach(model, RESPONSE)
        assert model.last_response is RESPONSE

    def test_is_in_neither_dictionary_nor_repr(self):
        model = session()
        attach(model, RESPONSE)
        assert model.to_dict() == SESSION
        assert "req_1" not in repr(model)


class TestRepr:
    def test_shows_the_class_and_the_fields_that_are_set_the_important_ones_first(self):
        assert repr(session(amount_total=2000, currency="eur")) == (
            "Session(id='cs_test_1', mode='payment', payment_status='unpaid', amount_total=2000, currency='eur', "
            "automatic_tax=AutomaticTax(…), created=1700000000, custom_fields=[], custom_text=CustomText(…), "
            "expires_at=1700086400, livemode=False, payment_method_types=[1 items], shipping_options=[])"
        )

    def test_is_short(self):
        model = session(
            success_url="https://shop.example/", url="x" * 300, locale="de", customer="cus_1", status="open"
        )
        assert len(repr(model)) <= MAX_REPR
        assert repr(model).startswith(
            "Session(id='cs_test_1', mode='payment', status='open', payment_status='unpaid', "
        )
        assert repr(model).endswith(", …)")

    @pytest.mark.parametrize("length", [1, 66, 255])
    def test_never_cuts_the_id(self, length: int):
        model = session(id="c" * length)
        assert f"id='{'c' * length}'" in repr(model)
        assert len(repr(model)) <= max(MAX_REPR, length + 50)

    def test_cuts_what_cannot_be_an_id(self):
        assert len(repr(session(id="c" * 10_000))) <= MAX_REPR

    def test_shows_of_other_objects_no_more_than_their_id(self):
        model = session(customer={"id": "cus_1", "object": "customer", "deleted": True}, metadata={"a": "private"})
        assert "customer=DeletedCustomer(id='cus_1', …)" in repr(model)
        assert "private" not in repr(model)

    def test_shows_how_much_a_mapping_or_a_list_has(self):
        settings = CustomerDetails(tax_ids=[])
        assert repr(settings) == "CustomerDetails(tax_ids=[])"
        assert repr(decode(ShippingRate, {"id": "shr_1", "metadata": {"a": "private"}})) == (
            "ShippingRate(id='shr_1', metadata={1 keys})"
        )
        assert repr(decode(ShippingRate, {"metadata": {}})) == "ShippingRate(metadata={})"

    def test_cuts_long_strings_and_never_ids(self):
        def shown(text: str) -> str:
            return repr(decode(ShippingRate, {"display_name": text}))

        assert shown("x" * 64) == f"ShippingRate(display_name='{'x' * 64}')"
        assert shown("x" * 65) == f"ShippingRate(display_name='{'x' * 64}…')"
        assert shown("pi_" + "x" * 80) == f"ShippingRate(display_name='pi_{'x' * 80}')"

    def test_is_what_rich_shows(self):
        rich = tool("rich.pretty")
        details = decode(CustomerDetails, {"email": "planted@example.com", "tax_exempt": "none", "new": "planted"})
        assert rich.pretty_repr(details) == repr(details) == "CustomerDetails(email=[masked], tax_exempt='none')"
        assert "planted" not in rich.pretty_repr(
            session(customer_email="planted", customer_details={"name": "planted"})
        )

    def test_is_what_rich_asks_for(self):
        shown = dict(decode(CustomerDetails, {"email": "planted", "tax_exempt": "none"}).__rich_repr__())
        assert {name: repr(value) for name, value in shown.items()} == {"email": "[masked]", "tax_exempt": "'none'"}

    @pytest.mark.parametrize("name", ["client_secret", "customer_email"])
    def test_masks_what_is_secret_or_personal_in_a_session(self, name: str):
        model = session(**{name: "planted-text"})
        assert getattr(model, name) == "planted-text"
        assert dict(model.__rich_repr__())[name].__repr__() == "[masked]"
        assert "planted-text" not in repr(model)

    def test_masks_whole_addresses_and_the_values_of_custom_fields(self):
        details = CustomerDetails(address=Address(line1="planted"), email="planted", name="planted", phone="planted")
        assert repr(details) == "CustomerDetails(address=[masked], email=[masked], name=[masked], phone=[masked])"
        assert "planted" not in repr(Address(city="planted", line1="planted", postal_code="planted", state="planted"))

    def test_shows_nothing_of_unknown_fields(self):
        assert "planted" not in repr(session(unheard_of="planted"))

    def test_masks_only_names_that_exist(self):
        fields = {name for cls in MODULES for name in field_names(getattr(models, cls))}
        assert fields >= REDACTED_FIELDS


@pytest.mark.parametrize(
    ("payment_status", "is_paid"),
    [("paid", True), ("no_payment_required", True), ("unpaid", False), ("a_later_status", False)],
)
def test_a_session_is_paid_when_it_was_paid_or_nothing_was_due(payment_status: str, is_paid: bool):
    assert session(payment_status=payment_status).is_paid is is_paid
