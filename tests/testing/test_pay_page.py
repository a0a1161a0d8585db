"""The payment page asks for what the Session asks for, refuses what Stripe's page would, and loses nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.pay_page import Page
from support.shop import shop

import checkout_client.testing
from checkout_client.testing import FakeCheckout
from checkout_client.testing._shop.customers.cart_choices import QUANTITY
from checkout_client.testing.server import serve
from checkout_client.testing.server.pay_page.payment_numbers import DECLINED_CARDS
from checkout_client.testing.server.pay_page.translated_messages import INPUT_MESSAGES, NOTICES, PAYMENT_MESSAGES
from checkout_client.testing.server.pay_page.wording import _TRANSLATIONS

SHIP = {"shipping_address_collection": {"allowed_countries": ["DE", "CH"]}}
CONSENT = {"consent_collection": {"terms_of_service": "required", "promotions": "auto"}}
ADJUSTABLE = [{"price": "price_shirt", "quantity": 2, "adjustable_quantity": {"enabled": True}}]
FILL_IN = "Please fill in this field."
SEPA = {"allowed_payment_method_types": ["card", "sepa_debit"]}


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeCheckout]:
    fake = shop()
    with serve(fake):
        yield fake


def test_everything_that_a_session_may_ask_for(fake: FakeCheckout) -> None:
    page = Page(
        fake, **SHIP, **CONSENT, billing_address_collection="required", phone_number_collection={"enabled": True},
        tax_id_collection={"enabled": True},
        name_collection={"business": {"enabled": True}, "individual": {"enabled": True, "optional": True}},
    )  # fmt: skip
    assert page.fields["shipping_country"] == "DE"
    assert {"phone", "business_name", "individual_name", "tax_id", "billing_line1", "card"} <= page.fields.keys()
    entered = {
        "billing_country": "DE", "billing_line1": "Weg 1", "billing_city": "Ulm", "billing_postal_code": "89073",
        "billing_state": "", "shipping_name": "Ann", "shipping_country": "CH", "shipping_line1": "Gasse 2",
        "phone": "+4930123456", "business_name": "ACME", "tax_id": "DE123456789", "consent_terms_of_service": "yes",
        "consent_promotions": "yes",
    }  # fmt: skip
    assert page.press("pay", **entered).status_code == 303
    paid = page.paid()
    details = paid["customer_details"]
    assert (details["phone"], details["business_name"], details["individual_name"]) == ("+4930123456", "ACME", None)
    assert (details["address"]["line1"], details["address"]["state"]) == ("Weg 1", None)
    assert details["tax_ids"] == [{"type": "eu_vat", "value": "DE123456789"}]
    shipped = paid["collected_information"]["shipping_details"]
    assert (shipped["name"], shipped["address"]["country"], shipped["address"]["line1"]) == ("Ann", "CH", "Gasse 2")
    assert paid["consent"] == {"promotions": "opt_in", "terms_of_service": "accepted"}


REFUSED: list[tuple[str, dict[str, Any], dict[str, str], str, str]] = [
    ("country", SHIP, {"shipping_country": "FR"}, "shipping_country", "We do not ship to this country."),
    ("street", SHIP, {"shipping_line1": ""}, "shipping_line1", FILL_IN),
    ("billing", {"billing_address_collection": "required"}, {"billing_city": " "}, "billing_city", FILL_IN),
    ("phone", {"phone_number_collection": {"enabled": True}}, {"phone": ""}, "phone", FILL_IN),
    ("email", {}, {"email": "nobody"}, "email", "Please enter an email address."),
    ("tax id", {"tax_id_collection": {"enabled": True}}, {"tax_id": "1"}, "tax_id",
     "Please enter a tax ID such as DE123456789."),
    ("company", {"name_collection": {"business": {"enabled": True}}}, {"business_name": ""}, "business_name",
     FILL_IN),
    ("terms", CONSENT, {}, "consent_terms_of_service", "accept the terms"),
    ("code", {"allow_promotion_codes": True}, {"promotion_code": "NONE"}, "promotion_code", "This code is invalid."),
    ("field", {"custom_fields": [{"key": "size", "label": {"custom": "S", "type": "custom"}, "type": "numeric"}]},
     {"field_size": "x"}, "field_size", "Please enter digits only."),
    ("card number", {}, {"card": "4242 4242 4242 4241"}, "card", "Your card number is invalid."),
    ("short number", {}, {"card": "42"}, "card", "Your card number is invalid."),
    ("not a number", {}, {"card": "card"}, "card", "Your card number is invalid."),
    ("a real card", {}, {"card": "4111 1111 1111 1111"}, "card", "not one of Stripe's test numbers"),
    ("account", SEPA, {"payment_method": "sepa_debit", "iban": "DE00"}, "iban", "not one of Stripe's test accounts"),
]  # fmt: skip


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("params", "entered", "field", "message"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_the_error_is_at_its_field_and_nothing_is_lost(
    fake: FakeCheckout, params: dict[str, Any], entered: dict[str, str], field: str, message: str
) -> None:
    page = Page(fake, **params)
    answer = page.press("pay", **{"name": "Ann <b>", **entered})
    assert answer.status_code == 402
    found, shown = page.error()
    assert (found, message in shown) == (field, True), shown
    assert page.fields["name"] == "Ann <b>"
    assert {name: value for name, value in entered.items() if page.fields.get(name, value) != value} in (
        {}, {"shipping_country": "FR"},
    )  # fmt: skip
    assert fake.session(page.session["id"]) == page.session


def test_every_message_is_translated() -> None:
    package = Path(checkout_client.testing.__file__).parent
    files = [*package.glob("server/pay_page/*.py"), package / "server/pages.py", package / "server/page_html.py",
             *package.glob("_shop/customers/*.py")]  # fmt: skip
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    constants = {node.value for node in nodes if isinstance(node, ast.Constant)}
    messages = {**INPUT_MESSAGES, **PAYMENT_MESSAGES, **NOTICES}
    assert constants >= messages.keys()  # each is still used
    places = {"InputError": 2, "payment_error": 0, "say": 0}
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    shown = [call.args[places[call.func.id]] for call in calls if len(call.args) > places.get(call.func.id, 9)]
    literal = {one.value for one in shown if isinstance(one, ast.Constant)}
    assert len(literal) > 40
    assert literal | {FILL_IN, QUANTITY, *DECLINED_CARDS.values()} <= _TRANSLATIONS.keys()
    for english, translations in messages.items():
        for text in translations:
            assert text != english
            assert text.count("{}") == english.count("{}"), text


@pytest.mark.parametrize(
    ("locale", "wrong", "declined", "bank"),
    [
        ("de", "Bitte geben Sie eine E-Mail-Adresse ein.", "Ihre Karte wurde abgelehnt.", "Ihre Bank bittet Sie"),
        ("fr", "Veuillez saisir une adresse e-mail.", "Votre carte a \xe9t\xe9 refus\xe9e.", "Votre banque"),
        ("es", "Introduzca una direcci\xf3n de correo", "Su tarjeta ha sido rechazada.", "Su banco le pide"),
        ("ja", "\u30e1\u30fc\u30eb\u30a2\u30c9\u30ec\u30b9", "\u30ab\u30fc\u30c9\u304c\u62d2\u5426", "\u9280\u884c"),
    ],
)
def test_messages_in_each_language(fake: FakeCheckout, locale: str, wrong: str, declined: str, bank: str) -> None:
    page = Page(fake, locale=locale, allow_promotion_codes=True, line_items=ADJUSTABLE)
    page.press("pay", email="nobody")
    assert page.error()[0] == "email"
    assert wrong in page.error()[1]
    page.press("decline", email="ann@example.com")
    assert declined in page.text
    page.press("pay", card="4000 0025 0000 3155")
    assert bank in page.text


def test_what_no_customer_can_cause_is_said_in_english(fake: FakeCheckout) -> None:
    page = Page(fake, locale="de")
    assert page.press("pay", field_other="x").status_code == 402
    assert "The Session has no custom field 'other': it has none" in unescape(page.text)


def test_the_total_follows_the_choices(fake: FakeCheckout) -> None:
    shirt = {"price": "price_shirt", "quantity": 2, "adjustable_quantity": {"enabled": True}}
    mug = {"price": "price_mug", "quantity": 1}
    fake.add_price("price_cap", unit_amount=300, product_name="Cap")
    cap = {"price": "price_cap", "quantity": 1, "adjustable_quantity": {"enabled": True}}
    page = Page(
        fake, line_items=[shirt, mug], optional_items=[mug, cap], allow_promotion_codes=True,
        shipping_options=[{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_air"}],
    )  # fmt: skip
    assert page.total() == "$33.98"
    quantity = next(name for name in page.fields if name.startswith("quantity_"))
    choices = {quantity: "3", "optional_price_mug": "1", "optional_price_cap": "2", "shipping_rate": "shr_air"}
    page.press("update", **choices)
    assert (page.answer.status_code, page.total()) == (200, "$67.97")
    assert fake.session(page.session["id"]) == page.session
    page.press("update", promotion_code="SPRING", optional_price_mug="1")
    assert page.total() == "$63.07"
    page.press("update", **{quantity: "three"})
    assert page.error() == (quantity, "Please enter a whole number.")
    page.press("update", **{quantity: "100"})
    assert page.error()[1] == "Please choose a quantity from 0 to 99."
    assert page.press("pay", **{quantity: "3", "optional_price_mug": "1"}).status_code == 303
    assert page.paid()["amount_total"] == 6307


def test_an_optional_item_that_is_not_ticked_is_left_out(fake: FakeCheckout) -> None:
    page = Page(fake, optional_items=[{"price": "price_mug", "quantity": 1}])
    assert "Mug, $5.00 (optional)" in page.text
    assert page.press("pay").status_code == 303
    assert page.paid()["amount_total"] == 2198


def test_automatic_tax_follows_the_address(fake: FakeCheckout) -> None:
    page = Page(fake, automatic_tax={"enabled": True}, **SHIP)
    page.press("update", billing_country="US", billing_state="CA", shipping_country="DE")
    assert page.total() == "$26.16"
    page = Page(fake, automatic_tax={"enabled": True}, currency="eur")
    page.press("update", billing_country="DE")
    assert "Tax (included)" in page.text
    assert page.total() == "€19.98"


CARDS = [
    ("4000 0000 0000 0002", "Your card was declined"),
    ("4000-0000-0000-9995", "insufficient funds"),
    ("4000000000000069", "expired"),
]


@pytest.mark.parametrize(("number", "message"), CARDS)
def test_cards_that_are_declined(fake: FakeCheckout, number: str, message: str) -> None:
    page = Page(fake)
    answer = page.press("pay", card=number)
    assert (answer.status_code, message in answer.text, page.fields["card"]) == (402, True, number)
    assert page.press("pay", card="4242424242424242").status_code == 303
    assert page.paid()["payment_status"] == "paid"


def test_a_card_that_asks_for_authentication(fake: FakeCheckout) -> None:
    page = Page(fake)
    answer = page.press("pay", card="4000 0025 0000 3155", name="Ann")
    assert (answer.status_code, "Your bank asks you" in answer.text) == (200, True)
    assert fake.session(page.session["id"]) == page.session
    page.press("authentication_failed")
    assert page.error() == ("card", "We are unable to authenticate your payment method.")
    page.press("pay")
    assert page.press("authenticated").status_code == 303
    assert page.paid()["customer_details"]["name"] == "Ann"


def test_a_debit_takes_days(fake: FakeCheckout) -> None:
    page = Page(fake, **SEPA)
    assert page.press("pay", payment_method="sepa_debit", iban="at61 1904 3002 3457 3201").status_code == 303
    assert page.paid()["payment_status"] == "unpaid"


def test_a_payment_method_that_is_not_offered(fake: FakeCheckout) -> None:
    page = Page(fake, allowed_payment_method_types=["paypal"])
    assert "card" not in page.fields
    page.press("pay", payment_method="card")
    assert "Please choose one of these." in page.text
    assert page.press("pay", payment_method="paypal").status_code == 303


@pytest.mark.parametrize(
    ("count", "data", "notice"),
    [
        (1, {"trial_period_days": 7}, "$20.00 per month after 7 days free"),
        (2, {"trial_period_days": 1}, "$40.00 per month after 1 day free"),
        (1, {"trial_end": 1_750_000_000 + 10 * 86400}, "$20.00 per month after 10 days free"),
    ],
)
def test_a_trial(fake: FakeCheckout, count: int, data: dict[str, int], notice: str) -> None:
    plan = [{"price": "price_plan", "quantity": count}]
    page = Page(fake, mode="subscription", line_items=plan, subscription_data=data)
    assert notice in page.text
    assert "Start trial $0.00" in page.text
    assert page.press("pay").status_code == 303


def test_trials_of_plans_with_other_intervals_and_of_meters(fake: FakeCheckout) -> None:
    fake.add_price("price_quarter", unit_amount=900, recurring={"interval": "month", "interval_count": 3})
    fake.add_price("price_api", unit_amount=3, recurring={"interval": "month", "usage_type": "metered"})
    items = [{"price": "price_quarter", "quantity": 1}, {"price": "price_api"}, {"price": "price_mug", "quantity": 1}]
    page = Page(fake, mode="subscription", line_items=items, subscription_data={"trial_period_days": 7})
    assert "$9.00 every 3 months and $0.03 per month after 7 days free" in page.text
    assert "Subscribe $5.00" in page.text


def test_a_free_order_needs_no_card(fake: FakeCheckout) -> None:
    fake.add_coupon("ALL", percent_off=100)
    page = Page(fake, discounts=[{"coupon": "ALL"}])
    assert "card" not in page.fields
    assert page.press("pay").status_code == 303


def test_how_the_shop_presents_itself(fake: FakeCheckout) -> None:
    fake.add_product(
        "Poster", id="prod_poster", description="Large & blue", images=["https://example.com/p.png?a=1&b=2"]
    )
    fake.add_price("price_poster", unit_amount=900, product="prod_poster")
    page = Page(
        fake, line_items=[{"price": "price_poster", "quantity": 1}], submit_type="donate", **CONSENT, **SHIP,
        branding_settings={"button_color": "#ffee00", "background_color": "#112233", "display_name": "Corner & Co"},
        custom_text={
            "submit": {"message": "Submit <now>"}, "after_submit": {"message": "After"},
            "shipping_address": {"message": "Ship"}, "terms_of_service_acceptance": {"message": "Terms"},
        },
    )  # fmt: skip
    for text in (
        '<span class="verb">Donate</span> <span class="sum">$9.00</span>', '<p class="shop">Corner &amp; Co</p>',
        "Large &amp; blue", '<img src="https://example.com/p.png?a=1&amp;b=2"',
        "Submit &lt;now&gt;", "After", "Ship", "Terms", "background: #ffee00; border-color: #ffee00; color: #000",
        "body { background: #112233; }",
    ):  # fmt: skip
        assert text in page.text
    assert "img-src https: http:;" in page.answer.headers["content-security-policy"]
    dark = Page(fake, branding_settings={"button_color": "#000080"})
    assert "background: #000080; border-color: #000080; color: #fff" in dark.text
    assert "img-src" not in dark.answer.headers["content-security-policy"]
    wrong = Page(fake, branding_settings={"button_color": "red;} body {display: none"})
    assert "display: none" not in wrong.text


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("locale", "language", "total", "pay"),
    [
        ("de", "de", "21,98\xa0$", "Zahlen"),
        ("fr", "fr", "21,98\xa0$US", "Payer"),
        ("es", "es", "21,98\xa0US$", "Pagar"),
        ("ja", "ja", "$21.98", "支払う"),
        ("fr-CA", "fr", "21,98\xa0$US", "Payer"),
        ("nb", "en", "$21.98", "Pay"),
        ("auto", "en", "$21.98", "Pay"),
    ],
)
def test_languages(fake: FakeCheckout, locale: str, language: str, total: str, pay: str) -> None:
    page = Page(fake, locale=locale, allow_promotion_codes=True, cancel_url="https://example.com", **CONSENT, **SHIP)
    assert f'<html lang="{language}">' in page.text
    assert f"{pay} {total}" in page.text


@pytest.mark.parametrize(
    ("locale", "notice", "free", "country"),
    [
        ("en", "$20.00 per month after 7 days free", "7 days free", "Switzerland"),
        ("de", "7 Tage gratis, dann 20,00\xa0$ / 1 Monat", "7 Tage gratis", "Schweiz"),
        ("fr", "7\xa0jours gratuits, puis 20,00\xa0$US / 1\xa0mois", "7\xa0jours gratuits", "Suisse"),
        ("es", "7\xa0días gratis, después 20,00\xa0US$ / 1\xa0mes", "7\xa0días gratis", "Suiza"),
        ("ja", "7 日 無料, その後 $20.00 / 1 か月", "7 日 無料", "スイス"),
    ],
)
def test_trials_and_countries_in_each_language(
    fake: FakeCheckout, locale: str, notice: str, free: str, country: str
) -> None:
    plan = [{"price": "price_plan", "quantity": 1}]
    trial = {"trial_period_days": 7}
    page = Page(fake, mode="subscription", line_items=plan, subscription_data=trial, locale=locale, **SHIP)
    text = page.text.replace("\xa0", " ")
    assert f'<p class="text">{notice}</p>'.replace("\xa0", " ") in text
    assert f"<small>{free}</small>".replace("\xa0", " ") in text
    assert f">{country}</option>" in text


def test_amounts_that_the_currency_cannot_have_are_shown_as_they_are() -> None:
    from checkout_client.testing.server.pay_page.wording import Wording

    assert Wording("de").amount(1005, "kwd") == "1005 KWD"


@pytest.mark.parametrize("ui_mode", ["embedded_page", "form", "elements"])
def test_pages_that_a_shop_embeds(fake: FakeCheckout, ui_mode: str) -> None:
    where = "https://example.com/done?id={CHECKOUT_SESSION_ID}"
    status = {"ui_mode": ui_mode, "return_url": where}
    page = embedded(fake, **status)
    answer = page.press("pay")
    expected = f"https://example.com/done?id={page.session['id']}"
    assert (answer.status_code, answer.headers["location"]) == (303, expected)


def embedded(fake: FakeCheckout, **params: Any) -> Page:
    client = fake.client(api_key="sk_test_shop")
    line_items: Any = [{"price": "price_mug", "quantity": 1}]
    session = client.sessions.create(mode="payment", line_items=line_items, **params)
    page = Page.__new__(Page)
    page.fake, page.session, page.url = fake, session.to_dict(), f"{fake.page_url}/c/pay/{session.id}"
    page.show(httpx.get(page.url))
    return page


def test_a_page_that_does_not_redirect(fake: FakeCheckout) -> None:
    page = embedded(fake, ui_mode="embedded_page", redirect_on_completion="never")
    answer = page.press("pay")
    assert (answer.status_code, "Payment complete" in answer.text) == (200, True)
    assert httpx.get(page.url).status_code == 410
