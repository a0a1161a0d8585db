"""The examples of Stripe's own documentation, and a session and an item with every field filled in."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.same_values import assert_same_values, count_values

from checkout_client._decoding.converter import decode
from checkout_client.models import LineItem, LineItemList, Session, SessionList
from checkout_client.models.base import Model, field_names

DATA = Path(__file__).parents[1] / "data"
SAMPLES: dict[str, type[Model]] = {
    "session_every_field": Session,
    "item_every_field": LineItem,
    "page_create": Session,
    "page_retrieve": Session,
    "page_expire": Session,
    "page_list": SessionList,
    "page_line_items": LineItemList,
}

every_sample = pytest.mark.parametrize(("name", "cls"), SAMPLES.items(), ids=SAMPLES)


def sample(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def undeclared(value: object, path: str = "") -> list[str]:
    """Return the paths of keys that no field of a model has."""
    if isinstance(value, list):
        return [found for element in value for found in undeclared(element, f"{path}[]")]
    if isinstance(value, dict):
        return [found for key, element in value.items() for found in undeclared(element, f"{path}.{key}")]
    if not isinstance(value, Model):
        return []
    names = field_names(type(value))
    extra = [f"{path}.{key}" for key in value.to_dict() if key not in names]
    return extra + [found for name in names for found in undeclared(getattr(value, name), f"{path}.{name}")]


@every_sample
def test_every_value_is_at_the_attribute_of_its_name(name: str, cls: type[Model]):
    raw = sample(name)
    assert assert_same_values(decode(cls, raw), raw) == count_values(raw)


@every_sample
def test_nothing_is_left_only_in_raw(name: str, cls: type[Model]):
    assert undeclared(decode(cls, sample(name))) == []


@every_sample
def test_the_dictionary_is_the_json_again_key_for_key(name: str, cls: type[Model]):
    raw = sample(name)
    decoded = decode(cls, raw)
    assert json.dumps(decoded.to_dict()) == json.dumps(raw)
    assert json.dumps(decoded.raw) == json.dumps(raw)


def test_values_of_the_sample_session_are_reached_by_plain_attributes():
    session = decode(Session, sample("session_every_field"))
    assert session.after_expiration is not None
    assert session.after_expiration.recovery is not None
    assert session.after_expiration.recovery.expires_at == 1234567890
    assert session.automatic_tax.liability is not None
    assert session.automatic_tax.liability.account == "acct_1PgafTB7WZ01zgkW"
    assert session.custom_fields[0].dropdown is not None
    assert session.custom_fields[0].dropdown.options[0].label == "label"
    assert session.customer_details is not None
    assert session.customer_details.tax_ids is not None
    assert session.customer_details.tax_ids[0].type == "ad_nrt"


def test_decimal_strings_are_exact_decimals():
    item = decode(LineItem, sample("item_every_field"))
    assert item.price is not None
    assert item.price.unit_amount_decimal == Decimal(1000)
    assert item.price.currency_options is not None
    tiers = item.price.currency_options["key"].tiers
    assert tiers is not None
    assert tiers[0].unit_amount_decimal == Decimal("12.5")


def test_a_null_and_an_absent_field_are_both_none_but_the_dictionary_tells_them_apart():
    raw = sample("page_create")
    absent = {key: value for key, value in raw.items() if value is not None}
    assert absent != raw
    with_nulls, without = decode(Session, raw), decode(Session, absent)
    assert with_nulls == without
    assert with_nulls.to_dict() == raw
    assert without.to_dict() == absent
