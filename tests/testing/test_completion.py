"""``complete`` fills in what the Session requires, and refuses what the payment page would refuse."""

from __future__ import annotations

from typing import Any

import pytest
from support.shop import ONE_ITEM, shop

from checkout_client import Session, expanded
from checkout_client.testing import FakeCheckout

PLAN: dict[str, Any] = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}
SEPA = {"allowed_payment_method_types": ["card", "sepa_debit"]}


def open_session(fake: FakeCheckout, **params: Any) -> str:
    return fake.client(api_key="sk_test_shop").sessions.create(**{**ONE_ITEM, **params}).id


def completed(params: dict[str, Any], **entered: Any) -> dict[str, Any]:
    fake = shop()
    return fake.complete(open_session(fake, **params), **entered).session


def field(kind: str, *, optional: bool = False, **settings: Any) -> dict[str, Any]:
    return {"key": "f", "label": {"custom": "F", "type": "custom"}, "type": kind, "optional": optional, kind: settings}


DROPDOWN = {"options": [{"label": "Large", "value": "l"}, {"label": "Small", "value": "s"}]}


def test_nothing_is_filled_in_unless_it_is_required() -> None:
    session = completed({})
    details = session["customer_details"]
    assert (details["email"], details["name"]) == ("buyer@example.com", "Test Buyer")
    assert (details["phone"], details["address"], session["consent"]) == (None, None, None)
    assert session["collected_information"]["shipping_details"] is None


def test_contact_details_that_are_required() -> None:
    session = completed({
        "phone_number_collection": {"enabled": True},
        "billing_address_collection": "required",
        "name_collection": {"business": {"enabled": True}, "individual": {"enabled": True, "optional": True}},
    })  # fmt: skip
    details = session["customer_details"]
    assert (details["phone"], details["address"]["country"]) == ("+12015550123", "US")
    assert (details["business_name"], details["individual_name"]) == ("Test Company", None)
    assert session["collected_information"]["business_name"] == "Test Company"
    taxed = completed({"automatic_tax": {"enabled": True}})
    assert taxed["customer_details"]["address"]["postal_code"] == "94107"


def test_details_that_are_given_stay() -> None:
    params = {"phone_number_collection": {"enabled": True}, "billing_address_collection": "required"}
    given = {"phone": "+4930123456", "address": {"country": "DE"}, "email": "jo@example.com", "name": "Jo"}
    details = completed(params, customer_details=given)["customer_details"]
    assert {**details, "address": {"country": details["address"]["country"]}} == {**details, **given}
    known = completed({"customer": "cus_ann"})["customer_details"]
    assert (known["email"], known["name"]) == ("ann@example.com", "Ann")


@pytest.mark.parametrize(("countries", "country"), [(["DE", "US"], "US"), (["FR", "DE"], "FR")])
def test_a_shipping_address_in_an_allowed_country(countries: list[str], country: str) -> None:
    session = completed({"shipping_address_collection": {"allowed_countries": countries}})
    shipping = session["collected_information"]["shipping_details"]
    assert (shipping["name"], shipping["address"]["country"]) == ("Test Buyer", country)


def test_consent() -> None:
    both = {"consent_collection": {"promotions": "auto", "terms_of_service": "required"}}
    assert completed(both)["consent"] == {"promotions": "opt_out", "terms_of_service": "accepted"}
    assert completed(both, consent={"promotions": "opt_in"})["consent"]["promotions"] == "opt_in"
    terms = {"consent_collection": {"promotions": "none", "terms_of_service": "required"}}
    assert completed(terms)["consent"] == {"promotions": None, "terms_of_service": "accepted"}


@pytest.mark.parametrize(
    ("custom_field", "value"),
    [
        (field("text"), "test"),
        (field("text", minimum_length=6), "testtt"),
        (field("text", maximum_length=2), "te"),
        (field("text", default_value="blue"), "blue"),
        (field("text", optional=True), None),
        (field("text", optional=True, default_value="blue"), "blue"),
        (field("numeric"), "1"),
        (field("numeric", minimum_length=3, maximum_length=3), "111"),
        (field("dropdown", **DROPDOWN), "l"),
        (field("dropdown", **DROPDOWN, default_value="s"), "s"),
    ],
)
def test_custom_fields_that_are_required(custom_field: dict[str, Any], value: str | None) -> None:
    (shown,) = completed({"custom_fields": [custom_field]})["custom_fields"]
    assert shown[shown["type"]]["value"] == value


def test_an_optional_field_can_be_left_empty() -> None:
    params = {"custom_fields": [field("text", optional=True, default_value="blue")]}
    (shown,) = completed(params, custom_fields={"f": ""})["custom_fields"]
    assert shown["text"]["value"] is None


