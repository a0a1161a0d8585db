"""The objects next to Sessions: retrieved, listed and created over the API, in the same strict way."""

from __future__ import annotations

from typing import Any

import pytest
from support.shop import NOW, ONE_ITEM, call, created, refused, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing._api.related_objects.object_parameters import object_table
from checkout_client.testing._api.related_objects.object_routes import COLLECTIONS


@pytest.fixture
def fake() -> FakeCheckout:
    return shop()


def get(fake: FakeCheckout, path: str, **params: Any) -> dict[str, Any]:
    status, body, _ = call(fake, "GET", f"/v1/{path}", params)
    assert status == 200, body
    return body


def create(fake: FakeCheckout, collection: str, **params: Any) -> dict[str, Any]:
    status, body, _ = call(fake, "POST", f"/v1/{collection}", params)
    assert status == 200, body
    return body


def ids(page: dict[str, Any]) -> list[str]:
    return [one["id"] for one in page["data"]]


# Retrieving and listing.


def test_what_is_registered_can_be_retrieved(fake: FakeCheckout) -> None:
    price = get(fake, "prices/price_shirt", expand=["product", "currency_options"])
    assert (price["unit_amount"], price["product"]["name"]) == (1099, "Shirt")
    assert price["currency_options"]["eur"]["unit_amount"] == 999
    for path, kind in (
        ("products/prod_shirt", "product"),
        ("customers/cus_ann", "customer"),
        ("coupons/TEN", "coupon"),
        ("promotion_codes/promo_spring", "promotion_code"),
        ("shipping_rates/shr_post", "shipping_rate"),
    ):
        assert get(fake, path)["object"] == kind


def test_what_a_payment_creates_can_be_retrieved(fake: FakeCheckout) -> None:
    plan = created(fake, mode="subscription", line_items=[{"price": "price_plan", "quantity": 1}])
    fake.complete(plan["id"])
    paid = created(fake)
    fake.complete(paid["id"])
    session = fake.session(paid["id"])
    subscribed = fake.session(plan["id"])
    assert session is not None
    assert subscribed is not None
    assert get(fake, f"payment_intents/{session['payment_intent']}")["amount"] == 2198
    assert get(fake, f"subscriptions/{subscribed['subscription']}")["status"] == "active"
    assert get(fake, f"invoices/{subscribed['invoice']}", expand=["customer"])["customer"]["object"] == "customer"
    assert ids(get(fake, "payment_intents")) == [session["payment_intent"]]
    assert ids(get(fake, "invoices", subscription=subscribed["subscription"])) == [subscribed["invoice"]]
    assert ids(get(fake, "invoices", subscription="sub_none")) == []
    methods = get(fake, "payment_methods", type="card")["data"]
    assert get(fake, f"payment_methods/{methods[0]['id']}")["type"] == "card"


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_every_collection_has_a_list_and_404s(fake: FakeCheckout, collection: str) -> None:
    page = get(fake, collection, limit=100)
    assert (page["object"], page["url"], page["has_more"]) == ("list", f"/v1/{collection}", False)
    status, code, param, message = refused(fake, "GET", f"/v1/{collection}/none")
    assert (status, code, param) == (404, "resource_missing", "id")
    assert message.endswith("'none'")
    assert refused(fake, "GET", f"/v1/{collection}", starting_after="none")[1] == "resource_missing"
    assert refused(fake, "GET", f"/v1/{collection}", colour="red")[1] == "parameter_unknown"


def test_an_id_of_another_kind_is_a_404(fake: FakeCheckout) -> None:
    assert refused(fake, "GET", "/v1/products/price_shirt")[0] == 404


def test_other_urls_say_what_there_is(fake: FakeCheckout) -> None:
    for method, path in (
        ("GET", "/v1/refunds"),
        ("DELETE", "/v1/prices/price_shirt"),
        ("POST", "/v1/prices/price_shirt"),
        ("POST", "/v1/charges"),
        ("GET", "/v1/prices/a/b"),
        ("GET", "/"),
    ):
        status, _, _, message = refused(fake, method, path)
        assert status == 404
        assert message.startswith(f"Unrecognized request URL ({method}: ")
        assert "/v1/checkout/sessions" in message
        assert "/v1/prices" in message


