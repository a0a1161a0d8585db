"""Tax rates and automatic tax: what is taxed, with what, and how it is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shop import SESSIONS, call, created, refused_creation, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing._shop.taxes.tax_arithmetic import RateTerms, taxes_on

AUTOMATIC = {"automatic_tax": {"enabled": True}}
SHIP_TO = {"shipping_address_collection": {"allowed_countries": ["US", "DE", "BR"]}}


def taxed(*rates: str, dynamic: bool = False) -> dict[str, Any]:
    name = "dynamic_tax_rates" if dynamic else "tax_rates"
    return {"line_items": [{"price": "price_shirt", "quantity": 2, name: list(rates)}]}


def sums(session: dict[str, Any]) -> tuple[int, int, int]:
    return session["amount_subtotal"], session["total_details"]["amount_tax"], session["amount_total"]


def expanded(fake: FakeCheckout, session: dict[str, Any], *paths: str) -> dict[str, Any]:
    status, shown, _ = call(fake, "GET", f"{SESSIONS}/{session['id']}", {"expand": list(paths)})
    assert status == 200, shown
    return shown


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (["txr_vat"], (2198, 351, 2198)),  # 2198 · 19 / 119 = 350.94
        (["txr_sales"], (2198, 190, 2388)),  # 2198 · 8.625 % = 189.58
        (["txr_vat", "txr_sales"], (2198, 510, 2357)),  # 8.625 % of the 1847 that are left without VAT
        (["txr_sales", "txr_sales"], (2198, 190, 2388)),  # once is enough
    ],
)
def test_inclusive_and_exclusive_rates(rates: list[str], expected: tuple[int, int, int]) -> None:
    assert sums(created(shop(), **taxed(*rates))) == expected


def test_each_line_is_rounded_by_itself() -> None:
    # The example of https://support.stripe.com/questions/rounding-rules-for-stripe-fees
    fake = shop()
    fake.add_tax_rate("txr_15", percentage=15)
    for name, amount in (("price_a", 43), ("price_b", 484)):
        fake.add_price(name, unit_amount=amount)
    items = [{"price": name, "quantity": 1, "tax_rates": ["txr_15"]} for name in ("price_a", "price_b")]
    session = created(fake, line_items=items)
    assert sums(session) == (527, 79, 606)
    assert [item["amount_tax"] for item in fake.line_items(session["id"])] == [6, 73]


def test_a_discount_lowers_the_tax() -> None:
    assert sums(created(shop(), **taxed("txr_sales"), discounts=[{"coupon": "TEN"}])) == (2198, 171, 1978 + 171)


def test_items_and_totals_show_their_taxes() -> None:
    fake = shop()
    items = [*taxed("txr_vat")["line_items"], {"price": "price_mug", "quantity": 1, "tax_rates": ["txr_vat"]}]
    session = created(fake, line_items=[*items, {"price": "price_mug", "quantity": 1}])
    shown = expanded(fake, session, "line_items.data.taxes", "total_details.breakdown")
    assert [[tax["amount"] for tax in item["taxes"]] for item in shown["line_items"]["data"]] == [[351], [80], []]
    (tax,) = shown["total_details"]["breakdown"]["taxes"]
    assert (tax["amount"], tax["taxable_amount"], tax["rate"]["id"]) == (431, 1847 + 420, "txr_vat")
    assert (tax["rate"]["percentage"], tax["rate"]["inclusive"], tax["taxability_reason"]) == (19, True, None)


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        (taxed("txr_none"), "resource_missing", "line_items[0][tax_rates][0]"),
        (taxed("txr_old"), None, "line_items[0][tax_rates][0]"),
        (taxed("TEN"), "resource_missing", "line_items[0][tax_rates][0]"),
        (taxed(*["txr_vat"] * 6), None, "line_items[0][tax_rates]"),
        ({**taxed("txr_vat"), **AUTOMATIC}, "parameters_exclusive", "line_items[0][tax_rates]"),
        (
            {
                "mode": "subscription",
                "line_items": [{"price": "price_plan", "quantity": 1}],
                "subscription_data": {"default_tax_rates": ["txr_none"]},
            },
            "resource_missing",
            "subscription_data[default_tax_rates][0]",
        ),
        (
            {
                "mode": "subscription",
                "line_items": [{"price": "price_plan", "quantity": 1}],
                "subscription_data": {"default_tax_rates": ["txr_vat"]},
                **AUTOMATIC,
            },
            "parameters_exclusive",
            "subscription_data[default_tax_rates]",
        ),
    ],
)
def test_rates_that_cannot_be_used(changes: dict[str, Any], code: str | None, param: str) -> None:
    fake = shop()
    fake.add_tax_rate("txr_old", percentage=16, active=False)
    assert refused_creation(fake, **changes)[:3] == (400, code, param)


def test_default_rates_apply_to_recurring_items_without_their_own() -> None:
    fake = shop()
    items = [
        {"price": "price_plan", "quantity": 1},
        {"price": "price_plan", "quantity": 1, "tax_rates": ["txr_sales"]},
        {"price": "price_mug", "quantity": 1},
    ]
    session = created(fake, mode="subscription", line_items=items, subscription_data={"default_tax_rates": ["txr_vat"]})
    assert [item["amount_tax"] for item in fake.line_items(session["id"])] == [319, 173, 0]
    fake.complete(session["id"])
    shown = expanded(fake, session, "subscription", "invoice")
    subscription, invoice = shown["subscription"], shown["invoice"]
    assert [rate["id"] for rate in subscription["default_tax_rates"]] == ["txr_vat"]
    rates = [[rate["id"] for rate in item["tax_rates"]] for item in subscription["items"]["data"]]
    assert rates == [["txr_vat"], ["txr_sales"]]
    assert (invoice["subtotal"], invoice["subtotal_excluding_tax"]) == (4500, 4500 - 319)
    assert (invoice["total"], invoice["amount_paid"], invoice["total_excluding_tax"]) == (4673, 4673, 4181)
    taxes = [(tax["amount"], tax["tax_behavior"]) for tax in invoice["total_taxes"]]
    assert taxes == [(319, "inclusive"), (173, "exclusive")]


def older(fake: FakeCheckout, **params: Any) -> tuple[int, dict[str, Any]]:
    """Create a Session with the last version that had ``dynamic_tax_rates``."""
    whole = {"mode": "payment", "success_url": "https://example.com/ok", **params}
    status, body, _ = call(fake, "POST", params=whole, headers={"Stripe-Version": "2026-06-24.dahlia"})
    return status, body


@pytest.mark.parametrize(
    ("country", "state", "total"), [("DE", None, 2198), ("US", "CA", 2388), ("US", "NY", 2198), ("FR", None, 2198)]
)
def test_dynamic_rates_follow_the_customer(country: str, state: str | None, total: int) -> None:
    fake = shop()
    status, session = older(fake, **taxed("txr_vat", "txr_sales", dynamic=True))
    assert (status, sums(session)) == (200, (2198, 0, 2198))
    address = {"country": country, "state": state}
    paid = fake.complete(session["id"], customer_details={"address": address}).session
    assert paid["amount_total"] == total
    assert (paid["total_details"]["amount_tax"] > 0) == (country == "DE" or state == "CA")


def test_dynamic_rates_need_a_country_and_exclude_others() -> None:
    fake = shop()
    fake.add_tax_rate("txr_any", percentage=5)
    status, body = older(fake, **taxed("txr_vat", "txr_any", dynamic=True))
    assert (status, body["error"]["param"]) == (400, "line_items[0][dynamic_tax_rates][1]")
    item = {"price": "price_shirt", "quantity": 1, "tax_rates": ["txr_vat"], "dynamic_tax_rates": ["txr_vat"]}
    status, body = older(fake, line_items=[item])
    assert (status, body["error"]["code"]) == (400, "parameters_exclusive")


@pytest.mark.parametrize(
    ("country", "state", "tax", "total"),
    [
        ("US", "CA", 159, 2198 + 159),  # exclusive, because the currency is US dollars
        ("US", "OR", 0, 2198),
        ("DE", None, 418, 2198 + 418),
        ("JP", None, 220, 2198 + 220),
        ("BR", None, 0, 2198),
    ],
)
def test_automatic_tax_of_the_billing_address(country: str, state: str | None, tax: int, total: int) -> None:
    fake = shop()
    session = created(fake, **AUTOMATIC)
    assert session["automatic_tax"]["status"] == "requires_location_inputs"
    assert sums(session) == (2198, 0, 2198)
    paid = fake.complete(session["id"], customer_details={"address": {"country": country, "state": state}}).session
    assert (paid["automatic_tax"]["status"], *sums(paid)) == ("complete", 2198, tax, total)


def test_the_shipping_address_decides_about_automatic_tax() -> None:
    fake = shop()
    session = created(fake, currency="eur", **AUTOMATIC, **SHIP_TO)
    details, shipping = {"address": {"country": "US"}}, {"name": "Ann", "address": {"country": "DE"}}
    paid = fake.complete(session["id"], customer_details=details, shipping_details=shipping).session
    assert sums(paid) == (1998, 319, 1998)  # inclusive, because the currency is euros


def test_automatic_tax_on_shipping_and_on_prices_with_a_behavior() -> None:
    fake = shop()
    fake.add_price("price_net", unit_amount=1000, currency="eur", tax_behavior="exclusive")
    fake.add_shipping_rate("shr_eur", amount=119, currency="eur")
    items = [{"price": "price_net", "quantity": 1}]
    session = created(fake, **AUTOMATIC, line_items=items, shipping_options=[{"shipping_rate": "shr_eur"}])
    paid = fake.complete(session["id"], customer_details={"address": {"country": "DE"}}).session
    assert paid["shipping_cost"] == {
        "amount_subtotal": 119, "amount_tax": 19, "amount_total": 119, "shipping_rate": "shr_eur",
    }  # fmt: skip
    assert (*sums(paid), paid["total_details"]["amount_shipping"]) == (1000, 190 + 19, 1190 + 119, 119)
    shown = expanded(fake, session, "shipping_cost.taxes", "total_details.breakdown")
    assert [tax["amount"] for tax in shown["shipping_cost"]["taxes"]] == [19]
    taxes = shown["total_details"]["breakdown"]["taxes"]
    assert sorted(tax["amount"] for tax in taxes) == [19, 190]
    assert {tax["taxability_reason"] for tax in taxes} == {"standard_rated"}


def test_a_known_customer_is_taxed_at_once() -> None:
    fake = shop()
    fake.add_customer("cus_de", address={"country": "DE"})
    fake.add_customer("cus_moved", address={"country": "DE"}, shipping={"name": "Jo", "address": {"country": "CH"}})
    assert sums(created(fake, customer="cus_de", **AUTOMATIC))[1] == 418
    again = created(fake, customer="cus_moved", **AUTOMATIC)
    assert (sums(again)[1], again["automatic_tax"]["status"]) == (178, "complete")


def test_an_update_keeps_replaces_and_removes_rates() -> None:
    fake = shop()
    session = created(fake, **taxed("txr_sales"))
    path, item = f"{SESSIONS}/{session['id']}", fake.line_items(session["id"])[0]["id"]

    def updated(**changes: Any) -> tuple[int, int, int]:
        status, shown, _ = call(fake, "POST", path, {"line_items": [{"id": item, **changes}]})
        assert status == 200, shown
        return sums(shown)

    assert updated(quantity=1) == (1099, 95, 1194)
    assert updated(tax_rates=["txr_vat"]) == (1099, 175, 1099)
    assert updated(tax_rates="") == (1099, 0, 1099)
    assert expanded(fake, session, "line_items.data.taxes")["line_items"]["data"][0]["taxes"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"percentage": 101}, "between 0 and 100"),
        ({"percentage": -1}, "between 0 and 100"),
        ({"percentage": 1.00001}, "at most 4 decimals"),
    ],
)
def test_rates_that_cannot_be_registered(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        shop().add_tax_rate(**arguments)


RATES = st.lists(st.tuples(st.decimals(0, 100, places=4), st.booleans()), max_size=5).map(
    lambda pairs: [RateTerms(f"txr_{n}", percentage, inclusive) for n, (percentage, inclusive) in enumerate(pairs)]
)


@given(st.integers(0, 99_999_999), RATES, st.sampled_from([1, 10, 100]))
def test_taxes_are_exact(amount: int, rates: list[RateTerms], step: int) -> None:
    amount -= amount % step
    found = taxes_on(amount, rates, step)
    included = [tax.amount for tax in found if tax.inclusive]
    whole = 100 + sum(rate.percentage for rate in rates if rate.inclusive)
    net = amount - sum(included)
    for tax, rate in zip(found, rates, strict=True):
        exact = amount * rate.percentage / whole if rate.inclusive else net * rate.percentage / 100
        assert tax.amount == int((exact / step).quantize(Decimal(1), ROUND_HALF_UP)) * step
        assert (tax.rate, tax.taxable_amount, tax.amount % step) == (rate.id, net, 0)
