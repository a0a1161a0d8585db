"""Requests and responses of typical sizes, the same for every candidate."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "tests" / "data"
NEWEST = 1_790_000_000
"""When the newest Session was created, in epoch seconds."""
SECONDS_BETWEEN = 60
PAGE_SIZE = 100

KEY = "sk_test_benchmark"
SESSIONS_PATH = "/v1/checkout/sessions"

CREATE: dict[str, Any] = {
    "mode": "payment",
    "success_url": "https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
    "line_items": [{"price": "price_123", "quantity": 2}],
}
CREATE_FORM = {
    "mode": "payment",
    "success_url": "https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
    "line_items[0][price]": "price_123",
    "line_items[0][quantity]": "2",
}
"""The same for libraries without nested parameters."""


def example(name: str) -> Any:
    """Return an example response of the API."""
    return json.loads((DATA / f"{name}.json").read_bytes())


@cache
def _template() -> dict[str, Any]:
    """Return the other keys of a Session, with the values of the example, customer details and null."""
    every_field: dict[str, Any] = example("session_every_field")
    template: dict[str, Any] = {**dict.fromkeys(every_field), **example("page_create")}
    template["customer_details"] = every_field["customer_details"]
    template["metadata"] = {"order": "1017", "channel": "web"}
    return {name: value for name, value in template.items() if name not in ("id", "created", "line_items")}


def session(index: int) -> dict[str, Any]:
    """Return the Session at ``index``, newest first."""
    return {"id": session_id(index), "created": NEWEST - index * SECONDS_BETWEEN, **_template()}


def session_id(index: int) -> str:
    """Return the id of the Session at ``index``."""
    return f"cs_test_a1Vv4Ks2Xq9Zb7Lm3Nd5Rt8Yw6Pc0Hg1Jf4Ke2Su{index:08d}"


def page_with_line_items() -> bytes:
    """Return a page of a hundred Sessions with two line items each: some 400 kB."""
    items = example("page_line_items")
    items["data"] = items["data"] * 2
    return json.dumps(
        {
            "object": "list",
            "url": SESSIONS_PATH,
            "has_more": False,
            "data": [{**session(index), "line_items": items} for index in range(PAGE_SIZE)],
        }
    ).encode()


def rich_create() -> dict[str, Any]:
    """Return parameters of a create with a hundred line items, each with its own price and product."""
    return {
        "mode": "payment",
        "success_url": CREATE["success_url"],
        "metadata": {"order": "1017"},
        "line_items": [
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": 1099 + number,
                    "tax_behavior": "exclusive",
                    "product_data": {
                        "name": f"T-shirt {number}, bleu ciné",
                        "description": f"Number {number} of a hundred: a fine shirt, 100% cotton",
                        "images": [f"https://example.com/images/{number}.png"],
                        "metadata": {"sku": f"SKU-{number}", "colour": "blue"},
                    },
                },
                "quantity": number + 1,
                "adjustable_quantity": {"enabled": True, "minimum": 1, "maximum": 100 + number},
                "tax_rates": [f"txr_1{number}", "txr_2"],
            }
            for number in range(100)
        ],
    }
