"""A successful response becomes a result, or a ``ResponseDecodeError`` that says where it is wrong."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from support.fakes import KEY, config
from support.things import posting

from checkout_client import Headers, LastResponse, RequestOptions, ResponseDecodeError, Session
from checkout_client._decoding.converter import MAX_EXPANSION_DEPTH
from checkout_client._transport import endpoints
from checkout_client._transport.call import Call
from checkout_client._transport.messages import Response
from checkout_client._transport.request.prepare import prepare
from checkout_client._transport.result import parse_response
from checkout_client.models import LineItemList

DATA = Path(__file__).parents[1] / "data"
SESSION = json.loads((DATA / "page_retrieve.json").read_text())
LINE_ITEMS = json.loads((DATA / "page_line_items.json").read_text())

ECHO = posting(expand=["customer"])
GET_SESSION = endpoints.retrieve(SESSION["id"], {})
GET_LINE_ITEMS = endpoints.list_line_items("cs_1", {})


def finished(
    call: Call[Any],
    content: bytes,
    http_status: int = 200,
    options: RequestOptions | None = None,
    key: str = KEY,
    **headers: str,
) -> Any:
    names = ((name.replace("_", "-"), value) for name, value in headers.items())
    response = Response(http_status, Headers(names), content)
    return parse_response(call, prepare(call, config(api_key=key), options, lambda: "key-1"), response, 2, key)


def refused(call: Call[Any], content: bytes) -> ResponseDecodeError:
    with pytest.raises(ResponseDecodeError) as caught:
        finished(call, content, request_id="req_1")
    error = caught.value
    assert (error.http_status, error.request_id, error.attempts) == (200, "req_1", 2)
    assert error.headers == {"request-id": "req_1"}
    assert str(error).startswith(f"unexpected response to {call.method} {call.path}: ")
    assert str(error).endswith(" (request req_1)")
    assert error.__cause__ is None
    assert error.__context__ is None
    return error


@pytest.mark.parametrize("http_status", [200, 201, 299])
def test_a_result_knows_the_response_it_came_in(http_status: int) -> None:
    options: RequestOptions = {"stripe_account": "acct_1", "api_version": "2025-01-01.test"}
    thing = finished(ECHO, b'{"a": 1}', http_status, options, request_id="req_1")
    assert thing.raw == {"a": 1}
    assert thing.last_response == LastResponse(
        http_status=http_status,
        headers=Headers([("request-id", "req_1")]),
        attempts=2,
        idempotency_key="key-1",
        api_version="2025-01-01.test",
        stripe_account="acct_1",
        expand=("customer",),
    )


def test_a_session_is_read() -> None:
    session = finished(GET_SESSION, json.dumps(SESSION).encode(), request_id="req_1")
    assert isinstance(session, Session)
    assert session.id == SESSION["id"]
    assert session.last_response.request_id == "req_1"
    assert session.last_response.idempotency_key is None


def test_text_in_any_script_is_read() -> None:
    assert finished(ECHO, '{"name": "Zoë 日"}'.encode()).raw == {"name": "Zoë 日"}


BODIES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the body is empty"),
    "a page": (b"<html>planted</html>", "the body is not JSON"),
    "half of the JSON": (json.dumps(SESSION).encode()[:-1], "the body is not JSON"),
    "JSON and more": (b"{} planted", "the body is not JSON"),
    "blank": (b"  ", "the body is not JSON"),
    "other bytes": (b'{"id": "\xff"}', "the body is not JSON"),
    "NaN": (b'{"amount_total": NaN}', "the body is not JSON"),
    "infinity": (b'{"amount_total": -Infinity}', "the body is not JSON"),
    "an integer of 5,000 digits": (b'{"amount_total": ' + b"9" * 5000 + b"}", "the body is not JSON"),
    "lists, 100,000 deep": (b"[" * 100_000 + b"]" * 100_000, "the body is nested too deeply"),
    "objects, 100,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "the body is nested too deeply"),
    "a list": (b"[]", "the body should be an object, not list"),
    "a string": (b'"planted"', "the body should be an object, not str"),
    "a number": (b"1", "the body should be an object, not int"),
    "null": (b"null", "the body should be an object, not NoneType"),
}


@pytest.mark.parametrize("call", [ECHO, GET_SESSION, GET_LINE_ITEMS], ids=["any", "session", "line items"])
@pytest.mark.parametrize(("content", "problem"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_json_object_is_refused(call: Call[Any], content: bytes, problem: str) -> None:
    error = refused(call, content)
    assert error.path == ""
    assert problem in str(error)
    assert "planted" not in str(error)


VALUES: dict[str, tuple[str, object, str]] = {
    "a string for a number": ("amount_total", "planted", "amount_total should be an integer, not a string"),
    "a fraction for an integer": ("amount_total", 1.9, "amount_total should be an integer, not a number"),
    "a boolean for an integer": ("created", True, "created should be an integer, not a boolean"),
    "a number for a string": ("id", 7, "id should be a string, not an integer"),
    "null for a string": ("id", None, "id should be a string, not null"),
    "a number for a boolean": ("livemode", 1, "livemode should be a boolean, not an integer"),
    "a string for a boolean": ("livemode", "false", "livemode should be a boolean, not a string"),
    "a number for an enum": ("status", 1, "status should be a string, not an integer"),
    "an object for a list": ("payment_method_types", {}, "payment_method_types should be an array, not an object"),
    "a list for an object": ("automatic_tax", [], "automatic_tax should be an object, not an array"),
    "a number in a mapping": ("metadata", {"a": 1}, "metadata.a should be a string, not an integer"),
    "a number for an id or object": ("customer", 7, "customer should be an id or an object, not an integer"),
}


@pytest.mark.parametrize(("name", "value", "problem"), VALUES.values(), ids=VALUES)
def test_a_value_of_another_type_is_refused_by_its_path(name: str, value: object, problem: str) -> None:
    error = refused(GET_SESSION, json.dumps({**SESSION, name: value}).encode())
    assert error.path == problem.split(" ")[0]
    assert problem in str(error)
    assert "planted" not in str(error)


def test_a_field_that_is_always_there_and_is_missing_is_refused_by_name() -> None:
    error = refused(GET_SESSION, b'{"object": "checkout.session"}')
    assert error.path == "id"


def test_the_path_leads_through_lists() -> None:
    items = json.loads(json.dumps(LINE_ITEMS))
    items["data"][0]["price"]["unit_amount"] = "2198"
    error = refused(GET_LINE_ITEMS, json.dumps(items).encode())
    assert error.path == "data[0].price.unit_amount"
    assert "data[0].price.unit_amount should be an integer, not a string" in str(error)


def test_an_integer_beyond_64_bits_is_still_an_integer() -> None:
    content = json.dumps({**SESSION, "amount_total": 10**30}).encode()
    assert finished(GET_SESSION, content).amount_total == 10**30


def prices_in_products(levels: int) -> bytes:
    """A price whose product's default price is a price whose product …: valid, and no expansion goes so deep."""
    product = {"id": "prod_1", "object": "product", "active": True, "created": 1, "images": [], "livemode": False}
    product |= {"marketing_features": [], "metadata": {}, "name": "T-shirt", "updated": 1, "default_price": "HERE"}
    price = {**LINE_ITEMS["data"][0]["price"], "product": product}
    before, after = json.dumps(price).split('"HERE"')
    nested = before * levels + '"price_1"' + after * levels
    item = json.dumps({**LINE_ITEMS["data"][0], "price": "HERE"}).replace('"HERE"', nested)
    return json.dumps({**LINE_ITEMS, "data": ["HERE"]}).replace('"HERE"', item).encode()


