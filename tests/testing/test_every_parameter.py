"""Every request parameter of the newest API version is accepted; a misspelled or mistyped one is reported by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from support.depth import thinned
from support.shop import ELEMENTS, NOW, ONE_ITEM, SESSIONS, call, created, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing._api import parameter_checks

SPEC = Path(__file__).parents[2] / "spec"
API = json.loads((SPEC / "checkout_openapi_2026-10-28.endive.json").read_text())
FORM = "application/x-www-form-urlencoded"
ID = "{session}"

OPERATIONS = {
    "create": ("POST", SESSIONS),
    "update": ("POST", f"{SESSIONS}/{ID}"),
    "expire": ("POST", f"{SESSIONS}/{ID}/expire"),
    "list": ("GET", SESSIONS),
    "retrieve": ("GET", f"{SESSIONS}/{ID}"),
    "list_line_items": ("GET", f"{SESSIONS}/{ID}/line_items"),
}

# Values that must be meaningful, by the end of the property's path.
VALUES: dict[str, Any] = {
    "adjustable_quantity.minimum": 1,
    "automatic_tax.enabled": True,
    "billing_cycle_anchor": NOW + 86400,
    "cancel_url": "https://example.com/back",
    "collected_information.shipping_details.address.country": "DE",
    "coupon": "TEN",
    "currency": "usd",
    "currency_options.usd.amount": 1,
    "default_tax_rates": "txr_vat",
    "destination": "acct_seller",
    "custom_fields.type": "text",
    "customer": "cus_ann",
    "customer_details.email": "ann@example.com",
    "customer_email": "bob@example.com",
    "expand": "line_items",
    "expires_at": NOW + 3600,
    "limit": 3,
    "mode": "payment",
    "on_behalf_of": "acct_seller",
    "optional_items.price": "price_mug",
    "price": "price_shirt",
    "price_data.product": "prod_shirt",
    "promotion_code": "promo_spring",
    "quantity": 1,
    "return_url": "https://example.com/done",
    "shipping_rate": "shr_post",
    "success_url": "https://example.com/ok",
    "tax_rates": "txr_vat",
    "trial_end": NOW + 3 * 86400,
    "unit_amount": 1099,
    "unit_amount_decimal": "1099.5",
}
# Parameters that the property requires, by the beginning of its path; None removes one of the minimal request.
SUBSCRIPTION = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}
SETUP = {"mode": "setup", "line_items": None, "currency": "usd"}
EMBEDDED = {"ui_mode": "embedded_page", "success_url": None, "return_url": "https://example.com/done"}
BESIDE: dict[str, dict[str, Any]] = {
    "create.customer_update": {"customer": "cus_ann"},
    "create.payment_method_collection": SUBSCRIPTION,
    "create.permissions": EMBEDDED,
    "create.redirect_on_completion": EMBEDDED,
    "create.return_url": EMBEDDED,
    "create.setup_intent_data": SETUP,
    "create.subscription_data": SUBSCRIPTION,
    "create.ui_mode": {"success_url": None},
    "create.custom_fields.dropdown": {"custom_fields": [{"type": "dropdown"}]},
    "create.custom_fields.numeric": {"custom_fields": [{"type": "numeric"}]},
    "create.custom_fields.text": {"custom_fields": [{"type": "text"}]},
    "create.custom_fields.type": {},
    "create.custom_fields": {"custom_fields": [{"type": "text"}]},
    "create.line_items.price_data.recurring": {"mode": "subscription"},
}
# Objects that need one of a few properties, which the description does not tell.
ONE_OF: dict[str, dict[str, Any]] = {
    "line_items": {"price": "price_shirt", "quantity": 1},
    "shipping_options": {"shipping_rate": "shr_post"},
    "discounts": {"coupon": "TEN"},
    "price_data": {"currency": "usd", "product": "prod_shirt", "unit_amount": 1099},
    "shipping_rate_data": {"display_name": "Post", "fixed_amount": {"amount": 700, "currency": "usd"}},
}
EXCLUDES = {
    "price_data": ("price",),
    "shipping_rate_data": ("shipping_rate",),
    "promotion_code": ("coupon",),
    "product_data": ("product",),
    "unit_amount_decimal": ("unit_amount",),
    "price": ("price_data",),
}


def schema_of(operation: str) -> dict[str, Any]:
    method, path = OPERATIONS[operation]
    described = API["paths"][path][method.lower()]
    if method == "POST":
        return described["requestBody"]["content"][FORM]["schema"]
    query = [one for one in described["parameters"] if one["in"] == "query"]
    return {"type": "object", "properties": {one["name"]: one["schema"] for one in query}}


def forms(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the schemas that a value may have, without the empty string."""
    return [one for one in schema.get("anyOf", [schema]) if one.get("enum") != [""]]


