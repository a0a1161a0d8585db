"""The limits of a new Session: lengths, amounts, trials, quantities, accounts, customers, pages."""

from __future__ import annotations

from typing import Any

import pytest
from support.shop import ELEMENTS, NOW, ONE_ITEM, SESSIONS, call, created, refused_creation, shop

from checkout_client.testing._shop.rules.charge_limits import MINIMUM, maximum
from checkout_client.testing._shop.rules.string_lengths import LENGTHS, MAX_LENGTH

PLAN = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}
EMBEDDED = {"ui_mode": "embedded_page", "success_url": None, "return_url": "https://example.com/done"}
FORM = {"ui_mode": "form", "success_url": None}
FIELD: dict[str, Any] = {"key": "a", "label": {"custom": "A", "type": "custom"}, "type": "text"}
SELLER = {"destination": "acct_seller"}


def nested(path: str, value: str) -> dict[str, Any]:
    """Return the parameters with ``value`` at ``path``, such as ``a[][b]``."""
    first, *rest = path.replace("]", "").split("[")
    built: Any = value
    for name in reversed(rest):
        built = [built] if name == "" else {name: built}
    return {first: built}


BESIDE: dict[str, dict[str, Any]] = {
    "custom_fields[][key]": {"custom_fields": [{**FIELD}]},
    "line_items": {
        "line_items": [
            {"price_data": {"currency": "usd", "unit_amount": 100, "product_data": {"name": "A"}}, "quantity": 1}
        ]
    },
    "shipping_options": {
        "shipping_options": [
            {"shipping_rate_data": {"display_name": "A", "fixed_amount": {"amount": 1, "currency": "usd"}}}
        ]
    },
    "setup_intent_data": {"mode": "setup", "line_items": None, "currency": "usd"},
    "subscription_data": PLAN,
    "invoice_creation": {"invoice_creation": {"enabled": True, "invoice_data": {"custom_fields": [
        {"name": "A", "value": "A"}]}}},
    "custom_fields[][dropdown]": {"custom_fields": [
        {**FIELD, "type": "dropdown", "dropdown": {"options": [{"label": "A", "value": "A"}]}}]},
    "custom_fields[][numeric]": {"custom_fields": [{**FIELD, "type": "numeric"}]},
    "custom_fields[][label]": {"custom_fields": [FIELD]},
    "custom_fields[][text]": {"custom_fields": [FIELD]},
}  # fmt: skip


def merged(base: Any, over: Any) -> Any:
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{name: merged(base.get(name), value) for name, value in over.items()}}
    if isinstance(base, list) and isinstance(over, list):
        return [merged(base[0], over[0])]
    return over


@pytest.mark.parametrize("path", LENGTHS)
def test_strings_have_a_greatest_length(path: str) -> None:
    beside = next((BESIDE[start] for start in BESIDE if path.startswith(start)), {})
    end = "@e.co" if path == "customer_email" else ""

    def params(length: int) -> dict[str, Any]:
        value = "1" * (length - len(end)) + end
        return {**beside, **merged(beside, nested(path, value))}

    fake = shop()
    assert refused_creation(fake, **params(LENGTHS[path] + 1))[2] == path.replace("[]", "[0]")
    allowed = {**ONE_ITEM, **params(LENGTHS[path])}
    status, body, _ = call(fake, "POST", params={name: one for name, one in allowed.items() if one is not None})
    assert status == 200, body


def test_other_strings_have_a_greatest_length() -> None:
    url = "https://example.com/"
    fake = shop()
    created(fake, cancel_url=url.ljust(MAX_LENGTH, "x"))
    status, _, param, message = refused_creation(fake, cancel_url=url.ljust(MAX_LENGTH + 1, "x"))
    assert (status, param, message) == (400, "cancel_url", "Invalid string: must be at most 5000 characters")


def priced(amount: int, currency: str = "usd", **params: Any) -> dict[str, Any]:
    data = {"currency": currency, "unit_amount": amount, "product": "prod_shirt"}
    return {"line_items": [{"price_data": data, "quantity": 1}], **params}


