"""Coupons and promotion codes: until when, how often, by whom and for what they can be redeemed."""

from __future__ import annotations

from typing import Any

import pytest
from support.shop import NOW, created, refused_creation, shop

from checkout_client.testing import FakeCheckout

PLAN: dict[str, Any] = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}


def with_coupon(**settings: Any) -> FakeCheckout:
    fake = shop()
    fake.add_coupon("C", percent_off=50, **settings)
    return fake


def redeem(fake: FakeCheckout, **params: Any) -> dict[str, Any]:
    session = created(fake, discounts=[{"coupon": "C"}], **params)
    return fake.complete(session["id"]).session


def test_a_coupon_can_be_redeemed_until_its_time() -> None:
    fake = with_coupon(redeem_by=NOW + 60)
    fake.advance(60)
    redeem(fake)
    fake.advance(1)
    assert refused_creation(fake, discounts=[{"coupon": "C"}])[:3] == (400, "coupon_expired", "discounts[0][coupon]")


def test_a_coupon_can_be_redeemed_so_often() -> None:
    fake = with_coupon(max_redemptions=2)
    redeem(fake)
    created(fake, discounts=[{"coupon": "C"}])  # a Session that is not completed redeems nothing
    redeem(fake)
    assert refused_creation(fake, discounts=[{"coupon": "C"}])[1] == "coupon_expired"
    session = created(fake, discounts=[{"coupon": "TEN"}])
    shown: Any = fake.client().sessions.retrieve(session["id"], expand=["discounts.coupon"])
    assert shown.discounts[0].coupon.times_redeemed == 0


CODES: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"expires_at": NOW - 1}, {}, "inactive"),
    ({"active": False}, {}, "inactive"),
    ({"customer": "cus_ann"}, {}, "by this customer"),
    ({"customer": "cus_ann"}, {"customer": "cus_bob"}, "by this customer"),
    ({"minimum_amount": 2199, "minimum_amount_currency": "usd"}, {}, "minimum amount"),
    ({"minimum_amount": 1, "minimum_amount_currency": "eur"}, {}, "redeemed in usd"),
    ({"first_time_transaction": True}, {"customer": "cus_bob"}, "prior transactions"),
]


@pytest.mark.parametrize(("settings", "params", "message"), CODES, ids=[one[2] for one in CODES])
def test_restricted_promotion_codes(settings: dict[str, Any], params: dict[str, Any], message: str) -> None:
    fake = shop()
    fake.add_customer("cus_bob", email="bob@example.com")
    fake.complete(created(fake, customer="cus_bob")["id"])
    fake.add_promotion_code("ONLY", "TEN", id="promo_only", **settings)
    status, _, param, found = refused_creation(fake, discounts=[{"promotion_code": "promo_only"}], **params)
    assert (status, param) == (400, "discounts[0][promotion_code]")
    assert message in found
    session = created(fake, allow_promotion_codes=True, **params)
    with pytest.raises(ValueError, match="does not accept" if message == "inactive" else message):
        fake.complete(session["id"], promotion_code="only")
    assert fake.session(session["id"]) == session


def test_restrictions_that_are_met() -> None:
    fake = shop()
    fake.add_promotion_code(
        "ANN", "TEN", id="promo_ann", customer="cus_ann", first_time_transaction=True, minimum_amount=2198,
        minimum_amount_currency="usd", expires_at=NOW, max_redemptions=1,
    )  # fmt: skip
    code = {"discounts": [{"promotion_code": "promo_ann"}]}
    fake.complete(created(fake, customer="cus_ann", **code)["id"])
    assert "inactive" in refused_creation(fake, customer="cus_ann", **code)[3]


def test_a_payment_that_takes_days_counts_when_it_succeeds() -> None:
    fake = shop()
    fake.add_promotion_code("FIRST", "TEN", id="promo_first", first_time_transaction=True)
    code = {"customer": "cus_ann", "discounts": [{"promotion_code": "promo_first"}]}
    slow = created(fake, customer="cus_ann", allowed_payment_method_types=["sepa_debit"])
    fake.complete(slow["id"])
    created(fake, **code)
    fake.succeed_async_payment(slow["id"])
    assert "prior transactions" in refused_creation(fake, **code)[3]
    guest = created(fake, allowed_payment_method_types=["sepa_debit"])
    fake.complete(guest["id"])
    fake.succeed_async_payment(guest["id"])  # a guest is nobody


@pytest.mark.parametrize(
    ("settings", "trial", "end"),
    [
        ({}, False, None),
        ({}, True, "open"),
        ({"duration": "forever"}, False, "open"),
        ({"duration": "repeating", "duration_in_months": 3}, False, 1_757_948_800),
        ({"duration": "repeating", "duration_in_months": 20}, False, 1_802_704_000),
    ],
)
def test_how_long_a_coupon_discounts_a_subscription(settings: Any, trial: bool, end: Any) -> None:
    fake = with_coupon(**settings)
    data = {"subscription_data": {"trial_period_days": 7}} if trial else {}
    session = redeem(fake, **PLAN, **data)
    shown: Any = fake.client(api_key="sk_test_shop").sessions.retrieve(
        session["id"], expand=["subscription.discounts", "invoice"]
    )
    discounts = shown.subscription.discounts
    if end is None:
        assert discounts == []
    else:
        assert [discount.end for discount in discounts] == [None if end == "open" else end]
        assert discounts[0].subscription == shown.subscription.id
    amount = 0 if trial else 1000
    assert (shown.invoice.total, session["amount_total"]) == (amount, amount)
    assert [taken.amount for taken in shown.invoice.total_discount_amounts] == [amount]


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    fake = shop(start=1_769_817_600)  # 2026-01-31
    fake.add_coupon("C", percent_off=50, duration="repeating", duration_in_months=1)
    shown: Any = redeem(fake, **PLAN)
    shown = fake.client(api_key="sk_test_shop").sessions.retrieve(shown["id"], expand=["subscription.discounts"])
    assert shown.subscription.discounts[0].end == 1_772_236_800  # 2026-02-28


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"percent_off": 0}, "more than 0 and at most 100"),
        ({"percent_off": 101}, "more than 0 and at most 100"),
        ({"percent_off": 5, "duration": "repeating"}, "duration_in_months goes with"),
        ({"percent_off": 5, "duration_in_months": 5}, "duration_in_months goes with"),
    ],
)
def test_coupons_that_cannot_be_registered(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        shop().add_coupon(**arguments)


def test_a_session_whose_coupon_has_expired_cannot_be_recovered() -> None:
    fake = with_coupon(redeem_by=NOW + 60)
    recovery = {"after_expiration": {"recovery": {"enabled": True}}, "expires_at": NOW + 3600}
    lost, kept = created(fake, discounts=[{"coupon": "C"}], **recovery), created(fake, **recovery)
    fake.advance(hours=2)
    with pytest.raises(ValueError, match="cannot be recovered: Coupon C is expired"):
        fake.recover(lost["id"])
    assert fake.session(fake.recover(kept["id"])) is not None
