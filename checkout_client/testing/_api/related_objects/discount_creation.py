"""Creating coupons and promotion codes."""

from __future__ import annotations

from typing import Any

from ..._shop.amounts.currencies import parse_currency
from ..._shop.catalogue import Document
from ..._shop.error_responses import exclusive_parameters, invalid, missing_parameter
from ..._shop.shop import Shop
from .price_creation import refuse_unsupported


def create_coupon(shop: Shop, params: dict[str, Any]) -> Document:
    """Create a coupon."""
    refuse_unsupported(params, "currency_options")
    if "percent_off" in params and "amount_off" in params:
        raise exclusive_parameters("percent_off", "amount_off")
    if "percent_off" not in params and "amount_off" not in params:
        raise missing_parameter("percent_off")
    if not 0 < params.get("percent_off", 1) <= 100:
        raise invalid("Invalid percent_off: must be greater than 0 and at most 100.", "percent_off")
    if "amount_off" in params:
        if params["amount_off"] < 1:
            raise invalid("Invalid positive integer", "amount_off", code="parameter_invalid_integer")
        if "currency" not in params:
            raise missing_parameter("currency")
    if "currency" in params:
        params["currency"] = parse_currency(params["currency"], "currency")
    repeating = params.get("duration") == "repeating"
    if repeating and "duration_in_months" not in params:
        raise missing_parameter("duration_in_months")
    if not repeating and "duration_in_months" in params:
        raise invalid("`duration_in_months` can only be used when `duration` is `repeating`.", "duration_in_months")
    if params.get("redeem_by", shop.clock.now() + 1) <= shop.clock.now():
        raise invalid("The `redeem_by` timestamp must be in the future.", "redeem_by")
    applies_to: dict[str, list[str]] | None = params.pop("applies_to", None)
    products = [] if applies_to is None else applies_to.get("products", [])
    for index, product in enumerate(products):
        shop.catalogue.get("product", product, f"applies_to[products][{index}]")
    coupon = shop.catalogue.coupon(**params)
    if applies_to is not None:
        shop.catalogue.expand_only[coupon["id"], "applies_to"] = {"products": products}
    return coupon


def create_promotion_code(shop: Shop, params: dict[str, Any]) -> Document:
    """Create a promotion code for a coupon."""
    promotion = params.pop("promotion")
    if "coupon" not in promotion:
        raise missing_parameter("promotion[coupon]")
    shop.catalogue.get("coupon", promotion["coupon"], "promotion[coupon]")
    if "customer" in params:
        shop.catalogue.get("customer", params["customer"], "customer")
    restrictions = params.pop("restrictions", {})
    refuse_unsupported(restrictions, "currency_options", path="restrictions")
    if "minimum_amount" in restrictions and "minimum_amount_currency" not in restrictions:
        raise missing_parameter("restrictions[minimum_amount_currency]")
    if "minimum_amount_currency" in restrictions:
        code = restrictions["minimum_amount_currency"]
        restrictions["minimum_amount_currency"] = parse_currency(code, "restrictions[minimum_amount_currency]")
    code = params.pop("code", None) or shop.ids.letters(8).upper()
    if shop.catalogue.find_promotion_code(code) is not None:
        raise invalid(f"An active promotion code with `code: {code}` already exists.", "code")
    defaults = {"first_time_transaction": False, "minimum_amount": None, "minimum_amount_currency": None}
    return shop.catalogue.promotion_code(code, promotion["coupon"], restrictions=defaults | restrictions, **params)
