"""Arbitrary parameters are sent exactly or rejected by name, and nothing is sent then."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.fakes import sync_client
from support.forms import tree
from support.trees import as_text, quiet, without_nothing

from checkout_client import ResponseDecodeError

PLACE = re.compile(r"[a-z_~.\-]|a parameter name|extra_params|success_url")
SESSION = {
    "id": "cs_1", "object": "checkout.session", "automatic_tax": {"enabled": False}, "created": 1, "custom_fields": [],
    "custom_text": {}, "expires_at": 2, "livemode": False, "mode": "payment", "payment_method_types": ["card"],
    "payment_status": "paid", "shipping_options": [],
}  # fmt: skip


class Colour(Enum):
    RED = "red"


NAMES = st.sampled_from(
    [
        "mode",
        "line_items",
        "quantity",
        "unit_amount",
        "metadata",
        "expires_at",
        "success_url",
        "expand",
        "a[b]",
        "",
        "x.y",
    ]
) | st.text(max_size=6)
LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.text(max_size=8),
    st.characters(codec=None, categories=["Cs", "Cc", "Lu"]),
    st.binary(max_size=4),
    st.decimals(),
    st.datetimes(),
    st.dates(),
    st.just(object()),
    st.just({1, 2}),
    st.just(Colour.RED),
    st.builds(lambda: 10**5000),
    st.just("\0"),
    st.just("\ud800"),
    st.builds(lambda: iter([1])),
    st.complex_numbers(),
    st.uuids(),
)


def nested(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = NAMES | st.integers() | st.none() | st.binary(max_size=2)
    return st.lists(inside, max_size=3) | st.tuples(inside) | st.dictionaries(keys, inside, max_size=3)


TREES = st.recursive(LEAVES, nested, max_leaves=10)
PARAMETERS = st.dictionaries(st.text(max_size=8) | NAMES, TREES, max_size=4)


def outcome(parameters: dict[str, Any]) -> tuple[httpx.Request | None, Exception | None]:
    """Return the request for ``parameters``, or the error."""
    client, script = sync_client(httpx.Response(200, json=SESSION))
    try:
        client.sessions.create(**parameters)
    except (TypeError, ValueError) as error:
        assert not script.requests, "it was refused, and sent all the same"
        return None, error
    (request,) = script.requests
    return request, None


@given(parameters=PARAMETERS)
@example({"\ud800": 1})
@example({"a": "\0\r\nX-Injected: 1"})
@example({"options": {"idempotency_key": "x"}})
@quiet
def test_parameters_are_sent_exactly_or_rejected_by_name(parameters: dict[str, Any]) -> None:
    options = parameters.pop("options", None)
    request, error = outcome(parameters if options is None else parameters | {"options": options})

    if error is not None:
        assert PLACE.search(str(error)), str(error)
        assert len(str(error)) < 1000, "the message repeats a value"
        return
    assert request is not None
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert int(request.headers["content-length"]) == len(request.content)
    body = request.content.decode("ascii")
    assert not re.search(r"[\x00-\x20\x7f]", body)
    assert tree(body) == expected(parameters)


def expected(parameters: dict[str, Any]) -> Any:
    return as_text_of_anything(without_nothing(plain(parameters)))


def plain(value: Any) -> Any:
    """Replace tuples by lists, for the oracle of the other tests."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def as_text_of_anything(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_text_of_anything(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_text_of_anything(inner) for inner in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Enum):
        return value.value
    assert isinstance(value, (str, bool, int, datetime)), "something was sent that should not be"
    return as_text(value)


def cyclic() -> dict[str, Any]:
    value: dict[str, Any] = {"price": "price_1"}
    value["again"] = [value]
    return value