@pytest.mark.parametrize("currency", MINIMUM)
def test_the_least_charge_of_each_currency(currency: str) -> None:
    fake = shop()
    least = MINIMUM[currency]
    created(fake, **priced(least, currency))
    created(fake, **priced(0, currency))  # what is free is not charged
    status, code, param, message = refused_creation(fake, **priced(least - 1, currency))
    assert (status, code, param) == (400, "amount_too_small", "line_items")
    assert message.startswith("The Checkout Session's total amount due must add up to at least ")
    assert message.endswith(currency)


@pytest.mark.parametrize("currency", ["usd", "eur", "jpy", "idr", "inr", "huf", "kwd", "isk"])
def test_the_greatest_charge_of_each_currency(currency: str) -> None:
    fake = shop()
    step = {"kwd": 10, "isk": 100}.get(currency, 1)
    most = maximum(currency)
    most -= most % step
    created(fake, **priced(most, currency))
    assert refused_creation(fake, **priced(most + step, currency))[:3] == (400, "amount_too_large", "line_items")


@pytest.mark.parametrize(("amount", "currency"), [(5125, "kwd"), (1050, "isk")])
def test_amounts_that_the_currency_cannot_have(amount: int, currency: str) -> None:
    assert "must be a multiple of" in refused_creation(shop(), **priced(amount, currency))[3]


def test_only_the_greatest_charge_limits_subscriptions() -> None:
    fake = shop()
    month = {"interval": "month"}
    data = {"currency": "usd", "unit_amount": 1, "product": "prod_shirt", "recurring": month}
    item = {"price_data": data, "quantity": 1}
    created(fake, mode="subscription", line_items=[item])
    item = {"price_data": {**data, "unit_amount": 10**8}, "quantity": 1}
    assert refused_creation(fake, mode="subscription", line_items=[item])[1] == "amount_too_large"


def test_an_update_keeps_to_the_limits() -> None:
    fake = shop()
    session = created(fake, **priced(50), discounts=[])
    item = fake.line_items(session["id"])[0]["id"]
    changed = {"line_items": [{"id": item, **priced(49)["line_items"][0]}]}
    status, body, _ = call(fake, "POST", f"{SESSIONS}/{session['id']}", changed)
    assert (status, body["error"]["code"]) == (400, "amount_too_small")
    assert fake.session(session["id"]) == session


def trial(**data: Any) -> dict[str, Any]:
    return {**PLAN, "subscription_data": data}


def account(**data: Any) -> dict[str, Any]:
    return {"payment_intent_data": data}


def adjustable(**settings: Any) -> dict[str, Any]:
    return {"line_items": [{**ONE_ITEM["line_items"][0], "adjustable_quantity": {"enabled": True, **settings}}]}


def dropdown(*values: str, **settings: Any) -> dict[str, Any]:
    options = [{"label": value or "?", "value": value} for value in values]
    return {"custom_fields": [{**FIELD, "type": "dropdown", "dropdown": {"options": options, **settings}}]}


