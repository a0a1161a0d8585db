"""The lifecycle of a Session: paid, processing, failed, expired, recovered, each with its event."""

from __future__ import annotations

import json
import time
from typing import Any, Literal

import pytest
from support.shop import NOW, ONE_ITEM, created, refused_creation, shop

from checkout_client import InvalidRequestError
from checkout_client.testing import FakeCheckout, FakeClock, FakeEvent

PLAN: dict[str, Any] = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}
RECOVERABLE = {"after_expiration": {"recovery": {"enabled": True, "allow_promotion_codes": True}}}


def test_paid() -> None:
    fake = shop()
    client = fake.client()
    session = client.sessions.create(**ONE_ITEM)
    assert not session.is_paid
    event = fake.complete(session, customer_details={"email": "bob@example.com", "address": {"country": "DE"}})
    assert (event.type, event.created, event.account) == ("checkout.session.completed", NOW, None)
    after = client.sessions.retrieve(session.id, expand=["payment_intent"])
    assert (after.status, after.payment_status, after.url) == ("complete", "paid", None)
    assert event.session["payment_status"] == "paid"
    assert after.customer_details is not None
    assert after.customer_details.email == "bob@example.com"
    payment: Any = after.payment_intent
    assert (payment.status, payment.amount_received) == ("succeeded", 2198)
    assert list(fake.events) == [event]


def test_an_event_keeps_the_session_as_it_was() -> None:
    fake = shop()
    session = created(fake)
    event = fake.complete(session["id"], payment="processing")
    fake.succeed_async_payment(session["id"])
    assert event.session["payment_status"] == "unpaid"
    assert fake.events[1].session["payment_status"] == "paid"
    whole = json.loads(event.payload)
    assert whole["data"]["object"] == event.session
    assert (whole["object"], whole["type"], whole["api_version"]) == ("event", event.type, "2026-10-28.endive")
    assert whole["request"] == {"id": None, "idempotency_key": None}


@pytest.mark.parametrize("params", [{}, PLAN, {"invoice_creation": {"enabled": True}}], ids=["once", "plan", "invoice"])
def test_async_payments(params: dict[str, Any]) -> None:
    for end in (FakeCheckout.succeed_async_payment, FakeCheckout.fail_async_payment):
        fake = shop()
        session = created(fake, **params)
        completed = fake.complete(session["id"], payment="processing")
        assert (completed.session["status"], completed.session["payment_status"]) == ("complete", "unpaid")
        event = end(fake, session["id"])
        succeeded = event.type == "checkout.session.async_payment_succeeded"
        assert event.session["payment_status"] == ("paid" if succeeded else "unpaid")
        for name, statuses in (
            ("payment_intent", ("succeeded", "requires_payment_method")),
            ("subscription", ("active", "incomplete_expired")),
            ("invoice", ("paid", "open")),
        ):
            if event.session[name] is not None:
                shown = fake.client(api_key="sk_test_shop").sessions.retrieve(session["id"], expand=[name])
                assert getattr(shown, name).status == statuses[0 if succeeded else 1]
        with pytest.raises(ValueError, match=r"no payment that is processing|has already failed"):
            fake.fail_async_payment(session["id"])


def test_nothing_due() -> None:
    fake = shop()
    fake.add_coupon("ALL", percent_off=100)
    free = fake.complete(created(fake, discounts=[{"coupon": "ALL"}])["id"])
    assert (free.session["payment_status"], free.session["payment_intent"]) == ("no_payment_required", None)
    trial = fake.complete(created(fake, **PLAN, subscription_data={"trial_period_days": 7})["id"])
    assert trial.session["payment_status"] == "no_payment_required"
    shown = fake.client(api_key="sk_test_shop").sessions.retrieve(trial.session["id"], expand=["subscription"])
    subscription: Any = shown.subscription
    assert (subscription.status, subscription.trial_end) == ("trialing", NOW + 7 * 86400)


def test_setup_saves_a_payment_method() -> None:
    fake = shop()
    client = fake.client()
    session = client.sessions.create(mode="setup", currency="usd", success_url="https://example.com/ok")
    assert session.is_paid
    assert isinstance(session.setup_intent, str)
    fake.complete(session)
    after: Any = client.sessions.retrieve(session.id, expand=["setup_intent"]).setup_intent
    assert after.status == "succeeded"


def test_manual_capture() -> None:
    fake = shop()
    session = created(fake, payment_intent_data={"capture_method": "manual"})
    fake.complete(session["id"])
    shown: Any = fake.client().sessions.retrieve(session["id"], expand=["payment_intent"]).payment_intent
    assert (shown.status, shown.amount_capturable, shown.amount_received) == ("requires_capture", 2198, 0)


