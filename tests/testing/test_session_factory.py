"""Sessions that a test makes without a fake."""

from __future__ import annotations

from typing import Any

import pytest

from checkout_client import Session
from checkout_client.models import CustomerDetails
from checkout_client.testing import make_session


def test_a_session_is_open_and_unpaid() -> None:
    session = make_session()

    assert isinstance(session, Session)
    assert (session.mode, session.status, session.payment_status) == ("payment", "open", "unpaid")
    assert (session.amount_subtotal, session.amount_total, session.currency) == (2000, 2000, "usd")
    assert session.url == f"https://checkout.stripe.com/c/pay/{session.id}"
    assert session.custom_fields == []
    assert session.expires_at is not None
    assert session.created is not None
    assert session.expires_at - session.created == 24 * 60 * 60
    assert not session.is_paid


def test_every_session_is_the_same() -> None:
    assert make_session() == make_session()


def test_fields_can_be_given() -> None:
    session = make_session(
        id="cs_test_mine",
        status="complete",
        payment_status="paid",
        amount_total=3000,
        customer_details={"email": "jenny@example.com"},
    )

    assert session.is_paid
    assert session.id == "cs_test_mine"
    assert session.amount_total == 3000
    assert isinstance(session.customer_details, CustomerDetails)
    assert session.customer_details.email == "jenny@example.com"
    assert session.url is None


def test_a_url_can_be_given() -> None:
    assert make_session(status="expired", url="https://a.example").url == "https://a.example"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"mode": "setup"}, {"amount_total": None, "payment_status": "no_payment_required", "invoice_creation": None}),
        ({"mode": "subscription"}, {"amount_total": 2000, "customer_creation": "always", "invoice_creation": None}),
        ({"mode": "of_the_future"}, {"mode": "of_the_future", "amount_total": 2000}),
        (
            {"ui_mode": "embedded_page"},
            {"url": None, "success_url": None, "client_secret": "cs_test_a1MadeForATest_secret_made_for_a_test"},
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_other_fields_follow_the_mode(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    session = make_session(**fields)

    assert {name: getattr(session, name) for name in expected} == expected


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="a Session has no field 'amout_total'"):
        make_session(amout_total=1)


def test_a_wrong_type_is_refused() -> None:
    with pytest.raises(ValueError, match="amount_total"):
        make_session(amount_total="10.99")