METERED = {"price": "price_api", "adjustable_quantity": {"enabled": True}}
BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("short trial", trial(trial_end=NOW + 48 * 3600 - 1), "subscription_data[trial_end]"),
    ("trial_end after 2 years", trial(trial_end=NOW + 731 * 86400), "subscription_data[trial_end]"),
    ("no days", trial(trial_period_days=0), "subscription_data[trial_period_days]"),
    ("trial of 731 days", trial(trial_period_days=731), "subscription_data[trial_period_days]"),
    ("past anchor", trial(billing_cycle_anchor=NOW), "subscription_data[billing_cycle_anchor]"),
    ("setup, no currency", {"mode": "setup", "line_items": None}, "currency"),
    ("fee of nobody", account(application_fee_amount=5), "payment_intent_data[application_fee_amount]"),
    ("fee percent of nobody", trial(application_fee_percent=5), "subscription_data[application_fee_percent]"),
    ("no fee", account(application_fee_amount=0, transfer_data=SELLER), "payment_intent_data[application_fee_amount]"),
    ("fee over the total", account(application_fee_amount=2199, transfer_data=SELLER),
     "payment_intent_data[application_fee_amount]"),
    ("fee and amount", account(application_fee_amount=5, transfer_data={**SELLER, "amount": 5}),
     "payment_intent_data[application_fee_amount]"),
    ("no transfer", account(transfer_data={**SELLER, "amount": 0}), "payment_intent_data[transfer_data][amount]"),
    ("transfer over the total", account(transfer_data={**SELLER, "amount": 2199}),
     "payment_intent_data[transfer_data][amount]"),
    ("no account", account(transfer_data={"destination": "seller"}), "payment_intent_data[transfer_data][destination]"),
    ("on behalf of nobody", account(on_behalf_of="seller"), "payment_intent_data[on_behalf_of]"),
    ("101 percent", trial(application_fee_percent=101, transfer_data=SELLER),
     "subscription_data[application_fee_percent]"),
    ("transfer of 101 percent", trial(transfer_data={**SELLER, "amount_percent": 101}),
     "subscription_data[transfer_data][amount_percent]"),
    ("minimum over quantity", adjustable(minimum=3), "line_items[0][adjustable_quantity][minimum]"),
    ("negative minimum", adjustable(minimum=-1), "line_items[0][adjustable_quantity][minimum]"),
    ("maximum under quantity", adjustable(maximum=1), "line_items[0][adjustable_quantity][maximum]"),
    ("greatest maximum", adjustable(maximum=10**6), "line_items[0][adjustable_quantity][maximum]"),
    ("adjustable meter", {"mode": "subscription", "line_items": [METERED]}, "line_items[0][adjustable_quantity]"),
    ("optional quantity", {"optional_items": [{"price": "price_mug", "quantity": 0}]}, "optional_items[0][quantity]"),
    ("optional plan", {"optional_items": [{"price": "price_plan", "quantity": 1}]}, "optional_items[0][price]"),
    ("optional currency", {"currency": "eur", "optional_items": [{"price": "price_mug", "quantity": 1}]},
     "optional_items[0][price]"),
    ("key", {"custom_fields": [{**FIELD, "key": "a b"}]}, "custom_fields[0][key]"),
    ("201 options", dropdown(*map(str, range(201))), "custom_fields[0][dropdown][options]"),
    ("option twice", dropdown("a", "a"), "custom_fields[0][dropdown][options][1][value]"),
    ("option value", dropdown("a", "b-c"), "custom_fields[0][dropdown][options][1][value]"),
    ("default option", dropdown("a", default_value="b"), "custom_fields[0][dropdown][default_value]"),
    ("256 characters", {"custom_fields": [{**FIELD, "text": {"maximum_length": 256}}]},
     "custom_fields[0][text][maximum_length]"),
    ("lengths", {"custom_fields": [{**FIELD, "text": {"maximum_length": 2, "minimum_length": 3}}]},
     "custom_fields[0][text][minimum_length]"),
    ("default length", {"custom_fields": [{**FIELD, "text": {"maximum_length": 2, "default_value": "abc"}}]},
     "custom_fields[0][text][default_value]"),
    ("permissions, hosted", {"permissions": {"update_shipping_details": "server_only"}}, "permissions"),
    ("optional items, form", {**FORM, "optional_items": [{"price": "price_mug", "quantity": 1}]}, "optional_items"),
    ("branding, elements", {**ELEMENTS, "branding_settings": {"display_name": "A"}}, "branding_settings"),
    ("fields, elements", {**ELEMENTS, "custom_fields": [FIELD]}, "custom_fields"),
    ("text, elements", {**ELEMENTS, "custom_text": {"submit": {"message": "A"}}}, "custom_text"),
    ("submit type, elements", {**ELEMENTS, "submit_type": "book"}, "submit_type"),
    ("origin, elements", {**ELEMENTS, "origin_context": "web"}, "origin_context"),
    ("recovery, elements", {**ELEMENTS, "after_expiration": {"recovery": {"enabled": True}}}, "after_expiration"),
    ("success_url, elements", {**ELEMENTS, "success_url": "https://example.com"}, "success_url"),
    ("redirect, elements", {**ELEMENTS, "redirect_on_completion": "always"}, "redirect_on_completion"),
    ("redirect, hosted", {"redirect_on_completion": "always"}, "redirect_on_completion"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "param"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN])
