"""The types of Arrow columns, which depend on the fields and never on the values."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.citizens import EVERY_CLASS, WHOLE
from support.tools import tool

from checkout_client import models
from checkout_client.bulk import arrow_schema, to_arrow
from checkout_client.bulk._columns.field_kinds import TIMES, field_kinds
from checkout_client.models import LineItem, PaymentIntent, Session
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model

pa = tool("pyarrow")

ENUM = pa.dictionary(pa.int32(), pa.string())
TIME = pa.timestamp("us", tz="UTC")
DECIMAL = pa.decimal128(38, 18)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("id", pa.string()),
        ("created", TIME),
        ("expires_at", TIME),
        ("amount_total", pa.int64()),
        ("livemode", pa.bool_()),
        ("currency", ENUM),
        ("mode", ENUM),
        ("object", ENUM),
        ("locale", ENUM),
        ("metadata", pa.map_(pa.string(), pa.string())),
        ("metadata.order_id", pa.string()),
        ("metadata.a.key.with.dots", pa.string()),
        ("payment_method_types", pa.list_(pa.string())),
        ("shipping_address_collection.allowed_countries", pa.list_(ENUM)),
        ("customer", pa.string()),
        ("customer.email", pa.string()),
        ("customer.tax_ids.data.created", pa.list_(TIME)),
        ("customer.invoice_credit_balance", pa.map_(pa.string(), pa.int64())),
        ("customer.sources.data", pa.list_(pa.string())),
        ("payment_intent.latest_charge.balance_transaction.fee", pa.int64()),
        ("payment_intent.latest_charge.balance_transaction.exchange_rate", pa.float64()),
        ("currency_conversion", pa.struct([
            ("amount_subtotal", pa.int64()), ("amount_total", pa.int64()), ("fx_rate", DECIMAL),
            ("source_currency", ENUM),
        ])),
        ("currency_conversion.fx_rate", DECIMAL),
        ("line_items.data.price.unit_amount_decimal", pa.list_(DECIMAL)),
        ("line_items.data.price.tiers.up_to", pa.list_(pa.list_(pa.int64()))),
        ("line_items.data.price.currency_options.eur.unit_amount", pa.list_(pa.int64())),
        ("display_items.plan", pa.list_(pa.string())),
        ("discounts", pa.list_(pa.struct([("coupon", pa.string()), ("promotion_code", pa.string())]))),
        ("invoice_creation.invoice_data.account_tax_ids", pa.list_(pa.string())),
        ("customer_details.address", pa.struct([
            (name, pa.string()) for name in ("city", "country", "line1", "line2", "postal_code", "state")
        ])),
        ("custom_fields.label", pa.list_(pa.struct([("custom", pa.string()), ("type", ENUM)]))),
    ],
)  # fmt: skip
def test_a_path_has_one_type(path: str, expected: Any) -> None:
    schema = arrow_schema(Session, [path])
    assert schema.names == [path]
    assert schema.field(path).type == expected


def test_without_fields_there_is_a_column_for_nearly_every_field_of_a_session() -> None:
    left_out = {
        "cancel_url", "client_secret", "collected_information", "customer_email", "return_url", "shipping",
        "shipping_details", "success_url", "url",
    }  # fmt: skip
    assert set(arrow_schema(Session).names) == field_kinds(Session).keys() - left_out


@pytest.mark.parametrize("cls", [Session, LineItem])
def test_tables_without_rows_with_nulls_and_with_values_fit_together(cls: type[Model]) -> None:
    identity = {name: WHOLE[cls][name] for name in ("id", "object")}
    shards = [[], [cls.from_dict(identity)], [cls.from_dict(WHOLE[cls])]]
    tables = [to_arrow(shard, cls) for shard in shards]
    whole = pa.concat_tables(tables)  # raises if two schemas differ
    whole.validate(full=True)
    assert whole.schema == arrow_schema(cls)
    assert whole.num_rows == 2


@EVERY_CLASS
def test_every_class_has_columns_even_where_it_contains_itself(cls: type[Model]) -> None:
    assert {*arrow_schema(cls).names} <= field_kinds(cls).keys()
    for name in field_kinds(cls):
        try:
            assert arrow_schema(cls, [name]).names == [name]
        except ValueError as error:
            assert "has only fields that must be named" in str(error)


def test_an_object_inside_another_of_its_class_is_its_id() -> None:
    error = arrow_schema(PaymentIntent).field("last_payment_error").type
    assert error.field("payment_intent").type == pa.string()
    assert pa.types.is_struct(error.field("setup_intent").type)
    intent = arrow_schema(Session, ["payment_intent.last_payment_error.payment_intent"]).field(0).type
    assert intent.field("last_payment_error").type.field("payment_intent").type == pa.string()


def test_an_object_without_an_id_has_no_column_inside_another_of_its_class() -> None:
    error = arrow_schema(Session, ["payment_intent.last_payment_error"]).field(0).type
    assert error.field("payment_intent").type.get_field_index("last_payment_error") == -1


def test_exactly_the_integers_that_count_seconds_are_times() -> None:
    documented = {name for name, text in documented_integers() if "Unix seconds" in text}
    others = {name for name, text in documented_integers() if "Unix seconds" not in text}
    assert documented == TIMES
    assert not others & TIMES


def documented_integers() -> Iterator[tuple[str, str]]:
    """Yield the integer fields of all models with their docstrings."""
    modules = {inspect.getmodule(getattr(models, name)) for name in MODULES}
    for module in modules:
        assert module is not None
        for cls in ast.parse(inspect.getsource(module)).body:
            if isinstance(cls, ast.ClassDef):
                for field, text in zip(cls.body, cls.body[1:], strict=False):
                    if isinstance(field, ast.AnnAssign) and ast.unparse(field.annotation) in ("int", "int | None"):
                        yield ast.unparse(field.target), " ".join(ast.unparse(text).split()).replace("\\n", " ")


def test_pyarrow_is_loaded_on_use() -> None:
    program = "import sys, checkout_client.bulk; sys.exit('pyarrow' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize("call", [lambda: arrow_schema(Session), lambda: to_arrow([], Session)])
def test_without_pyarrow_the_error_names_the_extra(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r'need pyarrow: pip install "checkout-client\[arrow\]"'):
        call()
