"""Mistakes in single parameters that the API would accept, or report less well."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from checkout_client import CLEAR
from checkout_client._transport.request.form_encoding import encode

SECONDS = 1_700_000_000
MOMENTS = ["expires_at", "created", "billing_cycle_anchor", "trial_end"]
BOUNDS = ["gt", "gte", "lt", "lte"]


@pytest.mark.parametrize("name", MOMENTS + BOUNDS)
@pytest.mark.parametrize("value", [SECONDS * 1000, 10**11, -(10**11)])
def test_milliseconds_are_refused_at_every_level(name: str, value: int) -> None:
    with pytest.raises(ValueError, match=rf"^{name} is in milliseconds: the API takes seconds"):
        encode({name: value})
    with pytest.raises(ValueError, match=rf"^created\.{name} is in milliseconds"):
        encode({"created": {name: value}})


@pytest.mark.parametrize("name", MOMENTS + BOUNDS)
@pytest.mark.parametrize("value", [SECONDS, 10**11 - 1, 0, -1, datetime.fromtimestamp(SECONDS, UTC), "now", CLEAR])
def test_seconds_moments_and_words_are_sent(name: str, value: object) -> None:
    assert encode({name: value}).startswith(f"{name}=")


def test_other_numbers_may_be_large() -> None:
    assert encode({"unit_amount": SECONDS * 1000}) == "unit_amount=1700000000000"


ADDRESSES = ["success_url", "return_url", "cancel_url"]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize(
    "placeholder",
    [
        "%7BCHECKOUT_SESSION_ID%7D", "%7bCHECKOUT_SESSION_ID%7d", "%257BCHECKOUT_SESSION_ID%257D",
        "%25257bCHECKOUT_SESSION_ID%25257d", "{CHECKOUT_SESSION_ID%7D", "%7BCHECKOUT_SESSION_ID}",
        "{{CHECKOUT_SESSION_ID}}", "%7B%7BCHECKOUT_SESSION_ID%7D%7D", "${CHECKOUT_SESSION_ID}", "$CHECKOUT_SESSION_ID",
        "{checkout_session_id}", "{Checkout_Session_Id}", "{ CHECKOUT_SESSION_ID }", "{CHECKOUT_SESSION_ID",
        "CHECKOUT_SESSION_ID}", "CHECKOUT_SESSION_ID", "<CHECKOUT_SESSION_ID>", "[CHECKOUT_SESSION_ID]",
        "{CHECKOUT-SESSION-ID}", "{CHECKOUTSESSIONID}",
    ],
)  # fmt: skip
def test_a_placeholder_that_stripe_would_not_replace_is_refused(name: str, placeholder: str) -> None:
    problem = rf"^{name} contains {re.escape(placeholder)}, which.*write {{CHECKOUT_SESSION_ID}}"
    with pytest.raises(ValueError, match=problem):
        encode({name: f"https://example.com/ok?session_id={placeholder}"})
    with pytest.raises(ValueError, match=rf"^after\.{name} contains"):
        encode({"after": {name: placeholder}})


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("value", [
    "https://example.com/ok?s={CHECKOUT_SESSION_ID}", "https://example.com/%7B", CLEAR,
    "https://example.com/{CHECKOUT_SESSION_ID}/{CHECKOUT_SESSION_ID}",
    "https://example.com/ok?checkout_session_id={CHECKOUT_SESSION_ID}&CHECKOUT_SESSION_ID={CHECKOUT_SESSION_ID}",
    "https://example.com/checkout/session/id?{id}", "https://example.com/ok?checkout_session_id=7",
])  # fmt: skip
def test_other_addresses_are_sent(name: str, value: object) -> None:
    assert encode({name: value}).startswith(f"{name}=")


def test_an_address_that_is_no_text_is_refused_as_such() -> None:
    with pytest.raises(TypeError, match=r"^success_url cannot be sent as bytes"):
        encode({"success_url": b"%7BCHECKOUT_SESSION_ID%7D"})


METADATA: dict[str, tuple[Any, type[Exception], str]] = {
    "51 keys": ({f"k{index}": "v" for index in range(51)}, ValueError, "has 51 keys: at most 50"),
    "a key of 41 characters": ({"k" * 41: "v"}, ValueError, "has a key of 41 characters: at most 40"),
    "a value of 501 characters": ({"note": "v" * 501}, ValueError, r"\.note has 501 characters: at most 500"),
    "a mapping inside": ({"note": {"a": "b"}}, TypeError, r"\.note is not a string: metadata cannot be nested"),
    "a list inside": ({"note": ["a"]}, TypeError, r"\.note is not a string: metadata cannot be nested"),
    "a tuple inside": ({"note": ("a",)}, TypeError, r"\.note is not a string: metadata cannot be nested"),
    "brackets in a key": ({"a[b]": "v"}, ValueError, r"metadata keys cannot contain any"),
    "a key that is not a string": ({1: "v"}, TypeError, "must be a str, not int"),
}


@pytest.mark.parametrize(("metadata", "kind", "problem"), METADATA.values(), ids=METADATA)
def test_metadata_beyond_the_limits_is_refused(metadata: object, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=problem):
        encode({"metadata": metadata})
    with pytest.raises(kind, match=r"line_items\[0\]\.price_data\.metadata"):
        encode({"line_items": [{"price_data": {"metadata": metadata}}]})


def test_metadata_at_the_limits_is_sent() -> None:
    metadata = {f"{index:02}{'k' * 38}": "é" * 500 for index in range(50)}
    assert encode({"metadata": metadata}).count("&") == 49


def test_metadata_that_is_unset_does_not_count_towards_the_limit() -> None:
    kept = {f"kept{index}": "v" for index in range(50)}
    cleared = {f"cleared{index}": CLEAR for index in range(25)} | {f"emptied{index}": "" for index in range(25)}
    absent = {f"absent{index}": None for index in range(25)}
    assert encode({"metadata": {**kept, **cleared, **absent}}).count("&") == 99


def test_metadata_takes_numbers_booleans_and_clear() -> None:
    metadata = {"order": 7, "gift": True, "note": CLEAR}
    assert encode({"metadata": metadata}) == "metadata[order]=7&metadata[gift]=true&metadata[note]="


def test_metadata_can_be_cleared_whole() -> None:
    assert encode({"metadata": CLEAR}) == "metadata="


def test_the_names_in_metadata_are_the_users_own() -> None:
    metadata = {"expires_at": SECONDS * 1000, "success_url": "%7BCHECKOUT_SESSION_ID%7D"}
    assert encode({"metadata": metadata}).startswith("metadata[expires_at]=1700000000000&metadata[success_url]=")


def test_rules_do_not_end_after_metadata() -> None:
    with pytest.raises(ValueError, match=r"^expires_at is in milliseconds"):
        encode({"metadata": {"a": "b"}, "expires_at": SECONDS * 1000})


ADVICE = {
    "line_items[0].price_data.unit_amount": "1999 for 19.99.*to_minor_units",
    "shipping_options[0].shipping_rate_data.fixed_amount.amount": "to_minor_units",
    "line_items[0].price_data.unit_amount_decimal": 'a Decimal or a string, such as "19.995"',
    "expires_at": r"int\(...\).*seconds.*datetime",
    "created.gte": r"int\(...\)",
    "metadata.weight": r"str\(...\)",
    "payment_intent_data.metadata.amount": r"str\(...\)",
    "line_items[0].quantity": "use an int or a Decimal$",
}


@pytest.mark.parametrize(("path", "advice"), ADVICE.items())
def test_a_float_gets_the_advice_that_fits_the_parameter(path: str, advice: str) -> None:
    value: Any = 1.5
    for step in reversed(path.replace("[0]", ".0").split(".")):
        value = [value] if step == "0" else {step: value}
    with pytest.raises(TypeError, match=rf"^{re.escape(path)} is a float, which is not exact: .*{advice}"):
        encode(value)
