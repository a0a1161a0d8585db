"""The encoder beside that of Stripe's own SDK: the same pairs, but for the exceptions listed here.

``EXCEPTIONS`` is the whole list. Each entry is a test of its own, which fails if we stop differing *or* if the peer
changes, so the list stays true. The property test covers everything else.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from types import MappingProxyType, SimpleNamespace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stripe._encode import _api_encode
from support.forms import pairs
from support.trees import integers, moments, plain_decimals, quiet, texts, trees

from checkout_client import CLEAR
from checkout_client._transport.request.form_encoding import encode


class Mode(StrEnum):
    PAYMENT = "payment"


class Days(IntEnum):
    THREE = 3


class Plain(Enum):
    PAYMENT = "payment"


class Mixed(str, Enum):  # noqa: UP042 - its str() differs from a StrEnum's
    PAYMENT = "payment"


def peer_form(parameters: Mapping[str, Any]) -> str:
    """What the peer puts into the body or the query: the two lines of its requestor that do so."""
    return urlencode(list(_api_encode(parameters))).replace("%5B", "[").replace("%5D", "]")


# The peer writes these well only where they stand in a mapping.
in_mappings = texts | integers | plain_decimals | st.sampled_from([*Mode, *Days]) | st.booleans() | moments
in_lists = texts | integers | plain_decimals | st.sampled_from([*Mode, *Days])


@quiet
@given(parameters=trees(in_mappings, in_lists))
def test_both_send_the_same_pairs_in_the_same_order(parameters: dict[str, Any]) -> None:
    assert pairs(encode(parameters)) == pairs(peer_form(parameters))


@attrs.frozen
class Difference:
    """Parameters that we send otherwise than the peer, or refuse."""

    why: str
    parameters: Mapping[str, Any]
    peer: list[tuple[str, str]] | type[Exception]
    ours: list[tuple[str, str]] | type[Exception]


EXCEPTIONS = [
    # What the peer writes as Python shows it, and we as the API reads it.
    Difference("a boolean in a list", {"a": [True]}, [("a[0]", "True")], [("a[0]", "true")]),
    Difference("an Enum member", {"mode": Plain.PAYMENT}, [("mode", "Plain.PAYMENT")], [("mode", "payment")]),
    Difference("a str Enum member", {"mode": Mixed.PAYMENT}, [("mode", "Mixed.PAYMENT")], [("mode", "payment")]),
    Difference("CLEAR", {"a": CLEAR}, [("a", "Clear.CLEAR")], [("a", "")]),
    Difference(
        "a datetime in a list",
        {"a": [datetime(2023, 11, 14, tzinfo=UTC)]},
        [("a[0]", "2023-11-14 00:00:00+00:00")],
        [("a[0]", "1699920000")],
    ),
    Difference("a large Decimal", {"a": Decimal("1E+3")}, [("a", "1E+3")], [("a", "1000")]),
    Difference("a small Decimal", {"a": Decimal("1E-7")}, [("a", "1E-7")], [("a", "0.0000001")]),
    Difference("a small ratio", {"tax_percent": 1e-7}, [("tax_percent", "1e-07")], [("tax_percent", "0.0000001")]),
    Difference("a mapping, no dict", {"a": MappingProxyType({"b": 1})}, [("a", "{'b': 1}")], [("a[b]", "1")]),
    Difference("a sequence, no list", {"a": deque(["x"])}, [("a", "deque(['x'])")], [("a[0]", "x")]),
    # What the peer sends as something that was not meant, and we refuse.
    Difference("None in a list", {"a": ["x", None]}, [("a[0]", "x"), ("a[1]", "None")], TypeError),
    Difference("None in a list in a list", {"a": [[None, "x"]]}, [("a[0][1]", "x")], TypeError),
    Difference("an element with nothing in it", {"a": [{"b": None}, "x"]}, [("a[1]", "x")], ValueError),
    Difference("an empty element", {"a": [{}, "x"]}, [("a[1]", "x")], ValueError),
    Difference("a float that may be an amount", {"unit_amount": 10.99}, [("unit_amount", "10.99")], TypeError),
    Difference("a float in a list", {"a": [0.5]}, [("a[0]", "0.5")], TypeError),
    Difference("NaN", {"tax_percent": float("nan")}, [("tax_percent", "nan")], ValueError),
    Difference("infinity", {"a": Decimal("Infinity")}, [("a", "Infinity")], ValueError),
    Difference("bytes", {"a": b"x"}, [("a", "x")], TypeError),
    Difference("a bytearray", {"a": bytearray(b"x")}, [("a", "bytearray(b'x')")], TypeError),
    Difference("a set", {"a": {"x"}}, [("a", "{'x'}")], TypeError),
    Difference("an object with an id", {"customer": SimpleNamespace(id="cus_1")}, [("customer", "cus_1")], TypeError),
    Difference("an unknown object", {"a": UUID(int=1)}, [("a", "00000000-0000-0000-0000-000000000001")], TypeError),
    Difference("an unknown number", {"a": Fraction(1, 3)}, [("a", "1/3")], TypeError),
    Difference("an integer over 64 bits", {"a": 2**63}, [("a", "9223372036854775808")], ValueError),
    Difference("brackets in a name", {"metadata": {"a[b]": "x"}}, [("metadata[a[b]]", "x")], ValueError),
    Difference("an empty name", {"a": {"": "x"}}, [("a[]", "x")], ValueError),
    Difference("a name that is not a string", {"a": {1: "x"}}, [("a[1]", "x")], TypeError),
    Difference("milliseconds", {"expires_at": 1700000000000}, [("expires_at", "1700000000000")], ValueError),
    Difference(
        "a placeholder encoded by the caller",
        {"success_url": "https://a.example/%7BCHECKOUT_SESSION_ID%7D"},
        [("success_url", "https://a.example/%7BCHECKOUT_SESSION_ID%7D")],
        ValueError,
    ),
    Difference("nested metadata", {"metadata": {"a": {"b": "c"}}}, [("metadata[a][b]", "c")], TypeError),
    Difference("a long metadata key", {"metadata": {"k" * 41: ""}}, [(f"metadata[{'k' * 41}]", "")], ValueError),
    Difference("a long metadata value", {"metadata": {"k": "v" * 501}}, [("metadata[k]", "v" * 501)], ValueError),
    Difference(
        "too much metadata",
        {"metadata": {f"k{index}": "v" for index in range(51)}},
        [(f"metadata[k{index}]", "v") for index in range(51)],
        ValueError,
    ),
]


def result(form: Any, parameters: Mapping[str, Any]) -> list[tuple[str, str]] | type[Exception]:
    try:
        return pairs(form(parameters))
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("difference", EXCEPTIONS, ids=lambda difference: difference.why)
def test_we_differ_as_listed(difference: Difference) -> None:
    assert result(peer_form, difference.parameters) == difference.peer
    assert result(encode, difference.parameters) == difference.ours


def test_a_datetime_without_a_zone_means_another_moment_on_each_machine_to_the_peer_and_is_refused() -> None:
    noon = datetime(2023, 11, 14, 12)
    assert result(peer_form, {"a": noon}) == [("a", str(int(noon.timestamp())))]
    assert result(encode, {"a": noon}) is ValueError


def test_an_empty_list_says_nothing_to_the_peer_and_is_refused_in_an_update() -> None:
    assert peer_form({"a": [], "b": {}}) == encode({"a": [], "b": {}}) == ""
    with pytest.raises(ValueError, match="CLEAR"):
        encode({"a": []}, refuse_empty=True)


def test_a_cycle_exhausts_the_stack_in_the_peer_and_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Python 3.12 has no stack left to close the peer's generators with, and says so.
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: None)
    cycle: dict[str, Any] = {}
    cycle["a"] = cycle
    assert result(peer_form, cycle) is RecursionError
    assert result(encode, cycle) is ValueError


def test_half_a_character_breaks_the_peer_and_is_refused_by_name() -> None:
    assert result(peer_form, {"a": "\ud83d"}) is UnicodeEncodeError
    with pytest.raises(ValueError, match="a contains a lone surrogate"):
        encode({"a": "\ud83d"})
