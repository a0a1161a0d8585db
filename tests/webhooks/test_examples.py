"""The example applications, against the fake: whatever happens, an order that is paid goes out once."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
from collections.abc import Generator
from contextlib import nullcontext
from typing import Any

import attrs
import httpx
import pytest

pytest.importorskip("sqlalchemy", reason="needs the dependency group examples")

from support.example_shops import FRAMEWORKS, Framework, Shop, open_shop, postgresql_database

from checkout_client.testing import FakeCheckout, sign_webhook
from checkout_client.testing.server import serve

DATABASES = ("sqlite", "postgresql")
POSTGRESQL = os.environ.get("CHECKOUT_TEST_POSTGRESQL", "")
DELIVERIES, VISITS = 150, 50
PATIENCE, HOLD_UP = 120, 1.0  # seconds


@attrs.frozen
class World:
    """A shop, and the Stripe that it deals with."""

    shop: Shop
    fake: FakeCheckout

    def deliver(self, event: Any = None) -> int:
        return self.fake.deliver(event, to=f"{self.shop.url}/webhook").http_status

    def buy(self) -> tuple[str, str]:
        """The ids of an order and of its Session."""
        session = self.shop.order(quantity=2)
        document = self.fake.session(session)
        assert document is not None
        return document["client_reference_id"], session


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(f"{one.name}-{database}", marks=() if one is FRAMEWORKS[0] else pytest.mark.long)
        for database in DATABASES
        for one in FRAMEWORKS
    ],
)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[World]:
    name, database = request.param.split("-")
    framework = next(one for one in FRAMEWORKS if one.name == name)
    skip_if_missing(framework)
    if database == "postgresql" and not POSTGRESQL:
        pytest.skip(
            "CHECKOUT_TEST_POSTGRESQL is not set: give it the postgresql:// URL of a server to make databases on"
        )
    folder = tmp_path_factory.mktemp(name)
    new = (
        postgresql_database(POSTGRESQL) if database == "postgresql" else nullcontext(f"sqlite:///{folder / 'shop.db'}")
    )
    fake = FakeCheckout()
    with serve(fake) as api, new as url, open_shop(framework, fake, api, url, folder) as shop:
        yield World(shop, fake)


def skip_if_missing(framework: Framework) -> None:
    for module in (framework.module, framework.serve[0]):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed: it is in the dependency group examples")


@pytest.mark.long
def test_two_hundred_at_once_send_one_parcel(world: World) -> None:
    order, session = world.buy()
    event = world.fake.complete(session)
    headers = {"Stripe-Signature": sign_webhook(event.payload, world.fake.webhook_secret)}

    async def everybody() -> list[int]:
        limits = httpx.Limits(max_connections=DELIVERIES + VISITS)
        async with httpx.AsyncClient(base_url=world.shop.url, timeout=PATIENCE, limits=limits, trust_env=False) as http:
            deliveries = [http.post("/webhook", content=event.payload, headers=headers) for _ in range(DELIVERIES)]
            visits = [http.get("/success", params={"session_id": session}) for _ in range(VISITS)]
            mixed = [one for four in zip(*[iter(deliveries)] * 3, visits, strict=True) for one in four]
            with world.shop.claims_held_up():  # so that as many as the server runs at once claim in the same moment
                tasks = [asyncio.ensure_future(one) for one in mixed]
                await asyncio.wait(tasks, timeout=HOLD_UP)
            return [answer.status_code for answer in await asyncio.gather(*tasks)]

    answers = asyncio.run(everybody())
    assert answers == [200] * (DELIVERIES + VISITS)
    assert world.shop.times_sent(order) == 1
    assert world.shop.status(order) == "paid"


def test_the_success_page_alone_fulfils(world: World) -> None:
    order, session = world.buy()
    world.fake.complete(session)
    for _ in range(2):
        assert "paid" in world.shop.page(f"/success?session_id={session}").text
    assert world.shop.times_sent(order) == 1
    assert world.deliver() == 200  # the webhook comes too late to matter
    assert world.shop.times_sent(order) == 1


def test_a_customer_who_opens_the_success_page_without_paying_gets_nothing(world: World) -> None:
    order, session = world.buy()
    assert "open" in world.shop.page(f"/success?session_id={session}").text
    assert world.shop.times_sent(order) == 0


@pytest.mark.parametrize("session", ["cs_test_unknown", "", "{CHECKOUT_SESSION_ID}", "../accounts"])
def test_a_success_page_for_no_session_is_not_found(world: World, session: str) -> None:
    assert world.shop.page(f"/success?session_id={session}").status_code == 404


def test_a_payment_that_takes_days_is_fulfilled_when_it_arrives(world: World) -> None:
    order, session = world.buy()
    completed = world.fake.complete(session, payment="processing")
    assert world.deliver(completed) == 200
    assert "processing" in world.shop.page(f"/success?session_id={session}").text
    assert world.shop.times_sent(order) == 0

    succeeded = world.fake.succeed_async_payment(session)
    assert [world.deliver(succeeded), world.deliver(succeeded), world.deliver(completed)] == [200] * 3
    assert world.shop.times_sent(order) == 1
    assert world.shop.status(order) == "paid"  # and not "processing", though that event came last


def test_a_payment_that_fails_after_days_sends_nothing(world: World) -> None:
    order, session = world.buy()
    completed = world.fake.complete(session, payment="processing")
    failed = world.fake.fail_async_payment(session)
    assert [world.deliver(failed), world.deliver(completed)] == [200, 200]  # in the wrong order
    assert world.shop.status(order) == "failed"
    assert world.shop.times_sent(order) == 0


def test_an_expired_session_is_taken_up_again(world: World) -> None:
    order, session = world.buy()
    expired = world.fake.expire(session)
    assert world.deliver(expired) == 200
    page = world.shop.page(f"/orders/{order}").text
    assert "expired" in page
    assert f"/r/{session}" in page

    recovered = world.fake.recover(session)
    paid = world.fake.complete(recovered)
    assert [world.deliver(paid), world.deliver(expired)] == [200, 200]
    assert world.shop.status(order) == "paid"
    assert world.shop.times_sent(order) == 1


def test_an_order_that_was_paid_twice_goes_out_once_and_is_reported(world: World) -> None:
    order, session = world.buy()
    world.fake.expire(session)
    first, second = world.fake.recover(session), world.fake.recover(session)
    assert [world.deliver(world.fake.complete(one)) for one in (first, second)] == [200, 200]
    assert world.shop.times_sent(order) == 1
    assert f"paid twice: refund {second}" in world.shop.log.read_text()


def test_work_that_fails_gives_the_claim_back_and_the_next_delivery_succeeds(world: World) -> None:
    order, session = world.buy()
    event = world.fake.complete(session)
    pieces = world.shop.pieces()
    world.shop.run("UPDATE stock SET pieces = 0")
    assert world.deliver(event) == 500
    world.shop.run(f"UPDATE stock SET pieces = {pieces}")
    assert world.shop.times_sent(order) == 0
    assert world.shop.status(order) == "open"
    assert world.deliver(event) == 200
    assert world.shop.times_sent(order) == 1


def test_a_webhook_that_stripe_did_not_sign_is_refused(world: World) -> None:
    order, session = world.buy()
    event = world.fake.complete(session)
    answer = world.fake.deliver(event, to=f"{world.shop.url}/webhook", secret="whsec_of_somebody_else")
    assert answer.http_status == 400
    assert httpx.post(f"{world.shop.url}/webhook", content=event.payload, trust_env=False).status_code == 400
    assert world.shop.times_sent(order) == 0


def test_an_event_that_nobody_asked_for_is_acknowledged(world: World) -> None:
    payload = json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "type": "invoice.paid",
            "created": 1,
            "livemode": False,
            "data": {"object": {}},
        }
    ).encode()
    headers = {"Stripe-Signature": sign_webhook(payload, world.fake.webhook_secret)}
    answer = httpx.post(f"{world.shop.url}/webhook", content=payload, headers=headers, trust_env=False)
    assert answer.status_code == 200
