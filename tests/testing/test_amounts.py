"""Amounts are exact for any items, discounts and shipping."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shop import SESSIONS, call, created, shop

from checkout_client.testing._shop.amounts.pricing import CouponTerms, PricedLine, line_subtotal

TWO = [{"price": "price_shirt", "quantity": 1}, {"price": "price_mug", "quantity": 3}]


def totals(session: dict[str, Any]) -> tuple[int, int, int, int]:
    details = session["total_details"]
    return session["amount_subtotal"], details["amount_discount"], details["amount_shipping"], session["amount_total"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"line_items": TWO}, (2599, 0, 0, 2599)),
        ({"line_items": TWO, "discounts": [{"coupon": "TEN"}]}, (2599, 260, 0, 2339)),
        ({"line_items": TWO, "discounts": [{"promotion_code": "promo_spring"}]}, (2599, 260, 0, 2339)),
        ({"line_items": TWO, "discounts": [{"coupon": "OFF5"}]}, (2599, 500, 0, 2099)),
        ({"shipping_options": [{"shipping_rate": "shr_air"}, {"shipping_rate": "shr_post"}]}, (2198, 0, 1900, 4098)),
        ({"currency": "eur"}, (1998, 0, 0, 1998)),
        ({"currency": "USD"}, (2198, 0, 0, 2198)),
    ],
)
def test_totals(params: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert totals(created(shop(), **params)) == expected


def test_a_discount_does_not_exceed_the_price() -> None:
    fake = shop()
    item = [{"price": "price_mug", "quantity": 1}]
    fake.add_coupon("HUGE", amount_off=9999, currency="usd")
    assert totals(created(fake, line_items=item, discounts=[{"coupon": "HUGE"}])) == (500, 500, 0, 0)


def test_a_coupon_may_be_restricted_to_products() -> None:
    fake = shop()
    fake.add_coupon("SHIRTS", percent_off=50, products=["prod_shirt"])
    session = created(fake, line_items=TWO, discounts=[{"coupon": "SHIRTS"}])
    assert totals(session) == (2599, 550, 0, 2049)
    assert [item["amount_discount"] for item in fake.line_items(session["id"])] == [550, 0]
    other = created(fake, line_items=[{"price": "price_mug", "quantity": 1}], discounts=[{"coupon": "SHIRTS"}])
    assert totals(other) == (500, 0, 0, 500)


def test_a_unit_may_cost_a_fraction_of_a_minor_unit() -> None:
    fake = shop()
    fake.add_price("price_kwh", unit_amount=Decimal("0.25"))
    assert created(fake, line_items=[{"price": "price_kwh", "quantity": 210}])["amount_total"] == 53
    data = {"currency": "usd", "unit_amount_decimal": "120.0", "product": "prod_shirt"}
    session = created(fake, line_items=[{"price_data": data, "quantity": 2}])
    assert session["amount_total"] == 240
    assert fake.line_items(session["id"])[0]["price"]["unit_amount"] == 120


@given(
    st.lists(st.tuples(st.integers(0, 10**8), st.sampled_from("ab")), min_size=1, max_size=20),
    st.one_of(
        st.integers(1, 10**9).map(lambda amount: CouponTerms(amount_off=amount)),
        st.decimals("0.01", 100, places=2).map(lambda percent: CouponTerms(percent_off=float(percent))),
        st.just(CouponTerms(percent_off=33.3, products=frozenset("a"))),
    ),
)
def test_discounts_add_up_and_do_not_exceed_their_lines(given_lines: list[tuple[int, str]], terms: CouponTerms) -> None:
    lines = [PricedLine(subtotal, product) for subtotal, product in given_lines]
    discounts = terms.amounts_off(lines)
    base = sum(line.subtotal for line in lines if terms.products is None or line.product in terms.products)
    assert all(0 <= discount <= line.subtotal for discount, line in zip(discounts, lines, strict=True))
    if terms.amount_off is not None:
        assert sum(discounts) == min(terms.amount_off, base)
    else:
        assert abs(sum(discounts) - Decimal(base) * Decimal(str(terms.percent_off)) / 100) <= Decimal("0.5")


@pytest.mark.parametrize(("unit", "quantity", "expected"), [("0.5", 1, 1), ("0.49", 1, 0), ("33.333", 3, 100)])
def test_halves_are_rounded_up(unit: str, quantity: int, expected: int) -> None:
    assert line_subtotal(Decimal(unit), quantity) == expected


def test_an_update_changes_the_amounts() -> None:
    fake = shop()
    session = created(fake, line_items=TWO, discounts=[{"coupon": "TEN"}], ui_mode="hosted_page")
    path = f"{SESSIONS}/{session['id']}"
    first, second = fake.line_items(session["id"])
    changed = [{"id": first["id"], "quantity": 2, "metadata": {"gift": "yes"}}, {"price": "price_mug", "quantity": 1}]
    status, session, _ = call(fake, "POST", path, {"line_items": changed})
    assert (status, totals(session)) == (200, (2698, 270, 0, 2428))
    kept, new = fake.line_items(session["id"])
    assert (kept["id"], kept["quantity"], kept["metadata"]) == (first["id"], 2, {"gift": "yes"})
    assert new["id"] != second["id"]
    shipping = {"shipping_options": [{"shipping_rate": "shr_post"}]}
    assert totals(call(fake, "POST", path, shipping)[1]) == (2698, 270, 700, 3128)
    assert totals(call(fake, "POST", path, {"shipping_options": ""})[1]) == (2698, 270, 0, 2428)


def test_an_update_keeps_the_fields_it_does_not_name() -> None:
    fake = shop()
    data = {"currency": "usd", "unit_amount": 70, "product_data": {"name": "Tea", "metadata": {"a": ""}}}
    given = {"price_data": data, "quantity": 3, "adjustable_quantity": {"enabled": True, "maximum": 5}}
    session = created(fake, line_items=[given])
    item = fake.line_items(session["id"])[0]
    params = {"line_items": [{"id": item["id"], "metadata": {"a": "b"}}]}
    call(fake, "POST", f"{SESSIONS}/{session['id']}", params)
    assert fake.line_items(session["id"]) == [{**item, "metadata": {"a": "b"}}]
    params = {"line_items": [{"id": item["id"], "price": "price_mug", "adjustable_quantity": {"enabled": False}}]}
    call(fake, "POST", f"{SESSIONS}/{session['id']}", params)
    changed = fake.line_items(session["id"])[0]
    assert (changed["amount_total"], changed["adjustable_quantity"]["enabled"]) == (1500, False)


@pytest.mark.parametrize(("currency", "amount", "discount"), [("kwd", 5120, 510), ("isk", 55500, 5600)])
def test_discounts_are_amounts_that_the_currency_can_have(currency: str, amount: int, discount: int) -> None:
    price = {"currency": currency, "unit_amount": amount, "product": "prod_shirt"}
    session = created(shop(), line_items=[{"price_data": price, "quantity": 1}], discounts=[{"coupon": "TEN"}])
    assert totals(session) == (amount, discount, 0, amount - discount)
