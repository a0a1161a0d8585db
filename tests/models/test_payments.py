"""What people expand most: payment methods, charges, refunds and what they did to the balance."""

from __future__ import annotations

import json
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checkout_client import models
from checkout_client._decoding.converter import decode
from checkout_client._decoding.mismatch import DecodeMismatchError
from checkout_client.expansion import expanded
from checkout_client.models import (
    BalanceTransaction,
    Charge,
    Customer,
    Invoice,
    PaymentIntent,
    PaymentLink,
    PaymentMethod,
    Refund,
    Session,
    SetupIntent,
    Subscription,
)
from checkout_client.models.base import Model

CARD: dict[str, Any] = {
    "brand": "visa", "checks": {"address_line1_check": None, "address_postal_code_check": "pass", "cvc_check": "pass"},
    "country": "PT", "display_brand": "visa", "exp_month": 4, "exp_year": 2031, "fingerprint": "kjR3v0aXyB2hQm1e",
    "funding": "credit", "generated_from": None, "last4": "1881",
    "networks": {"available": ["visa", "cartes_bancaires"], "preferred": None}, "regulated_status": "unregulated",
    "three_d_secure_usage": {"supported": True}, "wallet": {"apple_pay": {}, "dynamic_last4": "7", "type": "apple_pay"},
}  # fmt: skip
PAYMENT_METHOD: dict[str, Any] = {
    "id": "pm_1", "object": "payment_method", "allow_redisplay": "limited",
    "billing_details": {
        "address": {"city": "Porto", "country": "PT"}, "email": "iris@customer.test", "name": "Iris Quartz",
        "phone": None, "tax_id": None,
    },
    "card": CARD, "created": 1_700_000_000, "customer": "cus_1", "livemode": False, "metadata": {}, "type": "card",
}  # fmt: skip
BALANCE_TRANSACTION: dict[str, Any] = {
    "id": "txn_1", "object": "balance_transaction", "amount": 2000, "available_on": 1_700_500_000, "created": 1,
    "currency": "eur", "description": None, "exchange_rate": None, "fee": 84,
    "fee_details": [
        {"amount": 84, "application": None, "currency": "eur", "description": "fees", "type": "stripe_fee"},
    ],
    "net": 1916, "reporting_category": "charge", "source": "ch_1", "status": "pending", "type": "charge",
}  # fmt: skip
REFUND: dict[str, Any] = {
    "id": "re_1", "object": "refund", "amount": 500, "balance_transaction": {**BALANCE_TRANSACTION, "id": "txn_2"},
    "charge": "ch_1", "created": 2, "currency": "eur", "destination_details": {"type": "card"}, "metadata": {},
    "payment_intent": "pi_1", "reason": "requested_by_customer", "receipt_number": None, "status": "succeeded",
}  # fmt: skip
CHARGE: dict[str, Any] = {
    "id": "ch_1", "object": "charge", "amount": 2000, "amount_captured": 2000, "amount_refunded": 500,
    "balance_transaction": BALANCE_TRANSACTION, "billing_details": PAYMENT_METHOD["billing_details"], "captured": True,
    "created": 1_700_000_001, "currency": "eur", "customer": None, "disputed": False, "failure_code": None,
    "fraud_details": {}, "livemode": False, "metadata": {"order": "7"},
    "outcome": {
        "network_status": "approved_by_network", "reason": None, "risk_level": "normal", "risk_score": 12, "rule": None,
        "seller_message": "Payment complete.", "type": "authorized",
    },
    "paid": True, "payment_intent": "pi_1", "payment_method": "pm_1",
    "payment_method_details": {"card": {**CARD, "network": "visa", "three_d_secure": None}, "type": "card"},
    "receipt_url": "https://receipts.test/1", "refunded": False,
    "refunds": {"object": "list", "data": [REFUND], "has_more": False, "url": "/v1/charges/ch_1/refunds"},
    "status": "succeeded",
}  # fmt: skip
PAYMENT_INTENT: dict[str, Any] = {
    "id": "pi_1", "object": "payment_intent", "amount": 2000, "latest_charge": CHARGE, "payment_method": PAYMENT_METHOD,
    "amount_details": {"tip": {}}, "payment_details": {"order_reference": "7"}, "processing": None, "source": None,
    "status": "succeeded",
}  # fmt: skip

EXPANDED: list[tuple[type[Any], dict[str, Any]]] = [
    (PaymentMethod, PAYMENT_METHOD),
    (BalanceTransaction, BALANCE_TRANSACTION),
    (Refund, REFUND),
    (Charge, CHARGE),
    (PaymentIntent, PAYMENT_INTENT),
    (SetupIntent, {"id": "seti_1", "object": "setup_intent", "payment_method": PAYMENT_METHOD}),
    (Subscription, {"id": "sub_1", "object": "subscription", "default_payment_method": PAYMENT_METHOD}),
    (Invoice, {"id": "in_1", "object": "invoice", "charge": CHARGE, "default_payment_method": PAYMENT_METHOD}),
    (Customer, {"id": "cus_1", "invoice_settings": {"default_payment_method": PAYMENT_METHOD}}),
    (PaymentLink, {"id": "plink_1", "custom_fields": [{"key": "size"}], "subscription_data": {"metadata": {}}}),
]


@pytest.mark.parametrize(("cls", "payload"), EXPANDED, ids=lambda value: getattr(value, "__name__", ""))
def test_expanded_objects_are_read_without_loss(cls: type[Any], payload: dict[str, Any]) -> None:
    assert json.dumps(decode(cls, payload).to_dict()) == json.dumps(payload)