def test_each_rule_is_enforced(changes: dict[str, Any], param: str) -> None:
    fake = shop()
    fake.add_price("price_api", unit_amount=3, recurring={"interval": "month", "usage_type": "metered"})
    status, _, found, message = refused_creation(fake, **changes)
    assert (status, found) == (400, param), message


ALLOWED: list[dict[str, Any]] = [
    trial(trial_end=NOW + 48 * 3600),
    trial(trial_end=NOW + 730 * 86400),
    trial(trial_period_days=730),
    trial(application_fee_percent=100, transfer_data={**SELLER, "amount_percent": 0}),
    account(application_fee_amount=2198, transfer_data=SELLER, on_behalf_of="acct_seller"),
    account(transfer_data={**SELLER, "amount": 1}),
    adjustable(minimum=2, maximum=2),
    adjustable(minimum=0, maximum=999_999),
    dropdown(*map(str, range(200)), default_value="7"),
    {"custom_fields": [{**FIELD, "text": {"maximum_length": 3, "minimum_length": 3, "default_value": "abc"}}]},
    {**EMBEDDED, "permissions": {"update_shipping_details": "server_only"}, "custom_text": {}},
    {**ELEMENTS, "permissions": {"update_shipping_details": "client_only"}},
    {**FORM, "custom_fields": [FIELD], "return_url": "https://example.com/done"},
]


@pytest.mark.parametrize("changes", ALLOWED, ids=range(len(ALLOWED)))
def test_values_at_the_limits_are_allowed(changes: dict[str, Any]) -> None:
    params = {name: value for name, value in {**ONE_ITEM, **changes}.items() if value is not None}
    status, body, _ = call(shop(), "POST", params=params)
    assert status == 200, body


def test_a_direct_payment_may_have_a_fee_but_no_transfer_to_itself() -> None:
    fake = shop()
    direct = {"Stripe-Account": "acct_seller"}
    params = {**ONE_ITEM, **account(application_fee_amount=5)}
    assert call(fake, "POST", params=params, headers=direct)[0] == 200
    params = {**ONE_ITEM, **account(transfer_data=SELLER)}
    status, body, _ = call(fake, "POST", params=params, headers=direct)
    assert (status, body["error"]["param"]) == (400, "payment_intent_data[transfer_data][destination]")


TAX, TAX_ID = {"automatic_tax": {"enabled": True}}, {"tax_id_collection": {"enabled": True}}


@pytest.mark.parametrize(
    ("customer", "changes", "code", "param"),
    [
        ("cus_ann", TAX, "customer_tax_location_invalid", "automatic_tax"),
        ("cus_ann", {**TAX, "customer_update": {"address": "never"}}, "customer_tax_location_invalid", "automatic_tax"),
        ("cus_de", {**TAX, "shipping_address_collection": {"allowed_countries": ["DE"]}}, None, "customer_update"),
        ("cus_de", TAX_ID, None, "tax_id_collection"),
        ("cus_ann", {**TAX_ID, "customer_update": {"name": "auto"}}, None, "tax_id_collection"),
    ],
)
def test_customers_that_cannot_be_taxed(customer: str, changes: Any, code: str | None, param: str) -> None:
    fake = shop()
    fake.add_customer("cus_de", address={"country": "DE"})
    assert refused_creation(fake, customer=customer, **changes)[:3] == (400, code, param)


@pytest.mark.parametrize(
    ("customer", "changes"),
    [
        ("cus_de", TAX),
        ("cus_ship", TAX),
        ("cus_ann", {**TAX, "customer_update": {"address": "auto"}}),
        ("cus_ann", {**TAX, "customer_update": {"shipping": "auto"}}),
        ("cus_de", {**TAX_ID, "customer_update": {"name": "auto"}}),
        ("cus_ann", {**TAX_ID, "customer_update": {"name": "auto", "address": "auto"}}),
        ("cus_ann", {"automatic_tax": {"enabled": False}, "tax_id_collection": {"enabled": False}}),
    ],
)
def test_customers_that_can_be_taxed(customer: str, changes: Any) -> None:
    fake = shop()
    fake.add_customer("cus_de", address={"country": "DE"})
    fake.add_customer("cus_ship", shipping={"name": "Jo", "address": {"country": "DE"}})
    created(fake, customer=customer, **changes)
