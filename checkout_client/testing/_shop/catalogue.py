"""What a Session refers to: prices, products, customers, coupons and the like, each as the API would show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .clock import FakeClock
from .error_responses import no_such
from .ids import IdGenerator

Document = dict[str, Any]
"""An object as the API shows it."""

Interval = Literal["day", "week", "month", "year"]

_HINTS = {
    "coupon": "fake.add_coupon",
    "customer": "fake.add_customer",
    "price": "fake.add_price",
    "product": "fake.add_product",
    "promotion_code": "fake.add_promotion_code",
    "shipping_rate": "fake.add_shipping_rate",
}


class Catalogue:
    """The objects of the fake other than Sessions, by id. Every account and mode sees the same ones."""

    def __init__(self, clock: FakeClock, ids: IdGenerator) -> None:
        self.objects: dict[str, Document] = {}
        self.expand_only: dict[tuple[str, str], Any] = {}
        """What an object shows only where it is asked for with ``expand``: by id and field."""
        self._clock = clock
        self._ids = ids

    def get(self, kind: str, id: str, param: str) -> Document:
        """The object of that id, or a error that names ``param``."""
        document = self.objects.get(id)
        if document is None or document["object"] != kind:
            words = kind.replace("_", " ")
            raise no_such(words, id, param, hint=f"the fake knows those that {_HINTS[kind]} registered")
        return document

    def add(self, kind: str, prefix: str, id: str | None, fields: Mapping[str, Any]) -> Document:
        """Add an object of ``kind``; its id is made if there is none yet."""
        document: Document = {
            "id": id or self._ids.new(prefix),
            "object": kind,
            "created": int(self._clock.now()),
            "livemode": False,
            "metadata": {},
            **fields,
        }
        if document["id"] in self.objects:
            raise ValueError(f"there is an object with the id {document['id']!r} already")
        self.objects[document["id"]] = document
        return document

    def product(self, name: str, *, id: str | None = None, **fields: Any) -> Document:
        """A product."""
        blank: Document = {
            "active": True,
            "default_price": None,
            "description": None,
            "images": [],
            "marketing_features": [],
            "name": name,
            "package_dimensions": None,
            "shippable": None,
            "statement_descriptor": None,
            "tax_code": None,
            "tax_details": None,
            "type": "service",
            "unit_label": None,
            "updated": int(self._clock.now()),
            "url": None,
        }
        return self.add("product", "prod", id, {**blank, **fields})

    def price(
        self, unit_amount: int | None, unit_amount_decimal: str, currency: str, product: str, **fields: Any
    ) -> Document:
        """A price."""
        recurring: Document | None = fields.pop("recurring", None)
        blank: Document = {
            "active": True,
            "billing_scheme": "per_unit",
            "currency": currency,
            "custom_unit_amount": None,
            "lookup_key": None,
            "nickname": None,
            "product": product,
            "recurring": None
            if recurring is None
            else {
                "interval_count": 1,
                "meter": None,
                "trial_period_days": None,
                "usage_type": "licensed",
                **recurring,
            },
            "tax_behavior": "unspecified",
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "one_time" if recurring is None else "recurring",
            "unit_amount": unit_amount,
            "unit_amount_decimal": unit_amount_decimal,
        }
        return self.add("price", "price", fields.pop("id", None), {**blank, **fields})

    def customer(self, *, id: str | None = None, **fields: Any) -> Document:
        """A customer."""
        blank: Document = {
            "address": None,
            "balance": 0,
            "business_name": None,
            "currency": None,
            "customer_account": None,
            "default_source": None,
            "delinquent": False,
            "description": None,
            "discount": None,
            "email": None,
            "individual_name": None,
            "invoice_prefix": self._ids.letters(8).upper(),
            "invoice_settings": {
                "custom_fields": None,
                "default_payment_method": None,
                "footer": None,
                "rendering_options": None,
            },
            "name": None,
            "next_invoice_sequence": 1,
            "phone": None,
            "preferred_locales": [],
            "shipping": None,
            "tax_exempt": "none",
            "test_clock": None,
        }
        return self.add("customer", "cus", id, {**blank, **fields})

    def coupon(self, *, id: str | None = None, **fields: Any) -> Document:
        """A coupon."""
        blank: Document = {
            "amount_off": None,
            "currency": None,
            "duration": "once",
            "duration_in_months": None,
            "max_redemptions": None,
            "name": None,
            "percent_off": None,
            "redeem_by": None,
            "times_redeemed": 0,
            "valid": True,
        }
        return self.add("coupon", "coupon", id, {**blank, **fields})

    def promotion_code(self, code: str, coupon: str, *, id: str | None = None, **fields: Any) -> Document:
        """A promotion code."""
        blank: Document = {
            "active": True,
            "code": code,
            "customer": None,
            "customer_account": None,
            "expires_at": None,
            "max_redemptions": None,
            "promotion": {"coupon": coupon, "type": "coupon"},
            "restrictions": {
                "first_time_transaction": False,
                "minimum_amount": None,
                "minimum_amount_currency": None,
            },
            "times_redeemed": 0,
        }
        return self.add("promotion_code", "promo", id, {**blank, **fields})

    def shipping_rate(
        self, display_name: str, fixed_amount: Document, *, id: str | None = None, **fields: Any
    ) -> Document:
        """A shipping rate."""
        blank: Document = {
            "active": True,
            "delivery_estimate": None,
            "display_name": display_name,
            "fixed_amount": fixed_amount,
            "tax_behavior": "unspecified",
            "tax_code": None,
            "type": "fixed_amount",
        }
        return self.add("shipping_rate", "shr", id, {**blank, **fields})

    def coupon_of(self, promotion_code: Document) -> Document:
        """The coupon that a promotion code stands for."""
        return self.objects[promotion_code["promotion"]["coupon"]]

    def find_promotion_code(self, code: str) -> Document | None:
        """The active promotion code that customers would type so."""
        for document in self.objects.values():
            if document["object"] == "promotion_code" and document["code"].lower() == code.lower():
                return document if document["active"] else None
        return None
