"""The catalogue: the prices, products, customers, coupons etc. that Sessions refer to, as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .clock import FakeClock
from .error_responses import no_such
from .ids import IdGenerator

Document = dict[str, Any]
"""A JSON object as the API shows it."""

Interval = Literal["day", "week", "month", "year"]

_REGISTERED_WITH = {
    "coupon": "fake.add_coupon",
    "customer": "fake.add_customer",
    "price": "fake.add_price",
    "product": "fake.add_product",
    "promotion_code": "fake.add_promotion_code",
    "shipping_rate": "fake.add_shipping_rate",
    "tax_rate": "fake.add_tax_rate",
}


class Catalogue:
    """The objects of the fake other than Sessions, by id. All accounts and modes share them."""

    def __init__(self, clock: FakeClock, ids: IdGenerator) -> None:
        self.objects: dict[str, Document] = {}
        self.expand_only: dict[tuple[str, str], Any] = {}
        """The fields that objects show only when they are expanded, by object id and field name."""
        self._clock = clock
        self._ids = ids

    def get(self, kind: str, id: str, param: str) -> Document:
        """Return the object with that id; raise a :class:`StripeErrorResponse` for ``param`` if there is none."""
        document = self.objects.get(id)
        if document is None or document["object"] != kind:
            words = kind.replace("_", " ")
            raise no_such(words, id, param, hint=f"register it with {_REGISTERED_WITH[kind]}")
        return document

    def add(self, kind: str, prefix: str, id: str | None, fields: Mapping[str, Any]) -> Document:
        """Add an object of ``kind`` and return it. Without ``id`` it gets a new one.

        Raises ``ValueError`` if the id is in use.
        """
        document: Document = {
            "id": id or self._ids.new(prefix),
            "object": kind,
            "created": int(self._clock.now()),
            "livemode": False,
            "metadata": {},
            **fields,
        }
        self.check_unused(document["id"])
        self.objects[document["id"]] = document
        return document

    def check_unused(self, id: str) -> None:
        """Raise ``ValueError`` if an object has that id."""
        if id in self.objects:
            raise ValueError(f"the id {id!r} is already in use")

    def product(self, name: str, *, id: str | None = None, **fields: Any) -> Document:
        """Add a product."""
        defaults: Document = {
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
        return self.add("product", "prod", id, {**defaults, **fields})

    def price(
        self, unit_amount: int | None, unit_amount_decimal: str, currency: str, product: str, **fields: Any
    ) -> Document:
        """Add a price."""
        recurring: Document | None = fields.pop("recurring", None)
        defaults: Document = {
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
        return self.add("price", "price", fields.pop("id", None), {**defaults, **fields})

    def customer(self, *, id: str | None = None, **fields: Any) -> Document:
        """Add a customer."""
        defaults: Document = {
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
        return self.add("customer", "cus", id, {**defaults, **fields})

    def coupon(self, *, id: str | None = None, **fields: Any) -> Document:
        """Add a coupon."""
        defaults: Document = {
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
        return self.add("coupon", "coupon", id, {**defaults, **fields})

    def promotion_code(self, code: str, coupon: str, *, id: str | None = None, **fields: Any) -> Document:
        """Add a promotion code."""
        defaults: Document = {
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
        return self.add("promotion_code", "promo", id, {**defaults, **fields})

    def shipping_rate(
        self, display_name: str, fixed_amount: Document, *, id: str | None = None, **fields: Any
    ) -> Document:
        """Add a shipping rate."""
        defaults: Document = {
            "active": True,
            "delivery_estimate": None,
            "display_name": display_name,
            "fixed_amount": fixed_amount,
            "tax_behavior": "unspecified",
            "tax_code": None,
            "type": "fixed_amount",
        }
        return self.add("shipping_rate", "shr", id, {**defaults, **fields})

    def tax_rate(
        self, *, display_name: str, percentage: float, inclusive: bool, id: str | None = None, **fields: Any
    ) -> Document:
        """Add a tax rate."""
        defaults: Document = {
            "active": True,
            "country": None,
            "description": None,
            "display_name": display_name,
            "effective_percentage": None,
            "flat_amount": None,
            "inclusive": inclusive,
            "jurisdiction": None,
            "jurisdiction_level": None,
            "percentage": percentage,
            "rate_type": None,
            "state": None,
            "tax_type": None,
        }
        return self.add("tax_rate", "txr", id, {**defaults, **fields})

    def coupon_of(self, promotion_code: Document) -> Document:
        """Return the coupon of a promotion code."""
        return self.objects[promotion_code["promotion"]["coupon"]]

    def find_promotion_code(self, code: str) -> Document | None:
        """Return the active promotion code that a customer typed, in any case; ``None`` if there is none."""
        for document in self.objects.values():
            if document["object"] == "promotion_code" and document["code"].lower() == code.lower():
                return document if document["active"] else None
        return None
