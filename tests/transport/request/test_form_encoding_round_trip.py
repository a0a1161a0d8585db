"""Whatever tree is encoded, a server that reads the form gets the same tree back."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from support.forms import pairs, tree
from support.trees import as_text, integers, moments, plain_decimals, quiet, texts, trees, without_nothing

from checkout_client._transport.request.form_encoding import encode

values = texts | integers | st.booleans() | plain_decimals | moments


@quiet
@given(parameters=trees(values, values))
@example(parameters={"a": [{"b": [[True], "x"]}, {"c": None, "d": ""}], "e": {"f": {}}, "g": []})
@example(parameters={"success_url": "https://example.com/ok?session_id={CHECKOUT_SESSION_ID}"})
def test_the_tree_comes_back_less_what_is_not_given(parameters: dict[str, Any]) -> None:
    assert tree(encode(parameters)) == as_text(without_nothing(parameters))


@quiet
@given(parameters=trees(values, values))
def test_the_form_is_ascii_and_nothing_in_a_value_can_end_it(parameters: dict[str, Any]) -> None:
    encoded = encode(parameters)
    assert encoded.isascii()
    assert encoded.isprintable()
    assert " " not in encoded
    assert encoded.count("&") + 1 == len(pairs(encoded)) or not encoded
    assert encoded.count("=") == len(pairs(encoded))


@quiet
@given(parameters=st.dictionaries(st.text("abcdefg_", min_size=1), texts, max_size=8))
def test_the_order_is_kept(parameters: dict[str, str]) -> None:
    assert pairs(encode(parameters)) == list(parameters.items())


@quiet
@given(parameters=trees(values, values))
def test_encoding_changes_nothing_in_what_it_was_given(parameters: dict[str, Any]) -> None:
    before = repr(parameters)
    encode(parameters)
    assert repr(parameters) == before
