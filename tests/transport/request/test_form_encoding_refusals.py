"""What cannot be sent exactly is refused, by an error that names the place and keeps the value to itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest

from checkout_client import CLEAR
from checkout_client._transport.request.form_encoding import encode


class Rate(Enum):
    HALF = 0.5


class Nothing(Enum):
    NOTHING = None


cyclic_mapping: dict[str, Any] = {}
cyclic_mapping["inner"] = cyclic_mapping
cyclic_list: list[Any] = []
cyclic_list.append(cyclic_list)

VALUES: dict[str, tuple[Any, type[Exception], str]] = {
    "a float": (10.99, TypeError, "is a float, which is not exact"),
    "a float in an Enum": (Rate.HALF, TypeError, "is a float, which is not exact"),
    "an integer above 64 bits": (2**63, ValueError, "does not fit in 64 bits"),
    "an integer below 64 bits": (-(2**63), ValueError, "does not fit in 64 bits"),
    "an integer of 10,000 digits": (10**10_000, ValueError, "does not fit in 64 bits"),
    "Decimal NaN": (Decimal("NaN"), ValueError, "must be a finite number"),
    "Decimal signalling NaN": (Decimal("sNaN"), ValueError, "must be a finite number"),
    "Decimal infinity": (Decimal("-Infinity"), ValueError, "must be a finite number"),
    "Decimal with too many zeros": (Decimal("1E+99999999"), ValueError, "has more than 64 digits before or after"),
    "Decimal zero of too many": (Decimal("0E+99999999"), ValueError, "has more than 64 digits before or after"),
    "Decimal near zero": (Decimal("1E-99999999"), ValueError, "has more than 64 digits before or after"),
    "Decimal of 65 digits": (Decimal(10**64), ValueError, "has more than 64 digits before or after"),
    "Decimal of 65 decimals": (Decimal("1." + "0" * 65), ValueError, "has more than 64 digits before or after"),
    "a datetime without a zone": (datetime(2024, 1, 1), ValueError, "is a datetime without a time zone"),
    "bytes": (b"secret", TypeError, "cannot be sent as bytes: decode it to str"),
    "a bytearray": (bytearray(b"secret"), TypeError, "cannot be sent as bytearray: decode it to str"),
    "a memoryview": (memoryview(b"secret"), TypeError, "cannot be sent as memoryview: decode it to str"),
    "a set": ({"secret"}, TypeError, "cannot be sent as set: use a list, which has an order"),
    "a frozenset": (frozenset({"secret"}), TypeError, "cannot be sent as frozenset: use a list"),
    "an object with an id": (SimpleNamespace(id="secret"), TypeError, "cannot be sent as SimpleNamespace: pass its id"),
    "an object": (object(), TypeError, "cannot be sent as object: use str, int, bool, Decimal"),
    "a date": (date(2024, 1, 1), TypeError, "cannot be sent as date: use an aware datetime"),
    "a time": (time(12), TypeError, "cannot be sent as time: use str"),
    "a fraction": (Fraction(1, 3), TypeError, "cannot be sent as Fraction: use str"),
    "a complex number": (1j, TypeError, "cannot be sent as complex: use str"),
    "a UUID": (UUID(int=0), TypeError, "cannot be sent as UUID: pass str(...) of it"),
    "an Enum of None": (Nothing.NOTHING, TypeError, "cannot be sent as NoneType: use str"),
    "a duration": (timedelta(days=1), TypeError, "as timedelta: use a time, such as datetime.now(timezone.utc) +"),
    "a parsed URL": (urlsplit("https://secret.test"), TypeError, "cannot be sent as SplitResult: pass its geturl()"),
    "a URL of httpx": (httpx.URL("https://secret.test"), TypeError, "cannot be sent as URL: pass str(...) of it"),
    "a URL of another kind": (SimpleNamespace(scheme="secret", host="secret"), TypeError, "pass str(...) of it"),
    "an iterator": (iter(["secret"]), TypeError, "cannot be sent as list_iterator: use str"),
    "a class": (dict, TypeError, "cannot be sent as type: use str"),
    "a lone surrogate": ("secret\ud83d", ValueError, "contains a lone surrogate"),
    "a mapping in itself": (cyclic_mapping, ValueError, "is nested more than 32 levels deep"),
    "a list in itself": (cyclic_list, ValueError, "is nested more than 32 levels deep"),
}


@pytest.mark.parametrize(("value", "kind", "problem"), VALUES.values(), ids=VALUES)
def test_the_error_names_the_place_and_hides_the_value(value: object, kind: type[Exception], problem: str) -> None:
    places = {"amount": {"amount": value}, "line_items[1].amount": {"line_items": [{"a": 1}, {"amount": value}]}}
    for place, parameters in places.items():
        with pytest.raises(kind) as caught:
            encode(parameters)
        assert str(caught.value).startswith(place)
        assert problem in str(caught.value)
        assert "secret" not in str(caught.value)
        assert type(caught.value) is kind


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")], ids=str)
def test_a_ratio_must_be_finite(value: float) -> None:
    with pytest.raises(ValueError, match=r"^tax\.percentage must be a finite number"):
        encode({"tax": {"percentage": value}})


@pytest.mark.parametrize("value", [1e64, 1e300, 5e-324], ids=str)
def test_a_ratio_must_be_of_a_reasonable_size(value: float) -> None:
    with pytest.raises(ValueError, match=r"^tax\.percentage has more than 64 digits"):
        encode({"tax": {"percentage": value}})


def test_a_ratio_in_a_list_must_be_exact() -> None:
    with pytest.raises(TypeError, match=r"^percent\[0\] is a float"):
        encode({"percent": [0.5]})


def test_a_list_cannot_hold_none() -> None:
    with pytest.raises(TypeError, match=r"^expand\[1\] is None: leave the element out"):
        encode({"expand": ["customer", None]})


@pytest.mark.parametrize("element", [{}, [], {"a": None}, {"a": {}}], ids=str)
def test_an_element_that_says_nothing_is_refused_since_it_would_shift_the_others(element: object) -> None:
    with pytest.raises(ValueError, match=r"^line_items\[1\] is empty"):
        encode({"line_items": [{"price": "price_1"}, element, {"price": "price_2"}]})


NAMES: dict[str, tuple[Any, type[Exception], str]] = {
    "brackets": ("line_items[0]", ValueError, "contains brackets: nest mappings and lists instead"),
    "an opening bracket": ("a[", ValueError, "contains brackets"),
    "a closing bracket": ("a]", ValueError, "contains brackets"),
    "empty": ("", ValueError, "is empty"),
    "a number": (0, TypeError, "must be a str, not int"),
    "bytes": (b"a", TypeError, "must be a str, not bytes"),
    "None": (None, TypeError, "must be a str, not NoneType"),
    "half a character": ("\ud83d", ValueError, "lone surrogate"),
}


@pytest.mark.parametrize(("name", "kind", "problem"), NAMES.values(), ids=NAMES)
def test_a_name_must_be_a_text_without_brackets(name: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=problem) as caught:
        encode({name: "x"})
    assert "a parameter name" in str(caught.value)
    with pytest.raises(kind, match=problem) as caught:
        encode({"subscription_data": {"metadata": {name: "x"}}})
    assert "subscription_data.metadata" in str(caught.value)


def test_a_wrong_name_is_refused_even_where_its_value_is_not_sent() -> None:
    with pytest.raises(ValueError, match="brackets"):
        encode({"a[b]": None})


@pytest.mark.parametrize("empty", [[], {}, ()], ids=str)
def test_an_update_refuses_what_is_empty_and_names_clear(empty: object) -> None:
    with pytest.raises(ValueError, match=r"^shipping_options is empty: pass CLEAR to unset it"):
        encode({"shipping_options": empty}, refuse_empty=True)
    with pytest.raises(ValueError, match=r"^collected_information\.shipping is empty: pass CLEAR"):
        encode({"collected_information": {"shipping": empty}}, refuse_empty=True)


def test_an_update_sends_clear_and_leaves_none_out() -> None:
    assert encode({"metadata": CLEAR, "a": None, "b": {"c": ""}}, refuse_empty=True) == "metadata=&b[c]="


def test_an_update_without_parameters_is_not_empty() -> None:
    assert encode({}, refuse_empty=True) == ""


def test_a_long_path_is_shortened_in_the_message_about_depth() -> None:
    with pytest.raises(ValueError, match="nested more than") as caught:
        encode({"inner": cyclic_mapping})
    assert len(str(caught.value)) < 150
