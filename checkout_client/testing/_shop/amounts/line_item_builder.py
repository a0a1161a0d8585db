"""Line items: from parameters to what the API shows, with amounts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ..catalogue import Catalogue, Document
from ..error_responses import above_maximum, below_minimum, exclusive_parameters, invalid, missing_parameter
from ..ids import IdGenerator
from ..metadata import merged_metadata, without_unset
from .currencies import currency_step, parse_currency
from .pricing import CouponTerms, PricedLine, line_subtotal

MAX_LINE_ITEMS = 100
MAX_ITEMS_PER_PRICE_TYPE = 20
MAX_QUANTITY = 999_999
"""The greatest quantity of a line item.

API reference: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-line_items
"""


class LineItemBuilder:
    """Builds line items from parameters."""

    def __init__(self, catalogue: Catalogue, ids: IdGenerator) -> None:
        self._catalogue = catalogue
        self._ids = ids

    def build_all(self, given: Sequence[dict[str, Any]], mode: str, currency: str | None) -> list[Document]:
        """Return the line items of a new Session. ``currency`` is the parameter of the request."""
        if mode != "subscription" and len(given) > MAX_LINE_ITEMS:
            message = f"You can only have up to {MAX_LINE_ITEMS} line items in `{mode}` mode."
            raise invalid(message, "line_items")
        items = [self.build(params, f"line_items[{index}]", currency) for index, params in enumerate(given)]
        check_combination(items, mode)
        return items

    def build(self, params: dict[str, Any], path: str, currency: str | None) -> Document:
        """Return one line item."""
        price = self._price(params, path, currency)
        unit_amount, item_currency = self.unit_amount(price, currency, path)
        metered = price["recurring"] is not None and price["recurring"]["usage_type"] == "metered"
        quantity = _quantity(params, path, metered)
        subtotal = 0 if quantity is None else line_subtotal(unit_amount, quantity)
        return {
            "id": self._ids.new("li"),
            "object": "item",
            "adjustable_quantity": _adjustable_quantity(params, path, quantity),
            "amount_discount": 0,
            "amount_subtotal": subtotal,
            "amount_tax": 0,
            "amount_total": subtotal,
            "currency": item_currency,
            "description": self._catalogue.objects[price["product"]]["name"],
            "metadata": without_unset(params.get("metadata") or {}),
            "price": price,
            "quantity": quantity,
        }

    def update(self, item: Document, params: dict[str, Any], path: str) -> Document:
        """Return ``item`` after an update with ``params``."""
        price: dict[str, Any] = {name: params[name] for name in ("price", "price_data") if name in params}
        if not price:
            price = {"price": item["price"]["id"]}
        quantity = {} if item["quantity"] is None else {"quantity": item["quantity"]}
        updated = self.build({**quantity, **params, **price, "id": item["id"]}, path, item["currency"])
        adjustable = updated["adjustable_quantity"] if "adjustable_quantity" in params else item["adjustable_quantity"]
        metadata = merged_metadata(item["metadata"], params.get("metadata", {}))
        return {**updated, "id": item["id"], "adjustable_quantity": adjustable, "metadata": metadata}

    def _price(self, params: dict[str, Any], path: str, currency: str | None) -> Document:
        if "price" in params and "price_data" in params:
            raise exclusive_parameters("price", "price_data", param=f"{path}[price]")
        if "price" in params:
            price = self._catalogue.get("price", params["price"], f"{path}[price]")
            # Prices from price_data are inactive, and an update may keep them.
            if not price["active"] and "id" not in params:
                raise invalid(
                    "The price specified is inactive. This field only accepts active prices.", f"{path}[price]"
                )
            return price
        if "price_data" not in params:
            raise missing_parameter(f"{path}[price]")
        return self._inline_price(params["price_data"], f"{path}[price_data]")

    def _inline_price(self, data: dict[str, Any], path: str) -> Document:
        product = self._inline_product(data, path)
        if "unit_amount" in data and "unit_amount_decimal" in data:
            raise exclusive_parameters("unit_amount", "unit_amount_decimal", param=f"{path}[unit_amount]")
        if "unit_amount" not in data and "unit_amount_decimal" not in data:
            raise missing_parameter(f"{path}[unit_amount]")
        name = "unit_amount" if "unit_amount" in data else "unit_amount_decimal"
        text = str(data[name])
        amount = Decimal(text)
        if amount < 0:
            raise below_minimum(f"{path}[{name}]", text, 0)
        whole = int(amount) if amount == int(amount) else None
        return self._catalogue.price(
            whole,
            f"{amount:f}",
            parse_currency(data["currency"], f"{path}[currency]"),
            product["id"],
            active=False,
            recurring=data.get("recurring"),
            tax_behavior=data.get("tax_behavior", "unspecified"),
        )

    def _inline_product(self, data: dict[str, Any], path: str) -> Document:
        if "product" in data and "product_data" in data:
            raise exclusive_parameters("product", "product_data", param=f"{path}[product]")
        if "product" in data:
            return self._catalogue.get("product", data["product"], f"{path}[product]")
        if "product_data" not in data:
            raise missing_parameter(f"{path}[product]")
        fields = {**data["product_data"]}
        fields["metadata"] = without_unset(fields.get("metadata") or {})
        return self._catalogue.product(fields.pop("name"), active=False, **fields)

    def unit_amount(self, price: Document, currency: str | None, path: str) -> tuple[Decimal, str]:
        """Return the price of one unit and its currency."""
        wanted = (currency or price["currency"]).lower()
        if wanted == price["currency"]:
            return Decimal(price["unit_amount_decimal"]), wanted
        options = self._catalogue.expand_only.get((price["id"], "currency_options"), {})
        if wanted not in options:
            supported = ", ".join(f"`{name}`" for name in (price["currency"], *options))
            raise invalid(
                f"The price specified only supports {supported}. This doesn't match the expected currency: `{wanted}`.",
                f"{path}[price]",
            )
        return Decimal(options[wanted]["unit_amount_decimal"]), wanted

    def with_discount(self, items: Sequence[Document], coupon: Document | None) -> list[Document]:
        """Return ``items`` with the discount that ``coupon`` gives on each."""
        shares = [0] * len(items)
        if coupon is not None and items:
            if coupon["amount_off"] is not None and coupon["currency"] != items[0]["currency"]:
                message = f"The coupon is in {coupon['currency']}, the Checkout Session in {items[0]['currency']}."
                raise invalid(message, "discounts[0]")
            applies_to = self._catalogue.expand_only.get((coupon["id"], "applies_to"))
            terms = CouponTerms(
                coupon["percent_off"],
                coupon["amount_off"],
                None if applies_to is None else frozenset(applies_to["products"]),
            )
            shares = terms.amounts_off(
                [PricedLine(item["amount_subtotal"], item["price"]["product"]) for item in items],
                currency_step(items[0]["currency"]),
            )
        return [
            {**item, "amount_discount": share, "amount_tax": 0, "amount_total": item["amount_subtotal"] - share}
            for item, share in zip(items, shares, strict=True)
        ]


def check_adjustable(given: dict[str, Any], path: str, quantity: int | None) -> None:
    """Raise a :class:`StripeErrorResponse` for limits of an adjustable quantity that exclude each other."""
    if quantity is None:
        raise invalid("The quantity of a metered price cannot be adjustable.", path)
    least, most = given.get("minimum", 0), given.get("maximum", MAX_QUANTITY)
    if least < 0:
        raise below_minimum(f"{path}[minimum]", least, 0)
    if most > MAX_QUANTITY:
        raise above_maximum(f"{path}[maximum]", most, MAX_QUANTITY)
    if least > quantity:
        raise above_maximum(f"{path}[minimum]", least, quantity)
    if "maximum" in given and most < max(quantity, 1):
        raise below_minimum(f"{path}[maximum]", most, quantity)


def check_combination(items: Sequence[Document], mode: str) -> None:
    """Raise a :class:`StripeErrorResponse` for items that one Session of this ``mode`` cannot combine."""
    currencies = [item["currency"] for item in items]
    for index, currency in enumerate(currencies):
        if currency != currencies[0]:
            raise invalid(
                f"All line items must be in one currency: `{currency}` doesn't match `{currencies[0]}`.",
                f"line_items[{index}]",
            )
    recurring = [item for item in items if item["price"]["type"] == "recurring"]
    if mode == "payment" and recurring:
        raise invalid(
            "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use "
            "only one-time prices.",
            f"line_items[{items.index(recurring[0])}][price]",
        )
    if mode == "subscription":
        if not recurring:
            raise invalid("You must provide at least one recurring price in `subscription` mode.", "line_items")
        for kind, count in (("recurring", len(recurring)), ("one-time", len(items) - len(recurring))):
            if count > MAX_ITEMS_PER_PRICE_TYPE:
                maximum = MAX_ITEMS_PER_PRICE_TYPE
                message = f"You can only have up to {maximum} line items with {kind} prices in `subscription` mode."
                raise invalid(message, "line_items")


def _quantity(params: dict[str, Any], path: str, metered: bool) -> int | None:
    quantity: int | None = params.get("quantity")
    if metered:
        if quantity is not None:
            raise invalid("You cannot set `quantity` for a metered price.", f"{path}[quantity]")
        return None
    if quantity is None:
        raise missing_parameter(f"{path}[quantity]")
    if quantity < 1:
        raise below_minimum(f"{path}[quantity]", quantity, 1)
    if quantity > MAX_QUANTITY:
        raise above_maximum(f"{path}[quantity]", quantity, MAX_QUANTITY)
    return quantity


def _adjustable_quantity(params: dict[str, Any], path: str, quantity: int | None) -> Document | None:
    given: dict[str, Any] | None = params.get("adjustable_quantity")
    if given is None:
        return None
    if given["enabled"]:
        check_adjustable(given, f"{path}[adjustable_quantity]", quantity)
    return {"enabled": given["enabled"], "maximum": given.get("maximum"), "minimum": given.get("minimum")}
