"""The amounts, discounts and taxes of the invoice and the subscription that a Session creates: those of the Session."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime
from typing import Any

from ..amounts.session_amounts import discount_object, is_trial
from ..catalogue import Catalogue, Document
from ..session_store import StoredSession
from ..taxes.session_taxes import total_taxes


def invoice_amounts(session: StoredSession) -> Document:
    """Return the fields of the invoice that follow from the amounts of ``session``."""
    document = session.document
    totals, shipping = document["total_details"], document["shipping_cost"]
    taxes = total_taxes(session)
    included = sum(
        tax["amount"] for item in session.items for tax in _taxes_of(session, item) if tax["rate"]["inclusive"]
    )
    discount = totals["amount_discount"]
    discounts = [] if session.coupon is None else [discount_object(session)["id"]]
    return {
        "automatic_tax": {"disabled_reason": None, **document["automatic_tax"]},
        "customer_tax_ids": document["customer_details"]["tax_ids"],
        "discounts": discounts,
        "shipping_cost": None if shipping is None else {**shipping, "taxes": []},
        "subtotal": document["amount_subtotal"],
        "subtotal_excluding_tax": document["amount_subtotal"] - included,
        "total": document["amount_total"],
        "total_discount_amounts": [{"amount": discount, "discount": discount_id} for discount_id in discounts],
        "total_excluding_tax": document["amount_total"] - totals["amount_tax"],
        "total_taxes": [
            {
                "amount": tax["amount"],
                "tax_behavior": "inclusive" if tax["rate"]["inclusive"] else "exclusive",
                "tax_rate_details": {"tax_rate": tax["rate"]["id"]},
                "taxability_reason": tax["taxability_reason"] or "not_available",
                "taxable_amount": tax["taxable_amount"],
                "type": "tax_rate_details",
            }
            for tax in taxes
        ],
    }


def subscription_discount(catalogue: Catalogue, session: StoredSession, subscription: str, start: int) -> list[str]:
    """Add the discount that lasts beyond the first invoice, and return its id in a list; empty if there is none.

    API reference: https://docs.stripe.com/api/coupons/object#coupon_object-duration
    """
    coupon = session.coupon
    # The invoice of a trial is free, so that a discount for one invoice is still unused.
    if coupon is None or (coupon["duration"] == "once" and not is_trial(session)):
        return []
    months: int | None = coupon["duration_in_months"]
    discount: Document = {
        **discount_object(session),
        "end": None if months is None else _months_later(start, months),
        "start": start,
        "subscription": subscription,
    }
    discount_id = str(discount["id"])
    catalogue.objects[discount_id] = discount
    return [discount_id]


def subscription_taxes(session: StoredSession, catalogue: Catalogue) -> Document:
    """Return the fields of the subscription that say how it is taxed."""
    automatic = session.document["automatic_tax"]
    data: dict[str, Any] = session.internal.get("subscription_data", {})
    return {
        "automatic_tax": {
            "disabled_reason": None,
            "enabled": automatic["enabled"],
            "liability": automatic["liability"],
        },
        "default_tax_rates": [catalogue.objects[rate] for rate in data.get("default_tax_rates", [])],
    }


def _taxes_of(session: StoredSession, item: Document) -> list[Document]:
    taxes: list[Document] = session.internal["taxes"].get(item["id"], [])
    return taxes


def _months_later(start: int, months: int) -> int:
    begin = datetime.fromtimestamp(start, UTC)
    years, month = divmod(begin.month - 1 + months, 12)
    year = begin.year + years
    day = min(begin.day, monthrange(year, month + 1)[1])
    return int(begin.replace(year=year, month=month + 1, day=day).timestamp())
