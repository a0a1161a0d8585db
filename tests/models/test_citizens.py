"""Every model with the tools that work on classes: typing, attrs, cattrs, pydantic."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable
from typing import Any

import attrs
import cattrs
import cattrs.preconf.json
import pytest
from support.citizens import EVERY_CLASS, EVERY_INSTANCE, INSTANCES, WHOLE
from support.tools import tool

from checkout_client import models
from checkout_client._decoding.converter import decode
from checkout_client.models import Address, CustomField, Session
from checkout_client.models.base import Model, field_names
from checkout_client.params import SessionCreateParams


@EVERY_CLASS
def test_hints_resolve(cls: type[Model]) -> None:
    hints = typing.get_type_hints(cls)
    assert list(hints) == list(field_names(cls))
    assert inspect.get_annotations(cls, eval_str=True).keys() <= hints.keys()
    assert {field.name: field.type for field in attrs.fields(attrs.resolve_types(cls))} == hints


@EVERY_CLASS
def test_hints_of_methods_resolve(cls: type[Model]) -> None:
    assert typing.get_type_hints(cls.__init__) == {**typing.get_type_hints(cls), "return": type(None)}
    for name, member in inspect.getmembers(cls, inspect.isroutine):
        if not name.startswith("_"):
            typing.get_type_hints(member)


@EVERY_CLASS
def test_attrs_sees_the_declared_fields_alone(cls: type[Model]) -> None:
    assert [field.name for field in attrs.fields(cls)] == list(field_names(cls))
    assert not [name for name in field_names(cls) if name.startswith("_")]
    assert list(inspect.signature(cls).parameters) == list(field_names(cls))


@EVERY_INSTANCE
def test_asdict_and_evolve(instance: Model) -> None:
    assert list(attrs.asdict(instance)) == list(field_names(type(instance)))
    assert attrs.asdict(instance, recurse=False) == {
        name: getattr(instance, name) for name in field_names(type(instance))
    }
    assert attrs.evolve(instance) == instance


def test_evolve_shows_the_change() -> None:
    session = decode(Session, WHOLE[Session])
    assert session.url is not None
    changed = attrs.evolve(session, url=None)
    assert changed.url is None
    assert changed.to_dict() == {**WHOLE[Session], "url": None}


@EVERY_INSTANCE
def test_evolve_keeps_everything_else(instance: Model) -> None:
    json_object = {**instance.to_dict(), "from_a_newer_version": {"a": [1]}}
    known = type(instance).from_dict(json_object)
    name = next(iter(field_names(type(instance))))
    changed = known.evolve(**{name: "changed"})
    assert getattr(changed, name) == "changed"
    assert changed.to_dict() == {**json_object, name: "changed"}
    assert known.to_dict() == json_object
    assert known.evolve() == known
    assert type(instance).__replace__(known, **{name: "changed"}) == changed


@pytest.mark.parametrize("evolve", [Session.evolve, attrs.evolve], ids=["Model.evolve", "attrs.evolve"])
def test_evolve_shows_null_and_keeps_what_was_absent(evolve: Callable[..., Session]) -> None:
    session = Session.from_dict(
        {"id": "cs_1", "object": "checkout.session", "custom_fields": None, "url": "https://a.example", "new": 1}
    )
    changed = evolve(session, url=None, custom_fields=[], currency="eur")
    assert changed.to_dict() == {
        "id": "cs_1", "object": "checkout.session", "custom_fields": [], "url": None, "new": 1, "currency": "eur",
    }  # fmt: skip
    assert pickle.loads(pickle.dumps(changed)) == copy.deepcopy(changed) == changed
    assert not hasattr(changed, "last_response")


def test_evolve_of_a_model_made_by_hand() -> None:
    assert Address.from_dict({}).evolve(city="Porto") == Address.from_dict({"city": "Porto"})
    hand = attrs.evolve(Address.from_dict({"city": "Faro"}), city="Porto")
    assert hand.evolve(country="PT").to_dict() == {"city": "Porto", "country": "PT"}


def test_evolve_refuses_unknown_fields() -> None:
    with pytest.raises(TypeError, match="ulr"):
        Address.from_dict({}).evolve(ulr=None)


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is new in Python 3.13")
def test_copy_replace_is_evolve() -> None:
    session = Session.from_dict({"id": "cs_1", "object": "checkout.session", "new": 1})
    assert copy.replace(session, id="cs_2").to_dict() == {"id": "cs_2", "object": "checkout.session", "new": 1}  # type: ignore[attr-defined,unused-ignore]


@EVERY_INSTANCE
def test_cattrs_alone(instance: Model) -> None:
    assert cattrs.unstructure(instance) == instance.to_dict()
    assert cattrs.structure(instance.to_dict(), type(instance)) == instance
    assert cattrs.structure(instance, type(instance)) is instance


@attrs.define
class Order:
    """A class of the user's."""

    number: int
    session: Session
    addresses: list[Address]


