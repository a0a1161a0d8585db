"""What customers change in their cart, and enter about themselves; and what the objects of the payment then say."""

from __future__ import annotations

from typing import Any

import pytest
from support.shop import SESSIONS, call, created, shop

from checkout_client.testing import FakeCheckout

ADJUSTABLE = {"enabled": True, "minimum": 1, "maximum": 5}
MUG = {"price": "price_mug", "quantity": 1}
EXTRA = {"optional_items": [MUG, {"price": "price_cap", "quantity": 2, "adjustable_quantity": {"enabled": True}}]}
TAX_ID = {"tax_id_collection": {"enabled": True}}
REQUIRED_TAX_ID = {"tax_id_collection": {"enabled": True, "required": "if_supported"}}
GERMAN = {"address": {"country": "DE"}}


def cart(**adjustable: Any) -> dict[str, Any]:
    shirt = {"price": "price_shirt", "quantity": 2, "adjustable_quantity": {"enabled": True, **adjustable}}
    return {"line_items": [shirt, MUG]}


def opened() -> FakeCheckout:
    fake = shop()
    fake.add_price("price_cap", unit_amount=300, product_name="Cap")
    return fake


CHOSEN: list[tuple[dict[str, Any], dict[str, Any], int]] = [
    (cart(), {"quantities": {"price_shirt": 3}}, 3 * 1099 + 500),
    (cart(), {"quantities": {"price_shirt": 99}}, 99 * 1099 + 500),
    (cart(), {"quantities": {"price_shirt": 0}}, 500),
    (cart(maximum=150), {"quantities": {"price_shirt": 150}}, 150 * 1099 + 500),
    (cart(), {"quantities": {"price_mug": 1}}, 2 * 1099 + 500),
    (EXTRA, {"optional_items": {"price_mug": 1}}, 2198 + 500),
    (EXTRA, {"optional_items": {"price_mug": 0, "price_cap": 3}}, 2198 + 900),
    (EXTRA, {"optional_items": {"price_mug": 1, "price_cap": 1}}, 2198 + 800),
]


@pytest.mark.parametrize(("params", "choices", "total"), CHOSEN)
def test_the_customer_changes_the_cart(params: dict[str, Any], choices: dict[str, Any], total: int) -> None:
    fake = opened()
    session = created(fake, **params)
    paid = fake.complete(session["id"], **choices).session
    assert (paid["amount_total"], sum(item["amount_total"] for item in fake.line_items(session["id"]))) == (total,) * 2


def test_the_quantity_of_an_inline_price_changes() -> None:
    data = {"currency": "isk", "unit_amount": 72700, "product_data": {"name": "Tea"}}
    item = {"price_data": data, "quantity": 6, "adjustable_quantity": {"enabled": True}}
    fake = opened()
    session = created(fake, line_items=[item])
    made = fake.line_items(session["id"])[0]["id"]
    assert fake.complete(session["id"], quantities={made: 7}).session["amount_total"] == 7 * 72700


def test_an_item_is_chosen_by_its_own_id_and_the_tax_and_discount_follow() -> None:
    fake = opened()
    shirt = {"price": "price_shirt", "quantity": 1, "tax_rates": ["txr_sales"], "adjustable_quantity": ADJUSTABLE}
    session = created(fake, line_items=[shirt], discounts=[{"coupon": "TEN"}])
    item = fake.line_items(session["id"])[0]
    paid = fake.complete(session["id"], quantities={item["id"]: 2}).session
    assert (paid["total_details"]["amount_discount"], paid["total_details"]["amount_tax"]) == (220, 171)
    assert fake.line_items(session["id"])[0]["id"] == item["id"]