def test_pages_are_newest_first(fake: FakeCheckout) -> None:
    made = [fake.add_product(f"P{n}")["id"] for n in range(5)]
    everything = ids(get(fake, "products", limit=100))
    assert everything[:5] == made[::-1]
    page = get(fake, "products", limit=2)
    assert (ids(page), page["has_more"]) == ([made[4], made[3]], True)
    page = get(fake, "products", limit=2, starting_after=made[3])
    assert (ids(page), page["has_more"]) == ([made[2], made[1]], True)
    page = get(fake, "products", limit=2, ending_before=made[1])
    assert (ids(page), page["has_more"]) == ([made[3], made[2]], True)
    page = get(fake, "products", limit=9, ending_before=made[3])
    assert (ids(page), page["has_more"]) == ([made[4]], False)
    assert ids(get(fake, "products", limit=100, starting_after=everything[-1])) == []


@pytest.mark.parametrize(
    ("path", "params", "expected"),
    [
        ("prices", {"active": False}, ["price_old"]),
        ("prices", {"type": "recurring"}, ["price_plan"]),
        ("prices", {"recurring": {"interval": "month"}}, ["price_plan"]),
        ("prices", {"recurring": {"interval": "year"}}, []),
        ("prices", {"product": "prod_mug"}, ["price_mug"]),
        ("prices", {"lookup_keys": ["none"]}, []),
        ("prices", {"currency": "eur"}, []),
        ("prices", {"created": {"gt": NOW}}, []),
        ("prices", {"created": NOW, "product": "prod_shirt"}, ["price_shirt"]),
        ("products", {"ids": ["prod_mug"]}, ["prod_mug"]),
        ("customers", {"email": "ann@example.com"}, ["cus_ann"]),
        ("customers", {"email": "bob@example.com"}, []),
        ("promotion_codes", {"code": "spring"}, ["promo_spring"]),
        ("promotion_codes", {"coupon": "TEN"}, ["promo_spring"]),
        ("promotion_codes", {"coupon": "OFF5"}, []),
        ("shipping_rates", {"currency": "USD"}, ["shr_air", "shr_post"]),
        ("shipping_rates", {"currency": "eur"}, []),
    ],
)
def test_filters(fake: FakeCheckout, path: str, params: dict[str, Any], expected: list[str]) -> None:
    assert ids(get(fake, path, **params)) == expected


def test_filters_that_the_fake_lacks_are_refused(fake: FakeCheckout) -> None:
    fake.complete(created(fake, mode="subscription", line_items=[{"price": "price_plan", "quantity": 1}])["id"])
    status, _, param, message = refused(fake, "GET", "/v1/subscriptions", plan="plan_1")
    assert (status, param, message) == (400, "plan", "This fake cannot filter subscriptions by `plan`.")
    assert refused(fake, "GET", "/v1/events", delivery_success=True)[2] == "delivery_success"


def test_subscriptions_by_status_and_price(fake: FakeCheckout) -> None:
    session = created(fake, mode="subscription", line_items=[{"price": "price_plan", "quantity": 1}])
    fake.complete(session["id"])
    (subscription,) = get(fake, "subscriptions")["data"]
    for params, found in (
        ({"status": "active"}, 1),
        ({"status": "all"}, 1),
        ({"status": "ended"}, 0),
        ({"price": "price_plan"}, 1),
        ({"price": "price_mug"}, 0),
        ({"status": "canceled"}, 0),
        ({"automatic_tax": {"enabled": False}}, 1),
    ):
        assert len(get(fake, "subscriptions", **params)["data"]) == found
    catalogue = fake._shop.catalogue  # pyright: ignore[reportPrivateUsage] - the fake cannot cancel subscriptions
    catalogue.objects[subscription["id"]]["status"] = "canceled"
    assert get(fake, "subscriptions")["data"] == []
    assert ids(get(fake, "subscriptions", status="ended")) == [subscription["id"]]