attrs.resolve_types(Order)  # cattrs.BaseConverter does not

ORDER: dict[str, Any] = {"number": 7, "session": WHOLE[Session], "addresses": [{"city": "Porto", "new": 1}]}


def converters() -> dict[str, Callable[[], cattrs.BaseConverter]]:
    made: dict[str, Callable[[], cattrs.BaseConverter]] = {
        "BaseConverter": cattrs.BaseConverter,
        "Converter": cattrs.Converter,
        "json": cattrs.preconf.json.make_converter,
    }
    return made


@pytest.mark.parametrize("make", converters().values(), ids=converters())
class TestConverters:
    def registered(self, make: Callable[[], cattrs.BaseConverter]) -> cattrs.BaseConverter:
        converter = make()
        models.register(converter)
        return converter

    def test_models(self, make: Callable[[], cattrs.BaseConverter]):
        converter = self.registered(make)
        for cls, instance in INSTANCES.items():
            assert converter.unstructure(instance) == instance.to_dict()
            assert converter.structure(instance.to_dict(), cls) == instance

    def test_models_inside_other_classes(self, make: Callable[[], cattrs.BaseConverter]):
        converter = self.registered(make)
        order = converter.structure(ORDER, Order)
        assert order.session == decode(Session, WHOLE[Session])
        assert order.addresses[0].raw == {"city": "Porto", "new": 1}
        assert converter.unstructure(order) == ORDER

    def test_json(self, make: Callable[[], cattrs.BaseConverter]):
        converter: Any = self.registered(make)
        if hasattr(converter, "dumps"):
            order = converter.structure(ORDER, Order)
            assert converter.loads(converter.dumps(order), Order) == order

    def test_what_is_wrong_is_named(self, make: Callable[[], cattrs.BaseConverter]):
        with pytest.raises(ValueError, match="this is not a Session: created should be an integer, not a string"):
            self.registered(make).structure({**WHOLE[Session], "created": "now"}, Session)

    def test_parameters(self, make: Callable[[], cattrs.BaseConverter]):
        converter = self.registered(make)
        params: SessionCreateParams = {"mode": "payment", "line_items": [{"price": "price_1", "quantity": 1}]}
        assert converter.structure(params, SessionCreateParams) == params
        assert converter.unstructure(params, unstructure_as=SessionCreateParams) == params


class TestPydantic:
    @pytest.fixture
    def pydantic(self) -> Any:
        return tool("pydantic")

    def test_every_model_is_a_type(self, pydantic: Any):
        for cls, instance in INSTANCES.items():
            adapter = pydantic.TypeAdapter(cls)
            assert adapter.validate_python(instance.to_dict()) == instance
            assert adapter.validate_python(instance) is instance
            assert adapter.validate_json(json.dumps(instance.to_dict())) == instance
            assert adapter.dump_python(instance) == instance.to_dict()
            assert json.loads(adapter.dump_json(instance)) == instance.to_dict()
            assert adapter.json_schema() == {"title": cls.__name__, "type": "object"}

    def test_a_field_of_a_pydantic_model(self, pydantic: Any):
        payment = pydantic.create_model("Payment", session=(Session, ...), note=(str, ""))
        made = payment(session=WHOLE[Session])
        assert made.session == decode(Session, WHOLE[Session])
        assert json.loads(made.model_dump_json()) == {"session": WHOLE[Session], "note": ""}
        with pytest.raises(pydantic.ValidationError, match="id should be a string, not null"):
            payment(session={})


