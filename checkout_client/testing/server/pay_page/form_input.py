"""From the fields of a submitted form to what the customer enters and chooses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._shop.customers.cart_choices import CartChoices
from ..._shop.customers.contact_details import ADDRESS_FIELDS
from ..._shop.customers.input_error import InputError
from ..._shop.customers.tax_ids import tax_id_type


def cart_choices(form: Mapping[str, str]) -> CartChoices:
    """Return the customer's changes to the cart. Fields that are left empty change nothing."""
    return CartChoices(
        quantities=_numbers(form, "quantity_"),
        optional_items=_numbers(form, "optional_"),
        promotion_code=form.get("promotion_code", "").strip() or None,
        shipping_rate=form.get("shipping_rate") or None,
    )


def completion(form: Mapping[str, str]) -> dict[str, Any]:
    """Return the arguments of ``complete`` for a form; raise :class:`InputError` for what the page itself refuses."""
    details: dict[str, Any] = {name: form[name].strip() for name in _CONTACTS if name in form}
    if not details.get("name", "given"):
        del details["name"]
    for name in ("business_name", "individual_name"):
        if details.get(name) == "":
            details[name] = None
    address, shipping = entered_address(form, "billing"), entered_address(form, "shipping")
    if address is not None:
        details["address"] = address
    tax_id = form.get("tax_id", "").strip()
    if tax_id:
        kind = tax_id_type((address or shipping or {}).get("country")) or "eu_vat"
        details["tax_ids"] = [{"type": kind, "value": tax_id}]
    cart = cart_choices(form)
    return {
        "customer_details": details,
        "shipping_details": None if shipping is None else {"name": form.get("shipping_name"), "address": shipping},
        "custom_fields": {
            name.removeprefix("field_"): value for name, value in form.items() if name.startswith("field_")
        },
        "consent": _consent(form),
        "payment_method": form.get("payment_method") or None,
        "quantities": cart.quantities,
        "optional_items": cart.optional_items,
        "promotion_code": cart.promotion_code,
        "shipping_rate": cart.shipping_rate,
    }


_CONTACTS = ("email", "name", "phone", "business_name", "individual_name")


def entered_address(form: Mapping[str, str], kind: str) -> dict[str, str | None] | None:
    """Return the ``billing`` or ``shipping`` address in a form; ``None`` if the form has none."""
    if f"{kind}_country" not in form:
        return None
    address: dict[str, str | None] = {
        name: form[f"{kind}_{name}"].strip() for name in ADDRESS_FIELDS if f"{kind}_{name}" in form
    }
    for name in ("line2", "state"):
        address[name] = address.get(name) or None
    return address


def _consent(form: Mapping[str, str]) -> dict[str, str]:
    # Browsers send nothing for a box that is not ticked. The page says which boxes it shows.
    shown = form.get("shown", "").split()
    if "terms_of_service" in shown and "consent_terms_of_service" not in form:
        raise InputError(
            "the terms were not accepted", "consent_terms_of_service", "Please accept the terms of service."
        )
    if "promotions" not in shown:
        return {}
    return {"promotions": "opt_in" if "consent_promotions" in form else "opt_out"}


def _numbers(form: Mapping[str, str], prefix: str) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for name, value in form.items():
        if name.startswith(prefix) and value.strip():
            if not (value.strip().isascii() and value.strip().isdecimal() and len(value) < 10):
                raise InputError(f"{value!r} is not a whole number", name, "Please enter a whole number.")
            numbers[name.removeprefix(prefix)] = int(value)
    return numbers
