"""``expand``: replaces ids with their objects and adds fields that are shown only on request.

API reference: https://docs.stripe.com/api/expanding_objects
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from .._shop.catalogue import Document
from .._shop.error_responses import StripeErrorResponse
from .._shop.nested import is_list, is_object

ExpandTree = dict[str, "ExpandTree"]

MAX_DEPTH = 4

Inside = Mapping[str, "Inside | str"]
"""What can be expanded in an object: names with the kind of object they refer to, or with what is inside them."""

KINDS: Mapping[str, Inside] = {
    "checkout.session": {
        "automatic_tax": {"liability": {"account": "account"}},
        "customer": "customer",
        "discounts": {"coupon": "coupon", "promotion_code": "promotion_code"},
        "invoice": "invoice",
        "invoice_creation": {"invoice_data": {"account_tax_ids": "tax_id", "issuer": {"account": "account"}}},
        "line_items": "list of item",
        "payment_intent": "payment_intent",
        "payment_link": "payment_link",
        "setup_intent": "setup_intent",
        "shipping_cost": {"shipping_rate": "shipping_rate", "taxes": "leaf"},
        "shipping_options": {"shipping_rate": "shipping_rate"},
        "subscription": "subscription",
        "total_details": {"breakdown": "breakdown"},
    },
    "list of checkout.session": {"data": "checkout.session"},
    "list of item": {"data": "item"},
    "item": {"discounts": "leaf", "price": "price", "taxes": "leaf"},
    "breakdown": {"discounts": {"discount": "discount"}},
    "price": {"currency_options": "leaf", "product": "product", "tiers": "leaf"},
    "product": {"default_price": "price", "tax_code": "leaf"},
    "coupon": {"applies_to": "leaf", "currency_options": "leaf"},
    "promotion_code": {"customer": "customer", "promotion": {"coupon": "coupon"}},
    "discount": {"customer": "customer", "promotion_code": "promotion_code", "source": {"coupon": "coupon"}},
    "shipping_rate": {"fixed_amount": {"currency_options": "leaf"}, "tax_code": "leaf"},
    "customer": {
        "cash_balance": "leaf",
        "default_source": "leaf",
        "invoice_credit_balance": "leaf",
        "invoice_settings": {"default_payment_method": "payment_method"},
        "sources": "leaf",
        "subscriptions": "list of subscription",
        "tax": "leaf",
        "tax_ids": "leaf",
        "test_clock": "leaf",
    },
    **{
        f"list of {kind}": {"data": kind}
        for kind in (
            "charge",
            "coupon",
            "customer",
            "event",
            "invoice",
            "payment_intent",
            "payment_method",
            "price",
            "product",
            "promotion_code",
            "setup_intent",
            "shipping_rate",
            "subscription",
            "tax_rate",
        )
    },
    "payment_intent": {
        "application": "leaf",
        "customer": "customer",
        "latest_charge": "charge",
        "on_behalf_of": "account",
        "payment_method": "payment_method",
        "payment_record": "leaf",
        "review": "leaf",
        "source": "leaf",
        "transfer_data": {"destination": "account"},
    },
    "setup_intent": {
        "application": "leaf",
        "customer": "customer",
        "latest_attempt": "leaf",
        "mandate": "leaf",
        "on_behalf_of": "account",
        "payment_method": "payment_method",
        "single_use_mandate": "leaf",
    },
    "subscription": {
        "application": "leaf",
        "customer": "customer",
        "default_payment_method": "payment_method",
        "default_source": "leaf",
        "discounts": "discount",
        "items": {"data": {"price": "price", "discounts": "discount"}},
        "latest_invoice": "invoice",
        "on_behalf_of": "account",
        "pending_setup_intent": "setup_intent",
        "schedule": "leaf",
        "test_clock": "leaf",
        "transfer_data": {"destination": "account"},
    },
    "invoice": {
        "account_tax_ids": "tax_id",
        "application": "leaf",
        "confirmation_secret": "leaf",
        "customer": "customer",
        "default_payment_method": "payment_method",
        "default_source": "leaf",
        "discounts": "discount",
        "latest_revision": "invoice",
        "on_behalf_of": "account",
        "parent": {"subscription_details": {"subscription": "subscription"}},
        "payments": "leaf",
        "test_clock": "leaf",
    },
    "payment_method": {"customer": "customer"},
    "charge": {
        "application": "leaf",
        "application_fee": "leaf",
        "balance_transaction": "balance_transaction",
        "customer": "customer",
        "failure_balance_transaction": "balance_transaction",
        "invoice": "invoice",
        "on_behalf_of": "account",
        "payment_intent": "payment_intent",
        "refunds": "leaf",
        "review": "leaf",
        "source_transfer": "leaf",
        "transfer_data": {"destination": "account"},
    },
    "balance_transaction": {"source": "charge"},
    "event": {},
    "tax_rate": {},
    "account": {},
    "payment_link": {},
    "tax_id": {},
    "leaf": {},
}

Find = Callable[[str], Document | None]
"""Returns the object with an id; ``None`` if there is none."""
Include = Callable[[str, str], Any]
"""Returns a field, by object id and name, that is shown only when expanded; ``None`` if there is none."""


class Expansion:
    """The paths of one ``expand`` parameter, checked against the kind of object that they start from."""

    def __init__(self, paths: list[str], kind: str) -> None:
        self._kind = kind
        self._tree: ExpandTree = {}
        for index, path in enumerate(paths):
            names = path.split(".")
            _check(names, kind, path, index)
            tree = self._tree
            for name in names:
                tree = tree.setdefault(name, {})

    def apply(self, document: Document, find: Find, include: Include) -> Document:
        """Return a copy of ``document`` with the paths expanded."""
        expand: Document = _Expander(find, include).expand(document, KINDS[self._kind], self._tree)
        return expand


def _check(names: list[str], kind: str, path: str, index: int) -> None:
    depth = len(names) - (names[0] == "data" and kind.startswith("list"))
    if depth > MAX_DEPTH:
        raise StripeErrorResponse(
            f"You cannot expand more than {MAX_DEPTH} levels of a property: {path}", param=f"expand[{index}]"
        )
    inside: Inside | str = KINDS[kind]
    for name in names:
        if isinstance(inside, str):
            inside = KINDS[inside]
        if name not in inside:
            close = sorted(inside)
            hint = f" You may want to try expanding {', '.join(close)}." if close else ""
            raise StripeErrorResponse(f"This property cannot be expanded ({path}).{hint}", param=f"expand[{index}]")
        inside = inside[name]
    if not isinstance(inside, str):
        raise StripeErrorResponse(f"This property cannot be expanded ({path}).", param=f"expand[{index}]")


@attrs.frozen
class _Expander:
    find: Find
    include: Include

    def expand(self, value: Any, inside: Inside, tree: ExpandTree, owner: str = "") -> Any:
        """Return ``value`` with the names in ``tree`` expanded; ``owner`` is the id of the object that contains it."""
        if is_list(value):
            return [self.expand(element, inside, tree, owner) for element in value]
        if isinstance(value, str):
            found = self.find(value)
            return value if found is None else self.expand(found, inside, tree)
        if not is_object(value) or not tree:
            return value
        copied = dict(value)
        owner = copied.get("id", owner)
        for name, below in tree.items():
            inner = copied[name] if name in copied else self.include(owner, name)
            kind = inside[name]
            if inner is not None:
                copied[name] = self.expand(inner, KINDS[kind] if isinstance(kind, str) else kind, below, owner)
        return copied
