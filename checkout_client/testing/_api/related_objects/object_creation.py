"""Creating the objects that Checkout Sessions refer to, as a shop's set-up script does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..._shop.catalogue import Document
from ..._shop.customers.contact_details import full_address
from ..._shop.error_responses import StripeErrorResponse, invalid, missing_parameter
from ..._shop.metadata import check_metadata
from ..._shop.rules.contact_rules import is_email
from ..._shop.shop import Shop
from .discount_creation import create_coupon, create_promotion_code
from .price_creation import create_price, create_product, currency_options, money_amount, refuse_unsupported

Params = dict[str, Any]


def _create_customer(shop: Shop, params: Params) -> Document:
    refuse_unsupported(params, "cash_balance", "payment_method", "source", "tax", "tax_id_data", "test_clock")
    if "email" in params and not is_email(params["email"]):
        raise invalid(f"Invalid email address: {params['email']}", "email", code="email_invalid")
    if "address" in params:
        params["address"] = full_address(params["address"])
    if "shipping" in params:
        shipping = params["shipping"]
        params["shipping"] = {"phone": None, **shipping, "address": full_address(shipping["address"])}
    if "invoice_settings" in params:
        names = ("custom_fields", "default_payment_method", "footer", "rendering_options")
        params["invoice_settings"] = dict.fromkeys(names) | params["invoice_settings"]
    return shop.catalogue.customer(**params)


def _create_shipping_rate(shop: Shop, params: Params) -> Document:
    if "fixed_amount" not in params:
        raise missing_parameter("fixed_amount")
    given = params.pop("fixed_amount")
    amount, currency = money_amount(given, "amount", "fixed_amount")
    rate = shop.catalogue.shipping_rate(
        params.pop("display_name"), {"amount": amount, "currency": currency}, **_with_estimate(params)
    )
    if "currency_options" in given:
        options = currency_options(given["currency_options"], "amount", "fixed_amount[currency_options]")
        shop.catalogue.expand_only[rate["id"], "currency_options"] = options
    return rate


def _with_estimate(params: Params) -> Params:
    if "delivery_estimate" in params:
        params["delivery_estimate"] = {"maximum": None, "minimum": None, **params["delivery_estimate"]}
    return params


def _create_tax_rate(shop: Shop, params: Params) -> Document:
    if not 0 <= params["percentage"] <= 100:
        raise invalid("The percentage must be between 0 and 100.", "percentage")
    return shop.catalogue.tax_rate(**params)


def _checked(create: Callable[[Shop, Params], Document]) -> Callable[[Shop, Params], Document]:
    def create_checked(shop: Shop, params: Params) -> Document:
        check_metadata(params)
        if "id" in params and params["id"] in shop.catalogue.objects:
            kind = shop.catalogue.objects[params["id"]]["object"].replace("_", " ").capitalize()
            raise StripeErrorResponse(f"{kind} already exists.", code="resource_already_exists", param="id")
        return create(shop, params)

    return create_checked


CREATE: Mapping[str, Callable[[Shop, Params], Document]] = {
    "coupon": _checked(create_coupon),
    "customer": _checked(_create_customer),
    "price": _checked(create_price),
    "product": _checked(create_product),
    "promotion_code": _checked(create_promotion_code),
    "shipping_rate": _checked(_create_shipping_rate),
    "tax_rate": _checked(_create_tax_rate),
}
"""The functions that create objects, by kind."""