ONE = {"line_items": [{"price": "price_shirt", "quantity": 1, "adjustable_quantity": {"enabled": True}}]}
CHEAP = {
    "line_items": [
        {
            "price_data": {"currency": "usd", "unit_amount": 25, "product": "prod_shirt"},
            "quantity": 2,
            "adjustable_quantity": {"enabled": True},
        }
    ],
}
REFUSED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("too many", cart(), {"quantities": {"price_shirt": 100}}, "must be 0 to 99"),
    ("over the maximum", cart(maximum=5), {"quantities": {"price_shirt": 6}}, "must be 0 to 5"),
    ("under the minimum", cart(minimum=2), {"quantities": {"price_shirt": 1}}, "must be 2 to 99"),
    ("negative", cart(), {"quantities": {"price_shirt": -1}}, "must be 0 to 99"),
    ("the last item", ONE, {"quantities": {"price_shirt": 0}}, "must be 1 to 99"),
    ("fixed", cart(), {"quantities": {"price_mug": 2}}, "the quantity of Mug is fixed"),
    ("switched off", cart(enabled=False), {"quantities": {"price_shirt": 1}}, "the quantity of Shirt is fixed"),
    ("no such item", {}, {"quantities": {"li_none": 2}}, "no line item 'li_none'"),
    ("all items", {"line_items": [cart()["line_items"][0]] * 2}, {"quantities": {"price_shirt": 200}}, "must be 0 to"),
    ("not optional", {}, {"optional_items": {"price_mug": 1}}, "optional items: none"),
    ("optional quantity", EXTRA, {"optional_items": {"price_mug": 2}}, "must be 1 to 1"),
    ("optional, too many", EXTRA, {"optional_items": {"price_cap": 100}}, "must be 1 to 99"),
    ("too cheap", CHEAP, {"quantities": {}, "promotion_code": "spring"}, "does not accept"),
    ("phone", {}, {"customer_details": {"phone": "0301234"}}, "is not a phone number"),
    ("country", {}, {"customer_details": {"address": {"country": "Germany"}}}, "is not a country code"),
    ("no country", {"billing_address_collection": "required"}, {"customer_details": {"address": {"country": None}}},
     "needs a country"),
    ("no street", {"billing_address_collection": "required"},
     {"customer_details": {"address": {"country": "DE", "line1": ""}}}, "needs line1"),
    ("other email", {"customer_email": "jo@example.com"}, {"customer_details": {"email": "bob@example.com"}},
     "which the customer cannot change"),
    ("tax id not asked", {}, {"customer_details": {"tax_ids": [{"type": "eu_vat", "value": "DE123456789"}]}},
     "does not ask for a tax id"),
    ("tax id", TAX_ID, {"customer_details": {"tax_ids": [{"type": "eu_vat", "value": "1"}]}}, "looks like DE123456789"),
    ("type of tax id", TAX_ID, {"customer_details": {"tax_ids": [{"type": "xx_vat", "value": "1"}]}},
     "'xx_vat' is not"),
    ("list of tax ids", TAX_ID, {"customer_details": {"tax_ids": "DE123456789"}}, "must be a list"),
    ("no tax id", REQUIRED_TAX_ID, {"customer_details": {**GERMAN, "tax_ids": []}}, "requires a tax id"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "entered", "message"), [one[1:] for one in REFUSED], ids=[x[0] for x in REFUSED])
def test_what_the_page_would_refuse(params: dict[str, Any], entered: dict[str, Any], message: str) -> None:
    fake = opened()
    session = created(fake, **params)
    with pytest.raises(ValueError, match=message):
        fake.complete(session["id"], **entered)
    assert fake.session(session["id"]) == session
    assert list(fake.events) == []


def test_a_discount_must_leave_enough_to_charge() -> None:
    fake = opened()
    fake.add_promotion_code("SPRINGS", "TEN")
    session = created(fake, **CHEAP, allow_promotion_codes=True)
    with pytest.raises(ValueError, match="must add up to at least"):
        fake.complete(session["id"], promotion_code="SPRINGS")


def test_a_subscription_needs_a_recurring_item() -> None:
    fake = opened()
    plan = {"price": "price_plan", "quantity": 1, "adjustable_quantity": {"enabled": True}}
    session = created(fake, mode="subscription", line_items=[plan, MUG])
    with pytest.raises(ValueError, match="at least one recurring price"):
        fake.complete(session["id"], quantities={"price_plan": 0})


def test_a_cart_must_not_become_empty() -> None:
    fake = opened()
    shirt, cap = ({"price": price, "quantity": 1, "adjustable_quantity": {"enabled": True}} for price in
                  ("price_shirt", "price_cap"))  # fmt: skip
    session = created(fake, line_items=[shirt, cap])
    with pytest.raises(ValueError, match="must be 1 to 99"):
        fake.complete(session["id"], quantities={"price_shirt": 0, "price_cap": 0})


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("DE", [{"type": "eu_vat", "value": "DE123456789"}]),
        ("FR", [{"type": "eu_vat", "value": "FR123456789"}]),
        ("CH", [{"type": "ch_vat", "value": "CHE-123.456.789 MWST"}]),
        ("BR", []),
    ],
)
def test_a_required_tax_id_is_filled_in(country: str, expected: list[dict[str, str]]) -> None:
    fake = opened()
    session = created(fake, **REQUIRED_TAX_ID, invoice_creation={"enabled": True})
    paid = fake.complete(session["id"], customer_details={"address": {"country": country}}).session
    assert paid["customer_details"]["tax_ids"] == expected
    shown: Any = fake.client(api_key="sk_test_shop").sessions.retrieve(paid["id"], expand=["invoice"])
    assert shown.to_dict()["invoice"]["customer_tax_ids"] == expected


def test_a_tax_id_that_is_entered_stays() -> None:
    fake = opened()
    given = [{"type": "gb_vat", "value": " gb123456789 "}]
    paid = fake.complete(created(fake, **TAX_ID)["id"], customer_details={"tax_ids": given}).session
    assert paid["customer_details"]["tax_ids"] == [{"type": "gb_vat", "value": "GB123456789"}]


