"""Models to tables and back: nothing that was selected is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.citizens import WHOLE
from support.depth import examples
from support.responses import Responses
from support.shapes import VERSIONS
from support.tools import tool

from checkout_client.bulk import arrow_schema, from_arrow, to_arrow
from checkout_client.bulk._columns.field_kinds import TIMES, ListKind, MapKind, NestedKind, field_kinds
from checkout_client.models import LineItem, PaymentIntent, Session
from checkout_client.models.base import Model

pa = tool("pyarrow")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def paths(cls: type[Model], depth: int = 4) -> Iterator[str]:
    """Yield the paths of all fields, but not those inside expandable ones."""
    for name, kind in field_kinds(cls).items():
        yield name
        inner = kind.element if isinstance(kind, ListKind) else kind
        if isinstance(inner, MapKind):
            yield f"{name}.order"
        if isinstance(inner, NestedKind) and depth:
            yield from (f"{name}.{path}" for path in paths(inner.model, depth - 1))


PATHS = {cls: list(paths(cls)) for cls in (Session, LineItem)}
RESOURCES: dict[type[Model], str] = {Session: "checkout.session", LineItem: "item"}


def at(value: Any, names: Sequence[str]) -> Any:
    """Return what the path leads to, read from the models."""
    if value is None or not names:
        return value
    if isinstance(value, list):
        return [at(element, names) for element in value]
    return at(value.get(names[0]) if isinstance(value, dict) else getattr(value, names[0]), names[1:])


def is_same(cell: Any, value: Any) -> bool:
    """Return whether a cell of a table, as Python's types, is the value of a model."""
    if isinstance(value, Model) and isinstance(cell, str):
        return bool(cell == getattr(value, "id"))  # noqa: B009 - not every model has one
    if isinstance(value, Model):
        return all(is_same(inner, getattr(value, name)) for name, inner in cell.items())
    if isinstance(value, dict) and isinstance(cell, str):
        return cell == value.get("id") or json.loads(cell) == value
    if isinstance(value, dict):
        return len(cell) == len(value) and all(is_same(item, value[key]) for key, item in cell)
    if isinstance(value, list):
        return len(cell) == len(value) and all(map(is_same, cell, value))
    if isinstance(cell, datetime):
        return bool(cell == EPOCH + timedelta(seconds=value))
    return bool(cell == value)


