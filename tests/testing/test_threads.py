"""Many threads use one fake at once: nothing is lost, nothing happens twice, nothing fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import RLock
from time import sleep
from typing import Any

import pytest
from support.shop import KEY, ONE_ITEM, SESSIONS, created, shop
from support.threads import THREADS, at_once, frequent_switches

from checkout_client import ServerError
from checkout_client.last_response import Headers
from checkout_client.testing import FakeCheckout
from checkout_client.testing._api.api_messages import FakeRequest
from checkout_client.testing._shop.catalogue import Catalogue
from checkout_client.testing._shop.session_store import SessionStore


@pytest.fixture(autouse=True)
def _frequent_switches() -> Iterator[None]:
    with frequent_switches():
        yield


class CountingLock:
    """A lock that counts how often it is acquired."""

    def __init__(self) -> None:
        self._lock = RLock()
        self.acquired = 0

    def __enter__(self) -> None:
        self._lock.acquire()
        self.acquired += 1

    def __exit__(self, *exc_info: object) -> None:
        self._lock.release()


Prepare = Callable[[FakeCheckout], Callable[[], Any]]
"""Prepares a call in a fake and returns it."""


def on_a_session(method: str) -> Prepare:
    return lambda fake: partial(getattr(fake, method), created(fake)["id"])


def on_a_processing_payment(method: str) -> Prepare:
    def prepare(fake: FakeCheckout) -> Callable[[], Any]:
        session = created(fake)["id"]
        fake.complete(session, payment="processing")
        return partial(getattr(fake, method), session)

    return prepare


def on_an_expired_session(method: str) -> Prepare:
    def prepare(fake: FakeCheckout) -> Callable[[], Any]:
        session = created(fake, after_expiration={"recovery": {"enabled": True}})["id"]
        fake.expire(session)
        return partial(getattr(fake, method), session)

    return prepare


KEY_HEADER = Headers({"Authorization": f"Bearer {KEY}"}.items())

CALLS: dict[str, Prepare] = {
    "add_product": lambda fake: partial(fake.add_product, "Tea"),
    "add_price": lambda fake: partial(fake.add_price, unit_amount=5),
    "add_customer": lambda fake: fake.add_customer,
    "add_coupon": lambda fake: partial(fake.add_coupon, percent_off=5),
    "add_promotion_code": lambda fake: partial(fake.add_promotion_code, "X", "TEN"),
    "add_shipping_rate": lambda fake: partial(fake.add_shipping_rate, amount=5),
    "add_tax_rate": lambda fake: partial(fake.add_tax_rate, percentage=5),
    "fail_next": lambda fake: fake.fail_next,
    "rate_limit": lambda fake: fake.rate_limit,
    "refuse_connection": lambda fake: fake.refuse_connection,
    "lose_response": lambda fake: fake.lose_response,
    "time_out": lambda fake: fake.time_out,
    "slow_down": lambda fake: partial(fake.slow_down, 1),
    "clear_faults": lambda fake: fake.clear_faults,
    "complete": on_a_session("complete"),
    "expire": on_a_session("expire"),
    "recover": on_an_expired_session("recover"),
    "succeed_async_payment": on_a_processing_payment("succeed_async_payment"),
    "fail_async_payment": on_a_processing_payment("fail_async_payment"),
    "advance": lambda fake: partial(fake.advance, 1),
    "session": on_a_session("session"),
    "line_items": on_a_session("line_items"),
    "shipping_names": on_a_session("shipping_names"),
    "handle": lambda fake: partial(created, fake),
    "handle_recorded": lambda fake: partial(fake.handle_recorded, FakeRequest("GET", SESSIONS, "", KEY_HEADER, b"")),
    "objects": lambda fake: partial(fake.objects, "price"),
    "sessions": lambda fake: fake.sessions,
    "reset": lambda fake: fake.reset,
}


def test_every_method_is_listed() -> None:
    methods = {
        name
        for cls in FakeCheckout.__mro__[:-1]
        for name, member in vars(cls).items()
        if not name.startswith("_") and callable(member)
    }
    assert methods - {"client", "async_client", "deliver", "deliver_async"} == CALLS.keys()


@pytest.mark.parametrize("name", CALLS)
def test_every_method_acquires_the_lock(name: str) -> None:
    fake = shop()
    call = CALLS[name](fake)
    lock = fake._shop.lock = CountingLock()  # type: ignore[assignment]
    call()
    assert lock.acquired


def test_one_id_is_accepted_once() -> None:
    fake = shop()
    original = Catalogue.check_unused

    def slow_check(self: Catalogue, id: str) -> None:
        original(self, id)
        for _ in range(200):
            sleep(0)  # lets other threads run between the check and the insertion

    Catalogue.check_unused = slow_check  # type: ignore[method-assign]
    try:

        def register(number: int) -> bool:
            try:
                fake.add_price("price_new", unit_amount=number)
            except ValueError:
                return False
            return True

        assert at_once(register).count(True) == 1
    finally:
        Catalogue.check_unused = original  # type: ignore[method-assign]


def test_a_refused_price_leaves_no_product_behind() -> None:
    fake = shop()
    before = len(fake._shop.catalogue.objects)
    with pytest.raises(ValueError, match="already in use"):
        fake.add_price("price_shirt", unit_amount=1)
    assert len(fake._shop.catalogue.objects) == before


def test_registering_while_requests_run() -> None:
    fake = shop()

    def work(number: int) -> None:
        client = fake.client()
        for turn in range(15):
            price = fake.add_price(unit_amount=500 + turn)["id"]
            fake.add_promotion_code(f"CODE{number}x{turn}", "TEN")
            item = {"price": price, "quantity": 1}
            session = client.sessions.create(
                mode="payment", success_url="https://example.com/ok", line_items=[item], allow_promotion_codes=True
            )
            fake.complete(session, promotion_code=f"code{number}X{turn}")

    at_once(work)
    assert len(fake.events) == THREADS * 15
    ids = [event.session["id"] for event in fake.events]
    assert len(set(ids)) == len(ids) == len(fake._shop.store)


def test_every_fault_is_used_once() -> None:
    fake = shop()

    def work(number: int) -> int:
        client = fake.client(max_retries=0)
        failed = 0
        for _ in range(20):
            fake.fail_next(on="create")
            fake.fail_next(on="expire")
            try:
                client.sessions.create(**ONE_ITEM)
            except ServerError:
                failed += 1
        return failed

    assert sum(at_once(work)) == THREADS * 20  # each create follows a fault of its own
    assert len(fake._api._faults) == THREADS * 20  # those for expire
    assert len(fake.requests) == THREADS * 20


def test_a_session_is_completed_once() -> None:
    fake = shop()
    session = created(fake)["id"]

    def complete(number: int) -> bool:
        try:
            fake.complete(session)
        except ValueError:
            return False
        return True

    assert at_once(complete).count(True) == 1
    assert len(fake.events) == 1


def test_one_idempotency_key_creates_one_session() -> None:
    fake = shop()
    client = fake.client()

    def create(number: int) -> str:
        return client.sessions.create(**ONE_ITEM, options={"idempotency_key": "order-7"}).id

    assert len(set(at_once(create))) == 1
    assert len(fake._shop.store) == 1


def test_each_session_expires_once() -> None:
    fake = shop()
    for _ in range(50):
        created(fake)
    events = [event for events in at_once(lambda number: fake.advance(hours=number)) for event in events]
    assert len(fake.events) == len({event.session["id"] for event in fake.events}) == 50
    assert len(events) == 50  # each is returned by the call that caused it


@pytest.mark.long
def test_reading_while_sessions_are_created() -> None:
    fake = shop()
    assert isinstance(fake._shop.store, SessionStore)

    def work(number: int) -> None:
        client = fake.client(api_key="sk_test_shop")
        for _ in range(10):
            session = created(fake)["id"]
            assert session in [one.id for one in client.sessions.list(limit=100)]
            assert repr(fake).startswith("<FakeCheckout with ")
            assert fake.session(session) is not None

    at_once(work)
    assert len(fake._shop.store) == THREADS * 10
