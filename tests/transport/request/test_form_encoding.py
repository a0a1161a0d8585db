"""How each kind of value looks on the wire."""

from __future__ import annotations

from collections import OrderedDict, UserDict, deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from types import MappingProxyType
from typing import Any

import pytest
from support.forms import pairs

from checkout_client import CLEAR
from checkout_client._transport.request import form_encoding as encoding
from checkout_client._transport.request.form_encoding import MAX_DEPTH, MAX_INTEGER, encode
from checkout_client._transport.request.parameter_rules import parameter_path


class Mode(StrEnum):
    PAYMENT = "payment"


class Mixed(str, Enum):  # noqa: UP042 - in an f-string it is not what a StrEnum is
    PAYMENT = "payment"


class Switch(Enum):
    ON = True


class Days(IntEnum):
    THREE = 3


class Rate(float, Enum):
    FULL = 7.7


class Name(str):
    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return "shown otherwise"


class Ratio(float):
    def __repr__(self) -> str:
        return f"Ratio({float(self)})"


SINGLE_VALUES: dict[str, tuple[Any, str]] = {
    "text": ("payment", "payment"),
    "the empty string": ("", ""),
    "CLEAR": (CLEAR, ""),
    "a subclass of str": (Name("a"), "a"),
    "a subclass of str to be quoted": (Name("a b"), "a+b"),
    "true": (True, "true"),
    "false": (False, "false"),
    "zero": (0, "0"),
    "the largest integer": (MAX_INTEGER, "9223372036854775807"),
    "the smallest integer": (-MAX_INTEGER, "-9223372036854775807"),
    "a mixed Enum": (Mixed.PAYMENT, "payment"),
    "a string Enum": (Mode.PAYMENT, "payment"),
    "a boolean Enum": (Switch.ON, "true"),
    "an integer Enum": (Days.THREE, "3"),
    "a moment in UTC": (datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC), "1700000000"),
    "a moment in another zone": (datetime(2023, 11, 15, 0, 13, 20, tzinfo=timezone(timedelta(hours=2))), "1700000000"),
    "a moment between two seconds": (datetime(2023, 11, 14, 22, 13, 20, 999_999, tzinfo=UTC), "1700000000"),
    "a Decimal as it stands": (Decimal("10.990"), "10.990"),
    "a large Decimal": (Decimal("1E+3"), "1000"),
    "a small Decimal": (Decimal("1E-12"), "0.000000000001"),
    "the largest Decimal": (Decimal("1E+63"), "1" + "0" * 63),
    "the smallest Decimal": (Decimal("-1E-64"), "-0." + "0" * 63 + "1"),
    "a Decimal of zero": (Decimal("-0.00"), "-0.00"),
}


@pytest.mark.parametrize(("value", "wire"), SINGLE_VALUES.values(), ids=SINGLE_VALUES)
def test_a_value_is_written_the_same_wherever_it_stands(value: object, wire: str) -> None:
    assert encode({"a": value}) == f"a={wire}"
    assert encode({"a": {"b": value}}) == f"a[b]={wire}"
    assert encode({"a": [value]}) == f"a[0]={wire}"
    assert encode({"a": [[{"b": value}]]}) == f"a[0][0][b]={wire}"


RATIOS: dict[str, tuple[float, str]] = {
    "as it is written": (7.7, "7.7"),
    "small": (1e-7, "0.0000001"),
    "large": (1e22, "10000000000000000000000"),
    "in an Enum": (Rate.FULL, "7.7"),
    "of a class that shows itself otherwise": (Ratio(0.5), "0.5"),
}


@pytest.mark.parametrize(("value", "wire"), RATIOS.values(), ids=RATIOS)
@pytest.mark.parametrize("name", ["application_fee_percent", "percentage"])
def test_a_ratio_may_be_a_float_and_has_no_exponent(name: str, value: float, wire: str) -> None:
    assert encode({"subscription_data": {name: value}}) == f"subscription_data[{name}]={wire}"


TEXTS = {
    "a space": ("a b", "a+b"),
    "a plus": ("a+b", "a%2Bb"),
    "what separates": ("a&b=c", "a%26b%3Dc"),
    "a percent sign, once": ("%41", "%2541"),
    "the placeholder, once": ("{CHECKOUT_SESSION_ID}", "%7BCHECKOUT_SESSION_ID%7D"),
    "brackets": ("[0]", "%5B0%5D"),
    "line breaks and NUL": ("\r\n\0", "%0D%0A%00"),
    "other scripts": ("é日💳", "%C3%A9%E6%97%A5%F0%9F%92%B3"),
    "what needs nothing": ("aZ09-_.~", "aZ09-_.~"),
}