def deep(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {"a": 1}
    for _ in range(levels):
        value = {"a": value}
    return value


MONSTERS: dict[str, Any] = {
    "a cycle": {"line_items": [cyclic()]},
    "metadata 10,000 deep": {"metadata": deep(10_000)},
    "a list 10,000 deep": {"line_items": deep(10_000)},
    "an integer of 100,000 digits": {"line_items": [{"quantity": 10**100_000}]},
    "a Decimal of a million digits": {"line_items": [{"quantity": Decimal("1e1000000")}]},
    "a billionth power of ten": {"line_items": [{"quantity": Decimal("1e-999999999")}]},
}


@pytest.mark.parametrize("name", MONSTERS)
def test_huge_and_cyclic_values_are_rejected_with_a_short_message(name: str) -> None:
    request, error = outcome(MONSTERS[name])

    assert request is None
    assert str(error).startswith(("line_items", "metadata"))
    assert len(str(error)) < 300


OPTIONS = st.dictionaries(
    st.sampled_from(
        ["idempotency_key", "stripe_account", "api_version", "timeout", "deadline", "max_retries", "extra_headers",
         "extra_params", "max_items", "limit"]
    ),
    TREES | st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=2) | st.just("key_1") | st.just(1),
    max_size=3,
)  # fmt: skip


@given(options=OPTIONS)
@example({"idempotency_key": "a\r\nX-Injected: 1"})
@example({"stripe_account": "acct_1\r\n\r\nGET / HTTP/1.1"})
@example({"extra_headers": {"x": "1\r\nX-Injected: 1"}})
@example({"extra_headers": {"x\r\nX-Injected": "1"}})
@example({"extra_headers": {"x:y": "1"}})
@example({"api_version": "2026\n"})
@example({"timeout": float("nan")})
@example({"deadline": 10**400})
@example({"timeout": 10**400})
@example({"max_retries": 10**400})
@quiet
def test_options_work_or_are_rejected_by_name(options: dict[str, Any]) -> None:
    request, error = outcome({"mode": "payment", "options": options})

    if error is not None:
        assert "extra_params" in options or any(name in str(error) for name in options), str(error)
        return
    assert request is not None
    for name, value in request.headers.raw:
        assert not re.search(rb"[\x00-\x1f\x7f]", name + value)
    assert "x-injected" not in request.headers


@given(id=st.text() | TREES)
@example(None)
@example("../../v1/customers")
@example("cs_1?limit=100")
@example("cs_1#fragment")
@example("cs_1\r\nHost: example.com")
@example("%2e%2e")
@example("..")
@example("cs_1\0")
@example("\ud800")
@example("．．/")
@example("a" * 255)
@quiet
def test_an_id_is_one_path_segment_or_is_rejected(id: Any) -> None:
    client, script = sync_client(httpx.Response(200, json=SESSION))
    try:
        with suppress(ResponseDecodeError):  # the response has another id
            client.sessions.retrieve(id)
    except (TypeError, ValueError) as error:
        assert "id" in str(error)
        assert not script.requests
        return
    target = script.requests[0].url.raw_path.decode("ascii")
    prefix, _, segment = target.rpartition("/")
    assert prefix == "/v1/checkout/sessions"
    assert segment not in ("", ".", "..")
    assert not re.search(r"[?#\s\\]", segment)
    assert bytes.fromhex("".join(_hex(segment))).decode() == id


def _hex(segment: str) -> list[str]:
    return [part[1:] if part.startswith("%") else f"{ord(part):02x}" for part in re.findall(r"%..|.", segment)]


@pytest.mark.parametrize("setting", ["api_key", "stripe_account", "api_version", "app_info"])
@pytest.mark.parametrize(
    "text", ["a\r\nX-Injected: 1", "a\nb", "a\0b", "a\x7f", "é", "\ud800", " a", "a ", "", "\u2028"]
)
def test_client_settings_cannot_inject_headers(setting: str, text: str) -> None:
    value: Any = {"name": text} if setting == "app_info" else text
    with pytest.raises(ValueError, match=r"API key|stripe_account|api_version|app_info"):
        sync_client(**{setting: value})


def test_too_long_ids_and_queries_are_rejected() -> None:
    client, script = sync_client()

    with pytest.raises(ValueError, match="id has 100000 characters"):
        client.sessions.retrieve("a" * 100_000)
    with pytest.raises(ValueError, match="the parameters need 100007 characters in the URL"):
        client.sessions.list(status="a" * 100_000)  # type: ignore[arg-type]
    assert not script.requests
