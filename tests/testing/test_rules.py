"""The rules for new Sessions: each is violated once, and the error names the parameter."""

from __future__ import annotations

from typing import Any

import pytest
from support.broken_rules import BROKEN, FIELD, INLINE, PLAN, items
from support.shop import NOW, ONE_ITEM, SESSIONS, call, created, refused, refused_creation, shop


@pytest.mark.parametrize(("changes", "code", "param"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN])
def test_violated_rules(changes: dict[str, Any], code: str | None, param: str) -> None:
    fake = shop()
    status, found_code, found_param, message = refused_creation(fake, **changes)
    assert (status, found_code, found_param) == (400, code, param), message
    assert repr(fake) == "<FakeCheckout with 0 Sessions>"


MODES = {
    "payment": {},
    "subscription": {"mode": "subscription", "line_items": PLAN},
    "setup": {"mode": "setup", "line_items": None, "currency": "usd"},
}
ONLY = [
    ("customer_creation", "always", {"payment", "setup"}),
    ("invoice_creation", {"enabled": True}, {"payment"}),
    ("payment_intent_data", {"description": "x"}, {"payment"}),
    ("payment_method_collection", "always", {"subscription"}),
    ("setup_intent_data", {"description": "x"}, {"setup"}),
    ("subscription_data", {"description": "x"}, {"subscription"}),
    ("discounts", [{"coupon": "TEN"}], {"payment", "subscription"}),
]


@pytest.mark.parametrize(("name", "value", "modes"), ONLY, ids=[one[0] for one in ONLY])
def test_parameters_for_certain_modes_only(name: str, value: object, modes: set[str]) -> None:
    for mode, changes in MODES.items():
        params = {key: one for key, one in {**ONE_ITEM, **changes, name: value}.items() if one is not None}
        status, body, _ = call(shop(), "POST", params=params)
        assert status == (200 if mode in modes else 400), (mode, body)
        if status == 400:
            assert body["error"]["message"] == f"You can not pass `{name}` in `{mode}` mode."


def test_values_at_the_limits_are_allowed() -> None:
    fake = shop()
    for changes in (
        {"line_items": items(100)},
        {"mode": "subscription", "line_items": [*items(20, "price_plan"), *items(20)]},
        {"expires_at": NOW + 30 * 60},
        {"expires_at": NOW + 30 * 60 - 1},  # the request may take a moment
        {"client_reference_id": "x" * 200},
        {"custom_fields": [{**FIELD, "key": key} for key in "abc"]},
        {"optional_items": [{"price": "price_mug", "quantity": 1}] * 10},
        {"shipping_options": [{"shipping_rate": "shr_post"}] * 5},
        {"line_items": [{"price_data": {**INLINE, "unit_amount": 1}, "quantity": 999_999}]},
        {"customer_account": "acct_1"},
        {"expires_at": NOW + 24 * 3600},
        {"metadata": {f"{n:040}": "v" * 500 for n in range(50)}},
        {"allow_promotion_codes": False, "discounts": [{"coupon": "TEN"}]},
    ):
        created(fake, **changes)


def test_unknown_names_are_reported_together_with_a_suggestion() -> None:
    *_, param, message = refused_creation(shop(), sucess_url="x", colour="red")
    assert param == "sucess_url"
    assert message == "Received unknown parameters: sucess_url, colour. Did you mean success_url?"


def test_malformed_names_are_unknown() -> None:
    status, body, _ = call(shop(), "POST", params={"line_items[0": "x", "mode": "payment"})
    assert (status, body["error"]["param"]) == (400, "line_items[0")
    deep = "a" + "[b]" * 30
    assert refused(shop(), **{deep: "x"})[2] == deep


def test_older_versions_accept_dropped_parameters() -> None:
    fake = shop()
    params = {**ONE_ITEM, "payment_method_types": ["card"], "ui_mode": "hosted"}
    assert refused(fake, **params)[1:3] == ("parameter_unknown", "payment_method_types")
    status, session, headers = call(fake, "POST", params=params, headers={"Stripe-Version": "2025-02-24.acacia"})
    assert (status, session["ui_mode"], headers["stripe-version"]) == (200, "hosted", "2025-02-24.acacia")
    path = f"{SESSIONS}/{session['id']}"
    assert call(fake, "GET", path)[1]["ui_mode"] == "hosted_page"
    assert call(fake, "GET", headers={"Stripe-Version": "2025-02-24.acacia"})[1]["data"][0]["ui_mode"] == "hosted"


def test_an_invalid_api_version() -> None:
    status, body, _ = call(shop(), "GET", headers={"Stripe-Version": "yesterday"})
    assert (status, body["error"]["message"]) == (400, "Invalid Stripe API version: yesterday")


def test_inactive_codes_invalid_coupons_and_minimum_amounts() -> None:
    fake = shop()
    fake.add_promotion_code("OLD", "TEN", id="promo_old", active=False)
    fake.add_promotion_code("BIG", "TEN", id="promo_big", minimum_amount=2199, minimum_amount_currency="usd")
    fake.add_coupon("GONE", percent_off=5, valid=False)
    assert "inactive" in refused_creation(fake, discounts=[{"promotion_code": "promo_old"}])[3]
    assert "minimum amount" in refused_creation(fake, discounts=[{"promotion_code": "promo_big"}])[3]
    assert refused_creation(fake, discounts=[{"coupon": "GONE"}])[1] == "coupon_expired"
    fake.add_coupon("EURO", amount_off=5, currency="eur")
    assert refused_creation(fake, discounts=[{"coupon": "EURO"}])[2] == "discounts[0]"


def test_a_metered_price_has_no_quantity() -> None:
    fake = shop()
    fake.add_price("price_api", unit_amount=3, recurring={"interval": "month", "usage_type": "metered"})
    metered = {"mode": "subscription", "line_items": [{"price": "price_api"}]}
    assert created(fake, **metered)["amount_total"] == 0
    metered["line_items"] = [{"price": "price_api", "quantity": 1}]
    assert refused_creation(fake, **metered)[2] == "line_items[0][quantity]"