def test_objects_expanded_in_each_other_are_read() -> None:
    items: LineItemList = finished(GET_LINE_ITEMS, prices_in_products(3))
    price: Any = items.data[0].price
    assert price.product.default_price.product.default_price.product.default_price == "price_1"


@pytest.mark.parametrize("levels", [MAX_EXPANSION_DEPTH // 2 + 1, 60, 300])
def test_objects_expanded_in_each_other_without_end_are_refused(levels: int) -> None:
    finished(GET_LINE_ITEMS, prices_in_products(MAX_EXPANSION_DEPTH // 2))
    error = refused(GET_LINE_ITEMS, prices_in_products(levels))
    assert "is nested too deeply" in str(error)
    assert error.path == "data[0].price" + ".product.default_price" * (MAX_EXPANSION_DEPTH // 2) + ".product"
    finished(GET_LINE_ITEMS, prices_in_products(MAX_EXPANSION_DEPTH // 2))  # nothing remembers what was refused


UPDATE, EXPIRE = endpoints.update(SESSION["id"], {}), endpoints.expire(SESSION["id"], {})


@pytest.mark.parametrize("call", [GET_SESSION, UPDATE, EXPIRE], ids=["retrieve", "update", "expire"])
def test_another_session_than_the_requested_one_is_refused(call: Call[Any]) -> None:
    assert finished(call, json.dumps(SESSION).encode()).id == SESSION["id"]
    error = refused(call, json.dumps(SESSION | {"id": "cs_test_other"}).encode())
    assert error.path == "id"
    assert "id is not the id of the requested Session" in str(error)
    assert "cs_test_other" not in str(error)


MODES = {
    "test key, test mode": ("sk_test_1", False, True),
    "test key, live mode": ("sk_test_1", True, False),
    "restricted test key, live mode": ("rk_test_1", True, False),
    "live key, live mode": ("sk_live_1", True, True),
    "live key, test mode": ("sk_live_1", False, False),
    "restricted live key, test mode": ("rk_live_1", False, False),
    "a key of another form, live mode": ("sk_org_1", True, True),
    "a key of another form, test mode": ("sk_org_1", False, True),
}


@pytest.mark.parametrize("call", [GET_SESSION, endpoints.create({})], ids=["retrieve", "create"])
@pytest.mark.parametrize(("key", "livemode", "accepted"), MODES.values(), ids=MODES)
def test_a_session_of_the_other_mode_is_refused(key: str, livemode: bool, accepted: bool, call: Call[Any]) -> None:
    """An idempotency key that is used in both modes, or a cache, may return one."""
    content = json.dumps(SESSION | {"livemode": livemode}).encode()
    if accepted:
        assert finished(call, content, key=key).livemode is livemode
        return
    with pytest.raises(ResponseDecodeError, match=r"livemode is (true|false), but the API key is a (test|live) key"):
        finished(call, content, key=key)


def test_a_session_of_another_account_is_refused() -> None:
    content = json.dumps(SESSION).encode()
    ours: RequestOptions = {"stripe_account": "acct_ours"}
    assert finished(GET_SESSION, content, options=ours, stripe_account="acct_ours").id == SESSION["id"]
    assert finished(GET_SESSION, content, stripe_account="acct_platform").id == SESSION["id"]
    with pytest.raises(ResponseDecodeError, match="the body is from another account than the one that the call acted"):
        finished(GET_SESSION, content, options=ours, stripe_account="acct_theirs")


def test_lists_have_no_id_to_compare() -> None:
    assert len(finished(GET_LINE_ITEMS, json.dumps(LINE_ITEMS).encode()).data) == 1


LONG_KEY = "sk_test_" + "planted" * 15


@pytest.mark.parametrize("key", [KEY, LONG_KEY], ids=["short", "long"])
@pytest.mark.parametrize("around", ["{}", "Bearer {}", "{} and more", "x" * 30 + "{}"])
def test_the_path_of_an_error_never_has_the_key(key: str, around: str) -> None:
    name = around.format(key)
    escaped = "".join(f"\\u{ord(character):04x}" for character in name)
    content = json.dumps(SESSION | {"metadata": {"NAME": 1}}).replace("NAME", escaped).encode()
    with pytest.raises(ResponseDecodeError, match=r"metadata\..*should be a string") as caught:
        finished(GET_SESSION, content, key=key)
    pickled = pickle.dumps(caught.value).decode("latin-1")
    assert key[:16] not in f"{caught.value} {caught.value!r} {caught.value.path} {pickled}"
    assert len(caught.value.path) < 500