def with_possible_times(value: Any) -> Any:
    """Return JSON with times that a ``datetime`` can hold: the generated integers are of any size."""
    if isinstance(value, list):
        return [with_possible_times(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        key: min(inner, 2**31) if key in TIMES and isinstance(inner, int) else with_possible_times(inner)
        for key, inner in value.items()
    }


def is_column(cls: type[Model], path: str) -> bool:
    """Return whether the path makes a column: objects with nothing but personal data must be named further."""
    try:
        arrow_schema(cls, [path])
    except ValueError as error:
        assert "has only fields that must be named" in str(error)
        return False
    return True


@st.composite
def selections(draw: st.DrawFn, cls: type[Model]) -> tuple[list[Model], list[str]]:
    """Return models with any fields that the API may send, and some paths."""
    responses = Responses(draw(st.sampled_from(VERSIONS)), draw(st.integers(0, 2**32)))
    count = draw(st.integers(0, 3))
    models = [cls.from_dict(with_possible_times(responses.make(RESOURCES[cls]))) for _ in range(count)]
    selected = draw(st.lists(st.sampled_from(PATHS[cls]), max_size=8, unique=True))
    return models, [path for path in selected if is_column(cls, path)]


@pytest.mark.parametrize("cls", [Session, LineItem])
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_a_table_holds_what_the_models_hold_and_makes_them_again(cls: type[Model], data: st.DataObject) -> None:
    models, selected = data.draw(selections(cls))
    table = to_arrow(models, cls, selected)
    table.validate(full=True)
    assert table.schema == arrow_schema(cls, selected)
    for path in selected:
        for cell, model in zip(table.column(path).to_pylist(), models, strict=True):
            assert is_same(cell, at(model, path.split("."))), path

    identified = ["id", *(path for path in selected if path != "id"), *needed_ids(cls, selected)]
    table = to_arrow(models, cls, list(dict.fromkeys(identified)))
    again = to_arrow(from_arrow(table, cls), cls, table.column_names)
    assert again.to_pylist() == table.to_pylist()


def needed_ids(cls: type[Model], selected: list[str]) -> list[str]:
    """Return the paths to the ids of the objects on the way, without which these cannot be made again."""
    known = {*PATHS[cls]}
    parents = {path.rsplit(".", end)[0] for path in selected for end in range(1, path.count(".") + 1)}
    return sorted(f"{parent}.id" for parent in parents if f"{parent}.id" in known)


@pytest.mark.parametrize("cls", [Session, LineItem])
def test_every_field_with_a_value_comes_back(cls: type[Model]) -> None:
    model = cls.from_dict(WHOLE[cls])
    names = [name for name in field_kinds(cls) if name != "collected_information"]
    table = to_arrow([model, model], cls, names)
    (made, _) = from_arrow(table, cls)
    assert to_arrow([made, made], cls, names).to_pylist() == table.to_pylist()
    assert made.to_dict().keys() >= {name for name in names if getattr(model, name) not in (None, [])}


def test_lists_that_columns_share_are_put_together_again() -> None:
    data = [{"id": f"li_{n}", "object": "item", "quantity": n, "price": {"id": f"price_{n}"}}
            for n in range(3)]  # fmt: skip
    whole = {"object": "checkout.session", "id": "cs_1", "line_items": {"object": "list", "data": data}}
    selected = ["id", "line_items.data.quantity", "line_items.data.id", "line_items.data.price.id"]
    (made,) = from_arrow(to_arrow([Session.from_dict(whole)], Session, selected), Session)
    assert made.to_dict() == whole


@pytest.mark.parametrize("selected", [["id", "customer", "customer.id", "customer.email"],
                                      ["id", "customer.id", "customer.email", "customer"]])  # fmt: skip
def test_an_expanded_object_comes_back_with_its_selected_fields(selected: list[str]) -> None:
    customer = {"id": "cus_1", "email": "jenny@example.com"}
    whole = {"id": "cs_1", "object": "checkout.session", "customer": customer}
    (made,) = from_arrow(to_arrow([Session.from_dict(whole)], Session, selected), Session)
    assert made.to_dict() == whole


def test_what_stands_for_an_object_inside_another_of_its_class_comes_back() -> None:
    error = {"type": "card_error", "payment_intent": {"id": "pi_1", "object": "payment_intent", "amount": 5}}
    intent = PaymentIntent.from_dict({"id": "pi_1", "object": "payment_intent", "last_payment_error": error})
    (made,) = from_arrow(to_arrow([intent], PaymentIntent), PaymentIntent)
    assert made.last_payment_error is not None
    assert made.last_payment_error.type == "card_error"
    assert made.last_payment_error.payment_intent is not None
    assert made.last_payment_error.payment_intent.to_dict() == {"id": "pi_1"}


def test_an_object_without_a_model_is_json() -> None:
    items = [{"type": "plan", "plan": {"id": "plan_1", "tiers": [1.5, None]}}, {"type": "sku"}]
    whole = {"object": "checkout.session", "id": "cs_1", "display_items": items}
    selected = ["id", "display_items.type", "display_items.plan"]
    table = to_arrow([Session.from_dict(whole)], Session, selected)
    assert table.column("display_items.plan").to_pylist() == [['{"id":"plan_1","tiers":[1.5,null]}', None]]
    (made,) = from_arrow(table, Session)
    assert made.to_dict() == whole


def test_decimals_are_exact() -> None:
    rates = ["0.000000000000000001", "12345678901234567890.123456789012345678", "1e3", "-3.5", "1099.000000000000"]
    sessions = [
        Session.from_dict({"id": "cs_1", "object": "checkout.session", "currency_conversion": {"fx_rate": rate}})
        for rate in rates
    ]
    made = from_arrow(to_arrow(sessions, Session, ["id", "currency_conversion.fx_rate"]), Session)
    found = [one.currency_conversion.fx_rate for one in made if one.currency_conversion]
    assert found == [Decimal(rate) for rate in rates]
    assert str(found[-1]) == "1099"


def table(**columns: Any) -> Any:
    return pa.table({"id": ["cs_1"], **{name.replace("__", "."): values for name, values in columns.items()}})


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"amount_total": [2000.0]}, {"amount_total": 2000}),  # pandas, where a column has nulls
        ({"amount_total": [Decimal(2000)]}, {"amount_total": 2000}),  # a sum in DuckDB
        ({"created": [7]}, {"created": 7}),
        ({"created": [datetime(1970, 1, 1, 0, 0, 7, 999_999, tzinfo=UTC)]}, {"created": 7}),
        ({"currency_conversion__fx_rate": ["1.50"]}, {"currency_conversion": {"fx_rate": "1.50"}}),
        ({"metadata": [{"a": "1", "b": None}]}, {"metadata": {"a": "1"}}),
        ({"metadata": [[{"key": "a", "value": "1"}]]}, {"metadata": {"a": "1"}}),  # polars
        ({"metadata": [[["a", "1"]]]}, {"metadata": {"a": "1"}}),  # pandas
        ({"__index_level_0__": [5]}, {}),  # pandas, of a frame with another index than 0, 1, 2
        ({"consent": [{"promotions": "opt_in", "added": 1}]}, {"consent": {"promotions": "opt_in"}}),
    ],
)  # fmt: skip
def test_columns_of_other_packages_are_read(columns: dict[str, Any], expected: dict[str, Any]) -> None:
    columns = {name if name.startswith("__") else name.replace("__", "."): values for name, values in columns.items()}
    (made,) = from_arrow(pa.table({"id": ["cs_1"], **columns}), Session)
    assert made.to_dict() == {"object": "checkout.session", "id": "cs_1", **expected}


