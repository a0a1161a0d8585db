"""Whatever arrives at the fake, it answers with a result or with one of Stripe's errors, in linear time."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any, cast
from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.shop import KEY, ONE_ITEM, SESSIONS, call, created, encoded, refused, refused_creation, shop

from checkout_client.last_response import Headers
from checkout_client.testing import FakeCheckout
from checkout_client.testing._api import parameter_checks
from checkout_client.testing._api.api_messages import FakeRequest, FakeResponse
from checkout_client.testing._api.form_decoding import decode_form, to_lists

# Requests: raw bytes, and parameters that are right but for their values.

NAME_PARTS = ["mode", "line_items", "price", "quantity", "expand", "metadata", "ui_mode", "0", "9" * 5000, "\u0663", ""]
NAMES = st.lists(st.sampled_from(NAME_PARTS) | st.text(max_size=4), min_size=1, max_size=25).map(
    lambda parts: parts[0] + "".join(f"[{part}]" for part in parts[1:])
)
PAIRS = st.lists(st.tuples(NAMES | st.text(max_size=9), st.text(max_size=9)), max_size=8)
FORMS = PAIRS.map(lambda given: "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in given))
VERSIONS = st.sampled_from(["2019-12-03", "2025-02-24.acacia", "2026-10-28.endive", "9999-99-99", "x"])


def answer(fake: FakeCheckout, method: str, path: str, query: str, body: bytes, version: str) -> dict[str, Any]:
    headers = Headers([("Authorization", f"Bearer {KEY}"), ("Stripe-Version", version), ("Idempotency-Key", "k")])
    reply = fake.handle(FakeRequest(method, path, query, headers, body))
    assert isinstance(reply, FakeResponse)
    result: dict[str, Any] = json.loads(reply.content)
    assert ("error" in result) == (reply.http_status != 200)
    assert reply.http_status < 500
    return result


@settings(deadline=None)
@given(
    st.sampled_from(["GET", "POST", "PUT"]),
    st.sampled_from(["", "/", "/cs_x", "/cs_x/expire", "/cs_x/line_items", "/%00/", "/%ff"]),
    FORMS | st.text(max_size=30),
    FORMS.map(str.encode) | st.binary(max_size=60),
    VERSIONS,
)
def test_any_request_gets_a_response(method: str, path: str, query: str, body: bytes, version: str) -> None:
    fake = shop()
    answer(fake, method, SESSIONS + path, query, body, version)
    assert len(fake.requests) == 1


@settings(deadline=None)
@given(st.text(max_size=200) | FORMS)
def test_any_string_can_be_decoded_as_a_form(encoded_form: str) -> None:
    json.dumps(to_lists(decode_form(encoded_form)))


def test_only_brackets_append() -> None:
    """Found by fuzzing: a name that is empty was taken for an index."""
    assert decode_form("a=1&=2&b[]=3&b[]=4&c[][d]=5") == {
        "a": "1",
        "": "2",
        "b": {"0": "3", "1": "4"},
        "c": {"0": {"d": "5"}},
    }


SCALARS = {
    "string": ["x", "usd", "price_shirt", "cus_ann", "TEN", "shr_post", "https://example.com", "a@b.co"],
    "boolean": ["true", "false"],
    "integer": ["0", "1", "-1", "20", "9223372036854775807", "-9223372036854775808"],
    "number": ["0", "0.5", "-1", "1e99", "100"],
    "decimal": ["0", "0.5", "-1", "1e99", "1e-99", ".5", "5.", "9" * 30],
}
MISPLACED: list[Any] = ["", "x", "0", ["x"], {"a": "b"}, {"0": {"1": "x"}}, {"": "x"}, "\x00"]


def value_of(node: parameter_checks.Node, random: Random, depth: int = 0) -> Any:
    """Return a value that the table of parameters allows; rarely one of another type."""
    if depth and random.random() < 0.02:
        return random.choice(MISPLACED)
    if isinstance(node, list):
        return [value_of(node[0], random, depth + 1) for _ in range(random.randint(1, 2))]
    if isinstance(node, str):
        enums = parameter_checks.table()["enums"]
        name = enums[node[1:]] if node.startswith("@") else node.removeprefix("enum:")
        return random.choice(SCALARS.get(name) or name.split("|"))
    if "or" in node:
        return value_of(random.choice(cast("list[Any]", node["or"])), random, depth)
    if "*" in node:
        return {name: value_of(node["*"], random, depth + 1) for name in ("usd", "a")}
    chosen = random.sample(list(node), min(len(node), random.randint(0, 4 if depth else 2)))
    return {
        name.rstrip("!~<"): value_of(inner, random, depth + 1)
        for name, inner in node.items()
        if name in chosen or "!" in name
    }


OPERATIONS: dict[str, tuple[str, str]] = {
    "create": ("POST", ""),
    "update": ("POST", "/{id}"),
    "list": ("GET", ""),
    "list_line_items": ("GET", "/{id}/line_items"),
}


@pytest.mark.one_in(2)
@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), VERSIONS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_plausible_parameters_get_a_result_or_an_error(operation: str, random: Random, version: str) -> None:
    fake = shop()
    session = created(fake, allow_promotion_codes=True)
    params = value_of(parameter_checks.table()["operations"][operation], random)

    if operation == "create":
        plan = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}
        setup = {"mode": "setup", "line_items": None, "currency": "usd"}
        params = {**ONE_ITEM, **random.choice([{}, plan, setup]), **params}
        params = {name: value for name, value in params.items() if value is not None}
    method, path = OPERATIONS[operation]
    form = encoded(params)
    path = SESSIONS + path.format(id=session["id"])
    query, body = ("", form.encode()) if method == "POST" else (form, b"")
    result = answer(fake, method, path, query, body, version)
    if "error" not in result and operation in ("create", "update"):
        completed = fake.complete(result["id"]) if result["status"] == "open" else None
        assert completed is None or json.loads(completed.payload)


# What was found once.


def test_an_index_of_many_digits_is_not_one() -> None:
    fake = shop()
    assert refused_creation(fake, **{f"line_items[{'9' * 5000}]": "x"})[0] == 400
    reply = fake.handle(FakeRequest("POST", SESSIONS, "", Headers([]), f"a[{'9' * 5000}]=1".encode()))
    assert isinstance(reply, FakeResponse)
    assert reply.http_status == 401
    assert fake.requests[-1].params == {"a": {"9" * 5000: "1"}}


def test_an_object_in_place_of_ui_mode() -> None:
    fake = shop()
    params = {**ONE_ITEM, "ui_mode": {"a": "b"}}
    status, body, _ = call(fake, "POST", params=params, headers={"Stripe-Version": "2025-02-24.acacia"})
    assert (status, body["error"]["param"]) == (400, "ui_mode")


def test_nothing_to_choose_from_in_discounts_and_shipping_options() -> None:
    fake = shop()
    discounts = [{"coupon": ""}]
    assert refused_creation(fake, discounts=discounts)[2] == "discounts[0][coupon]"
    assert refused(fake, path=f"{SESSIONS}/{created(fake)['id']}", shipping_options=[{"shipping_rate": ""}])[0] == 400


# Growth: the time is linear in the size of the input.


@pytest.mark.parametrize(
    "params",
    [
        lambda n: {"line_items": [{"price_data": {"unit_amount_decimal": "1" * n + "x"}}]},
        lambda n: {"line_items": [{"price_data": {"unit_amount_decimal": "." * n}}]},
        lambda n: {"customer_email": "a@" + "." * n + "@"},
        lambda n: {"customer_email": "a@" + "a." * n + " "},
        lambda n: {"success_url": "a" * n},
        lambda n: {"success_url": "a:" + "/" * n + " "},
        lambda n: {"a" * n: "x"},
        lambda n: {"a" + "[" * n: "x"},
        lambda n: {"a" + "[]" * n: "x"},
        lambda n: {"expand": [".".join("a" * n)]},
        lambda n: {"currency": "u" * n},
        lambda n: {"metadata": {str(number): "x" for number in range(n // 100)}},
    ],
)
def test_hostile_values_of_200_kb_are_refused_at_once(params: Callable[[int], dict[str, Any]]) -> None:
    # Quadratic in 200,000 characters would be 20,000,000,000 steps: the test would not end.
    assert refused_creation(shop(), **params(200_000))[0] == 400