def test_events(fake: FakeCheckout) -> None:
    session = created(fake)
    other = fake.complete(session["id"])
    call(fake, "POST", params=ONE_ITEM, headers={"Stripe-Account": "acct_1"})
    fake.expire(fake.sessions()[-1]["id"])
    assert ids(get(fake, "events")) == [other.id]
    assert get(fake, f"events/{other.id}")["data"]["object"]["id"] == session["id"]
    assert ids(get(fake, "events", type="checkout.session.*")) == [other.id]
    assert ids(get(fake, "events", types=["checkout.session.expired", "x"])) == []
    assert ids(get(fake, "events", created={"lt": NOW})) == []
    assert refused(fake, "GET", "/v1/events", type="a", types=["b"])[2] == "type"
    theirs = call(fake, "GET", "/v1/events", headers={"Stripe-Account": "acct_1"})[1]
    assert [one["type"] for one in theirs["data"]] == ["checkout.session.expired"]
    assert refused(fake, "GET", f"/v1/events/{theirs['data'][0]['id']}")[0] == 404


# Creating.


def test_a_set_up_script(fake: FakeCheckout) -> None:
    product = create(fake, "products", name="Tea", description="Green", images=["https://e.co/tea.png"], active=True)
    price = create(fake, "prices", product=product["id"], currency="EUR", unit_amount=450, lookup_key="tea",
                   recurring={"interval": "month"}, metadata={"a": "1"}, expand=["product"])  # fmt: skip
    assert (price["currency"], price["type"], price["product"]["description"]) == ("eur", "recurring", "Green")
    assert (price["recurring"]["interval_count"], price["metadata"]) == (1, {"a": "1"})
    assert ids(get(fake, "prices", lookup_keys=["tea"])) == [price["id"]]
    rate = create(fake, "shipping_rates", display_name="Post", type="fixed_amount",
                  fixed_amount={"amount": 500, "currency": "eur", "currency_options": {"usd": {"amount": 600}}},
                  delivery_estimate={"minimum": {"unit": "day", "value": 2}})  # fmt: skip
    assert rate["delivery_estimate"] == {"maximum": None, "minimum": {"unit": "day", "value": 2}}
    coupon = create(fake, "coupons", id="HALF", percent_off=50, duration="repeating", duration_in_months=3,
                    applies_to={"products": [product["id"]]}, expand=["applies_to"])  # fmt: skip
    assert (coupon["applies_to"], coupon["duration"]) == ({"products": [product["id"]]}, "repeating")
    code = create(fake, "promotion_codes", promotion={"type": "coupon", "coupon": "HALF"}, code="HALFTEA",
                  restrictions={"minimum_amount": 100, "minimum_amount_currency": "EUR"})  # fmt: skip
    assert code["restrictions"] == {"first_time_transaction": False, "minimum_amount": 100,
                                    "minimum_amount_currency": "eur"}  # fmt: skip
    customer = create(fake, "customers", email="bob@example.com", address={"city": "Bonn", "country": "DE"},
                      shipping={"name": "Bob", "address": {"city": "Bonn"}},
                      invoice_settings={"footer": "Bye"})  # fmt: skip
    assert (customer["address"]["line1"], customer["shipping"]["phone"]) == (None, None)
    assert customer["invoice_settings"]["footer"] == "Bye"
    tax = create(fake, "tax_rates", display_name="VAT", percentage=19, inclusive=False, country="DE")
    assert (tax["object"], tax["percentage"], tax["active"]) == ("tax_rate", 19, True)
    session = created(
        fake,
        mode="subscription",
        customer=customer["id"],
        line_items=[{"price": price["id"], "quantity": 2}],
        discounts=[{"promotion_code": code["id"]}],
    )
    assert session["amount_total"] == 450


