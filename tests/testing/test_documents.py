"""Everything that the fake shows has exactly the fields of the newest API version, with the right types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.shop import NOW, ONE_ITEM, SESSIONS, call, created, shop

from checkout_client.testing import FakeCheckout, make_session

TESTS = Path(__file__).parents[1]
SCHEMAS: dict[str, Any] = json.loads((TESTS.parent / "spec" / "checkout_openapi_2026-10-28.endive.json").read_text())[
    "components"
]["schemas"] | json.loads((TESTS / "data" / "schemas_beside_the_spec.json").read_text())

# Shown only when expanded, or missing in the API's own examples.
ON_REQUEST = {
    "checkout.session": {"line_items"},
    "checkout.session.total_details": {"breakdown"},
    "checkout.session.shipping_cost": {"taxes"},
    "item": {"discounts", "taxes"},
    "price": {"currency_options", "tiers"},
    "coupon": {"applies_to", "currency_options"},
    "customer": {"cash_balance", "invoice_credit_balance", "sources", "subscriptions", "tax", "tax_ids"},
    "invoice": {"payments", "confirmation_secret"},
    "shipping_rate.fixed_amount": {"currency_options"},
    "product": {"default_price", "type"},
    "promotion_code.restrictions": {"currency_options"},
}
NEWER = {"product": {"tax_details"}}  # in the request of the newest version, not yet in the description of products
OPEN = {f"{name}.payment_method_options" for name in ("checkout.session", "payment_intent", "setup_intent")}


def mismatches(value: Any, name: str, path: str) -> Iterator[str]:
    """Yield what is wrong with ``value`` according to the schema of that name."""
    schema = SCHEMAS[name]
    shown = schema.get("properties", {})
    hidden = ON_REQUEST.get(name, set())
    if name not in OPEN:
        yield from (f"{path}.{field} is missing" for field in sorted(shown.keys() - value.keys() - hidden))
    yield from (f"{path}.{field} is unknown" for field in sorted(value.keys() - shown.keys() - NEWER.get(name, set())))
    for field in sorted(value.keys() & shown.keys()):
        yield from errors_in(value[field], shown[field], f"{path}.{field}")


def errors_in(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if value is None:
        if not schema.get("nullable"):
            yield f"{path} is null"
        return
    for form in schema.get("anyOf", [schema]):
        if "$ref" in form and isinstance(value, dict):
            yield from mismatches(value, form["$ref"].rpartition("/")[2], path)
            return
        if "$ref" not in form and is_valid(value, form):
            if form["type"] == "array":
                for index, element in enumerate(value):
                    yield from errors_in(element, form["items"], f"{path}[{index}]")
            return
    yield f"{path} is {value!r}"


def is_valid(value: Any, schema: dict[str, Any]) -> bool:
    kinds = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict, "number": (int, float)}
    if isinstance(value, bool) and schema["type"] != "boolean":
        return False
    return isinstance(value, kinds[schema["type"]]) and ("enum" not in schema or value in schema["enum"])


def assert_valid(document: dict[str, Any]) -> None:
    assert list(mismatches(document, document["object"], document["object"])) == []


RICH: dict[str, Any] = {
    "after_expiration": {"recovery": {"enabled": True}},
    "automatic_tax": {"enabled": True},
    "branding_settings": {"display_name": "Shop", "icon": {"type": "url", "url": "https://example.com/icon.png"}},
    "consent_collection": {"promotions": "auto"},
    "custom_fields": [
        {"key": "size", "label": {"custom": "Size", "type": "custom"}, "type": "dropdown",
         "dropdown": {"options": [{"label": "Large", "value": "l"}]}},
        {"key": "note", "label": {"custom": "Note", "type": "custom"}, "type": "text"},
        {"key": "count", "label": {"custom": "Count", "type": "custom"}, "type": "numeric", "optional": True},
    ],
    "custom_text": {"submit": {"message": "Thanks"}},
    "customer_creation": "always",
    "discounts": [{"promotion_code": "promo_spring"}],
    "invoice_creation": {"enabled": True, "invoice_data": {"description": "Order", "issuer": {"type": "self"}}},
    "name_collection": {"business": {"enabled": True}},
    "optional_items": [{"price": "price_mug", "quantity": 1, "adjustable_quantity": {"enabled": True}}],
    "payment_intent_data": {"metadata": {"order": "1"}},
    "payment_method_configuration": "pmc_123",
    "saved_payment_method_options": {"payment_method_save": "enabled"},
    "shipping_address_collection": {"allowed_countries": ["DE"]},
    "shipping_options": [{"shipping_rate": "shr_post"}, {"shipping_rate_data": {
        "display_name": "Bike", "fixed_amount": {"amount": 300, "currency": "usd"},
        "delivery_estimate": {"maximum": {"unit": "day", "value": 2}}}}],
    "wallet_options": {"link": {"display": "never"}},
}  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    "least": {},
    "rich": RICH,
    "customer": {"customer": "cus_ann"},
    "email": {"customer_email": "bob@example.com"},
    "embedded": {
        "ui_mode": "embedded_page",
        "return_url": "https://example.com/done",
        "permissions": {"update_shipping_details": "server_only"},
    },
    "elements": {"ui_mode": "elements"},
    "subscription": {
        "mode": "subscription",
        "line_items": [{"price": "price_plan", "quantity": 1}, {"price": "price_mug", "quantity": 1}],
        "subscription_data": {"trial_period_days": 7, "billing_mode": {"type": "flexible"}},
    },
    "setup": {"mode": "setup", "currency": "usd"},
}


def opened(fake: FakeCheckout, kind: str) -> dict[str, Any]:
    params = {**ONE_ITEM, **KINDS[kind]}
    if kind == "setup":
        del params["line_items"]
    if "ui_mode" in params:
        del params["success_url"]
    status, session, _ = call(fake, "POST", params=params)
    assert status == 200, session
    return session


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_has_every_field(kind: str) -> None:
    assert_valid(opened(shop(), kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_session_and_its_objects_have_every_field(kind: str) -> None:
    fake = shop()
    session = opened(fake, kind)
    details = {"address": {"country": "DE"}, "phone": "+4930123456"}
    shipping = {"name": "Ann", "address": {"city": "Ulm", "country": "DE"}}
    event = fake.complete(session["id"], customer_details=details, shipping_details=shipping)
    assert_valid(event.session)
    for name in ("customer", "payment_intent", "setup_intent", "subscription", "invoice"):
        if event.session[name] is not None:
            assert_valid(expanded(fake, session["id"], name)[name])


@pytest.mark.parametrize("kind", ["rich", "least"])
def test_an_expired_session_has_every_field(kind: str) -> None:
    fake = shop()
    fake.expire(opened(fake, kind)["id"])
    assert_valid(fake.events[-1].session)


@pytest.mark.parametrize("mode", ["payment", "subscription", "setup"])
@pytest.mark.parametrize("ui_mode", ["hosted_page", "embedded_page", "elements"])
def test_a_session_made_without_a_fake_has_every_field(mode: str, ui_mode: str) -> None:
    assert not list(mismatches(make_session(mode=mode, ui_mode=ui_mode).to_dict(), "checkout.session", "session"))


def test_line_items_and_registered_objects_have_every_field() -> None:
    fake = shop()
    session = opened(fake, "rich")
    shown = expanded(
        fake, session["id"], "line_items.data.price.product", "line_items.data.discounts", "line_items.data.taxes",
        "shipping_cost.shipping_rate", "discounts.promotion_code.promotion.coupon", "total_details.breakdown",
    )  # fmt: skip
    for item in shown["line_items"]["data"]:
        assert_valid(item)
    assert_valid(shown["shipping_cost"]["shipping_rate"])
    assert_valid(shown["discounts"][0]["promotion_code"])
    assert_valid(shown)


def expanded(fake: FakeCheckout, id: str, *paths: str) -> dict[str, Any]:
    status, session, _ = call(fake, "GET", f"{SESSIONS}/{id}", {"expand": list(paths)})
    assert status == 200, session
    return session


@pytest.mark.parametrize("kind", KINDS)
def test_the_client_reads_everything(kind: str) -> None:
    fake = shop()
    session = opened(fake, kind)
    fake.complete(session["id"])
    client = fake.client(api_key="sk_test_shop")
    paths = ["customer", "payment_intent", "setup_intent", "subscription.latest_invoice", "invoice", "line_items"]
    read = client.sessions.retrieve(session["id"], expand=paths)
    assert read.to_dict() == expanded(fake, session["id"], *paths)


def test_amounts_times_and_urls_match_the_request() -> None:
    session = created(shop(), metadata={"order": "7", "empty": ""}, expires_at=NOW + 3600, client_reference_id="cart")
    assert session["amount_total"] == session["amount_subtotal"] == 2198
    assert (session["created"], session["expires_at"]) == (NOW, NOW + 3600)
    assert (session["metadata"], session["client_reference_id"]) == ({"order": "7"}, "cart")
    assert session["success_url"] == "https://example.com/ok"
    assert session["url"] == f"https://checkout.stripe.com/c/pay/{session['id']}"
    assert session["client_secret"] is None


def test_an_embedded_session_has_a_client_secret_and_no_url() -> None:
    session = opened(shop(), "embedded")
    assert session["url"] is None
    assert session["client_secret"].startswith(f"{session['id']}_secret_")


def test_excluded_payment_methods_are_not_offered() -> None:
    fake = shop()
    session = created(fake, allowed_payment_method_types=["card", "paypal"], excluded_payment_method_types=["paypal"])
    assert session["payment_method_types"] == ["card"]