def properties(schema: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield path and schema of every property; ``*`` stands for list levels and ``usd`` for free names."""
    for form in forms(schema):
        if form.get("type") == "array":
            yield from properties(form["items"], (*path, "*"))
        elif isinstance(form.get("additionalProperties"), dict):
            inner = form["additionalProperties"]
            if inner.get("type") == "object":
                yield from properties(inner, (*path, "usd"))
        else:
            for name, inner in form.get("properties", {}).items():
                yield (*path, name), inner
                yield from properties(inner, (*path, name))


PROPERTIES = [
    (operation, path, schema) for operation in OPERATIONS for path, schema in properties(schema_of(operation), ())
]
IDS = [f"{operation}: {'.'.join(path)}" for operation, path, _ in PROPERTIES]
EVERY_PROPERTY = pytest.mark.parametrize(("operation", "path", "schema"), thinned(zip(IDS, PROPERTIES, strict=True)))


def named(path: tuple[str, ...]) -> str:
    return ".".join(part for part in path if part != "*")


def sample(schema: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """Return a valid value: a minimal object, or one element of a list."""
    form = forms(schema)[0]
    kind = form.get("type")
    if kind == "array":
        return [sample(form["items"], (*path, "*"))]
    if kind == "object":
        return minimal_object(form, path)
    for end, value in VALUES.items():
        if named(path) == end or named(path).endswith(f".{end}"):
            return value
    if "enum" in form:
        return next(value for value in form["enum"] if value)
    return {"integer": 12, "boolean": "true", "number": "12.5", "string": "text"}[kind]


def minimal_object(form: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(form.get("additionalProperties"), dict):
        inner = form["additionalProperties"]
        return {"usd" if inner.get("type") == "object" else "key": sample(inner, (*path, "usd"))}
    last = next((part for part in reversed(path) if part != "*"), "")
    values = deepcopy(ONE_OF.get(last, {}))
    for name in form.get("required", []):
        if name not in values:
            values[name] = sample(form["properties"][name], (*path, name))
    if not values and form["properties"]:  # an empty object would send nothing
        first = next(iter(form["properties"]))
        values[first] = sample(form["properties"][first], (*path, first))
    return values


def with_value(schema: Mapping[str, Any], path: tuple[str, ...], value: Any, so_far: tuple[str, ...] = ()) -> Any:
    """Return a minimal value of ``schema`` that has ``value`` at ``path``."""
    if not path:
        return value
    first, *rest = path
    form = next(one for one in forms(schema) if reaches(one, first))
    if first == "*":
        return [with_value(form["items"], tuple(rest), value, (*so_far, first))]
    inner = form["additionalProperties"] if isinstance(form.get("additionalProperties"), dict) else None
    below = inner if inner is not None else form["properties"].get(first, {})
    values = {}
    if so_far and (form.get("required") or so_far[-1] in ONE_OF or (so_far[-1] == "*" and so_far[-2] in ONE_OF)):
        values = minimal_object(form, so_far)
    for excluded in EXCLUDES.get(first, ()):
        values.pop(excluded, None)
    return {**values, first: with_value(below, tuple(rest), value, (*so_far, first))}


def reaches(form: Mapping[str, Any], name: str) -> bool:
    if name == "*":
        return form.get("type") == "array"
    return name in form.get("properties", {}) or isinstance(form.get("additionalProperties"), dict)


def request(operation: str, path: tuple[str, ...], value: Any, fake: FakeCheckout) -> tuple[str, dict[str, Any]]:
    """Return path and parameters of a request that has ``value`` at ``path``."""
    _, url = OPERATIONS[operation]
    params = with_value(schema_of(operation), path, value)
    session = {}
    if ID in url:
        page = ELEMENTS if path[0] in ("collected_information", "payment_intent_data") else {}
        session = created(fake, **page, **(SUBSCRIPTION if "recurring" in path else {}))
    if operation == "create":
        place = f"create.{named(path)}"
        beside = next((BESIDE[start] for start in BESIDE if place == start or place.startswith(f"{start}.")), {})
        params = merged({**ONE_ITEM, **beside}, params)
        params = {name: inner for name, inner in params.items() if inner is not None}
        if params.get("ui_mode") == "hosted_page":
            params["success_url"] = "https://example.com/ok"
        if path == ("ui_mode",):
            params["return_url"] = "https://example.com/done"
    if operation == "list" and path[0] in ("starting_after", "ending_before"):
        params[path[0]] = created(fake)["id"] if params[path[0]] == "text" else params[path[0]]
    if operation == "list_line_items" and path[0] in ("starting_after", "ending_before") and params[path[0]] == "text":
        params[path[0]] = fake.line_items(session["id"])[0]["id"]
    if operation == "list_line_items" and params.get("expand") == ["line_items"]:
        params["expand"] = ["data.price.product"]
    if operation == "list" and params.get("expand") == ["line_items"]:
        params["expand"] = ["data.line_items"]
    if operation == "update" and path[:2] == ("line_items", "*"):
        params["line_items"][0].setdefault("quantity", 1)
        if path == ("line_items", "*", "id"):
            params["line_items"][0] = {"id": fake.line_items(session["id"])[0]["id"] if value == "text" else value}
    return url.replace(ID, session.get("id", "")), params


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for name, value in over.items():
        old = result.get(name)
        if isinstance(old, list) and isinstance(value, list) and isinstance(value[0], dict) and name == "custom_fields":
            result[name] = [{**value[0], **old[0]}]
        else:
            result[name] = value
    return result


def wrong(schema: Mapping[str, Any]) -> Any:
    """Return a value of a type that the property does not accept."""
    kinds = {form.get("type") for form in forms(schema)}
    return "no number, object or list" if "string" not in kinds else {"an": "object"}


@EVERY_PROPERTY
def test_valid_values_are_accepted(operation: str, path: tuple[str, ...], schema: dict[str, Any]) -> None:
    fake = shop()
    url, params = request(operation, path, sample(schema, path), fake)
    # A direct payment, so that it may have an application fee.
    headers = {"Stripe-Account": "acct_shop"} if operation == "create" else {}
    status, body, _ = call(fake, OPERATIONS[operation][0], url, params, headers=headers)
    assert status == 200, (params, body)


@EVERY_PROPERTY
def test_misspelled_names_are_reported(operation: str, path: tuple[str, ...], schema: dict[str, Any]) -> None:
    fake = shop()
    misspelt = (*path[:-1], f"{path[-1]}s")
    url, params = request(operation, path, "text", fake)
    rename(params, path, misspelt[-1])
    status, body, _ = call(fake, OPERATIONS[operation][0], url, params)
    where = wire(misspelt)
    assert (status, body["error"]["code"]) == (400, "parameter_unknown")
    assert body["error"]["param"].startswith(where)
    assert body["error"]["message"].startswith(f"Received unknown parameter: {where}")


@EVERY_PROPERTY
def test_wrong_types_are_reported(operation: str, path: tuple[str, ...], schema: dict[str, Any]) -> None:
    fake = shop()
    url, params = request(operation, path, wrong(schema), fake)
    status, body, _ = call(fake, OPERATIONS[operation][0], url, params)
    assert (status, body["error"]["param"]) == (400, wire(path)), (params, body)
    assert body["error"]["message"].startswith("Invalid ")


ENUMS = [one for one in zip(IDS, PROPERTIES, strict=True) if "enum" in one[1][2]]


@pytest.mark.parametrize(("operation", "path", "schema"), [one[1] for one in ENUMS], ids=[one[0] for one in ENUMS])
def test_invalid_choices_are_reported(operation: str, path: tuple[str, ...], schema: dict[str, Any]) -> None:
    fake = shop()
    url, params = request(operation, path, "no_such_choice", fake)
    status, body, _ = call(fake, OPERATIONS[operation][0], url, params)
    assert (status, body["error"]["param"]) == (400, wire(path))
    assert "must be one of" in body["error"]["message"]


def rename(params: Any, path: tuple[str, ...], name: str) -> None:
    for part in path[:-1]:
        params = params[0 if part == "*" else part]
    params[name] = params.pop(path[-1])


def wire(path: tuple[str, ...]) -> str:
    first, *rest = path
    return first + "".join(f"[{'0' if part == '*' else part}]" for part in rest)


def test_the_table_matches_the_api_description() -> None:
    sys.path.insert(0, str(SPEC))
    try:
        from make_parameters import table
    finally:
        sys.path.remove(str(SPEC))
    assert parameter_checks.table() == table()


def test_all_properties_are_covered() -> None:
    assert len(PROPERTIES) == 550