def test_what_can_be_left_out(fake: FakeCheckout) -> None:
    customer = create(fake, "customers", name="Bob")
    assert (customer["email"], customer["address"], customer["shipping"]) == (None, None, None)
    rate = create(fake, "shipping_rates", display_name="Post", fixed_amount={"amount": 5, "currency": "usd"})
    assert (rate["delivery_estimate"], rate["type"]) == (None, "fixed_amount")
    coupon = create(fake, "coupons", amount_off=500, currency="USD", redeem_by=NOW + 1)
    assert (coupon["currency"], coupon["duration"], coupon["redeem_by"]) == ("usd", "once", NOW + 1)
    code = create(fake, "promotion_codes", promotion={"type": "coupon", "coupon": coupon["id"]}, customer="cus_ann")
    assert len(code["code"]) == 8
    assert code["restrictions"]["minimum_amount"] is None


def test_prices(fake: FakeCheckout) -> None:
    price = create(fake, "prices", currency="usd", unit_amount_decimal="0.5",
                   product_data={"name": "Call", "id": "p_call"},
                   currency_options={"eur": {"unit_amount": 3}}, nickname="cheap",
                   tax_behavior="exclusive")  # fmt: skip
    assert (price["unit_amount"], price["unit_amount_decimal"], price["product"]) == (None, "0.5", "p_call")
    assert (
        get(fake, f"prices/{price['id']}", expand=["currency_options"])["currency_options"]["eur"]["unit_amount"] == 3
    )
    product = create(fake, "products", name="Cup", default_price_data={"currency": "usd", "unit_amount": 900})
    assert get(fake, f"prices/{product['default_price']}")["unit_amount"] == 900
    first = create(fake, "prices", product="prod_mug", currency="usd", unit_amount=1, lookup_key="mug")
    second = create(
        fake, "prices", product="prod_mug", currency="usd", unit_amount=2, lookup_key="mug", transfer_lookup_key=True
    )
    assert ids(get(fake, "prices", lookup_keys=["mug"])) == [second["id"]]
    assert get(fake, f"prices/{first['id']}")["lookup_key"] is None


PRICE: dict[str, Any] = {"currency": "usd", "unit_amount": 1, "product": "prod_mug"}
CODE: dict[str, Any] = {"promotion": {"type": "coupon", "coupon": "TEN"}}


