"""Retrieving, updating, listing and expiring the Sessions that were created; idempotency; related objects."""

from __future__ import annotations

from typing import Any

from .accepted import SESSIONS, SHIRT, URL
from .steps import Step

ONE = f"{SESSIONS}/$paid"
OF_ANN = {"customer": "$ann"}
SIMPLE = {"mode": "payment", "success_url": URL, "line_items": [SHIRT]}


def get(name: str, path: str, /, saves: dict[str, str] | None = None, **params: Any) -> Step:
    return Step(name, "GET", path, params, saves=saves or {})


def post(name: str, path: str, /, **params: Any) -> Step:
    return Step(name, "POST", path, params)


def keyed(name: str, key: str, saves: dict[str, str] | None = None, **params: Any) -> Step:
    headers = {"Idempotency-Key": f"$run-{key}"}
    return Step(name, "POST", SESSIONS, {**SIMPLE, **params}, saves=saves or {}, headers=headers)


READING = (
    get("retrieve", ONE),
    get("retrieve, expanded", ONE, expand=["line_items", "customer", "line_items.data.price.product"]),
    get("retrieve a subscription's Session", f"{SESSIONS}/$subscribed"),
    get("retrieve a setup's Session", f"{SESSIONS}/$set_up", expand=["setup_intent"]),
    get("list line items", f"{ONE}/line_items", {"item": "data.0.id"}),
    get("list line items, expanded", f"{ONE}/line_items", expand=["data.price.product"], limit=1),
    get("list line items of a setup", f"{SESSIONS}/$set_up/line_items"),
    get("list line items after the last one", f"{ONE}/line_items", starting_after="$item"),
    get("list, of a customer", SESSIONS, limit=2, **OF_ANN),
    get("list, of a customer, after one", SESSIONS, starting_after="$paid", **OF_ANN),
    get("list, of a customer, before one", SESSIONS, ending_before="$paid", limit=1, **OF_ANN),
    get("list, open", SESSIONS, status="open", limit=1, **OF_ANN),
    get("list, complete", SESSIONS, status="complete", **OF_ANN),
    get("list, expanded", SESSIONS, limit=1, expand=["data.line_items", "data.customer"], **OF_ANN),
    get("list, created in the future", SESSIONS, created={"gt": "$now+3600"}),
    get("list, of no such customer", SESSIONS, customer="cus_none"),
    get("list, by email address", SESSIONS, customer_details={"email": "nobody@example.com"}),
    post("update metadata", ONE, metadata={"order": "18", "color": "red"}),
    post("unset one key", ONE, metadata={"color": ""}),
    post("unset all metadata", ONE, metadata=""),
    post("update nothing", ONE),
    keyed("create with a key", "a", {"twice": "id"}),
    keyed("the same key and request again", "a", {"again": "id"}),
    keyed("refused: the same key, another request", "a", client_reference_id="other"),
    post("expire", f"{SESSIONS}/$twice/expire"),
    get("retrieve an expired one", f"{SESSIONS}/$twice"),
    post("refused: expire again", f"{SESSIONS}/$twice/expire"),
    post("update an expired one", f"{SESSIONS}/$twice", metadata={"late": "yes"}),
    get("line items of an expired one", f"{SESSIONS}/$twice/line_items"),
    post("expire with expand", f"{SESSIONS}/$subscribed/expire", expand=["line_items"]),
    get("list, expired", SESSIONS, status="expired", **OF_ANN),
    get("retrieve a price", "/v1/prices/$shirt", expand=["product", "currency_options"]),
    get("list prices of a product", "/v1/prices", product="$shirt_product", limit=2),
    get("retrieve a product", "/v1/products/$shirt_product"),
    get("retrieve a customer", "/v1/customers/$carl"),
    get("retrieve a coupon", "/v1/coupons/$quarter"),
    get("retrieve a promotion code", "/v1/promotion_codes/$spring"),
    get("list promotion codes of a coupon", "/v1/promotion_codes", coupon="$ten"),
    get("retrieve a shipping rate", "/v1/shipping_rates/$air"),
    get("retrieve a tax rate", "/v1/tax_rates/$sales_tax"),
    get("list payment intents of a customer", "/v1/payment_intents", **OF_ANN),
    get("list subscriptions of a customer", "/v1/subscriptions", **OF_ANN),
    get("list invoices of a customer", "/v1/invoices", **OF_ANN),
)
