"""Random sequences of calls, clock moves and faults, through the real clients, against a simple model of the rules."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import anyio
import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from starlette.testclient import TestClient
from support.depth import examples
from support.expected_totals import COUPONS, TAXES, total
from support.shop import NOW, shop

from checkout_client import APIConnectionError, APIError, CheckoutError, InvalidRequestError, ServerError
from checkout_client.testing.server import create_app

PRICES = {"price_shirt": 1099, "price_mug": 500}
DAY = 24 * 3600
PLAN = 2000
FEW = 2
"""How often ``FEW`` can be redeemed."""
CURRENCIES = {"usd": 1, "jpy": 1, "kwd": 10, "isk": 100}
"""With two, no and three decimals, and whole ones only: minor units of which every amount is a multiple."""
LIVES = st.one_of(st.none(), st.integers(30 * 60, DAY))


@attrs.define
class Expected:
    """A Session as it should be according to the rules."""

    amount: int
    expires_at: int
    price: str = "price_mug"
    unit_amount: int = 500
    step: int = 1
    coupon: str | None = None
    tax: str | None = None
    status: str = "open"
    payment_status: str = "unpaid"
    failed: bool = False
    metadata: dict[str, str] = attrs.Factory(dict)


class Model(RuleBasedStateMachine):
    """A second, short implementation of the rules."""

    sessions = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self.fake = shop()
        self.fake.add_coupon("FEW", percent_off=50, max_redemptions=FEW)
        self.redemptions = 0
        self.now = float(NOW)
        self.expected: dict[str, Expected] = {}  # in order of creation
        self.events: list[tuple[str, str]] = []
        self.lost = 0
        self.client = self.fake.client()
        self.async_client = self.fake.async_client()
        self.browser = TestClient(create_app(self.fake, allowed_hosts=["testserver"]), follow_redirects=False)

    def call(self, asynchronous: bool, name: str, *arguments: Any, **params: Any) -> Any:
        """Make one call with one of the clients. Its retries may move the clock."""
        try:
            if not asynchronous:
                return getattr(self.client.sessions, name)(*arguments, **params)

            async def run() -> Any:
                return await getattr(self.async_client.sessions, name)(*arguments, **params)

            return anyio.run(run)
        finally:
            self.catch_up()

    def catch_up(self) -> None:
        self.now = self.fake.clock.now()

    def let_expire(self) -> None:
        due = [(one.expires_at, made) for made, one in self.expected.items() if one.status == "open"]
        for expires_at, made in sorted(due, key=lambda one: one[0]):
            if expires_at <= self.now:
                self.expected[made].status = "expired"
                self.events.append(("checkout.session.expired", made))

    @rule(
        target=sessions,
        price=st.sampled_from(sorted(PRICES)),
        quantity=st.integers(1, 9),
        life=LIVES,
        coupon=st.sampled_from([None, *COUPONS]),
        tax=st.sampled_from([None, *TAXES]),
        asynchronous=st.booleans(),
    )
    def create(
        self, price: str, quantity: int, life: int | None, coupon: str | None, tax: str | None, asynchronous: bool
    ) -> Any:
        item: dict[str, Any] = {"price": price, "quantity": quantity, "adjustable_quantity": {"enabled": True}}
        if tax:
            item["tax_rates"] = [tax]
        params: dict[str, Any] = {"line_items": [item]}
        # Retries may take time, and the minimum lifetime counts from the arrival of the request.
        asked_at = int(self.now)
        if life is not None:
            params["expires_at"] = min(asked_at + life + 60, asked_at + DAY)
        if coupon:
            params["discounts"] = [{"coupon": coupon}]
        if self.is_used_up(coupon):
            self.refuse_coupon(asynchronous, mode="payment", **params)
            return multiple()
        session = self.call(asynchronous, "create", mode="payment", success_url="https://example.com", **params)
        self.let_expire()
        amount = total(PRICES[price] * quantity, coupon, tax)
        expires_at = params.get("expires_at", session.created + DAY)
        self.expected[session.id] = Expected(amount, expires_at, price, PRICES[price], 1, coupon, tax)
        assert session.amount_total == amount
        assert asked_at <= session.created <= self.now
        return session.id

    def is_used_up(self, coupon: str | None) -> bool:
        return coupon == "FEW" and self.redemptions >= FEW

    def refuse_coupon(self, asynchronous: bool, **params: Any) -> None:
        with pytest.raises(InvalidRequestError) as error:
            self.call(asynchronous, "create", success_url="https://example.com", **params)
        self.let_expire()
        assert (error.value.code, error.value.param) == ("coupon_expired", "discounts[0][coupon]")

    @rule(
        target=sessions,
        trial=st.sampled_from([None, "days", "end"]),
        coupon=st.sampled_from([None, *COUPONS]),
        tax=st.sampled_from([None, *TAXES]),
        asynchronous=st.booleans(),
    )
    def subscribe(self, trial: str | None, coupon: str | None, tax: str | None, asynchronous: bool) -> Any:
        data: dict[str, Any] = {}
        if trial is not None:
            data = {"trial_period_days": 7} if trial == "days" else {"trial_end": int(self.now) + 10 * DAY}
        if tax:
            data["default_tax_rates"] = [tax]
        params: dict[str, Any] = {"line_items": [{"price": "price_plan", "quantity": 1}], "subscription_data": data}
        if coupon:
            params["discounts"] = [{"coupon": coupon}]
        if self.is_used_up(coupon):
            self.refuse_coupon(asynchronous, mode="subscription", **params)
            return multiple()
        session = self.call(asynchronous, "create", mode="subscription", success_url="https://example.com", **params)
        self.let_expire()
        amount = 0 if trial else total(PLAN, coupon, tax)
        self.expected[session.id] = Expected(amount, session.created + DAY, "price_plan", PLAN, 1, coupon, tax)
        return session.id

    @rule(
        target=sessions,
        currency=st.sampled_from(sorted(CURRENCIES)),
        units=st.integers(10**3, 10**6),
        quantity=st.integers(1, 9),
        coupon=st.sampled_from([None, *COUPONS]),
        tax=st.sampled_from([None, *TAXES]),
        asynchronous=st.booleans(),
    )
    def create_in_a_currency(
        self, currency: str, units: int, quantity: int, coupon: str | None, tax: str | None, asynchronous: bool
    ) -> Any:
        step = CURRENCIES[currency]
        unit_amount = units // step * step
        data = {"currency": currency, "unit_amount": unit_amount, "product_data": {"name": "Tea"}}
        item: dict[str, Any] = {"price_data": data, "quantity": quantity, "adjustable_quantity": {"enabled": True}}
        if tax:
            item["tax_rates"] = [tax]
        params: dict[str, Any] = {"mode": "payment", "line_items": [item], "expand": ["line_items"]}
        if coupon:
            params["discounts"] = [{"coupon": coupon}]
        if self.is_used_up(coupon):
            self.refuse_coupon(asynchronous, **params)
            return multiple()
        if coupon == "OFF5" and currency != "usd":
            with pytest.raises(InvalidRequestError) as error:
                self.call(asynchronous, "create", success_url="https://example.com", **params)
            self.let_expire()
            assert error.value.param == "discounts[0]"
            return multiple()
        session = self.call(asynchronous, "create", success_url="https://example.com", **params)
        self.let_expire()
        amount = total(unit_amount * quantity, coupon, tax, step)
        price = session.line_items.data[0].price.id
        self.expected[session.id] = Expected(amount, session.created + DAY, price, unit_amount, step, coupon, tax)
        assert (session.amount_total, amount % step) == (amount, 0)
        return session.id

    @rule(life=st.one_of(st.integers(-DAY, 29 * 60), st.integers(DAY + 60, 10 * DAY)), asynchronous=st.booleans())
    def create_wrongly(self, life: int, asynchronous: bool) -> None:
        with pytest.raises(InvalidRequestError) as error:
            self.call(
                asynchronous,
                "create",
                mode="payment",
                success_url="https://example.com",
                line_items=[{"price": "price_mug", "quantity": 1}],
                expires_at=int(self.now) + life,
            )
        assert error.value.param == "expires_at"

    @rule(id=sessions, asynchronous=st.booleans())
    def expire(self, id: str, asynchronous: bool) -> None:
        try:
            session = self.call(asynchronous, "expire", id)
        except InvalidRequestError:
            self.let_expire()
            assert self.expected[id].status != "open"
        else:
            self.let_expire()
            assert self.expected[id].status == "open"
            self.expected[id].status = session.status
            self.events.append(("checkout.session.expired", id))

    @rule(id=sessions, key=st.sampled_from("abc"), value=st.sampled_from(["", "1", "2"]), asynchronous=st.booleans())
    def update(self, id: str, key: str, value: str, asynchronous: bool) -> None:
        session = self.call(asynchronous, "update", id, metadata={key: value})
        self.expected[id].metadata[key] = value
        assert session.metadata == {name: one for name, one in self.expected[id].metadata.items() if one}

    @rule(
        id=sessions, payment=st.sampled_from(["paid", "processing"]), quantity=st.one_of(st.none(), st.integers(1, 99))
    )
    def complete(self, id: str, payment: Any, quantity: int | None) -> None:
        self.catch_up()
        self.let_expire()
        expected = self.expected[id]
        if expected.status != "open":
            with pytest.raises(ValueError, match="is not open"):
                self.fake.complete(id, payment=payment)
            return
        if quantity is not None and self.fake.line_items(id)[0]["adjustable_quantity"] is not None:
            self.fake.complete(id, payment=payment, quantities={expected.price: quantity})
            expected.amount = total(expected.unit_amount * quantity, expected.coupon, expected.tax, expected.step)
        else:
            self.fake.complete(id, payment=payment)
        self.is_complete(id, "paid" if payment == "paid" else "unpaid")

    def is_complete(self, id: str, payment_status: str) -> None:
        expected = self.expected[id]
        self.redemptions += expected.coupon == "FEW"
        expected.status = "complete"
        expected.payment_status = payment_status if expected.amount else "no_payment_required"
        self.events.append(("checkout.session.completed", id))

    @rule(id=sessions, action=st.sampled_from(["pay", "decline"]), quantity=st.one_of(st.none(), st.integers(1, 99)))
    def submit_the_page(self, id: str, action: str, quantity: int | None) -> None:
        """Pay on the payment page, or let the card be declined there."""
        self.catch_up()
        self.let_expire()
        expected = self.expected[id]
        page = self.browser.get(f"/c/pay/{id}")
        if expected.status != "open":
            assert 'name="token"' not in page.text
            return
        fields = dict(re.findall('<input [^>]*name="([^"]*)"[^>]*value="([^"]*)"', page.text))
        quantities = [name for name in fields if name.startswith("quantity")]
        if quantity is not None and quantities:
            fields[quantities[0]] = str(quantity)
        answer = self.browser.post(f"/c/pay/{id}", data={**fields, "email": "ann@example.com", "action": action})
        if action == "decline":  # also where nothing is due yet, such as in a trial
            assert "Your card was declined" in answer.text
            return
        assert (answer.status_code, answer.headers["location"]) == (303, "https://example.com")
        if quantity is not None and quantities:
            expected.amount = total(expected.unit_amount * quantity, expected.coupon, expected.tax, expected.step)
        self.is_complete(id, "paid")

    @rule(id=sessions, succeeds=st.booleans())
    def settle(self, id: str, succeeds: bool) -> None:
        self.catch_up()
        self.let_expire()
        expected = self.expected[id]
        settle = self.fake.succeed_async_payment if succeeds else self.fake.fail_async_payment
        if (expected.status, expected.payment_status, expected.failed) != ("complete", "unpaid", False):
            with pytest.raises(ValueError, match=id):
                settle(id)
            return
        settle(id)
        expected.payment_status, expected.failed = ("paid", False) if succeeds else ("unpaid", True)
        self.events.append((f"checkout.session.async_payment_{'succeeded' if succeeds else 'failed'}", id))

    @rule(seconds=st.integers(0, 2 * DAY))
    def advance(self, seconds: float) -> None:
        self.fake.advance(seconds)
        self.catch_up()
        self.let_expire()

    @rule(id=sessions, before=st.sampled_from([1, 0]))
    def advance_to_an_expiry(self, id: str, before: int) -> None:
        """Move to the exact second of expiry, or to the one before it."""
        self.advance(max(0.0, self.expected[id].expires_at - before - self.now))

    @rule(fault=st.sampled_from(["fail", "limit", "refuse", "lose", "silent", "silent after"]))
    def one_fault_that_retries_survive(self, fault: str) -> None:
        {
            "fail": lambda: self.fake.fail_next(status=500),
            "limit": lambda: self.fake.rate_limit(retry_after=3),
            "refuse": self.fake.refuse_connection,
            "lose": self.fake.lose_response,
            "silent": self.fake.time_out,
            "silent after": lambda: self.fake.time_out(processed=True),
        }[fault]()
        # A call must use it up before the next fault: there are only two retries.
        self.call(False, "list", limit=1)
        self.let_expire()

    @rule(lost=st.integers(1, 5), asynchronous=st.booleans())
    def lost_responses_never_make_two(self, lost: int, asynchronous: bool) -> None:
        before = len(self.expected)
        self.fake.lose_response(lost, on="create")
        key = f"key-{before}-{lost}-{len(self.fake.requests)}"
        session = None
        while session is None:  # the same key again until a response arrives
            with suppress(APIConnectionError):
                session = self.call(
                    asynchronous,
                    "create",
                    mode="payment",
                    success_url="https://example.com",
                    line_items=[{"price": "price_mug", "quantity": 1}],
                    options={"idempotency_key": key},
                )
        self.let_expire()
        self.expected[session.id] = Expected(500, session.expires_at)
        assert session.last_response.idempotent_replayed

    @rule(asynchronous=st.booleans())
    def a_call_that_fails_for_good_makes_none(self, asynchronous: bool) -> None:
        self.fake.fail_next(3, on="create")
        with pytest.raises(ServerError):
            self.call(
                asynchronous,
                "create",
                mode="payment",
                success_url="https://example.com",
                line_items=[{"price": "price_mug", "quantity": 1}],
            )
        self.let_expire()

    @rule(gone=consumes(sessions))
    def forget(self, gone: str) -> None:
        """Draw other Sessions more often."""

    @rule(target=sessions)
    def all_again(self) -> Any:
        return multiple(*self.expected)

    @rule(status=st.sampled_from([None, "open", "complete", "expired"]), limit=st.integers(1, 5))
    def list(self, status: str | None, limit: int) -> None:
        found = list_all(self.client, limit, {} if status is None else {"status": status})
        self.catch_up()
        self.let_expire()
        wanted = [made for made, one in self.expected.items() if status in (None, one.status)]
        assert found == wanted[::-1]

    @invariant()
    def state_and_responses_agree(self) -> None:
        self.catch_up()
        for session in self.client.sessions.list(limit=100):
            self.let_expire()
            expected = self.expected[session.id]
            shown = (session.status, session.payment_status, session.amount_total, session.expires_at)
            assert shown == (expected.status, expected.payment_status, expected.amount, expected.expires_at)
            assert (session.url is not None) is (expected.status == "open")
        self.let_expire()
        assert [(event.type, event.session["id"]) for event in self.fake.events] == self.events


def list_all(client: Any, limit: int, filters: dict[str, Any]) -> list[str]:
    return [session.id for session in client.sessions.list(limit=limit, **filters)]


def test_state_and_responses_agree_with_the_model() -> None:
    deep = settings(max_examples=examples(60), stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Model, settings=deep)  # type: ignore[no-untyped-call]


def test_every_error_is_one_of_ours() -> None:
    fake = shop()
    fake.fail_next(status=400)
    with pytest.raises(APIError) as error:
        fake.client().sessions.list()
    assert isinstance(error.value, CheckoutError)