@pytest.mark.parametrize(
    ("collection", "params", "code", "param"),
    [
        ("products", {}, "parameter_missing", "name"),
        ("products", {"name": "x", "colour": "red"}, "parameter_unknown", "colour"),
        ("products", {"name": "x", "id": "prod_mug"}, "resource_already_exists", "id"),
        ("products", {"name": "x", "metadata": {"k": "v" * 501}}, None, "metadata[k]"),
        ("products", {"name": "x", "default_price_data": {"currency": "usd"}}, "parameter_missing",
         "default_price_data[unit_amount]"),
        ("prices", {**PRICE, "unit_amount": "ten"}, "parameter_invalid_integer", "unit_amount"),
        ("prices", {**PRICE, "unit_amount": -1}, "parameter_invalid_integer", "unit_amount"),
        ("prices", {**PRICE, "unit_amount_decimal": "1"}, "parameters_exclusive", "unit_amount"),
        ("prices", {"currency": "usd", "product": "prod_mug"}, "parameter_missing", "unit_amount"),
        ("prices", {**PRICE, "currency": "dollar"}, None, "currency"),
        ("prices", {**PRICE, "product": "prod_none"}, "resource_missing", "product"),
        ("prices", {"currency": "usd", "unit_amount": 1}, "parameter_missing", "product"),
        ("prices", {**PRICE, "product_data": {"name": "x"}}, "parameters_exclusive", "product"),
        ("prices", {"currency": "usd", "unit_amount": 1, "product_data": {"name": "x", "id": "prod_mug"}},
         "resource_already_exists", "product_data[id]"),
        ("prices", {**PRICE, "tiers_mode": "volume"}, None, "tiers_mode"),
        ("prices", {**PRICE, "billing_scheme": "tiered"}, None, "billing_scheme"),
        ("prices", {**PRICE, "lookup_key": "k" * 201}, None, "lookup_key"),
        ("prices", {**PRICE, "lookup_key": "taken"}, None, "lookup_key"),
        ("prices", {**PRICE, "currency_options": {"eur": {"tiers": [{"up_to": 5}]}}}, None,
         "currency_options[eur][tiers]"),
        ("prices", {**PRICE, "recurring": {"interval": "decade"}}, None, "recurring[interval]"),
        ("coupons", {}, "parameter_missing", "percent_off"),
        ("coupons", {"percent_off": 10, "amount_off": 1}, "parameters_exclusive", "percent_off"),
        ("coupons", {"percent_off": 0}, None, "percent_off"),
        ("coupons", {"percent_off": 101}, None, "percent_off"),
        ("coupons", {"amount_off": 0, "currency": "usd"}, "parameter_invalid_integer", "amount_off"),
        ("coupons", {"amount_off": 5}, "parameter_missing", "currency"),
        ("coupons", {"percent_off": 5, "duration": "repeating"}, "parameter_missing", "duration_in_months"),
        ("coupons", {"percent_off": 5, "duration_in_months": 2}, None, "duration_in_months"),
        ("coupons", {"percent_off": 5, "redeem_by": NOW}, None, "redeem_by"),
        ("coupons", {"percent_off": 5, "applies_to": {"products": ["none"]}}, "resource_missing",
         "applies_to[products][0]"),
        ("promotion_codes", {"promotion": {"type": "coupon"}}, "parameter_missing", "promotion[coupon]"),
        ("promotion_codes", {"promotion": {"type": "coupon", "coupon": "none"}}, "resource_missing",
         "promotion[coupon]"),
        ("promotion_codes", {**CODE, "code": "spring"}, None, "code"),
        ("promotion_codes", {**CODE, "customer": "cus_none"}, "resource_missing", "customer"),
        ("promotion_codes", {**CODE, "restrictions": {"minimum_amount": 1}}, "parameter_missing",
         "restrictions[minimum_amount_currency]"),
        ("shipping_rates", {"display_name": "x"}, "parameter_missing", "fixed_amount"),
        ("shipping_rates", {"display_name": "x", "fixed_amount": {"amount": -1, "currency": "usd"}},
         "parameter_invalid_integer", "fixed_amount[amount]"),
        ("tax_rates", {"display_name": "x", "inclusive": True, "percentage": 101}, None, "percentage"),
        ("customers", {"email": "nobody"}, "email_invalid", "email"),
        ("customers", {"payment_method": "pm_card_visa"}, None, "payment_method"),
    ],
)  # fmt: skip
def test_refusals(fake: FakeCheckout, collection: str, params: dict[str, Any], code: str | None, param: str) -> None:
    fake.add_price(unit_amount=1, lookup_key="taken")
    before = {kind: len(fake.objects(kind)) for kind in COLLECTIONS.values()}
    assert refused(fake, "POST", f"/v1/{collection}", **params)[:3] == (400, code, param)
    assert {kind: len(fake.objects(kind)) for kind in COLLECTIONS.values()} == before


def test_creation_is_idempotent(fake: FakeCheckout) -> None:
    headers = {"Idempotency-Key": "k"}
    first = call(fake, "POST", "/v1/products", {"name": "Tea"}, headers=headers)[1]
    again = call(fake, "POST", "/v1/products", {"name": "Tea"}, headers=headers)
    assert (again[1], again[2]["idempotent-replayed"]) == (first, "true")
    assert [(one.object_id, one.idempotent_replayed) for one in fake.requests] == [
        (first["id"], False), (first["id"], True),
    ]  # fmt: skip


def test_the_table_has_every_collection() -> None:
    assert set(object_table()["list"]) == set(COLLECTIONS.values())
