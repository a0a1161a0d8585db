"""Injected faults, seen through the real clients. Nothing really sleeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
from support.shop import ONE_ITEM, created, shop

from checkout_client import (
    APIConnectionError,
    APITimeoutError,
    CardError,
    InvalidRequestError,
    RateLimitError,
    ServerError,
)
from checkout_client.testing import FakeCheckout

Create = Callable[..., Any]


def sync_create(fake: FakeCheckout, **settings: Any) -> Any:
    return fake.client(**settings).sessions.create(**ONE_ITEM)


def async_create(fake: FakeCheckout, **settings: Any) -> Any:
    async def run() -> Any:
        return await fake.async_client(**settings).sessions.create(**ONE_ITEM)

    return anyio.run(run)


def trio_create(fake: FakeCheckout, **settings: Any) -> Any:
    async def run() -> Any:
        async with fake.async_client(**settings) as client:
            return await client.sessions.create(**ONE_ITEM)

    return anyio.run(run, backend="trio")


@pytest.fixture(params=[sync_create, async_create, trio_create], ids=["sync", "asyncio", "trio"])
def create(request: pytest.FixtureRequest) -> Create:
    return request.param


def count(fake: FakeCheckout) -> int:
    return len(list(fake.client().sessions.list()))


def test_transient_errors(create: Create) -> None:
    fake = shop()
    fake.fail_next(2, status=503)
    started = time.monotonic()
    session = create(fake)
    assert time.monotonic() - started < 0.5
    assert session.last_response.attempts == 3
    assert session.last_response.idempotent_replayed is False
    assert [request.http_status for request in fake.requests] == [503, 503, 200]
    assert len({request.idempotency_key for request in fake.requests}) == 1
    assert fake.clock.monotonic() >= 0.75


def test_persistent_errors(create: Create) -> None:
    fake = shop()
    fake.fail_next(3)
    with pytest.raises(ServerError) as error:
        create(fake)
    assert (error.value.attempts, error.value.type, error.value.message) == (3, "api_error", "Something went wrong.")
    assert count(fake) == 0


@pytest.mark.parametrize(
    ("fault", "kind", "expected"),
    [
        (
            {"status": 402, "code": "card_declined", "decline_code": "lost_card"},
            CardError,
            {"type": "card_error", "decline_code": "lost_card", "message": "Your card was declined."},
        ),
        ({"status": 400, "param": "mode", "message": "No."}, InvalidRequestError, {"param": "mode", "message": "No."}),
        ({"status": 418}, InvalidRequestError, {"type": "invalid_request_error"}),
        ({"status": 500, "type": "card_error", "headers": {"Stripe-Should-Retry": "false"}}, CardError, {}),
    ],
)
def test_errors_of_any_kind(fault: dict[str, Any], kind: type[Exception], expected: dict[str, str]) -> None:
    fake = shop()
    fake.fail_next(**fault)
    with pytest.raises(kind) as error:
        sync_create(fake)
    assert {name: getattr(error.value, name) for name in expected} == expected
    assert len(fake.requests) == 1


def test_rate_limits() -> None:
    fake = shop()
    fake.rate_limit(retry_after=20)
    sync_create(fake)
    assert fake.clock.monotonic() >= 20
    fake.rate_limit(3)
    with pytest.raises(RateLimitError) as error:
        sync_create(fake)
    assert error.value.code == "rate_limit"


def test_a_lost_response_creates_one_session(create: Create) -> None:
    fake = shop()
    fake.lose_response()
    session = create(fake)
    assert session.last_response.idempotent_replayed
    assert count(fake) == 1
    fake.lose_response(3)
    with pytest.raises(APIConnectionError):
        create(fake)
    assert count(fake) == 2


def test_a_refused_connection_creates_no_session(create: Create) -> None:
    fake = shop()
    fake.refuse_connection(3)
    with pytest.raises(APIConnectionError) as error:
        create(fake)
    assert error.value.attempts == 3
    assert count(fake) == 0
    assert [(request.http_status, request.request_id) for request in fake.requests[:3]] == [(None, None)] * 3


@pytest.mark.parametrize("processed", [False, True])
def test_no_response(create: Create, processed: bool) -> None:
    fake = shop()
    fake.time_out(processed=processed)
    session = create(fake, timeout=7.0)
    assert session.last_response.idempotent_replayed is processed
    assert fake.clock.monotonic() >= 7
    assert count(fake) == 1


def test_a_slow_response_arrives_if_the_caller_waits(create: Create) -> None:
    fake = shop()
    fake.slow_down(5)
    assert create(fake).last_response.attempts == 1
    assert fake.clock.monotonic() >= 5


def test_an_idempotency_key_is_in_use_while_its_request_runs(create: Create) -> None:
    fake = shop()
    fake.slow_down(2.1)
    session = create(fake, timeout=2.0)  # gives up after 2 s and retries before the response is ready
    assert 200 in [request.http_status for request in fake.requests]
    assert session.last_response.idempotent_replayed
    fake.slow_down(60)
    with pytest.raises((APITimeoutError, Exception)) as error:
        create(fake, timeout=2.0)
    assert getattr(error.value, "code", None) == "idempotency_key_in_use"
    assert error.value.http_status == 409  # type: ignore[attr-defined]
    fake.advance(60)
    assert count(fake) == 2


def test_faults_apply_to_the_named_call() -> None:
    fake = shop()
    client = fake.client(max_retries=0)
    fake.fail_next(on="expire")
    fake.lose_response(on="create")
    session_id = created(fake)["id"] if client.sessions.list().data else None
    assert session_id is None
    with pytest.raises(APIConnectionError):
        client.sessions.create(**ONE_ITEM)
    (session,) = client.sessions.list()
    with pytest.raises(ServerError):
        client.sessions.expire(session.id)
    assert client.sessions.expire(session.id).status == "expired"


def test_faults_can_be_cleared_and_need_a_positive_count() -> None:
    fake = shop()
    fake.fail_next(5)
    fake.clear_faults()
    sync_create(fake)
    with pytest.raises(ValueError, match="n must be at least 1"):
        fake.fail_next(0)


def test_a_plain_httpx_client() -> None:
    fake = shop()
    with httpx.Client(transport=fake.transport, base_url="https://api.stripe.com", timeout=None) as client:
        get = partial(client.get, "/v1/checkout/sessions", headers={"Authorization": "Bearer sk_test_1"})
        assert get().json()["data"] == []
        fake.time_out()
        with pytest.raises(httpx.ReadTimeout):
            get()
        fake.slow_down(100)
        assert get().status_code == 200


def test_a_plain_async_httpx_client() -> None:
    fake = shop()

    async def run() -> None:
        async with httpx.AsyncClient(transport=fake.transport, base_url="https://api.stripe.com") as client:
            headers = {"Authorization": "Bearer sk_test_1"}
            assert (await client.get("/v1/checkout/sessions?limit=1", headers=headers)).json()["data"] == []
            fake.slow_down(100)
            with pytest.raises(httpx.ReadTimeout):
                await client.get("/v1/checkout/sessions", headers=headers)

    anyio.run(run)
    assert fake.requests[0].params == {"limit": 1}


def test_concurrent_tasks() -> None:
    fake = shop()

    async def run() -> None:
        client = fake.async_client()
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(partial(client.sessions.create, **ONE_ITEM))

    anyio.run(run)
    assert count(fake) == 20


def test_a_cancelled_call_sends_nothing_more() -> None:
    fake = shop()

    async def run() -> None:
        with anyio.CancelScope() as scope:
            scope.cancel()
            await fake.async_client().sessions.create(**ONE_ITEM)

    anyio.run(run)
    assert list(fake.requests) == []


def test_closed_clients_send_nothing() -> None:
    fake = shop()
    client = fake.client()
    with client:
        client.sessions.list()
    with pytest.raises(RuntimeError, match="closed"):
        client.sessions.list()

    async def run() -> None:
        async with fake.async_client() as client:
            await client.sessions.list()
        with pytest.raises(RuntimeError, match="closed"):
            await client.sessions.list()

    anyio.run(run)
    fake.client().sessions.list()


def test_clients_of_the_fake_take_the_usual_settings() -> None:
    fake = shop()
    client = fake.client(api_key="sk_live_9", stripe_account="acct_9", max_retries=0, api_version="2025-02-24.acacia")
    client.sessions.list()
    headers = fake.requests[-1].headers
    assert (headers["authorization"], headers["stripe-account"]) == ("Bearer sk_live_9", "acct_9")
    assert headers["stripe-version"] == "2025-02-24.acacia"
    copy = client.with_options(stripe_account=None)
    copy.sessions.list()
    assert fake.requests[-1].stripe_account is None