def test_a_percentage_may_be_a_decimal() -> None:
    path = "taxes.rate.percentage"
    columns = {"id": ["li_1"], "taxes.rate.id": [["txr_1"]], path: [[Decimal("7.7")]]}
    (item,) = from_arrow(pa.table(columns), LineItem)
    assert item.taxes is not None
    assert item.taxes[0].rate.percentage == 7.7


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"session": [1]}, "column 'session' is not a field: Session has no 'session'; its fields are id, "),
        ({"amount_total": [20.5]}, "row 0 is not a Session: amount_total should be an integer, not a number"),
        ({"amount_total": ["2"]}, "row 0 is not a Session: amount_total should be an integer, not a string"),
        ({"created": [datetime(2025, 1, 1)]}, "column 'created' has times without a time zone: convert them to UTC"),
        ({"custom_fields": ["x"]}, "row 0 is not a Session: custom_fields should be an array, not a string"),
        ({"custom_fields": [[1]]}, "row 0 is not a Session: custom_fields[0] should be an object, not an integer"),
        ({"line_items.data.quantity": [[1]]}, "row 0 is not a Session: line_items.data[0].id "),
        ({"line_items.data.id": ["x"]}, "row 0 is not a Session: line_items.data should be an array, not a string"),
        ({"metadata": [1]}, "column 'metadata' could not be read (TypeError)"),
        ({"id": ["cs_1", None]}, "row 1 is not a Session: id "),
        ({"line_items.data.id": [["a", "b"]], "line_items.data.quantity": [[1]]},
         "column 'line_items.data.quantity' has lists of another length than a column with parts of the same lists"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_of_the_model_is_an_error(columns: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        from_arrow(pa.table({"id": ["cs_1"], **columns}), Session)
    assert str(caught.value).startswith(problem)
    assert caught.value.__cause__ is None


def test_models_need_an_id() -> None:
    with pytest.raises(ValueError, match="the table has no column 'id', which every Session needs"):
        from_arrow(pa.table({"created": [1]}), Session)


def test_something_that_is_not_a_table_is_rejected() -> None:
    with pytest.raises(TypeError, match="table must be a table of pyarrow, pandas, polars or DuckDB, not list"):
        from_arrow([1], Session)  # type: ignore[arg-type]


class Broken:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise RuntimeError("jenny@example.com")


def test_a_table_that_cannot_be_converted_is_an_error_without_its_values() -> None:
    with pytest.raises(ValueError, match=r"could not be converted to Arrow \(RuntimeError\): with pandas") as caught:
        from_arrow(Broken(), Session)
    assert "jenny" not in str(caught.value)
    assert caught.value.__context__ is None
