"""What a customer changes in the cart on the page: quantities, optional items, promotion code, shipping."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..amounts.line_item_builder import check_combination
from ..catalogue import Document
from ..error_responses import StripeErrorResponse
from ..session_store import StoredSession
from ..shop import Shop
from .input_error import InputError

DEFAULT_MAXIMUM = 99
"""The greatest quantity that a customer may choose if ``adjustable_quantity`` has no ``maximum``."""


QUANTITY = "Please choose a quantity from {} to {}."


@attrs.frozen
class CartChoices:
    """The customer's changes to the cart."""

    quantities: Mapping[str, int] = {}
    """By the id of a line item, or of its price. 0 removes the item."""
    optional_items: Mapping[str, int] = {}
    """The quantities of optional items, by the id of the price. 0 leaves the item out."""
    promotion_code: str | None = None
    shipping_rate: str | None = None


def apply_cart_choices(shop: Shop, session: StoredSession, choices: CartChoices) -> None:
    """Apply ``choices`` to ``session``, except for its totals; raise :class:`InputError` if the page refuses one."""
    if choices.quantities:
        _change_quantities(shop, session, choices.quantities)
    if choices.optional_items:
        _add_optional_items(shop, session, choices.optional_items)
    if choices.promotion_code is not None:
        _apply_promotion_code(shop, session, choices.promotion_code)
    if choices.shipping_rate is not None:
        rates = [option["shipping_rate"] for option in session.document["shipping_options"]]
        if choices.shipping_rate not in rates:
            offered = ", ".join(rates) or "none"
            message = f"{choices.shipping_rate!r} is not among the shipping options: {offered}"
            raise InputError(message, "shipping_rate", "Please choose one of these.")
        shop.amounts.choose_shipping(session, choices.shipping_rate)


def quantity_limits(adjustable: Document | None, quantity: int, alone: bool = False) -> tuple[int, int] | None:
    """Return the least and the greatest quantity that the customer may choose; ``None`` if it is fixed.

    ``alone`` says that the item is the only one, which cannot be removed.
    """
    if adjustable is None or not adjustable["enabled"]:
        return None
    least = adjustable["minimum"] or 0
    most = adjustable["maximum"] or max(DEFAULT_MAXIMUM, quantity)
    return max(least, 1) if alone else least, most


def _change_quantities(shop: Shop, session: StoredSession, quantities: Mapping[str, int]) -> None:
    items = {item["id"]: item for item in session.items}
    for key, quantity in quantities.items():
        found = [item for item in items.values() if key in (item["id"], item["price"]["id"])]
        if not found:
            raise InputError(f"the Session has no line item {key!r}", f"quantity_{key}")
        item = found[0]
        field = f"quantity_{item['id']}"
        limits = quantity_limits(item["adjustable_quantity"], item["quantity"] or 0, len(items) == 1)
        if limits is None:
            if quantity == item["quantity"]:
                continue
            raise InputError(f"the quantity of {item['description']} is fixed", field)
        if not limits[0] <= quantity <= limits[1]:
            message = f"the quantity of {item['description']} must be {limits[0]} to {limits[1]}"
            raise InputError(message, field, QUANTITY, limits)
        if quantity == 0:
            del items[item["id"]]
        else:
            items[item["id"]] = shop.line_items.update(item, {"quantity": quantity}, "line_items[0]")
    session.items = list(items.values())
    _check_items(session)


def _add_optional_items(shop: Shop, session: StoredSession, chosen: Mapping[str, int]) -> None:
    optional: list[Document] = session.document["optional_items"] or []
    offered: dict[str, Document] = {item["price"]: item for item in optional}
    for price, quantity in chosen.items():
        field = f"optional_{price}"
        if price not in offered:
            raise InputError(f"{price!r} is not among the optional items: {', '.join(offered) or 'none'}", field)
        if quantity == 0:
            continue
        usual: int = offered[price]["quantity"]
        limits = quantity_limits(offered[price]["adjustable_quantity"], usual) or (usual, usual)
        least = max(limits[0], 1)
        if not least <= quantity <= limits[1]:
            message = f"the quantity of {price} must be {least} to {limits[1]}"
            raise InputError(message, field, QUANTITY, (least, limits[1]))
        added = shop.line_items.build({"price": price, "quantity": quantity}, "optional", session.document["currency"])
        session.items = [*session.items, added]
    _check_items(session)


def _check_items(session: StoredSession) -> None:
    try:
        check_combination(session.items, session.document["mode"])
    except StripeErrorResponse as error:
        raise InputError(error.message, None, "This combination cannot be ordered.") from None


def _apply_promotion_code(shop: Shop, session: StoredSession, code: str) -> None:
    found = shop.catalogue.find_promotion_code(code)
    if found is None or not session.document["allow_promotion_codes"]:
        message = f"the Session does not accept the promotion code {code!r}"
        raise InputError(message, "promotion_code", "This code is invalid.")
    try:
        shop.amounts.use_promotion_code(session, found, "promotion_code")
    except StripeErrorResponse as error:
        raise InputError(error.message, "promotion_code", "This code cannot be used for this order.") from None
