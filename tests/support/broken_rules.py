"""Creations that break one rule each, for the fake and for ``nox -s live``."""

from __future__ import annotations

from typing import Any

from support.shop import NOW

PLAN = [{"price": "price_plan", "quantity": 1}]
FIELD = {"key": "a", "label": {"custom": "A", "type": "custom"}, "type": "text"}
INLINE = {"currency": "usd", "unit_amount": 5, "product_data": {"name": "Tea"}}


def items(count: int, price: str = "price_shirt") -> list[dict[str, Any]]:
    return [{"price": price, "quantity": 1}] * count


def inline(**changes: Any) -> list[dict[str, Any]]:
    data = {name: value for name, value in {**INLINE, **changes}.items() if value is not None}
    return [{"price_data": data, "quantity": 1}]


BROKEN: list[tuple[str, dict[str, Any], str | None, str]] = [
    ("no mode", {"mode": None}, "parameter_missing", "mode"),
    ("no items", {"line_items": None}, "parameter_missing", "line_items"),
    ("items in setup", {"mode": "setup"}, None, "line_items"),
    ("101 items", {"line_items": items(101)}, None, "line_items"),
    ("recurring in payment", {"line_items": PLAN}, None, "line_items[0][price]"),
    ("no plan", {"mode": "subscription"}, None, "line_items"),
    ("21 plans", {"mode": "subscription", "line_items": items(21, "price_plan")}, None, "line_items"),
    ("21 extras", {"mode": "subscription", "line_items": [*PLAN, *items(21)]}, None, "line_items"),
    ("no success_url", {"success_url": None}, "parameter_missing", "success_url"),
    ("success_url, embedded", {"ui_mode": "embedded_page"}, None, "success_url"),
    ("no return_url", {"ui_mode": "embedded_page", "success_url": None}, "parameter_missing", "return_url"),
    ("return_url, hosted", {"return_url": "https://example.com"}, None, "return_url"),
    ("return_url, never", {"ui_mode": "embedded_page", "success_url": None, "redirect_on_completion": "never",
                           "return_url": "https://example.com"}, None, "return_url"),
    ("cancel_url, embedded", {"ui_mode": "form", "success_url": None, "cancel_url": "https://e.co"},
     None, "cancel_url"),
    ("no scheme", {"success_url": "example.com"}, "url_invalid", "success_url"),
    ("both customers", {"customer": "cus_ann", "customer_email": "a@b.co"}, "parameters_exclusive", "customer"),
    ("customer and account", {"customer": "cus_ann", "customer_account": "acct_1"}, "parameters_exclusive", "customer"),
    ("customer and creation", {"customer": "cus_ann", "customer_creation": "always"},
     "parameters_exclusive", "customer"),
    ("no such customer", {"customer": "cus_bob"}, "resource_missing", "customer"),
    ("update of nobody", {"customer_update": {"name": "auto"}}, None, "customer_update"),
    ("two discounts", {"discounts": [{"coupon": "TEN"}, {"coupon": "OFF5"}]}, None, "discounts"),
    ("codes and discounts", {"allow_promotion_codes": True, "discounts": [{"coupon": "TEN"}]},
     "parameters_exclusive", "allow_promotion_codes"),
    ("empty discount", {"discounts": [{"coupon": ""}]}, "parameter_invalid_empty", "discounts[0][coupon]"),
    ("coupon and code", {"discounts": [{"coupon": "TEN", "promotion_code": "promo_spring"}]},
     "parameters_exclusive", "discounts[0][coupon]"),
    ("no such coupon", {"discounts": [{"coupon": "NONE"}]}, "resource_missing", "discounts[0][coupon]"),
    ("no such code", {"discounts": [{"promotion_code": "promo_x"}]},
     "resource_missing", "discounts[0][promotion_code]"),
    ("email", {"customer_email": "nobody"}, "email_invalid", "customer_email"),
    ("currency", {"currency": "dollar"}, None, "currency"),
    ("other currency", {"currency": "gbp"}, None, "line_items[0][price]"),
    ("two currencies", {"line_items": [*items(1), *inline(currency="eur")]}, None, "line_items[1]"),
    ("long reference", {"client_reference_id": "x" * 201}, None, "client_reference_id"),
    ("too soon", {"expires_at": NOW + 30 * 60 - 2}, None, "expires_at"),
    ("too late", {"expires_at": NOW + 24 * 3600 + 1}, None, "expires_at"),
    ("two trials", {"mode": "subscription", "line_items": PLAN,
                    "subscription_data": {"trial_end": NOW + 99, "trial_period_days": 3}},
     "parameters_exclusive", "subscription_data[trial_end]"),
    ("four fields", {"custom_fields": [{**FIELD, "key": key} for key in "abcd"]}, None, "custom_fields"),
    ("same key", {"custom_fields": [FIELD, FIELD]}, None, "custom_fields[1][key]"),
    ("no options", {"custom_fields": [{**FIELD, "type": "dropdown"}]},
     "parameter_missing", "custom_fields[0][dropdown]"),
    ("other kind", {"custom_fields": [{**FIELD, "numeric": {"maximum_length": 3}}]}, None, "custom_fields[0][numeric]"),
    ("11 options", {"optional_items": [{"price": "price_mug", "quantity": 1}] * 11}, None, "optional_items"),
    ("six ways", {"shipping_options": [{"shipping_rate": "shr_post"}] * 6}, None, "shipping_options"),
    ("no rate", {"shipping_options": [{"shipping_rate_data": {"display_name": "P"}}]},
     "parameter_missing", "shipping_options[0][shipping_rate_data][fixed_amount]"),
    ("two rates", {"shipping_options": [{"shipping_rate": "shr_post", "shipping_rate_data": {
        "display_name": "P", "fixed_amount": {"amount": 1, "currency": "usd"}}}]},
     "parameters_exclusive", "shipping_options[0][shipping_rate]"),
    ("negative rate", {"shipping_options": [{"shipping_rate_data": {
        "display_name": "P", "fixed_amount": {"amount": -1, "currency": "usd"}}}]},
     "parameter_invalid_integer", "shipping_options[0][shipping_rate_data][fixed_amount][amount]"),
    ("foreign rate", {"shipping_options": [{"shipping_rate_data": {
        "display_name": "P", "fixed_amount": {"amount": 1, "currency": "EUR"}}}]}, None, "shipping_options[0]"),
    ("no such rate", {"shipping_options": [{"shipping_rate": "shr_x"}]},
     "resource_missing", "shipping_options[0][shipping_rate]"),
    ("51 keys", {"metadata": {f"k{n}": "v" for n in range(51)}}, None, "metadata"),
    ("long key", {"metadata": {"k" * 41: "v"}}, None, "metadata"),
    ("long value", {"payment_intent_data": {"metadata": {"k": "v" * 501}}}, None, "payment_intent_data[metadata][k]"),
    ("no such price", {"line_items": items(1, "price_x")}, "resource_missing", "line_items[0][price]"),
    ("a product as price", {"line_items": items(1, "prod_shirt")}, "resource_missing", "line_items[0][price]"),
    ("inactive price", {"line_items": items(1, "price_old")}, None, "line_items[0][price]"),
    ("no price", {"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0][price]"),
    ("two prices", {"line_items": [{"price": "price_mug", "price_data": INLINE, "quantity": 1}]},
     "parameters_exclusive", "line_items[0][price]"),
    ("no quantity", {"line_items": [{"price": "price_mug"}]}, "parameter_missing", "line_items[0][quantity]"),
    ("quantity 0", {"line_items": [{"price": "price_mug", "quantity": 0}]},
     "parameter_invalid_integer", "line_items[0][quantity]"),
    ("quantity 10⁶", {"line_items": [{"price": "price_mug", "quantity": 10**6}]},
     "parameter_invalid_integer", "line_items[0][quantity]"),
    ("no amount", {"line_items": inline(unit_amount=None)},
     "parameter_missing", "line_items[0][price_data][unit_amount]"),
    ("two amounts", {"line_items": inline(unit_amount_decimal="5.5")},
     "parameters_exclusive", "line_items[0][price_data][unit_amount]"),
    ("negative amount", {"line_items": inline(unit_amount=-5)},
     "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
    ("negative decimal", {"line_items": inline(unit_amount=None, unit_amount_decimal="-5")},
     "parameter_invalid_integer", "line_items[0][price_data][unit_amount_decimal]"),
    ("no product", {"line_items": inline(product_data=None)},
     "parameter_missing", "line_items[0][price_data][product]"),
    ("two products", {"line_items": inline(product="prod_shirt")},
     "parameters_exclusive", "line_items[0][price_data][product]"),
    ("no such product", {"line_items": inline(product_data=None, product="prod_x")},
     "resource_missing", "line_items[0][price_data][product]"),
    ("no such option", {"optional_items": [{"price": "price_x", "quantity": 1}]},
     "resource_missing", "optional_items[0][price]"),
    ("empty text", {"client_reference_id": ""}, "parameter_invalid_empty", "client_reference_id"),
    ("empty element", {"expand": [""]}, "parameter_invalid_empty", "expand[0]"),
    ("unknown, twice", {"colour": 1, "line_items": [{"price": "price_mug", "quantity": 1, "size": 1}]},
     "parameter_unknown", "line_items[0][size]"),
    ("no list", {"line_items": {"first": {"price": "price_mug"}}}, None, "line_items"),
    ("64 bits", {"expires_at": 2**63}, "parameter_invalid_integer", "expires_at"),
]  # fmt: skip
