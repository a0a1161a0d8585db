"""Creating products and prices."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..._shop.amounts.currencies import parse_currency
from ..._shop.catalogue import Document
from ..._shop.error_responses import below_minimum, exclusive_parameters, invalid, missing_parameter
from ..._shop.shop import Shop

MAX_LOOKUP_KEY = 200
"""Characters of a ``lookup_key``."""


def refuse_unsupported(params: dict[str, Any], *names: str, path: str = "") -> None:
    """Raise a :class:`StripeErrorResponse` if ``params`` has one of ``names``, which the fake does not imitate."""
    for name in names:
        if name in params:
            full = f"{path}[{name}]" if path else name
            raise invalid(f"This fake does not imitate `{full}`. Leave it out, or test this part with Stripe.", full)


def create_product(shop: Shop, params: dict[str, Any]) -> Document:
    """Create a product, and its default price if there is one."""
    price_data = params.pop("default_price_data", None)
    if price_data is None:
        return shop.catalogue.product(params.pop("name"), **params)
    refuse_unsupported(price_data, "custom_unit_amount", path="default_price_data")
    amount = _unit_amount(price_data, "default_price_data")
    currency = parse_currency(price_data["currency"], "default_price_data[currency]")
    product = shop.catalogue.product(params.pop("name"), **params)
    product["default_price"] = _add_price(shop, price_data, amount, currency, product["id"])["id"]
    return product


def create_price(shop: Shop, params: dict[str, Any]) -> Document:
    """Create a price, and its product if it is new."""
    refuse_unsupported(params, "custom_unit_amount", "tiers", "tiers_mode", "transform_quantity")
    if params.get("billing_scheme") == "tiered":
        raise invalid("This fake does not imitate `billing_scheme=tiered`.", "billing_scheme")
    amount, currency = _unit_amount(params), parse_currency(params["currency"], "currency")
    if "product" in params and "product_data" in params:
        raise exclusive_parameters("product", "product_data")
    if "product" in params:
        shop.catalogue.get("product", params["product"], "product")
    elif "product_data" not in params:
        raise missing_parameter("product")
    previous = _price_with_lookup_key(shop, params)
    if "product" in params:
        product_id = params["product"]
    else:
        data = params["product_data"]
        if data.get("id") in shop.catalogue.objects:
            raise invalid("Product already exists.", "product_data[id]", code="resource_already_exists")
        product_id = shop.catalogue.product(data.pop("name"), **data)["id"]
    if previous is not None:
        previous["lookup_key"] = None
    return _add_price(shop, params, amount, currency, product_id)


def _price_with_lookup_key(shop: Shop, params: dict[str, Any]) -> Document | None:
    """Return the price that gives its lookup key to the new one."""
    key = params.get("lookup_key")
    if key is None:
        return None
    if len(key) > MAX_LOOKUP_KEY:
        raise invalid(f"Invalid string: must be at most {MAX_LOOKUP_KEY} characters", "lookup_key")
    prices = (one for one in shop.catalogue.objects.values() if one["object"] == "price" and one["lookup_key"] == key)
    previous = next(prices, None)
    if previous is not None and not params.get("transfer_lookup_key"):
        raise invalid(f"A price (`{previous['id']}`) already uses that lookup key.", "lookup_key")
    return previous


def _add_price(shop: Shop, params: dict[str, Any], amount: Decimal, currency: str, product: str) -> Document:
    names = ("active", "lookup_key", "metadata", "nickname", "recurring", "tax_behavior")
    options = None
    if "currency_options" in params:
        options = currency_options(params["currency_options"], "unit_amount", "currency_options")
    price = shop.catalogue.price(
        int(amount) if amount == int(amount) else None,
        f"{amount:f}",
        currency,
        product,
        **{name: params[name] for name in names if name in params},
    )
    if options is not None:
        shop.catalogue.expand_only[price["id"], "currency_options"] = options
    return price


def _unit_amount(params: dict[str, Any], path: str = "") -> Decimal:
    names = [name for name in ("unit_amount", "unit_amount_decimal") if name in params]
    places = [f"{path}[{name}]" if path else name for name in ("unit_amount", "unit_amount_decimal")]
    if len(names) == 2:
        raise exclusive_parameters(*places)
    if not names:
        raise missing_parameter(places[0])
    amount = Decimal(str(params[names[0]]))
    if amount < 0:
        raise below_minimum(f"{path}[{names[0]}]" if path else names[0], str(amount), 0)
    return amount


def money_amount(params: dict[str, Any], name: str, path: str) -> tuple[int, str]:
    """Return the amount called ``name`` and its currency."""
    if params[name] < 0:
        raise below_minimum(f"{path}[{name}]", params[name], 0)
    return params[name], parse_currency(params["currency"], f"{path}[currency]")


def currency_options(given: dict[str, Any], name: str, path: str) -> Document:
    """Return the currency options of a price (``unit_amount``) or of a shipping rate (``amount``)."""
    options: Document = {}
    for code, option in given.items():
        place = f"{path}[{code}]"
        refuse_unsupported(option, "custom_unit_amount", "tiers", path=place)
        common = {"tax_behavior": option.get("tax_behavior", "unspecified")}
        if name == "amount":
            amounts: Document = {"amount": money_amount({**option, "currency": code}, name, place)[0]}
        else:
            amount = _unit_amount(option, place)
            whole = int(amount) if amount == int(amount) else None
            amounts = {"custom_unit_amount": None, "unit_amount": whole, "unit_amount_decimal": f"{amount:f}"}
        options[parse_currency(code, place)] = {**common, **amounts}
    return options