REFUSED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("no email", {}, {"customer_details": {"email": None}}, "None is not an email address"),
    ("wrong email", {}, {"customer_details": {"email": "jo"}}, "'jo' is not an email address"),
    ("no phone", {"phone_number_collection": {"enabled": True}}, {"customer_details": {"phone": ""}}, "requires phone"),
    ("no address", {"billing_address_collection": "required"}, {"customer_details": {"address": None}},
     "requires address"),
    ("no business", {"name_collection": {"business": {"enabled": True}}}, {"customer_details": {"business_name": ""}},
     "requires business_name"),
    ("country", {"shipping_address_collection": {"allowed_countries": ["DE", "FR"]}},
     {"shipping_details": {"name": "Jo", "address": {"country": "US"}}}, "does not ship to 'US': it ships to DE, FR"),
    ("no country", {"shipping_address_collection": {"allowed_countries": ["DE"]}}, {"shipping_details": {}},
     "does not ship to None"),
    ("no consent asked", {}, {"consent": {"promotions": "opt_in"}}, "does not ask for consent"),
    ("other consent", {"consent_collection": {"promotions": "auto"}}, {"consent": {"terms_of_service": "accepted"}},
     "does not ask for consent to 'terms_of_service'"),
    ("consent", {"consent_collection": {"terms_of_service": "required"}}, {"consent": {"terms_of_service": "no"}},
     "consent to terms_of_service must be 'accepted', not 'no'"),
    ("empty field", {"custom_fields": [field("text")]}, {"custom_fields": {"f": ""}}, "'f' is required"),
    ("no choice", {"custom_fields": [field("dropdown", **DROPDOWN)]}, {"custom_fields": {"f": "m"}},
     "'f' takes l, s, not 'm'"),
    ("no number", {"custom_fields": [field("numeric")]}, {"custom_fields": {"f": "1.5"}}, "takes digits only"),
    ("other digits", {"custom_fields": [field("numeric")]}, {"custom_fields": {"f": "\u0663"}}, "takes digits only"),
    ("too short", {"custom_fields": [field("text", minimum_length=3)]}, {"custom_fields": {"f": "ab"}},
     "takes 3 to 255 characters"),
    ("too long", {"custom_fields": [field("text", maximum_length=3)]}, {"custom_fields": {"f": "abcd"}},
     "takes 0 to 3 characters"),
    ("far too long", {"custom_fields": [field("text")]}, {"custom_fields": {"f": "x" * 256}}, "takes 0 to 255"),
    ("method", {}, {"payment_method": "sepa_debit"}, "does not offer 'sepa_debit': it offers card"),
    ("card takes no days", {}, {"payment_method": "card", "payment": "processing"}, "by card is paid when"),
    ("debit takes days", SEPA, {"payment_method": "sepa_debit", "payment": "paid"}, "by sepa_debit is processing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("params", "entered", "message"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_input_that_the_page_would_refuse(params: dict[str, Any], entered: dict[str, Any], message: str) -> None:
    fake = shop()
    session = open_session(fake, **params)
    before = fake.session(session)
    with pytest.raises(ValueError, match=message):
        fake.complete(session, **entered)
    assert fake.session(session) == before
    assert list(fake.events) == []


def test_values_at_the_limits_of_a_custom_field() -> None:
    limited = {"custom_fields": [field("text", minimum_length=2, maximum_length=3)]}
    for value in ("ab", "abc"):
        completed(limited, custom_fields={"f": value})
    completed({"custom_fields": [field("text")]}, custom_fields={"f": "x" * 255})


@pytest.mark.parametrize(
    ("entered", "status", "kind"),
    [
        ({}, "paid", "card"),
        ({"payment_method": "card"}, "paid", "card"),
        ({"payment_method": "card", "payment": "paid"}, "paid", "card"),
        ({"payment_method": "sepa_debit"}, "unpaid", "sepa_debit"),
        ({"payment_method": "sepa_debit", "payment": "processing"}, "unpaid", "sepa_debit"),
        ({"payment": "processing"}, "unpaid", "sepa_debit"),
    ],
)
@pytest.mark.parametrize("mode", ["payment", "subscription"])
def test_the_payment_method_decides_whether_the_payment_takes_days(
    entered: dict[str, Any], status: str, kind: str, mode: str
) -> None:
    fake = shop()
    session = open_session(fake, **SEPA, **({} if mode == "payment" else PLAN))
    assert fake.complete(session, **entered).session["payment_status"] == status
    name, method = ("payment_intent", "payment_method")
    if mode == "subscription":
        name, method = ("subscription", "default_payment_method")
    sessions = fake.client(api_key="sk_test_shop").sessions
    shown = sessions.retrieve(session, expand=[f"{name}.{method}"]).to_dict()[name][method]
    assert (shown["object"], shown["type"], shown["billing_details"]["email"]) == (
        "payment_method", kind, "buyer@example.com",
    )  # fmt: skip


def test_a_failed_payment_has_no_payment_method() -> None:
    fake = shop()
    session = open_session(fake, **SEPA)
    fake.complete(session, payment_method="sepa_debit")
    fake.fail_async_payment(session)
    shown: Any = fake.client(api_key="sk_test_shop").sessions.retrieve(session, expand=["payment_intent"])
    assert (shown.payment_intent.status, shown.payment_intent.payment_method) == ("requires_payment_method", None)


def test_a_setup_saves_the_payment_method() -> None:
    fake = shop()
    client = fake.client()
    session = client.sessions.create(mode="setup", success_url="https://e.co/ok", **SEPA)
    fake.complete(session, payment_method="sepa_debit")
    expand = ["setup_intent.payment_method"]
    assert client.sessions.retrieve(session.id, expand=expand).to_dict()["setup_intent"]["payment_method"]["type"] == (
        "sepa_debit"
    )


def test_a_trial_without_a_payment_method() -> None:
    fake = shop()
    trial = {**PLAN, "subscription_data": {"trial_period_days": 7}}
    for collection, collected in (("always", True), ("if_required", False)):
        session = open_session(fake, **trial, payment_method_collection=collection)
        fake.complete(session)
        shown: Any = fake.client(api_key="sk_test_shop").sessions.retrieve(session, expand=["subscription"])
        assert (shown.subscription.default_payment_method is not None) == collected


def read(fake: FakeCheckout, id: str, *paths: str) -> Session:
    return fake.client(api_key="sk_test_shop").sessions.retrieve(id, expand=list(paths))


def test_a_payment_shows_the_card_the_charge_and_the_fee() -> None:
    fake = shop()
    made = open_session(fake)
    fake.complete(made)
    intent = expanded(
        read(
            fake, made, "payment_intent.payment_method", "payment_intent.latest_charge.balance_transaction"
        ).payment_intent
    )
    card = expanded(intent.payment_method).card
    assert card is not None
    assert (card.brand, card.last4) == ("visa", "4242")
    charge = expanded(intent.latest_charge)
    assert (charge.amount, charge.amount_captured, charge.status) == (intent.amount, intent.amount, "succeeded")
    assert charge.payment_method_details is not None
    assert charge.payment_method_details.card is not None
    assert charge.payment_method_details.card.last4 == "4242"
    balance = expanded(charge.balance_transaction)
    assert balance.fee == balance.fee_details[0].amount == round(intent.amount * 0.029) + 30
    assert (balance.net, balance.source) == (intent.amount - balance.fee, charge.id)


def test_a_payment_method_without_a_card() -> None:
    fake = shop()
    made = open_session(fake, **SEPA)
    fake.complete(made, payment_method="sepa_debit")
    intent = expanded(read(fake, made, "payment_intent.latest_charge").payment_intent)
    charge = expanded(intent.latest_charge)
    assert (charge.status, charge.paid, charge.balance_transaction) == ("pending", False, None)
    assert charge.payment_method_details is not None
    assert charge.payment_method_details.card is None
    fake.succeed_async_payment(made)
    charge = expanded(expanded(read(fake, made, "payment_intent.latest_charge").payment_intent).latest_charge)
    assert (charge.status, charge.paid, charge.captured) == ("succeeded", True, True)
    assert charge.balance_transaction is not None


def test_a_payment_that_failed_has_no_fee() -> None:
    fake = shop()
    made = open_session(fake, **SEPA)
    fake.complete(made, payment_method="sepa_debit")
    fake.fail_async_payment(made)
    charge = expanded(expanded(read(fake, made, "payment_intent.latest_charge").payment_intent).latest_charge)
    assert (charge.status, charge.failure_code, charge.balance_transaction) == ("failed", "generic_decline", None)


def test_an_authorization_is_not_captured() -> None:
    fake = shop()
    made = open_session(fake, payment_intent_data={"capture_method": "manual"})
    fake.complete(made)
    charge = expanded(expanded(read(fake, made, "payment_intent.latest_charge").payment_intent).latest_charge)
    assert (charge.captured, charge.amount_captured, charge.balance_transaction) == (False, 0, None)


@pytest.mark.parametrize(
    ("params", "path"),
    [
        ({"mode": "setup", "currency": "usd", "line_items": None}, "setup_intent.payment_method"),
        (PLAN, "subscription.default_payment_method"),
    ],
)
def test_the_card_of_a_setup_and_of_a_subscription(params: dict[str, Any], path: str) -> None:
    fake = shop()
    made = open_session(fake, **params)
    fake.complete(made)
    session = read(fake, made, path)
    if params["mode"] == "setup":
        method = expanded(session.setup_intent).payment_method
    else:
        method = expanded(session.subscription).default_payment_method
    card = expanded(method).card
    assert card is not None
    assert card.last4 == "4242"