def test_a_customer_is_created_if_the_session_asks_for_one() -> None:
    fake = shop()
    guest = fake.complete(created(fake)["id"])
    always = fake.complete(created(fake, customer_creation="always")["id"])
    known = fake.complete(created(fake, customer="cus_ann")["id"])
    plan = fake.complete(created(fake, **PLAN)["id"])
    saving = fake.client().sessions.create(
        mode="setup", currency="usd", customer_creation="always", success_url="https://e.co/ok"
    )
    saved = fake.complete(saving)
    assert guest.session["customer"] is None
    assert always.session["customer"].startswith("cus_")
    assert known.session["customer"] == "cus_ann"
    assert plan.session["customer"].startswith("cus_")
    assert saved.session["customer"].startswith("cus_")


def test_customer_input() -> None:
    fake = shop()
    fields = [
        {"key": "note", "label": {"custom": "Note", "type": "custom"}, "type": "text", "optional": True},
        {"key": "size", "label": {"custom": "Size", "type": "custom"}, "type": "text"},
    ]
    options = [{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_air"}]
    session = created(
        fake,
        custom_fields=fields,
        shipping_options=options,
        allow_promotion_codes=True,
        automatic_tax={"enabled": True},
    )
    event = fake.complete(
        session["id"],
        shipping_rate="shr_air",
        promotion_code="spring",
        custom_fields={"size": "L"},
        shipping_details={"name": "Ann", "address": {"city": "Ulm"}},
    )
    shown = event.session
    assert (shown["amount_total"], shown["total_details"]["amount_discount"]) == (2198 - 220 + 143 + 1900 + 138, 220)
    assert shown["discounts"] == [{"coupon": None, "promotion_code": "promo_spring"}]
    assert [field["text"]["value"] for field in shown["custom_fields"]] == [None, "L"]
    assert shown["collected_information"]["shipping_details"]["address"]["city"] == "Ulm"
    assert shown["automatic_tax"]["status"] == "complete"


@pytest.mark.parametrize(
    ("entered", "message"),
    [
        ({"promotion_code": "SPRING"}, "does not accept the promotion code"),
        ({"promotion_code": "NONE"}, "does not accept the promotion code"),
        ({"shipping_rate": "shr_x"}, "not among the shipping options: none"),
        ({"custom_fields": {"size": "L"}}, "no custom field 'size': it has none"),
        ({"customer_details": {"mail": "x"}}, "customer_details has no field 'mail'"),
        ({"customer_details": {"address": {"town": "Ulm"}}}, "an address has no field 'town'"),
        ({"payment": "later"}, "payment must be"),
    ],
)
def test_invalid_customer_input_changes_nothing(entered: dict[str, Any], message: str) -> None:
    fake = shop()
    session = created(fake)
    with pytest.raises(ValueError, match=message):
        fake.complete(session["id"], **entered)
    assert fake.session(session["id"]) == session


def test_unusable_promotion_codes() -> None:
    fake = shop()
    fake.add_promotion_code("BIG", "TEN", minimum_amount=10**6)
    fake.add_promotion_code("OLD", "TEN", active=False)
    session = created(fake, allow_promotion_codes=True)
    for code, message in (("BIG", "minimum amount"), ("OLD", "does not accept")):
        with pytest.raises(ValueError, match=message):
            fake.complete(session["id"], promotion_code=code)


def test_a_session_completes_or_expires_only_once() -> None:
    fake = shop()
    client = fake.client()
    ends: list[Literal["complete", "expire"]] = ["complete", "expire"]
    for end in ends:
        session = client.sessions.create(**ONE_ITEM)
        getattr(fake, end)(session)
        for again in (fake.complete, fake.expire):
            with pytest.raises(ValueError, match="is not open"):
                again(session)
        with pytest.raises(InvalidRequestError, match=r'status in \["open"\] can be expired'):
            client.sessions.expire(session.id)


def test_an_unknown_session() -> None:
    with pytest.raises(ValueError, match="has no Session 'cs_x'"):
        shop().complete("cs_x")
    assert shop().session("cs_x") is None


def test_expired_by_a_request() -> None:
    fake = shop()
    session = fake.client().sessions.create(**ONE_ITEM)
    expired = fake.client().sessions.expire(session.id, options={"idempotency_key": "k"})
    assert (expired.status, expired.url) == ("expired", None)
    event = fake.events[-1]
    assert (event.type, event.request_id, event.idempotency_key) == (
        "checkout.session.expired",
        expired.last_response.request_id,
        "k",
    )


def test_each_session_expires_at_its_own_time() -> None:
    fake = shop()
    late = created(fake)["id"]
    early = created(fake, expires_at=NOW + 3600)["id"]
    paid = created(fake, expires_at=NOW + 3600)["id"]
    fake.complete(paid)
    assert fake.advance(minutes=59) == []
    events = fake.advance(hours=25)
    assert [(event.session["id"], event.created) for event in events] == [(early, NOW + 3600), (late, NOW + 86400)]
    assert fake.session(paid) == fake.events[0].session
    assert fake.advance(days=2) == []


def test_recovery() -> None:
    fake = shop()
    fake.add_coupon("ALL", percent_off=100)
    session = created(fake, **RECOVERABLE, metadata={"cart": "7"})
    (event,) = fake.advance(hours=24)
    recovery = event.session["after_expiration"]["recovery"]
    assert recovery["url"] == f"https://checkout.stripe.com/r/{session['id']}"
    assert recovery["expires_at"] == NOW + 86400 + 30 * 86400
    again = fake.session(fake.recover(session["id"]))
    assert again is not None
    assert (again["recovered_from"], again["metadata"], again["status"]) == (session["id"], {"cart": "7"}, "open")
    fake.advance(days=31)
    with pytest.raises(ValueError, match="no recovery URL, or the URL has expired"):
        fake.recover(session["id"])
    for other in (created(fake)["id"], created(fake, after_expiration={"recovery": {"enabled": False}})["id"]):
        fake.expire(other)
        with pytest.raises(ValueError, match="no recovery URL"):
            fake.recover(other)


def test_the_clock_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="the clock cannot go back"):
        shop().advance(-1)


def test_a_running_clock() -> None:
    before = time.time()
    clock = FakeClock()
    assert before <= clock.now() <= time.time()
    clock.sleep(3600)
    assert clock.now() >= before + 3600
    assert clock.monotonic() > time.monotonic() + 3000


def test_expires_at_may_be_computed_from_the_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = shop(start=None)
    for now in (NOW + 0.0, NOW + 1.9):  # the request may take a moment
        monkeypatch.setattr(time, "time", lambda now=now: now)
        for seconds in (30 * 60, 24 * 3600):
            created(fake, expires_at=NOW + seconds)
    monkeypatch.setattr(time, "time", lambda: NOW + 2.0)
    assert refused_creation(fake, expires_at=NOW + 30 * 60)[2] == "expires_at"


def test_invalid_registrations() -> None:
    fake = shop()
    for wrong, message in (
        (lambda: fake.add_price("price_shirt", unit_amount=1), "is already in use"),
        (lambda: fake.add_coupon(), "either percent_off or amount_off"),
        (lambda: fake.add_coupon(percent_off=1, amount_off=1), "either percent_off or amount_off"),
        (lambda: fake.add_coupon(amount_off=1), "needs a currency"),
        (lambda: fake.add_promotion_code("X", "NONE"), "there is no coupon 'NONE'"),
    ):
        with pytest.raises(ValueError, match=message):
            wrong()
    with pytest.raises(TypeError, match="an int or a Decimal"):
        fake.add_price(unit_amount=10.99)  # type: ignore[arg-type]


def test_registered_objects_can_be_passed_instead_of_ids() -> None:
    fake = FakeCheckout()
    product = fake.add_product("Tea", description="Green", images=["https://example.com/tea.png"], metadata={"a": "b"})
    price = fake.add_price(unit_amount=5, product=product, metadata={"c": "d"})
    assert price["product"] == product["id"]
    coupon = fake.add_coupon(percent_off=5)
    code = fake.add_promotion_code("X", coupon)
    assert code["promotion"]["coupon"] == coupon["id"]
    customer = fake.add_customer(address={"country": "DE"}, metadata={"e": "f"})
    assert customer["address"]["country"] == "DE"


def test_the_same_seed_gives_the_same_ids() -> None:
    ids = [[created(shop(seed=seed))["id"] for _ in range(2)] for seed in (1, 1, 2)]
    assert ids[0] == ids[1] != ids[2]
    assert len(ids[0][0]) == len("cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u")


def test_the_repr_of_an_event_hides_the_customers_data() -> None:
    fake = shop()
    event: FakeEvent = fake.complete(created(fake, customer_email="secret@example.com")["id"])
    assert "secret@example.com" not in repr(event)