def test_missing_parts_of_an_address_that_is_required_are_filled_in() -> None:
    fake = opened()
    session = created(fake, billing_address_collection="required")
    paid = fake.complete(session["id"], customer_details={"address": {"city": "Ulm", "country": "DE"}}).session
    address = paid["customer_details"]["address"]
    assert (address["city"], address["line1"], address["postal_code"]) == ("Ulm", "1 Test Street", "12345")


def test_the_customer_is_updated_as_far_as_the_session_may() -> None:
    fake = opened()
    ship = {"shipping_address_collection": {"allowed_countries": ["DE"]}}
    session = created(fake, customer="cus_ann", customer_update={"address": "auto", "shipping": "auto"}, **ship)
    details = {"name": "Anna", **GERMAN}
    fake.complete(session["id"], customer_details=details)
    shown: Any = fake.client(api_key="sk_test_shop").sessions.retrieve(session["id"], expand=["customer"]).customer
    assert (shown.name, shown.address.country, shown.shipping.address.country) == ("Ann", "DE", "DE")
    session = created(fake, customer="cus_ann", customer_update={"name": "auto"})
    fake.complete(session["id"], customer_details=details)
    shown = fake.client(api_key="sk_test_shop").sessions.retrieve(session["id"], expand=["customer"]).customer
    assert shown.name == "Anna"


def test_the_payment_the_customer_and_the_invoice_agree() -> None:
    fake = opened()
    session = created(
        fake,
        **cart(),
        customer_creation="always",
        invoice_creation={"enabled": True},
        shipping_address_collection={"allowed_countries": ["DE"]},
        shipping_options=[{"shipping_rate": "shr_post"}],
        discounts=[{"coupon": "OFF5"}],
        automatic_tax={"enabled": True},
    )
    fake.complete(session["id"], quantities={"price_shirt": 1})
    path = f"{SESSIONS}/{session['id']}"
    shown = call(fake, "GET", path, {"expand": ["payment_intent", "customer", "invoice.discounts"]})[1]
    # 1599 less 500, with 19 % tax line by line: 1099 - 344 and 500 - 156, and the postage of 700.
    tax = 143 + 65 + 133
    total = 1099 + tax + 700
    assert (shown["amount_total"], shown["total_details"]["amount_tax"]) == (total, tax)
    payment, customer, invoice = shown["payment_intent"], shown["customer"], shown["invoice"]
    assert (payment["amount"], payment["amount_received"], payment["customer"]) == (total, total, customer["id"])
    where = shown["collected_information"]["shipping_details"]["address"]
    assert payment["shipping"]["address"] == customer["shipping"]["address"] == where
    assert (invoice["subtotal"], invoice["total"], invoice["amount_paid"]) == (1599, total, total)
    assert (invoice["total_excluding_tax"], invoice["amount_shipping"]) == (total - tax, 700)
    assert [(taken["amount"]) for taken in invoice["total_discount_amounts"]] == [500]
    assert sum(one["amount"] for one in invoice["total_taxes"]) == tax
    assert (invoice["automatic_tax"]["status"], invoice["customer_address"]["country"]) == ("complete", "US")


def test_a_trial_is_free_and_extras_are_charged() -> None:
    fake = opened()
    items = [{"price": "price_plan", "quantity": 1}, MUG]
    data = {"subscription_data": {"trial_period_days": 7}}
    free = created(fake, mode="subscription", line_items=items[:1], **data)
    assert (free["amount_subtotal"], free["amount_total"]) == (0, 0)
    charged = created(fake, mode="subscription", line_items=items, **data)
    assert [item["amount_total"] for item in fake.line_items(charged["id"])] == [0, 500]
    assert fake.complete(free["id"]).session["payment_status"] == "no_payment_required"
    paid = fake.complete(charged["id"]).session
    assert (paid["amount_total"], paid["payment_status"]) == (500, "paid")
    shown: Any = fake.client(api_key="sk_test_shop").sessions.retrieve(
        charged["id"], expand=["subscription", "invoice"]
    )
    assert (shown.subscription.status, shown.invoice.amount_paid) == ("trialing", 500)


@pytest.mark.parametrize(
    ("offered", "payment", "method", "status"),
    [
        (["sepa_debit"], None, "sepa_debit", "unpaid"),
        (["sepa_debit", "card"], None, "sepa_debit", "unpaid"),
        (["sepa_debit", "card"], "paid", "card", "paid"),
        (["card", "sepa_debit"], "processing", "sepa_debit", "unpaid"),
        (["card"], "processing", "card", "unpaid"),
    ],
)
def test_the_payment_method_that_suits_the_payment(offered: list[str], payment: Any, method: str, status: str) -> None:
    fake = opened()
    session = created(fake, allowed_payment_method_types=offered)
    paid = fake.complete(session["id"], payment=payment).session
    assert paid["payment_status"] == status
    shown = call(fake, "GET", f"{SESSIONS}/{paid['id']}", {"expand": ["payment_intent.payment_method"]})[1]
    assert shown["payment_intent"]["payment_method"]["type"] == method