@pytest.mark.parametrize(("text", "wire"), TEXTS.values(), ids=TEXTS)
def test_text_is_percent_encoded_in_values_and_names(text: str, wire: str) -> None:
    assert encode({"a": text}) == f"a={wire}"
    if "[" not in text:
        assert encode({"metadata": {text: "x"}}) == f"metadata[{wire}]=x"
        assert encode({text: "x"}) == f"{wire}=x"


@pytest.mark.parametrize("name", [Mode.PAYMENT, Mixed.PAYMENT, Name("payment")], ids=lambda name: type(name).__name__)
def test_names_may_be_of_a_subclass_of_str(name: str) -> None:
    for _ in range(2):  # the encoder remembers names
        assert encode({name: "x", "a": {name: "y"}}) == "payment=x&a[payment]=y"
        assert encode({"payment": "x"}) == "payment=x"


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The encoder's memory of names, empty: it is the process's, so other tests have filled it."""
    names: set[str] = set()
    monkeypatch.setattr(encoding, "_plain_names", names)
    return names


def test_short_plain_names_are_remembered_and_no_values(remembered: set[str]) -> None:
    encode({"mode": "payment", "metadata": {"a b": "secret"}, "n" * 64: "x", "m" * 65: "x"})
    assert remembered == {"mode", "metadata", "n" * 64}


def test_any_number_of_names_can_be_sent_and_not_all_are_remembered(remembered: set[str]) -> None:
    names = [f"name_{number}" for number in range(2_049)]
    for _ in range(2):
        assert pairs(encode(dict.fromkeys(names, "x"))) == [(name, "x") for name in names]
    assert len(remembered) == 2_048


def test_lists_are_indexed_and_the_order_is_kept() -> None:
    parameters = {
        "mode": "payment",
        "line_items": [{"quantity": 2, "price": "price_1"}, {"price": "price_2"}],
        "expand": ["line_items", "customer"],
        "allow_promotion_codes": True,
    }
    assert pairs(encode(parameters)) == [
        ("mode", "payment"),
        ("line_items[0][quantity]", "2"),
        ("line_items[0][price]", "price_1"),
        ("line_items[1][price]", "price_2"),
        ("expand[0]", "line_items"),
        ("expand[1]", "customer"),
        ("allow_promotion_codes", "true"),
    ]


@pytest.mark.parametrize(
    "sequence", [["x", "y"], ("x", "y"), deque(["x", "y"])], ids=lambda sequence: type(sequence).__name__
)
def test_every_sequence_is_a_list(sequence: object) -> None:
    assert encode({"a": sequence}) == "a[0]=x&a[1]=y"


def test_a_range_is_a_list() -> None:
    assert encode({"a": range(2)}) == "a[0]=0&a[1]=1"


@pytest.mark.parametrize(
    "mapping",
    [{"b": "x"}, OrderedDict(b="x"), UserDict(b="x"), MappingProxyType({"b": "x"})],
    ids=lambda mapping: type(mapping).__name__,
)
def test_every_mapping_nests(mapping: object) -> None:
    assert encode({"a": mapping}) == "a[b]=x"


NOTHING: dict[str, dict[str, Any]] = {
    "no parameters": {},
    "None": {"a": None},
    "None further in": {"a": {"b": {"c": None}}},
    "an empty list": {"a": []},
    "an empty mapping": {"a": {}},
    "an empty mapping further in": {"a": {"b": {}}},
}


@pytest.mark.parametrize("parameters", NOTHING.values(), ids=NOTHING)
def test_what_says_nothing_is_left_out(parameters: dict[str, Any]) -> None:
    assert encode(parameters) == ""
    assert encode({"x": 1, **parameters, "y": 2}) == "x=1&y=2"


def test_none_is_left_out_of_a_mapping_in_a_list() -> None:
    assert encode({"a": [{"b": None, "c": "x"}]}) == "a[0][c]=x"


def in_mappings(levels: int) -> Any:
    return "x" if levels == 0 else {"a": in_mappings(levels - 1)}


def in_lists(levels: int) -> Any:
    return "x" if levels == 0 else [in_lists(levels - 1)]


@pytest.mark.parametrize(("nested", "step"), [(in_mappings, "[a]"), (in_lists, "[0]")])
def test_nesting_is_bounded_far_beyond_any_parameter(nested: Callable[[int], Any], step: str) -> None:
    assert encode({"a": nested(MAX_DEPTH)}) == f"a{step * MAX_DEPTH}=x"
    with pytest.raises(ValueError, match="nested more than 32 levels deep: does it contain itself"):
        encode({"a": nested(MAX_DEPTH + 1)})


PATHS = {
    "line_items[0][price_data][currency]": "line_items[0].price_data.currency",
    "a[0][1]": "a[0][1]",
    "metadata[a+b%5D]": "metadata.a b]",
    "mode": "mode",
}


@pytest.mark.parametrize(("wire", "path"), PATHS.items())
def test_a_name_on_the_wire_is_shown_as_a_person_writes_it(wire: str, path: str) -> None:
    assert parameter_path(wire) == path
