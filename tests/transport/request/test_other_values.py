"""Values of other packages' types: lazy strings, proxies, numpy's numbers."""

from __future__ import annotations

from collections import UserString
from typing import Any
from unittest.mock import MagicMock

import pytest
from support.tools import tool

from checkout_client._transport.request.form_encoding import encode


def django_lazy(text: str) -> Any:
    return tool("django.utils.functional").lazystr(text)


def proxy(value: Any) -> Any:
    return tool("werkzeug.local").LocalProxy(lambda: value)


class LazyString:
    """As Flask-Babel's: it finds everything in the string that it stands for."""

    def __str__(self) -> str:
        return "Grüße"

    def __getattr__(self, name: str) -> Any:
        return getattr(str(self), name)


@pytest.mark.parametrize(
    "make", [lambda: django_lazy("Grüße"), lambda: proxy("Grüße"), LazyString, lambda: UserString("Grüße")]
)
def test_what_stands_for_a_string_is_sent_as_one(make: Any) -> None:
    given = {"description": make(), "images": [make()], "metadata": {"a": make()}}
    expected = {"description": "Grüße", "images": ["Grüße"], "metadata": {"a": "Grüße"}}
    assert encode(given) == encode(expected)


def test_proxies_of_other_values() -> None:
    given = {"a": proxy(7), "b": proxy([1, "x"]), "c": proxy({"d": True})}
    assert encode(given) == "a=7&b[0]=1&b[1]=x&c[d]=true"


@pytest.mark.parametrize("kind", ["int64", "int8", "uint32"])
def test_integers_of_numpy_are_sent(kind: str) -> None:
    number = getattr(tool("numpy"), kind)(7)
    assert encode({"quantity": number, "metadata": {"n": number}}) == "quantity=7&metadata[n]=7"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda numpy: numpy.float32(1.5), "unit_amount cannot be sent as float32: use an int of minor units"),
        (lambda numpy: numpy.float64(1.5), "unit_amount is a float, which is not exact: use an int of minor units"),
        (lambda numpy: numpy.bool_(1), r"unit_amount cannot be sent as bool_?: use bool\(...\)"),
        (lambda numpy: numpy.array([1, 2]), r"unit_amount cannot be sent as ndarray: use its tolist\(\)"),
        (lambda numpy: numpy.uint64(2**64 - 1), "unit_amount does not fit in 64 bits"),
    ],
)
def test_other_values_of_numpy_are_refused(make: Any, problem: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{problem}"):
        encode({"unit_amount": make(tool("numpy"))})


def test_a_mock_is_no_value() -> None:
    with pytest.raises(TypeError, match=r"^customer cannot be sent as MagicMock"):
        encode({"customer": MagicMock()})