@EVERY_INSTANCE
def test_from_dict_and_from_json_are_the_inverse_of_to_dict(instance: Model) -> None:
    cls = type(instance)
    for again in (
        cls.from_dict(instance.to_dict()),
        cls.from_json(json.dumps(instance.to_dict())),
        cls.from_json(json.dumps(instance.to_dict()).encode()),
    ):
        assert again == instance
        assert json.dumps(again.to_dict()) == json.dumps(instance.to_dict())


@EVERY_INSTANCE
def test_copies_and_pickles(instance: Model) -> None:
    for again in (copy.copy(instance), copy.deepcopy(instance), pickle.loads(pickle.dumps(instance))):
        assert again == instance
        assert type(again) is type(instance)
        assert json.dumps(again.to_dict()) == json.dumps(instance.to_dict())


class TestFromDict:
    def test_copies_what_it_is_given(self):
        given: dict[str, Any] = {"city": "Porto", "new": {"a": [1]}}
        address = Address.from_dict(given)
        given["new"]["a"].append(2)
        assert address.raw == {"city": "Porto", "new": {"a": [1]}}

    def test_takes_any_mapping_and_tuples_for_lists(self):
        from types import MappingProxyType

        field = CustomField.from_dict(
            MappingProxyType({"dropdown": MappingProxyType({"options": ({"label": "a", "value": "b"},)})})
        )
        assert field.to_dict() == {"dropdown": {"options": [{"label": "a", "value": "b"}]}}

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ({"city": 1}, "this is not a Address: city should be a string, not an integer"),
            ([], "this is not a Address: it should be an object, not an array"),
            (None, "this is not a Address: it should be an object, not null"),
        ],
    )
    def test_says_what_is_wrong(self, value: Any, words: str):
        with pytest.raises(ValueError, match="this is not") as raised:
            Address.from_dict(value)
        assert str(raised.value) == words
        assert raised.value.__context__ is None

    def test_cycles_are_refused(self):
        given: dict[str, Any] = {}
        given["new"] = given
        with pytest.raises(ValueError, match="nested too deeply"):
            Address.from_dict(given)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "it is not JSON"),
            (b"\xff", "it is not JSON"),
            ("[" * 100_000, "it is nested too deeply"),
            ("[]", "it should be an object, not an array"),
            ('{"city": 1}', "city should be a string, not an integer"),
        ],
    )
    def test_json_that_is_wrong(self, content: str | bytes, words: str):
        with pytest.raises(ValueError, match=words):
            Address.from_json(content)


class TestConstructor:
    @pytest.mark.parametrize(
        ("field", "value"),
        [("dropdown", {"options": []}), ("label", {"custom": "a"}), ("text", [{"value": "a"}])],
    )
    def test_json_inside_is_refused_with_a_word_about_from_dict(self, field: str, value: Any):
        given = dict.fromkeys(("key", "label", "optional", "type")) | {field: value}
        with pytest.raises(TypeError, match=rf"{field} of CustomField .* use CustomField\.from_dict\(\.\.\.\)"):
            CustomField(**given)  # type: ignore[arg-type]

    def test_a_whole_payload_is_refused(self):
        with pytest.raises(TypeError, match=r"Session\.from_dict"):
            Session(**WHOLE[Session])

    def test_dicts_where_they_belong_are_taken(self):
        session = attrs.evolve(decode(Session, WHOLE[Session]), metadata={"a": "b"})
        assert session.metadata == {"a": "b"}


def test_nothing_more_is_loaded_until_hints_are_asked_for() -> None:
    program = """
import sys, typing
from checkout_client.models import Session
before = set(sys.modules)
Session.from_dict({"id": "cs_1", "object": "checkout.session"})
assert set(sys.modules) - before <= {"checkout_client._decoding", "checkout_client._decoding.conversions",
    "checkout_client._decoding.converter", "checkout_client._decoding.fields", "checkout_client._decoding.mismatch",
    "checkout_client._decoding.readers", "checkout_client._decoding.strict_json"} | {
    name for name in sys.modules if name.partition(".")[0] != "checkout_client"}
assert "checkout_client.models.customers.customer" not in sys.modules
typing.get_type_hints(Session)
assert "checkout_client.models.customers.customer" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
