"""The amounts of a Session: line items, discount and shipping, recalculated whenever one of them changes."""

from __future__ import annotations

from typing import Any

from ..catalogue import Catalogue, Document
from ..error_responses import below_minimum, exclusive_parameters, invalid, missing_parameter
from ..ids import IdGenerator
from ..metadata import without_unset
from ..session_store import StoredSession
from .currencies import parse_currency
from .line_item_builder import LineItemBuilder


class Amounts:
    """Applies discounts and shipping to Sessions and calculates their totals."""

    def __init__(self, catalogue: Catalogue, ids: IdGenerator, line_items: LineItemBuilder) -> None:
        self._catalogue = catalogue
        self._ids = ids
        self._line_items = line_items

    def apply_discounts(self, session: StoredSession, given: list[dict[str, Any]]) -> None:
        """Apply the ``discounts`` parameter of a request."""
        for index, params in enumerate(given):
            path = f"discounts[{index}]"
            if "coupon" in params and "promotion_code" in params:
                raise exclusive_parameters("coupon", "promotion_code", param=f"{path}[coupon]")
            if "coupon" in params:
                coupon = self._catalogue.get("coupon", params["coupon"], f"{path}[coupon]")
                self._use(session, coupon, None, f"{path}[coupon]")
            else:
                param = f"{path}[promotion_code]"
                self.use_promotion_code(
                    session, self._catalogue.get("promotion_code", params["promotion_code"], param), param
                )

    def use_promotion_code(self, session: StoredSession, promotion_code: Document, param: str) -> None:
        """Apply a promotion code, from a request or as the customer typed it."""
        minimum = promotion_code["restrictions"]["minimum_amount"]
        if not promotion_code["active"]:
            raise invalid("This promotion code is inactive.", param)
        if minimum is not None and sum(item["amount_subtotal"] for item in session.items) < minimum:
            message = "This promotion code cannot be redeemed because the minimum amount has not been met."
            raise invalid(message, param)
        self._use(session, self._catalogue.coupon_of(promotion_code), promotion_code["id"], param)

    def _use(self, session: StoredSession, coupon: Document, promotion_code: str | None, param: str) -> None:
        if not coupon["valid"]:
            raise invalid(f"Coupon {coupon['id']} is expired and cannot be applied.", param, code="coupon_expired")
        session.coupon = coupon
        session.document["discounts"] = [
            {"coupon": None if promotion_code else coupon["id"], "promotion_code": promotion_code}
        ]

    def offer_shipping(self, session: StoredSession, given: list[dict[str, Any]]) -> None:
        """Set the ``shipping_options`` of a request. The first is selected until the customer selects another."""
        currency = session.document["currency"]
        options: list[Document] = []
        for index, params in enumerate(given):
            rate = self._shipping_rate(params, f"shipping_options[{index}]")
            if rate["fixed_amount"]["currency"] != currency:
                raise invalid(
                    f"The shipping rate is in {rate['fixed_amount']['currency']}, the Checkout Session in {currency}.",
                    f"shipping_options[{index}]",
                )
            options.append({"shipping_amount": rate["fixed_amount"]["amount"], "shipping_rate": rate["id"]})
        session.document["shipping_options"] = options
        self.choose_shipping(session, options[0]["shipping_rate"] if options else None)

    def choose_shipping(self, session: StoredSession, shipping_rate: str | None) -> None:
        """Select the shipping option with that rate; ``None`` selects none."""
        if shipping_rate is None:
            session.document["shipping_cost"] = None
            return
        options = session.document["shipping_options"]
        amount = next(option["shipping_amount"] for option in options if option["shipping_rate"] == shipping_rate)
        session.document["shipping_cost"] = {
            "amount_subtotal": amount,
            "amount_tax": 0,
            "amount_total": amount,
            "shipping_rate": shipping_rate,
        }

    def _shipping_rate(self, params: dict[str, Any], path: str) -> Document:
        if "shipping_rate" in params and "shipping_rate_data" in params:
            raise exclusive_parameters("shipping_rate", "shipping_rate_data", param=f"{path}[shipping_rate]")
        if "shipping_rate" in params:
            return self._catalogue.get("shipping_rate", params["shipping_rate"], f"{path}[shipping_rate]")
        data = {**params["shipping_rate_data"]}
        path = f"{path}[shipping_rate_data]"
        if "fixed_amount" not in data:
            raise missing_parameter(f"{path}[fixed_amount]")
        fixed = data.pop("fixed_amount")
        if fixed["amount"] < 0:
            raise below_minimum(f"{path}[fixed_amount][amount]", fixed["amount"], 0)
        currency = parse_currency(fixed["currency"], f"{path}[fixed_amount][currency]")
        data["metadata"] = without_unset(data.get("metadata") or {})
        data["delivery_estimate"] = _estimate(data.get("delivery_estimate"))
        return self._catalogue.shipping_rate(
            data.pop("display_name"), {"amount": fixed["amount"], "currency": currency}, **data
        )

    def recalculate(self, session: StoredSession) -> None:
        """Recalculate every amount of ``session``."""
        document = session.document
        if document["mode"] == "setup":
            return
        session.items = self._line_items.with_discount(session.items, session.coupon)
        shipping = document["shipping_cost"]
        amount_shipping = 0 if shipping is None else shipping["amount_total"]
        amount_discount = sum(item["amount_discount"] for item in session.items)
        document["amount_subtotal"] = sum(item["amount_subtotal"] for item in session.items)
        document["amount_total"] = document["amount_subtotal"] - amount_discount + amount_shipping
        document["total_details"] = {
            "amount_discount": amount_discount,
            "amount_shipping": amount_shipping,
            "amount_tax": 0,
        }
        for item in session.items:
            if amount := item["amount_discount"]:
                discount = {"amount": amount, "discount": _discount(session)}
                self._catalogue.expand_only[item["id"], "discounts"] = [discount]

    @staticmethod
    def breakdown(session: StoredSession) -> Document:
        """Return ``total_details.breakdown`` of ``session``."""
        amount = session.document["total_details"]["amount_discount"]
        discounts = [] if session.coupon is None else [{"amount": amount, "discount": _discount(session)}]
        return {"discounts": discounts, "taxes": []}


def _discount(session: StoredSession) -> Document:
    document, coupon = session.document, session.coupon
    assert coupon is not None
    return {
        "id": f"di_{document['id'][-24:]}",
        "object": "discount",
        "checkout_session": document["id"],
        "customer": document["customer"],
        "customer_account": None,
        "end": None,
        "invoice": None,
        "invoice_item": None,
        "promotion_code": document["discounts"][0]["promotion_code"],
        "source": {"coupon": coupon["id"], "type": "coupon"},
        "start": document["created"],
        "subscription": None,
        "subscription_item": None,
    }


def _estimate(given: dict[str, Any] | None) -> Document | None:
    return None if given is None else {"maximum": given.get("maximum"), "minimum": given.get("minimum")}