def session() -> Session:
    payload = {"id": "cs_1", "object": "checkout.session", "payment_intent": PAYMENT_INTENT}
    return decode(Session, payload)


def test_brand_and_last_four_digits_of_the_card() -> None:
    intent = expanded(session().payment_intent)
    method = expanded(intent.payment_method) if intent else None
    assert isinstance(method, PaymentMethod)
    assert method.card is not None
    assert (method.card.brand, method.card.last4) == ("visa", "1881")
    assert method.card.networks is not None
    assert method.card.networks.available == ["visa", "cartes_bancaires"]


def test_receipt_outcome_refunds_and_fees_of_the_charge() -> None:
    intent = expanded(session().payment_intent)
    charge = expanded(intent.latest_charge) if intent else None
    assert isinstance(charge, Charge)
    assert charge.receipt_url == "https://receipts.test/1"
    assert charge.outcome is not None
    assert charge.outcome.risk_level == "normal"
    assert charge.refunds is not None
    assert [refund.amount for refund in charge.refunds.data] == [500]
    balance = charge.balance_transaction
    assert isinstance(balance, BalanceTransaction)
    assert (balance.fee, balance.net, balance.fee_details[0].type) == (84, 1916, "stripe_fee")


def test_personal_data_is_in_no_repr() -> None:
    method = decode(PaymentMethod, PAYMENT_METHOD)
    assert "Iris" not in repr(method) + repr(method.billing_details)
    assert repr(method).startswith("PaymentMethod(id='pm_1', type='card'")


@pytest.mark.parametrize(
    ("cls", "payload", "path"),
    [
        (PaymentMethod, {"card": {"exp_month": "4"}}, "card.exp_month"),
        (Charge, {"refunds": {"data": [{"amount": 1.5}]}}, "refunds.data[0].amount"),
        (PaymentIntent, {"latest_charge": {"outcome": []}}, "latest_charge.outcome"),
        (PaymentIntent, {"next_action": {"pix_display_qr_code": {"data": 7}}}, "next_action.pix_display_qr_code.data"),
        (PaymentIntent, {"last_payment_error": {"payment_method": "pm_1"}}, "last_payment_error.payment_method"),
    ],
)
def test_wrong_types_fail_with_their_path(cls: type[Any], payload: dict[str, Any], path: str) -> None:
    with pytest.raises(DecodeMismatchError) as raised:
        decode(cls, payload)
    assert raised.value.path == path


def test_an_error_inside_an_intent_inside_an_error_has_an_end() -> None:
    payload: dict[str, Any] = {"id": "pi_1"}
    for _ in range(50):
        payload = {"id": "pi_1", "last_payment_error": {"type": "card_error", "payment_intent": payload}}
    with pytest.raises(DecodeMismatchError, match="nested too deeply"):
        decode(PaymentIntent, payload)


def test_they_are_loaded_with_the_first_of_them() -> None:
    program = """
import sys
from checkout_client.models import PaymentIntent
intent = PaymentIntent.from_dict({"id": "pi_1", "payment_method": "pm_1", "latest_charge": "ch_1"})
assert "checkout_client.models.payments.payment_method" not in sys.modules
assert "checkout_client.models.payments.charge" not in sys.modules
PaymentIntent.from_dict({"id": "pi_1", "payment_method": {"id": "pm_1"}})
assert "checkout_client.models.payments.payment_method" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


FIELDS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "payment_fields.json").read_text("utf-8")
)
"""The names of the fields of the newest API version, down to the innermost object that has any."""


def missing(cls: type[Any], names: dict[str, Any], path: str) -> Iterator[str]:
    hints = typing.get_type_hints(cls)
    for name, inner in names.items():
        if name not in hints:
            yield f"{path}.{name}"
        elif inner:
            (kind, *others) = [
                kind for kind in typing.get_args(hints[name]) if isinstance(kind, type) and issubclass(kind, Model)
            ] or [None]
            assert not others
            if kind is not None:  # a JSON object has whatever comes
                yield from missing(kind, inner, f"{path}.{name}")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_declared(name: str) -> None:
    assert list(missing(getattr(models, name), FIELDS[name], name)) == []


def test_every_payment_method_has_its_part() -> None:
    kinds = {name for name, inner in FIELDS["Charge"]["payment_method_details"].items() if inner}
    assert len(kinds) > 50
    details = typing.get_type_hints(models.PaymentMethodDetails)
    assert not [name for name in kinds if details[name] == dict[str, Any] | None]


@pytest.mark.parametrize(
    ("cls", "payload", "read"),
    [
        (PaymentMethod, {"upi": {"vpa": "iris@bank"}}, lambda it: it.upi.vpa),
        (PaymentMethod, {"nz_bank_account": {"suffix": "00"}}, lambda it: it.nz_bank_account.suffix),
        (PaymentMethod, {"card_present": {"read_method": "swipe"}}, lambda it: it.card_present.read_method),
        (
            Charge,
            {"payment_method_details": {"type": "ideal", "ideal": {"bank": "ing", "generated_sepa_debit": "pm_2"}}},
            lambda it: it.payment_method_details.ideal.bank,
        ),
        (
            Charge,
            {"payment_method_details": {"type": "us_bank_account", "us_bank_account": {"last4": "6789"}}},
            lambda it: it.payment_method_details.us_bank_account.last4,
        ),
    ],
)
def test_parts_of_other_payment_methods(cls: type[Any], payload: dict[str, Any], read: Callable[[Any], str]) -> None:
    model = decode(cls, payload)
    assert read(model)
    assert model.to_dict() == payload
