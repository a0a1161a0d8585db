"""Which fields become columns: paths, what must be named, and what is expanded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from traceback import walk_tb
from typing import Any

import pytest
from support.citizens import WHOLE
from support.tools import tool

from checkout_client.bulk import arrow_schema, to_arrow
from checkout_client.bulk._columns.sensitive_fields import is_sensitive
from checkout_client.models import LineItem, Session
from checkout_client.models._display import REDACTED_FIELDS
from checkout_client.models.base import Model

pa = tool("pyarrow")

PERSONAL = "personal"


def session(**fields: Any) -> Session:
    return Session.from_dict({"id": "cs_1", "object": "checkout.session", **fields})


def column(path: str, *sessions: Session) -> list[Any]:
    values: list[Any] = to_arrow(sessions, Session, [path]).column(path).to_pylist()
    return values


def marked(value: Any) -> Any:
    """Return decoded JSON with ``PERSONAL`` for every string that is personal, and for those in untyped objects."""
    if isinstance(value, list):
        return [marked(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {key: replaced(inner) if key in REDACTED_FIELDS else marked(inner) for key, inner in value.items()}


def replaced(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: replaced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [replaced(element) for element in value]
    return PERSONAL if isinstance(value, str) else value


def names(kind: Any) -> Iterator[str]:
    """Yield the names of all fields inside an Arrow type."""
    if pa.types.is_struct(kind):
        for number in range(kind.num_fields):
            yield kind.field(number).name
            yield from names(kind.field(number).type)
    elif pa.types.is_list(kind):
        yield from names(kind.value_type)
    elif pa.types.is_map(kind):
        yield from names(kind.item_type)


@pytest.mark.parametrize("cls", [Session, LineItem])
def test_nothing_personal_is_in_a_table_unless_named(cls: type[Model]) -> None:
    whole = cls.from_dict(marked(WHOLE[cls]))
    everything = arrow_schema(cls)
    assert PERSONAL not in json.dumps(to_arrow([whole], cls).to_pylist(), default=str)
    top = to_arrow([whole], cls, everything.names)  # each column by its name: that of an object asks for no more
    assert PERSONAL not in json.dumps(top.to_pylist(), default=str)
    found = {*everything.names, *(name for field in everything for name in names(field.type))}
    assert not {name for name in found if is_sensitive(name)}


@pytest.mark.parametrize(
    "path",
    [
        "customer_email", "client_secret", "customer_details.email", "customer_details.phone",
        "customer_details.address", "customer_details.address.line1", "customer_details.tax_ids.value",
        "custom_fields.text.value", "collected_information.shipping_details.name", "shipping",
    ],
)  # fmt: skip
def test_personal_data_is_in_a_column_that_names_it(path: str) -> None:
    whole = marked(WHOLE[Session]) | {"shipping": {"name": PERSONAL}, "shipping_details": {"name": PERSONAL}}
    assert PERSONAL in json.dumps(column(path, Session.from_dict(whole)))


def test_a_named_personal_object_is_whole() -> None:
    shipping = arrow_schema(Session, ["shipping_details"]).field(0).type
    assert set(names(shipping)) >= {"name", "phone", "line1", "city", "tracking_number"}


def test_an_object_with_nothing_but_personal_data_must_be_named_further() -> None:
    with pytest.raises(ValueError, match=r"'collected_information' has only fields that must be named: select each"):
        arrow_schema(Session, ["collected_information"])


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("amount", "'amount' is not a field: Session has no 'amount'; its fields are id, object, "),
        ("amout_total", "'amout_total' is not a field: Session has no 'amout_total'; did you mean 'amount_total'?"),
        ("email", "'email' is not a field: Session has no 'email'; did you mean 'customer_details.email'?"),
        ("customer_details.e_mail", "CustomerDetails has no 'e_mail'; did you mean 'customer_details.email'?"),
        ("line_items.data.price.ids", "Price has no 'ids'; did you mean 'line_items.data.price.id'?"),
        ("id.x", "'id.x' cannot be selected: id has no typed fields, select 'id'"),
        ("subscription.cancellation_details.feedback_option.x", "feedback_option has no typed fields"),
        ("metadata.", "'metadata.' names no key of metadata"),
        ("customer_details.", "CustomerDetails has no ''"),
        ("", "'' is not a field: Session has no ''"),
    ],
)
def test_an_unknown_path_is_an_error_that_suggests_another(path: str, problem: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        arrow_schema(Session, ["id", path])
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "error", "problem"),
    [
        ((Session, "id"), TypeError, r"fields must be a list of field paths: \['id'\]"),
        ((Session, ["id", 7]), TypeError, r"fields\[1\] must be a str, not int"),
        ((Session, ["id", "mode", "id"]), ValueError, "fields has 'id' twice"),
        ((dict,), TypeError, "model must be a class of models, such as Session, not dict"),
        ((session(),), TypeError, "model must be a class of models, such as Session, not Session"),
    ],
)
def test_wrong_arguments_are_rejected(arguments: tuple[Any, ...], error: type[Exception], problem: str) -> None:
    with pytest.raises(error, match=problem):
        arrow_schema(*arguments)


def test_objects_of_another_class_are_rejected() -> None:
    with pytest.raises(TypeError, match=r"objects\[1\] must be a Session, not dict"):
        to_arrow([session(), {"id": "cs_2"}], Session)  # type: ignore[list-item]


CUSTOMER: Mapping[str, Any] = {"id": "cus_1", "object": "customer", "email": "jenny@example.com"}


def test_an_expandable_field_is_its_id() -> None:
    deleted = {"id": "cus_2", "object": "customer", "deleted": True}
    sessions = [session(customer=customer) for customer in ("cus_0", CUSTOMER, deleted, None)]
    assert column("customer", *sessions) == ["cus_0", "cus_1", "cus_2", None]


def test_an_object_without_a_model_is_its_id() -> None:
    charge = {"id": "ch_1", "object": "charge"}
    intents = [
        {"id": "pi_1", "object": "payment_intent", "latest_charge": {**charge, "source_transfer": transfer}}
        for transfer in ("tr_1", {"id": "tr_2"}, None)
    ]
    sessions = [session(payment_intent=intent) for intent in intents]
    assert column("payment_intent.latest_charge.source_transfer", *sessions) == ["tr_1", "tr_2", None]


def test_a_field_of_an_expanded_object_is_null_where_there_is_no_object() -> None:
    deleted = {"id": "cus_2", "object": "customer", "deleted": True}
    sessions = [session(customer=customer) for customer in (CUSTOMER, deleted, None)]
    assert column("customer.email", *sessions) == ["jenny@example.com", None, None]


@pytest.mark.parametrize("path", ["customer.email", "customer.id"])
def test_a_field_of_an_object_that_was_not_expanded_is_an_error(path: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        column(path, session(customer=CUSTOMER), session(customer="cus_0"))
    assert str(caught.value) == (
        f"{path} cannot be read because customer is only an id: list with expand=['data.customer'], or select "
        "'customer' for the id"
    )


def test_an_object_that_was_not_expanded_inside_a_list_is_an_error() -> None:
    item = {"id": "li_1", "object": "item", "price": {"id": "price_1", "object": "price", "product": "prod_1"}}
    items = {"object": "list", "data": [item], "has_more": False, "url": "/v1"}
    with pytest.raises(ValueError, match=r"expand=\['data\.line_items\.data\.price\.product'\]"):
        column("line_items.data.price.product.name", session(line_items=items))
    assert column("line_items.data.price.product", session(line_items=items)) == [["prod_1"]]


def test_one_key_of_a_map_is_a_column() -> None:
    sessions = [session(metadata=metadata) for metadata in ({"a.b": "1", "c": "2"}, {"c": "3"}, {}, None)]
    assert column("metadata.a.b", *sessions) == ["1", None, None, None]
    assert column("metadata.c", *sessions) == ["2", "3", None, None]


@pytest.mark.parametrize(
    ("path", "fields", "problem"),
    [
        ("amount_total", {"amount_total": 2**63}, "amount_total has a value that is not an integer of 64 bits"),
        ("created", {"created": 10**12}, "created has a value that is not a time in Unix seconds before the year"),
        ("customer_details.email", {"customer_details": {"email": "x\ud800"}}, "customer_details.email has a value"),
        ("metadata", {"metadata": {"k": "x\ud800"}}, "metadata has a value that is not text"),
        ("metadata.k", {"metadata": {"k": "x\ud800"}}, "metadata.k has a value that is not text"),
        ("currency_conversion", {"currency_conversion": {"fx_rate": "1e-19"}}, "currency_conversion.fx_rate has a"),
    ],
)
def test_a_value_without_a_place_is_an_error_and_not_changed(path: str, fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        column(path, session(**fields))
    assert str(caught.value).startswith(problem)


def test_the_frames_of_an_error_hold_no_values() -> None:
    sessions = [session(customer_details={"name": "Jenny Rosen", "email": "x\ud800"})]
    with pytest.raises(ValueError, match="email") as caught:
        to_arrow(sessions, Session, ["customer_details.name", "customer_details.email"])
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    frames = [frame for frame, _ in walk_tb(caught.value.__traceback__)][1:]
    assert frames
    assert not [frame for frame in frames if "Jenny" in repr(frame.f_locals)]
