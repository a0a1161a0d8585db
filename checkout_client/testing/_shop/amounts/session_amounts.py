"""The amounts of a Session: line items, discount and shipping, recalculated whenever one of them changes."""

from __future__ import annotations

from typing import Any

from ..catalogue import Catalogue, Document
from ..clock import FakeClock
from ..error_responses import below_minimum, exclusive_parameters, invalid, missing_parameter
from ..ids import IdGenerator
from ..metadata import without_unset
from ..rules.charge_limits import check_charge, check_maximum
from ..rules.connect_rules import check_connect_amounts
from ..session_store import StoredSession
from ..taxes.session_taxes import SessionTaxes, total_taxes
from .currencies import parse_currency
from .line_item_builder import LineItemBuilder
from .redemption import check_coupon, check_promotion_code, redeem


class Amounts:
    """Applies discounts, taxes and shipping to Sessions and calculates their totals."""

    def __init__(self, catalogue: Catalogue, clock: FakeClock, ids: IdGenerator, line_items: LineItemBuilder) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._ids = ids
        self._line_items = line_items
        self.taxes: SessionTaxes = SessionTaxes(catalogue)

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
        document = session.document
        check_promotion_code(
            promotion_code,
            subtotal=sum(item["amount_subtotal"] for item in session.items),
            currency=document["currency"],
            customer=document["customer"],
            has_paid=self._has_paid,
            now=self._clock.now(),
            param=param,
        )
        self._use(session, self._catalogue.coupon_of(promotion_code), promotion_code["id"], param)

    def _has_paid(self, customer: str) -> bool:
        return any(
            document.get("amount_received" if document["object"] == "payment_intent" else "amount_paid")
            for document in self._catalogue.objects.values()
            if document["object"] in ("payment_intent", "invoice") and document["customer"] == customer
        )

    def _use(self, session: StoredSession, coupon: Document, promotion_code: str | None, param: str) -> None:
        check_coupon(coupon, self._clock.now(), param)
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
        if is_trial(session):
            session.items = [_free(item) if item["price"]["type"] == "recurring" else item for item in session.items]
        session.items = self._line_items.with_discount(session.items, session.coupon)
        shipping = document["shipping_cost"]
        if shipping is not None:
            document["shipping_cost"] = _untaxed(shipping)
        self.taxes.apply(session)
        shipping = document["shipping_cost"] or _NO_SHIPPING
        items = session.items
        document["amount_subtotal"] = sum(item["amount_subtotal"] for item in items)
        document["amount_total"] = sum(item["amount_total"] for item in items) + shipping["amount_total"]
        document["total_details"] = {
            "amount_discount": sum(item["amount_discount"] for item in items),
            "amount_shipping": shipping["amount_subtotal"],
            "amount_tax": sum(item["amount_tax"] for item in items) + shipping["amount_tax"],
        }

    def check_total(self, session: StoredSession) -> None:
        """Raise a :class:`StripeErrorResponse` if the total of ``session`` cannot be charged."""
        document = session.document
        if document["mode"] == "setup":
            return
        total, currency = document["amount_total"], document["currency"]
        if document["mode"] == "payment":
            check_charge(total, currency)
            check_connect_amounts(session.internal.get("payment_intent_data", {}), total)
        else:
            check_maximum(total, currency)

    def publish(self, session: StoredSession) -> None:
        """Let ``expand`` show the discounts and taxes of ``session``."""
        expand_only = self._catalogue.expand_only
        for item in session.items:
            if amount := item["amount_discount"]:
                discount = {"amount": amount, "discount": discount_object(session)}
                expand_only[item["id"], "discounts"] = [discount]
            else:
                expand_only.pop((item["id"], "discounts"), None)
        taxes: dict[str, list[Document]] = session.internal.get("taxes", {})
        for owner in (session.id, *(item["id"] for item in session.items)):
            if owner in taxes:
                expand_only[owner, "taxes"] = taxes[owner]
            else:
                expand_only.pop((owner, "taxes"), None)

    def redeem(self, session: StoredSession) -> None:
        """Count the redemption of the discount of a completed Session."""
        if session.coupon is not None:
            code: str | None = session.document["discounts"][0]["promotion_code"]
            redeem(session.coupon, None if code is None else self._catalogue.objects[code])

    @staticmethod
    def breakdown(session: StoredSession) -> Document:
        """Return ``total_details.breakdown`` of ``session``."""
        amount = session.document["total_details"]["amount_discount"]
        discounts = [] if session.coupon is None else [{"amount": amount, "discount": discount_object(session)}]
        return {"discounts": discounts, "taxes": total_taxes(session)}


_NO_SHIPPING = {"amount_subtotal": 0, "amount_tax": 0, "amount_total": 0}


def is_trial(session: StoredSession) -> bool:
    """Return whether the subscription of ``session`` begins with a trial."""
    data: dict[str, Any] = session.internal.get("subscription_data", {})
    return "trial_end" in data or "trial_period_days" in data


def _free(item: Document) -> Document:
    return {**item, "amount_subtotal": 0}


def _untaxed(shipping: Document) -> Document:
    return {**shipping, "amount_tax": 0, "amount_total": shipping["amount_subtotal"]}


def discount_object(session: StoredSession) -> Document:
    """Return the discount of ``session`` as the API shows it."""
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
