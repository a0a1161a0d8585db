"""Requests that are refused: status, type, code and param are compared."""

from __future__ import annotations

from typing import Any

from support.broken_rules import BROKEN
from support.shop import NOW

from .accepted import SESSIONS, creation
from .reading import ONE, get, post
from .steps import Step, replaced

IDS = {
    "price_shirt": "$shirt", "price_mug": "$mug", "price_plan": "$plan", "price_old": "$old",
    "prod_shirt": "$shirt_product", "cus_ann": "$ann", "TEN": "$ten", "OFF5": "$five", "promo_spring": "$spring",
    "shr_post": "$post", "shr_air": "$air",
}  # fmt: skip
"""The ids of ``support.shop``, as this story calls them."""
WEEK = 7 * 24 * 3600


def own_words(value: Any) -> Any:
    """Return an id or a time of ``support.shop`` as this story writes it."""
    if isinstance(value, int) and abs(value - NOW) < WEEK:
        return f"$now{value - NOW:+}"
    return IDS.get(value, value) if isinstance(value, str) else value


def broken(name: str, changes: dict[str, Any]) -> Step:
    return creation(f"refused: {name}", **replaced(changes, own_words))


REFUSED: tuple[Step, ...] = (
    *(broken(name, changes) for name, changes, _, _ in BROKEN),
    broken("no such mode", {"mode": "gift"}),
    broken("no such page", {"ui_mode": "popup"}),
    broken("no integer", {"line_items": [{"price": "price_mug", "quantity": "two"}]}),
    broken("no boolean", {"allow_promotion_codes": "yes"}),
    broken("no such tax rate", {"line_items": [{"price": "price_mug", "quantity": 1, "tax_rates": ["txr_none"]}]}),
    broken("no such country", {"shipping_address_collection": {"allowed_countries": ["XX"]}}),
    broken("no such locale", {"locale": "tlh"}),
    broken("minimum of a promotion code", {"discounts": [{"promotion_code": "$big"}]}),
    broken("too small", {"line_items": [
        {"price_data": {"currency": "usd", "unit_amount": 49, "product_data": {"name": "Tea"}}, "quantity": 1}]}),
    broken("too large", {"line_items": [{"price_data": {
        "currency": "usd", "unit_amount": 99_999_999, "product_data": {"name": "Tea"}}, "quantity": 2}]}),
    broken("trial too short", {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}],
                               "subscription_data": {"trial_end": NOW + 3600}}),
    broken("no such expansion", {"expand": ["nothing"]}),
    broken("setup without a currency", {"mode": "setup", "line_items": None}),
    broken("subscription data for a payment", {"subscription_data": {"description": "x"}}),
    broken("payment data for a subscription", {
        "mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}],
        "payment_intent_data": {"description": "x"}}),
    get("refused: retrieve nothing", f"{SESSIONS}/cs_test_none"),
    get("refused: no such expansion of one", ONE, expand=["nothing"]),
    get("refused: unknown parameter of one", ONE, colour="red"),
    get("refused: line items of nothing", f"{SESSIONS}/cs_test_none/line_items"),
    get("refused: line items after nothing", f"{ONE}/line_items", starting_after="li_none"),
    get("refused: list 0", SESSIONS, limit=0),
    get("refused: list 101", SESSIONS, limit=101),
    get("refused: list in both directions", SESSIONS, starting_after="$paid", ending_before="$paid"),
    get("refused: list after nothing", SESSIONS, starting_after="cs_test_none"),
    get("refused: list by a status", SESSIONS, status="lost"),
    get("refused: list, unknown parameter", SESSIONS, colour="red"),
    post("refused: expire nothing", f"{SESSIONS}/cs_test_none/expire"),
    post("refused: expire with a parameter", f"{ONE}/expire", reason="late"),
    post("refused: update nothing", f"{SESSIONS}/cs_test_none", metadata={"a": "b"}),
    post("refused: update the mode", ONE, mode="setup"),
    post("refused: update to a long value", ONE, metadata={"a": "v" * 501}),
    post("refused: create a price without a currency", "/v1/prices", product="$shirt_product", unit_amount=5),
    post("refused: create a product without a name", "/v1/products", description="x"),
    post("refused: create a coupon without a discount", "/v1/coupons", duration="once"),
    post("refused: create a tax rate without a percentage", "/v1/tax_rates", display_name="VAT", inclusive=True),
    get("refused: retrieve no such price", "/v1/prices/price_none"),
    get("refused: retrieve no such customer", "/v1/customers/cus_none"),
    Step("refused: no such key", "GET", SESSIONS, headers={"Authorization": "Bearer nonsense"}),
    Step("refused: no such version", "GET", SESSIONS, headers={"Stripe-Version": "yesterday"}),
)  # fmt: skip
