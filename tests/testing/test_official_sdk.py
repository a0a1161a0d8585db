"""The official SDK works with the running server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe
from support.shop import ONE_ITEM, created, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve


@pytest.fixture
def fake() -> FakeCheckout:
    return shop(start=None)


@pytest.fixture
def url(fake: FakeCheckout) -> Iterator[str]:
    with serve(fake) as url:
        yield url


@pytest.fixture
def http_client() -> Iterator[stripe.HTTPClient]:
    client = stripe.RequestsClient()
    yield client
    client.close()


@pytest.fixture
def sessions(url: str, http_client: stripe.HTTPClient) -> Any:
    return sessions_at(url, http_client)


def sessions_at(url: str, http_client: stripe.HTTPClient, key: str = "sk_test_shop", **settings: Any) -> Any:
    client = stripe.StripeClient(key, base_addresses={"api": url}, http_client=http_client, **settings)
    return client.v1.checkout.sessions


def test_the_six_calls(fake: FakeCheckout, sessions: Any) -> None:
    made = sessions.create({**ONE_ITEM, "expand": ["line_items"]})
    assert (made.amount_total, made.line_items.data[0].price.unit_amount) == (2198, 1099)
    assert sessions.retrieve(made.id).url == made.url
    assert sessions.update(made.id, {"metadata": {"order": "7"}}).metadata["order"] == "7"
    assert [item.quantity for item in sessions.line_items.list(made.id).data] == [2]
    assert sessions.expire(made.id).status == "expired"
    assert [one.status for one in sessions.list().data] == ["expired"]
    assert {request.operation for request in fake.requests} == {
        "create", "retrieve", "update", "list_line_items", "expire", "list",
    }  # fmt: skip


def test_250_sessions_page_by_page(fake: FakeCheckout, sessions: Any) -> None:
    ids = [created(fake)["id"] for _ in range(250)]
    found = [session.id for session in sessions.list({"limit": 100}).auto_paging_iter()]
    assert found == ids[::-1]


def test_the_errors_of_the_sdk(fake: FakeCheckout, url: str, http_client: stripe.HTTPClient, sessions: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError) as error:
        sessions.create({**ONE_ITEM, "sucess_url": "x"})
    assert (error.value.code, error.value.param) == ("parameter_unknown", "sucess_url")
    with pytest.raises(stripe.InvalidRequestError) as error:
        sessions.create({**ONE_ITEM, "line_items": [{"price": "price_shirt", "quantity": "two"}]})
    assert (error.value.code, error.value.param) == ("parameter_invalid_integer", "line_items[0][quantity]")
    with pytest.raises(stripe.InvalidRequestError) as error:
        sessions.retrieve("cs_test_none")
    assert (error.value.http_status, error.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.AuthenticationError) as unauthenticated:
        sessions_at(url, http_client, "nonsense").list()
    assert unauthenticated.value.http_status == 401
    options = {"idempotency_key": "k"}
    sessions.create(ONE_ITEM, options)
    with pytest.raises(stripe.IdempotencyError):
        sessions.create({**ONE_ITEM, "client_reference_id": "other"}, options)
    fake.rate_limit()
    with pytest.raises(stripe.RateLimitError):
        sessions_at(url, http_client, max_network_retries=0).list()


def test_the_older_way_to_configure_the_sdk(
    url: str, http_client: stripe.HTTPClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stripe, "api_base", url)
    monkeypatch.setattr(stripe, "api_key", "sk_test_shop")
    monkeypatch.setattr(stripe, "default_http_client", http_client)
    assert stripe.checkout.Session.list().data == []


def test_the_story_of_a_shop(fake: FakeCheckout, url: str, http_client: stripe.HTTPClient, sessions: Any) -> None:
    api: Any = stripe.StripeClient("sk_test_shop", base_addresses={"api": url}, http_client=http_client).v1
    product = api.products.create({"name": "Tea"})
    price = api.prices.create({"product": product.id, "currency": "usd", "unit_amount": 450, "lookup_key": "tea"})
    assert api.prices.retrieve(price.id, {"expand": ["product"]}).product.name == "Tea"
    assert [one.id for one in api.prices.list({"lookup_keys": ["tea"]}).data] == [price.id]
    coupon = api.coupons.create({"percent_off": 10, "duration": "once"})
    code = api.promotion_codes.create({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "TEATIME"})
    customer = api.customers.create({"email": "ann@example.com", "name": "Ann"})
    made = sessions.create({
        "mode": "payment",
        "customer": customer.id,
        "success_url": "https://example.com/ok",
        "line_items": [{"price": price.id, "quantity": 2}],
        "discounts": [{"promotion_code": code.id}],
    })  # fmt: skip
    assert made.amount_total == 810
    event = fake.complete(made.id)
    assert api.events.retrieve(event.id).data.object.id == made.id
    paid = sessions.retrieve(made.id, {"expand": ["payment_intent"]})
    assert (paid.payment_intent.status, paid.payment_intent.amount) == ("succeeded", 810)
    assert [one.id for one in api.payment_intents.list({"customer": customer.id}).data] == [paid.payment_intent.id]
    assert api.payment_methods.retrieve(paid.payment_intent.payment_method).type == "card"
    for list_all in (api.products, api.customers, api.shipping_rates, api.tax_rates, api.subscriptions, api.invoices,
                     api.setup_intents, api.charges):  # fmt: skip
        assert list_all.list().object == "list"
    with pytest.raises(stripe.InvalidRequestError, match="this server is a fake") as error:
        api.refunds.create({"payment_intent": paid.payment_intent.id})
    assert error.value.http_status == 404


def test_a_live_key_is_refused(url: str, http_client: stripe.HTTPClient) -> None:
    live = sessions_at(url, http_client, "sk_live_oops", max_network_retries=0)
    with pytest.raises(stripe.PermissionError, match="do not send it a live API key"):
        live.list()


NODE = shutil.which("node")


def node_has_stripe() -> bool:
    return NODE is not None and subprocess.run([NODE, "-e", "require('stripe')"], capture_output=True).returncode == 0


@pytest.mark.long
@pytest.mark.skipif(not node_has_stripe(), reason="node has no stripe (npm install stripe, and NODE_PATH)")
def test_the_story_of_a_shop_with_node(fake: FakeCheckout, url: str) -> None:
    assert NODE is not None
    program = Path(__file__).with_name("node_story.js")
    done = subprocess.run([NODE, program, url, fake.webhook_secret], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    (session,) = seen.pop("listed")
    assert session == fake.sessions()[0]["id"]
    assert seen == {
        "price": "Tea", "total": 900, "items": 1, "updated": "18", "event": "checkout.session.completed",
        "order": "18", "paid": "succeeded", "intents": 1, "events": 1,
        "refund": [404, "StripeInvalidRequestError"],
    }  # fmt: skip
