"""The forms of the catalogue: from what people type to the arguments of ``fake.add_price`` and its relatives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from ....money import to_minor_units
from ..._shop.catalogue import Document
from ..money_text import money

Arguments = dict[str, Any]


@attrs.frozen
class FormField:
    """A field of a form."""

    name: str
    label: str
    required: bool = False
    default: str = ""
    placeholder: str = ""
    options: Sequence[tuple[str, str]] = ()
    """The values that can be chosen, with their labels; empty for any string."""


@attrs.frozen
class CatalogueForm:
    """How one kind of object is shown and added."""

    title: str
    columns: Sequence[str]
    cells: Callable[[Document, Mapping[str, str]], Sequence[str]]
    """Returns the columns of an object. It gets the names of products by id."""
    fields: Sequence[FormField]
    arguments: Callable[[Mapping[str, str]], Arguments]
    """Returns the arguments for what was entered; raises ``ValueError`` if it makes no sense."""


_ID = FormField("id", "Id", placeholder="a random one")
_CURRENCY = FormField("currency", "Currency", required=True, default="usd")


def _minor_units(entered: Mapping[str, str], name: str = "amount") -> int:
    return to_minor_units(entered.get(name, ""), entered.get("currency", "").lower())


def _given(entered: Mapping[str, str], *names: str) -> Arguments:
    return {name: entered[name] for name in names if entered.get(name)}


def _number(text: str, what: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{what} must be a number, not {text!r}") from None


def _price_cells(price: Document, products: Mapping[str, str]) -> Sequence[str]:
    recurring: Document | None = price["recurring"]
    amount = "" if price["unit_amount"] is None else money(price["unit_amount"], price["currency"])
    per = "" if recurring is None else f" every {recurring['interval_count']} {recurring['interval']}"
    product = products.get(price["product"], price["product"])
    return [f"{amount or price['unit_amount_decimal']}{per.replace(' 1 ', ' ')}", product, _yes(price["active"])]


def _price_arguments(entered: Mapping[str, str]) -> Arguments:
    arguments = {**_given(entered, "id", "product_name", "recurring"), "unit_amount": _minor_units(entered)}
    return {**arguments, "currency": entered["currency"]}


def _coupon_arguments(entered: Mapping[str, str]) -> Arguments:
    arguments = _given(entered, "id", "name")
    if entered.get("percent_off"):
        arguments["percent_off"] = _number(entered["percent_off"], "the percentage")
    if entered.get("amount"):
        arguments |= {"amount_off": _minor_units(entered), "currency": entered.get("currency", "")}
    return arguments


def _coupon_cells(coupon: Document, products: Mapping[str, str]) -> Sequence[str]:
    amount = coupon["amount_off"]
    off = f"{coupon['percent_off']:g} %" if amount is None else money(amount, coupon["currency"])
    return [off, coupon["name"] or "", _yes(coupon["valid"])]


def _shipping_arguments(entered: Mapping[str, str]) -> Arguments:
    return {**_given(entered, "id", "display_name", "currency"), "amount": _minor_units(entered)}


def _shipping_cells(rate: Document, products: Mapping[str, str]) -> Sequence[str]:
    fixed = rate["fixed_amount"]
    return [rate["display_name"], money(fixed["amount"], fixed["currency"]), _yes(rate["active"])]


def _tax_cells(rate: Document, products: Mapping[str, str]) -> Sequence[str]:
    kind = "included in prices" if rate["inclusive"] else "added to prices"
    return [rate["display_name"], f"{rate['percentage']:g} %", kind, rate["country"] or "", _yes(rate["active"])]


def _tax_arguments(entered: Mapping[str, str]) -> Arguments:
    arguments = _given(entered, "id", "display_name", "country")
    inclusive = entered.get("inclusive") == "yes"
    return {**arguments, "percentage": _number(entered.get("percentage", ""), "the percentage"), "inclusive": inclusive}


def _yes(value: bool) -> str:
    return "yes" if value else "no"


_INTERVALS = (
    ("", "once"),
    ("day", "every day"),
    ("week", "every week"),
    ("month", "every month"),
    ("year", "every year"),
)

FORMS: Mapping[str, CatalogueForm] = {
    "prices": CatalogueForm(
        "Prices",
        ("Amount", "Product", "Active"),
        _price_cells,
        (
            _ID,
            FormField("product_name", "Product", required=True, placeholder="T-shirt"),
            FormField("amount", "Amount", required=True, placeholder="10.99"),
            _CURRENCY,
            FormField("recurring", "Charged", options=_INTERVALS),
        ),
        _price_arguments,
    ),
    "products": CatalogueForm(
        "Products",
        ("Name", "Description", "Active"),
        lambda product, _: [product["name"], product["description"] or "", _yes(product["active"])],
        (_ID, FormField("name", "Name", required=True), FormField("description", "Description")),
        lambda entered: _given(entered, "id", "name", "description"),
    ),
    "customers": CatalogueForm(
        "Customers",
        ("Name", "E-mail"),
        lambda customer, _: [customer["name"] or "", customer["email"] or ""],
        (_ID, FormField("name", "Name"), FormField("email", "E-mail")),
        lambda entered: _given(entered, "id", "name", "email"),
    ),
    "coupons": CatalogueForm(
        "Coupons",
        ("Discount", "Name", "Valid"),
        _coupon_cells,
        (
            _ID,
            FormField("name", "Name"),
            FormField("percent_off", "Percentage", placeholder="10"),
            FormField("amount", "Or an amount", placeholder="5.00"),
            FormField("currency", "Currency of the amount", default="usd"),
        ),
        _coupon_arguments,
    ),
    "promotion_codes": CatalogueForm(
        "Promotion codes",
        ("Code", "Coupon", "Active"),
        lambda code, _: [code["code"], code["promotion"]["coupon"], _yes(code["active"])],
        (
            FormField("code", "Code that customers type", required=True),
            FormField("coupon", "Id of the coupon", required=True),
        ),
        lambda entered: {"code": entered.get("code", ""), "coupon": entered.get("coupon", "")},
    ),
    "shipping_rates": CatalogueForm(
        "Shipping rates",
        ("Name", "Amount", "Active"),
        _shipping_cells,
        (
            _ID,
            FormField("display_name", "Name", required=True, placeholder="Post"),
            FormField("amount", "Amount", required=True, placeholder="5.00"),
            _CURRENCY,
        ),
        _shipping_arguments,
    ),
    "tax_rates": CatalogueForm(
        "Tax rates",
        ("Name", "Percentage", "Kind", "Country", "Active"),
        _tax_cells,
        (
            _ID,
            FormField("display_name", "Name", required=True, placeholder="VAT"),
            FormField("percentage", "Percentage", required=True, placeholder="19"),
            FormField("inclusive", "Kind", options=(("", "added to prices"), ("yes", "included in prices"))),
            FormField("country", "Country", placeholder="DE"),
        ),
        _tax_arguments,
    ),
}
"""The forms, by collection."""
