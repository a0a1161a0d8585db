"""The taxes of a Session: of tax rates that the request names, or of the customer's place.

API guides: https://docs.stripe.com/payments/checkout/use-manual-tax-rates and https://docs.stripe.com/tax/checkout
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypedDict

from ..amounts.currencies import currency_step
from ..catalogue import Catalogue, Document
from ..error_responses import exclusive_parameters, invalid
from ..nested import part
from ..session_store import StoredSession
from .country_rates import is_inclusive, rate_fields
from .tax_arithmetic import LineTax, RateTerms, taxes_on

MAX_RATES = 5
"""Tax rates of one line item."""


class LineRates(TypedDict):
    """The tax rates of a line item, by id."""

    ids: list[str]
    dynamic: bool
    """Whether only those of the customer's place apply."""


class SessionTaxes:
    """Finds the tax rates that apply to each line item, and taxes it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._automatic: dict[tuple[str, str | None, bool], str] = {}

    def set_line_rates(self, session: StoredSession, given: Sequence[dict[str, Any]]) -> None:
        """Set the tax rates of the line items, which ``given`` describes in a request."""
        rates: dict[str, LineRates] = {}
        known: dict[str, LineRates] = session.internal.get("tax_rates", {})
        default = self._default_rates(session)
        if (
            not known
            and default is None
            and not any("tax_rates" in params or "dynamic_tax_rates" in params for params in given)
        ):
            session.internal["tax_rates"] = rates
            return
        automatic = session.document["automatic_tax"]["enabled"]
        for index, (item, params) in enumerate(zip(session.items, given, strict=True)):
            path = f"line_items[{index}]"
            found = self._line_rates(params, path, automatic)
            if found is None:
                found = known.get(item["id"]) if "tax_rates" not in params else None
            if found is None and default is not None and item["price"]["type"] == "recurring":
                found = default
            if found is not None:
                rates[item["id"]] = found
        session.internal["tax_rates"] = rates

    def _default_rates(self, session: StoredSession) -> LineRates | None:
        given: list[str] = session.internal.get("subscription_data", {}).get("default_tax_rates", [])
        path = "subscription_data[default_tax_rates]"
        if given and session.document["automatic_tax"]["enabled"]:
            raise exclusive_parameters("automatic_tax[enabled]", path, param=path)
        return LineRates(ids=self._checked(given, path), dynamic=False) if given else None

    def _line_rates(self, params: dict[str, Any], path: str, automatic: bool) -> LineRates | None:
        names = [name for name in ("tax_rates", "dynamic_tax_rates") if params.get(name)]
        if not names:
            return None
        if len(names) == 2:
            raise exclusive_parameters(f"{path}[tax_rates]", f"{path}[dynamic_tax_rates]")
        place = f"{path}[{names[0]}]"
        if automatic:
            raise exclusive_parameters("automatic_tax[enabled]", place, param=place)
        dynamic = names[0] == "dynamic_tax_rates"
        ids = self._checked(params[names[0]], place, maximum=None if dynamic else MAX_RATES)
        for index, rate_id in enumerate(ids if dynamic else ()):
            if self._catalogue.objects[rate_id]["country"] is None:
                raise invalid("Dynamic tax rates must have a country.", f"{place}[{index}]")
        return LineRates(ids=ids, dynamic=dynamic)

    def _checked(self, ids: Sequence[str], path: str, maximum: int | None = MAX_RATES) -> list[str]:
        if maximum is not None and len(ids) > maximum:
            raise invalid(f"Array {path} exceeded maximum {maximum} allowed elements.", path)
        for index, rate_id in enumerate(ids):
            rate = self._catalogue.get("tax_rate", rate_id, f"{path}[{index}]")
            if not rate["active"]:
                raise invalid(f"The tax rate {rate_id} is inactive.", f"{path}[{index}]")
        return list(dict.fromkeys(ids))

    def apply(self, session: StoredSession) -> None:
        """Add taxes to the line items and the shipping cost of ``session``, which have none yet."""
        document = session.document
        automatic = document["automatic_tax"]["enabled"]
        rates: dict[str, LineRates] = session.internal.get("tax_rates", {})
        session.internal["taxes"] = taxes = dict[str, list[Document]]()
        if not automatic and not rates:
            return
        place = self._place(session)
        if automatic:
            status = "requires_location_inputs" if place is None else "complete"
            document["automatic_tax"] = {**document["automatic_tax"], "status": status}
        step = currency_step(document["currency"])
        items: list[Document] = []
        for item in session.items:
            price = item["price"]
            if automatic:
                terms = self._automatic_terms(place, price["tax_behavior"], document["currency"])
            else:
                terms = self._manual_terms(rates.get(item["id"]), place)
            found = taxes_on(item["amount_total"], terms, step)
            taxes[item["id"]] = [self._shown(tax, automatic) for tax in found]
            items.append(_with_tax(item, found))
        session.items = items
        shipping = document["shipping_cost"]
        if automatic and shipping is not None:
            rate = self._catalogue.objects[shipping["shipping_rate"]]
            terms = self._automatic_terms(place, rate["tax_behavior"], document["currency"])
            found = taxes_on(shipping["amount_subtotal"], terms, step)
            taxes[session.id] = [self._shown(tax, automatic) for tax in found]
            document["shipping_cost"] = _with_tax(shipping, found)

    def _place(self, session: StoredSession) -> tuple[str, str | None] | None:
        document = session.document
        customer = self._catalogue.objects.get(document["customer"] or "")
        for holder in (
            part(document["collected_information"], "shipping_details"),
            part(customer, "shipping"),
            document["customer_details"],
        ):
            address = part(holder, "address")
            if address.get("country"):
                return address["country"], address.get("state")
        return None

    def _manual_terms(self, rates: LineRates | None, place: tuple[str, str | None] | None) -> list[RateTerms]:
        if rates is None:
            return []
        return [
            _terms(rate)
            for rate in map(self._catalogue.objects.__getitem__, rates["ids"])
            if not rates["dynamic"] or _applies(rate, place)
        ]

    def _automatic_terms(self, place: tuple[str, str | None] | None, behavior: str, currency: str) -> list[RateTerms]:
        if place is None:
            return []
        country, state = place
        inclusive = is_inclusive(behavior, currency)
        key = (country, state if country == "US" else None, inclusive)
        if key not in self._automatic:
            fields = rate_fields(country, state)
            if fields is None:
                return []
            percentage = fields["percentage"]
            added = self._catalogue.tax_rate(
                **fields, country=country, inclusive=inclusive, active=False, effective_percentage=percentage,
                rate_type="percentage",
            )  # fmt: skip
            self._automatic[key] = added["id"]
        return [_terms(self._catalogue.objects[self._automatic[key]])]

    def _shown(self, tax: LineTax, automatic: bool) -> Document:
        return {
            "amount": tax.amount,
            "rate": self._catalogue.objects[tax.rate],
            "taxability_reason": "standard_rated" if automatic else None,
            "taxable_amount": tax.taxable_amount,
        }


def total_taxes(session: StoredSession) -> list[Document]:
    """Return the taxes of a Session, one for each rate, summed over its line items and its shipping."""
    totals: dict[str, Document] = {}
    for taxes in session.internal.get("taxes", {}).values():
        for tax in taxes:
            total = totals.setdefault(tax["rate"]["id"], {**tax, "amount": 0, "taxable_amount": 0})
            total["amount"] += tax["amount"]
            total["taxable_amount"] += tax["taxable_amount"]
    return list(totals.values())


def _terms(rate: Document) -> RateTerms:
    return RateTerms(rate["id"], Decimal(str(rate["percentage"])), rate["inclusive"])


def _applies(rate: Document, place: tuple[str, str | None] | None) -> bool:
    return place is not None and rate["country"] == place[0] and rate["state"] in (None, place[1])


def _with_tax(line: Document, taxes: Sequence[LineTax]) -> Document:
    added = sum(tax.amount for tax in taxes if not tax.inclusive)
    return {
        **line,
        "amount_tax": sum(tax.amount for tax in taxes),
        "amount_total": line["amount_total"] + added,
    }
