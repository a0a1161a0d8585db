"""The objects that the other steps use; they are those of ``support.shop``."""

from __future__ import annotations

from typing import Any

from .steps import Step


def new(name: str, path: str, /, **params: Any) -> Step:
    return Step(f"create {name}", "POST", f"/v1/{path}", params, saves={name: "id"})


MONTH = {"interval": "month"}
POST = {"amount": 700, "currency": "usd"}

CATALOGUE = (
    new("shirt_product", "products", name="Shirt", metadata={"made_by": "checkout_client"}),
    new("shirt", "prices", product="$shirt_product", currency="usd", unit_amount=1099,
        currency_options={"eur": {"unit_amount": 999}}),
    new("mug", "prices", product_data={"name": "Mug"}, currency="usd", unit_amount=500),
    new("plan", "prices", product_data={"name": "Plan"}, currency="usd", unit_amount=2000, recurring=MONTH),
    new("yearly", "prices", product_data={"name": "Year"}, currency="eur", unit_amount=9900,
        recurring={"interval": "year"}, tax_behavior="inclusive", nickname="A year"),
    new("old", "prices", product="$shirt_product", currency="usd", unit_amount=100, active=False),
    new("decimal", "prices", product="$shirt_product", currency="usd", unit_amount_decimal="0.5"),
    new("ann", "customers", email="ann@example.com", name="Ann"),
    new("carl", "customers", email="carl@example.com", name="Carl", phone="+491711234567",
        address={"line1": "Unter den Linden 1", "city": "Berlin", "postal_code": "10117", "country": "DE"}),
    new("ten", "coupons", percent_off=10, duration="once"),
    new("five", "coupons", amount_off=500, currency="usd", duration="forever", name="Five off"),
    new("quarter", "coupons", percent_off=25, duration="repeating", duration_in_months=3, max_redemptions=5),
    new("spring", "promotion_codes", promotion={"type": "coupon", "coupon": "$ten"}, code="SPRING$run"),
    new("big", "promotion_codes", promotion={"type": "coupon", "coupon": "$ten"}, code="BIG$run",
        restrictions={"minimum_amount": 100000, "minimum_amount_currency": "usd"}),
    new("post", "shipping_rates", display_name="Post", type="fixed_amount", fixed_amount=POST),
    new("air", "shipping_rates", display_name="Air", type="fixed_amount", tax_behavior="exclusive",
        fixed_amount={"amount": 1900, "currency": "usd"},
        delivery_estimate={"minimum": {"unit": "business_day", "value": 1}, "maximum": {"unit": "day", "value": 3}}),
    new("vat", "tax_rates", display_name="VAT", percentage=19, inclusive=True, country="DE"),
    new("sales_tax", "tax_rates", display_name="Sales tax", percentage=8.625, inclusive=False,
        country="US", state="CA"),
)  # fmt: skip
