"""What the payment page shows: the Session as the customer's choices make it, its items, products and options."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import attrs

from ..._shop.catalogue import Document
from ..._shop.customers.cart_choices import CartChoices, quantity_limits
from ..._shop.customers.checkout import with_cart
from ..._shop.customers.contact_details import customer_details
from ..._shop.customers.input_error import InputError
from ...fake import FakeCheckout
from .form_input import cart_choices, entered_address
from .wording import Wording


@attrs.frozen
class OfferedItem:
    """An item that the customer may add."""

    price: str
    name: str
    unit_amount: int
    quantity: int
    limits: tuple[int, int] | None


@attrs.frozen
class PageData:
    """Everything that a payment page shows."""

    session: Document
    items: list[Document]
    shipping_names: Mapping[str, str] = {}
    products: Mapping[str, Document] = {}
    """The products of the items, by id."""
    original_items: list[Document] = attrs.Factory(list[Document])
    """The items before the customer's choices."""
    optional_items: list[OfferedItem] = attrs.Factory(list[OfferedItem])
    trial_days: int | None = None
    token: str = ""
    entered: Mapping[str, str] = {}
    """The values that the customer has entered, by the name of the field."""
    problem: str | None = None
    """What was wrong with the last attempt, in the language of the page."""
    field: str | None = None
    """The field that was wrong."""

    def value(self, name: str, default: str = "") -> str:
        """Return what the customer has entered in a field, or ``default`` if nothing yet."""
        return self.entered.get(name, default)


def page_data(fake: FakeCheckout, id: str, entered: Mapping[str, str], problem: ValueError | None = None) -> PageData:
    """Return what the page of a Session shows after the customer has entered something, and ``problem`` with it."""
    shop = fake._shop  # pyright: ignore[reportPrivateUsage] - the page is a view of it
    with shop.lock:
        stored = shop.store.find(id)
        assert stored is not None
        original = stored.items
        details: dict[str, Any] = {}
        address, shipping = entered_address(entered, "billing"), entered_address(entered, "shipping")
        if address is not None:
            known = stored.document["customer_details"] or customer_details()
            details["customer_details"] = {**known, "address": address}
        if shipping is not None:
            details["collected_information"] = {"shipping_details": {"address": shipping, "name": None}}
        try:
            stored = with_cart(shop, stored, cart_choices(entered), details)
        except InputError as error:  # shown without the choices, and with the reason
            problem = problem or error
            stored = with_cart(shop, stored, CartChoices(), details)
        objects = shop.catalogue.objects
        offered: list[Document] = stored.document["optional_items"] or []
        prices = [objects[option["price"]] for option in offered]
        optional = [
            OfferedItem(
                price["id"],
                objects[price["product"]]["name"],
                int(shop.line_items.unit_amount(price, stored.document["currency"], "price")[0]),
                option["quantity"],
                quantity_limits(option["adjustable_quantity"], option["quantity"]),
            )
            for price, option in zip(prices, offered, strict=True)
        ]
        data: dict[str, Any] = stored.internal.get("subscription_data", {})
        days = data.get("trial_period_days")
        if "trial_end" in data:
            days = round((data["trial_end"] - shop.clock.now()) / 86400)
        return PageData(
            session=deepcopy(stored.document),
            items=deepcopy(stored.items),
            shipping_names={
                option["shipping_rate"]: objects[option["shipping_rate"]]["display_name"]
                for option in stored.document["shipping_options"]
            },
            products={item["price"]["product"]: objects[item["price"]["product"]] for item in original},
            original_items=deepcopy(original),
            optional_items=optional,
            trial_days=days,
            entered=entered,
            problem=None if problem is None else Wording(stored.document["locale"]).problem(problem),
            field=getattr(problem, "field", None),
        )
