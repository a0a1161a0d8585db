"""The control API: the methods of the fake over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Literal

import attrs
import httpx
import pytest
import stripe
from starlette.testclient import TestClient
from support.shop import ONE_ITEM, call, created, shop
from support.webhook_receiver import shopfront

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import create_app
from checkout_client.testing.server.control.control_api import MAX_JSON
from checkout_client.testing.server.control.control_operations import LIFECYCLE, OPERATIONS
from checkout_client.testing.server.control.json_values import json_value, schema_of
from checkout_client.testing.server.outbox import RETRY_DELAYS, Outbox


@pytest.fixture
def fake() -> FakeCheckout:
    return shop()


@attrs.frozen
class Control:
    """Calls of the control API."""

    client: TestClient

    def __call__(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        status, answer = self.answer(method, path, body, **options)
        assert status == 200, answer
        return answer

    def answer(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
        content = {} if body is None else {"json": body}
        response = self.client.request(method, f"/_fake/{path}", **options, **content)
        return response.status_code, response.json()

    def problem(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, str]:
        status, answer = self.answer(method, path, body, **options)
        return status, answer["error"]["message"]


def application(fake: FakeCheckout, **settings: Any) -> TestClient:
    return TestClient(create_app(fake, allowed_hosts=["testserver"], **settings))


@pytest.fixture
def control(fake: FakeCheckout) -> Iterator[Control]:
    with application(fake) as client:
        yield Control(client)


def test_a_story_of_sessions(fake: FakeCheckout, control: Control) -> None:
    first, second, third = (created(fake)["id"] for _ in range(3))
    event = control("POST", f"sessions/{first}/complete", {"customer_details": {"email": "bob@example.com"}})
    assert (event["type"], event["object"]) == ("checkout.session.completed", "event")
    assert control("GET", f"sessions/{first}")["customer_details"]["email"] == "bob@example.com"
    control("POST", f"sessions/{second}/complete", {"payment": "processing"})
    assert control("POST", f"sessions/{second}/succeed_async_payment")["type"].endswith("async_payment_succeeded")
    control("POST", f"sessions/{third}/complete", {"payment": "processing"})
    assert control("POST", f"sessions/{third}/fail_async_payment")["type"].endswith("async_payment_failed")
    assert [one["id"] for one in control("GET", "sessions")["data"]] == [first, second, third]
    assert [one["id"] for one in control("GET", "sessions", params={"limit": 1})["data"]] == [third]
    assert control("GET", "sessions", params={"status": "open"})["data"] == []
    assert len(control("GET", f"sessions/{first}")["line_items"]["data"]) == 1
    types = [one["type"] for one in control("GET", "events")["data"]]
    assert types == [event.type for event in fake.events]
    assert len(control("GET", "events", params={"type": "checkout.session.completed"})["data"]) == 3
    assert len(control("GET", "events", params={"session": second})["data"]) == 2


def test_expiry_and_recovery(fake: FakeCheckout, control: Control) -> None:
    session = created(fake, after_expiration={"recovery": {"enabled": True}})["id"]
    assert control("POST", f"sessions/{session}/expire")["type"] == "checkout.session.expired"
    recovered = control("POST", f"sessions/{session}/recover")
    assert (recovered["recovered_from"], recovered["status"]) == (session, "open")


@pytest.mark.parametrize("name", [*LIFECYCLE, "recover"])
def test_the_errors_are_those_of_the_fake(fake: FakeCheckout, control: Control, name: str) -> None:
    session = created(fake)["id"]
    fake.complete(session)
    with pytest.raises(ValueError, match=session) as error:
        getattr(fake, name)(session)
    assert control.problem("POST", f"sessions/{session}/{name}") == (400, str(error.value))
    assert control.problem("POST", f"sessions/none/{name}") == (404, "No such checkout.session: 'none'")


def test_registered_objects(fake: FakeCheckout, control: Control) -> None:
    price = control("POST", "prices", {"id": "price_tea", "unit_amount": 450, "currency": "eur", "recurring": "month"})
    assert (price["unit_amount"], price["recurring"]["interval"]) == (450, "month")
    assert control("POST", "prices", {"unit_amount": "0.5"})["unit_amount_decimal"] == "0.5"
    assert control("POST", "products", {"name": "Tea", "images": ["https://e.co/1.png"]})["name"] == "Tea"
    assert control("POST", "customers", {"email": "b@example.com"})["email"] == "b@example.com"
    assert control("POST", "coupons", {"id": "HALF", "percent_off": 50})["percent_off"] == 50
    assert control("POST", "promotion_codes", {"code": "NOW", "coupon": "HALF"})["code"] == "NOW"
    assert control("POST", "shipping_rates", {"amount": 5})["fixed_amount"]["amount"] == 5
    assert control("POST", "tax_rates", {"percentage": 19, "inclusive": True})["inclusive"]
    assert "price_tea" in [one["id"] for one in control("GET", "prices")["data"]]
    assert control.problem("POST", "prices", {"id": "price_tea", "unit_amount": 1})[1] == (
        "the id 'price_tea' is already in use"
    )


def test_faults(fake: FakeCheckout, control: Control) -> None:
    control("POST", "faults", {"status": 503, "on": "create"})
    control("POST", "faults/rate_limit", {"n": 2, "retry_after": 1.5})
    control("POST", "faults/slow_down", {"seconds": 3})
    pending = control("POST", "faults/lose_response")["data"]
    assert [(one["on"], one["status"], one["connection"], one["processed"], one["seconds"]) for one in pending] == [
        ("create", 503, None, False, 0), (None, 429, None, False, 0), (None, 429, None, False, 0),
        (None, None, None, True, 3), (None, None, "broken", True, 0),
    ]  # fmt: skip
    assert call(fake, "POST", params=ONE_ITEM)[0] == 503
    assert len(control("GET", "faults")["data"]) == 4
    assert control("DELETE", "faults") == {"data": []}
    control("POST", "faults/refuse_connection")
    (fault,) = control("GET", "faults")["data"]
    assert (fault["connection"], fault["processed"]) == ("refused", False)
    assert control.problem("POST", "faults", {"n": 0}) == (400, "n must be at least 1, not 0")


def test_the_clock(fake: FakeCheckout, control: Control) -> None:
    before = control("GET", "clock")
    created(fake)
    answer = control("POST", "clock/advance", {"hours": 25})
    assert answer["now"] - before["now"] == answer["ahead"] == 25 * 3600
    assert [event["type"] for event in answer["events"]] == ["checkout.session.expired"]
    assert control.problem("POST", "clock/advance", {"seconds": -1})[0] == 400


def test_requests(fake: FakeCheckout, control: Control) -> None:
    call(fake, "POST", params=ONE_ITEM, headers={"Idempotency-Key": "k"})
    call(fake, "POST", params=ONE_ITEM, headers={"Idempotency-Key": "k"})
    call(fake, "GET", "/v1/nothing")
    made, replayed, unknown = control("GET", "requests")["data"]
    assert (made["operation"], made["idempotency_key"], made["idempotent_replayed"]) == ("create", "k", False)
    assert (replayed["object_id"], replayed["idempotent_replayed"]) == (made["object_id"], True)
    assert made["params"]["line_items"][0]["quantity"] == 2
    assert (unknown["http_status"], unknown["error"].startswith("Unrecognized request URL")) == (404, True)
    assert "sk_test" not in json.dumps([made, replayed, unknown])


def test_reset(fake: FakeCheckout) -> None:
    def setup(fake: FakeCheckout) -> None:
        fake.add_price("price_tea", unit_amount=1)

    with shopfront() as front, application(fake, webhook_url=front.url, setup=setup) as client:
        control = Control(client)
        session = created(fake)["id"]
        control("POST", f"sessions/{session}/complete")
        control("POST", "faults")
        control("POST", "clock/advance", {"days": 1})
        assert control("POST", "reset") == {}
        assert [one["id"] for one in control("GET", "prices")["data"]] == ["price_tea"]
        assert [control("GET", name)["data"] for name in ("sessions", "events", "requests", "faults")] == [[]] * 4
        assert control("GET", "clock")["ahead"] == 0
        again = created(fake, line_items=[{"price": "price_tea", "quantity": 100}])["id"]
        assert again != session
    fake.reset()
    assert fake.objects("price") == []


def test_reset_without_a_setup(fake: FakeCheckout, control: Control) -> None:
    control("POST", "reset")
    assert control("GET", "prices")["data"] == []


# Deliveries.


def test_nothing_is_sent_again_after_a_reset(fake: FakeCheckout) -> None:
    with shopfront() as front, application(fake, webhook_url=front.url) as client:
        front.status = 500
        Control(client)("POST", f"sessions/{created(fake)['id']}/complete")
        fake.reset()
        fake.advance(RETRY_DELAYS[0])
        Control(client)("POST", "faults")
        assert len(front.webhooks) == 1


def test_a_failed_webhook_is_sent_again_on_the_clock_of_the_fake(fake: FakeCheckout) -> None:
    with shopfront() as front, application(fake, webhook_url=f"{front.url}/hook?token=secret") as client:
        control = Control(client)
        front.status = 500
        event = fake.complete(created(fake)["id"])

        def deliveries() -> list[Any]:
            client.get("/v1/checkout/sessions", headers={"Authorization": "Bearer sk_test_1"})  # sends what is due
            attempts: list[Any] = control("GET", f"events/{event.id}")["deliveries"]
            return attempts

        assert [one["http_status"] for one in deliveries()] == [500]
        assert deliveries()[0]["url"] == f"{front.url}/hook"
        for number, delay in enumerate(RETRY_DELAYS, 1):
            fake.advance(delay - 1)
            assert len(deliveries()) == number
            assert control("GET", f"events/{event.id}")["next_delivery"] == fake.clock.now() + 1
            fake.advance(1)
            assert len(deliveries()) == number + 1
        assert control("GET", f"events/{event.id}")["next_delivery"] is None
        front.status = 200
        again = control("POST", f"events/{event.id}/resend")
        assert (again["accepted"], again["http_status"], "Back in the shop" in again["response"]) == (True, 200, False)
        assert len(front.webhooks) == len(RETRY_DELAYS) + 2
        for body, signature in front.webhooks:
            stripe.Webhook.construct_event(body, signature, fake.webhook_secret)  # type: ignore[no-untyped-call]


def test_resending(fake: FakeCheckout) -> None:
    with shopfront() as front, application(fake) as client:
        control = Control(client)
        event = fake.complete(created(fake)["id"])
        assert "--webhook-url" in control.problem("POST", f"events/{event.id}/resend")[1]
        assert control("POST", f"events/{event.id}/resend", {"url": front.url})["accepted"]
        assert len(front.webhooks) == 1
        assert control.problem("POST", f"events/{event.id}/resend", {"url": "ftp://x"})[0] == 400
        assert control.problem("POST", "events/none/resend") == (404, "No such event: 'none'")
        unreachable = control("POST", f"events/{event.id}/resend", {"url": "http://127.0.0.1:1/"})
        assert (unreachable["accepted"], unreachable["http_status"]) == (False, None)
        assert unreachable["response"].startswith("ConnectError")
        webhook = control("GET", f"events/{event.id}")["webhook"]
        stripe.Webhook.construct_event(webhook["payload"], webhook["signature"], fake.webhook_secret)  # type: ignore[no-untyped-call]


def test_a_resent_event_needs_no_further_attempts(fake: FakeCheckout) -> None:
    with shopfront() as front, application(fake, webhook_url=front.url) as client:
        control = Control(client)
        front.status = 500
        event = fake.complete(created(fake)["id"])
        control("POST", f"sessions/{created(fake)['id']}/complete")
        front.status = 200
        control("POST", f"events/{event.id}/resend")
        assert control("GET", f"events/{event.id}")["next_delivery"] is None


def test_events_without_a_request_are_sent_as_well(fake: FakeCheckout) -> None:
    with shopfront() as front, application(fake, webhook_url=front.url):
        fake.complete(created(fake)["id"])
        until(lambda: len(front.webhooks) == 1)


def until(condition: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    from threading import Event

    never = Event()
    for _ in range(2000):
        if condition():
            return
        never.wait(0.005)
    raise AssertionError("it did not happen")


@pytest.mark.anyio
async def test_the_attempts_that_are_kept_are_limited(fake: FakeCheckout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkout_client.testing.server.outbox.MAX_ATTEMPTS", 2)
    outbox = Outbox(fake, None)
    event = fake.complete(created(fake)["id"])
    with shopfront() as front:
        for _ in range(4):
            await outbox.resend(event, front.url)
    assert len(outbox.attempts_of(event.id)) == 2


# What is refused.


@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        ("GET", "nothing", None, (404, "The control API has no /_fake/nothing. See /_fake/openapi.json")),
        ("PUT", "prices", None, (405, "/_fake/prices takes GET and POST, not PUT.")),
        ("POST", "prices", [1], (400, "the body must be a JSON object")),
        ("POST", "prices", {}, (400, "Missing parameter: unit_amount.")),
        ("POST", "prices", {"unit_amount": 1, "colour": "red"},
         (400, "Unknown parameter: colour. The parameters are: id")),
        ("POST", "prices", {"unit_amount": 1.5},
         (400, 'unit_amount must be an integer or a number in quotes such as "0.5", not 1.5')),
        ("POST", "prices", {"unit_amount": True}, (400, "unit_amount must be an integer or a number in quotes")),
        ("POST", "prices", {"unit_amount": "many"}, (400, "unit_amount must be an integer or a number in quotes")),
        ("POST", "prices", {"unit_amount": "NaN"}, (400, "unit_amount must be an integer or a number in quotes")),
        ("POST", "prices", {"unit_amount": 1, "active": "no"}, (400, 'active must be true or false, not "no"')),
        ("POST", "prices", {"unit_amount": 1, "recurring": "decade"},
         (400, 'recurring must be "day" or "week" or "month" or "year" or an object or null, not "decade"')),
        ("POST", "products", {"name": "x", "images": "one"}, (400, 'images must be a list or null, not "one"')),
        ("POST", "products", {"name": "x", "images": [1]}, (400, "images[0] must be a string, not 1")),
        ("POST", "products", {"name": "x", "metadata": {"a": None}}, (400, "metadata.a must be a string, not null")),
        ("POST", "products", {"name": {}}, (400, "name must be a string, not an object")),
        ("POST", "products", {"name": []}, (400, "name must be a string, not a list")),
        ("POST", "reset", {"all": True}, (400, "Unknown parameter: all. The parameters are: none.")),
        ("GET", "sessions?limit=0", None, (400, "limit must be from 1 to 1000, not 0")),
        ("GET", "sessions?limit=x", None, (400, 'limit must be an integer, not "x"')),
        ("GET", "sessions?status=gone", None, (400, 'status must be "open" or "complete" or "expired", not "gone"')),
        ("GET", "sessions/none", None, (404, "No such checkout.session: 'none'")),
        ("GET", "events/none", None, (404, "No such event: 'none'")),
    ],
)  # fmt: skip
def test_refusals(control: Control, method: str, path: str, body: Any, problem: tuple[int, str]) -> None:
    status, message = control.problem(method, path, body)
    assert (status, message[: len(problem[1])]) == problem


def test_bodies_that_are_not_json(control: Control) -> None:
    url, json_type = "/_fake/products", {"Content-Type": "application/json"}
    for content, headers, status in (
        (b"name=x", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b'{"name": "x"}', {"Content-Type": "text/plain"}, 415),
        (b'{"name": "x"}', {}, 415),
        (b"{", json_type, 400),
        (b"\xff", json_type, 400),
        (b" " * (MAX_JSON + 1), json_type, 413),
    ):
        response = control.client.post(url, content=content, headers=headers)
        assert response.status_code == status
        assert response.json()["error"]["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_are_refused(fake: FakeCheckout, control: Control, headers: dict[str, str]) -> None:
    session = created(fake)
    for method, path in (("GET", "sessions"), ("POST", f"sessions/{session['id']}/complete"), ("POST", "reset"),
                         ("GET", "openapi.json"), ("DELETE", "faults")):  # fmt: skip
        assert control.problem(method, path, headers=headers)[0] == 403
    assert fake.session(session["id"]) == session


# The description.


def test_openapi(control: Control) -> None:
    document = control("GET", "openapi.json")
    assert document["openapi"] == "3.1.0"
    described = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert described == {(one.http_method.lower(), one.path) for one in OPERATIONS}
    names = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    assert len(set(names)) == len(names)
    price = document["paths"]["/_fake/prices"]["post"]
    schema = price["requestBody"]["content"]["application/json"]["schema"]
    assert (schema["required"], price["requestBody"]["required"]) == (["unit_amount"], True)
    assert schema["properties"]["unit_amount"] == {
        "anyOf": [{"type": "integer"}, {"type": "string", "format": "decimal"}]
    }
    assert schema["properties"]["metadata"]["anyOf"][0]["type"] == "object"
    complete = document["paths"]["/_fake/sessions/{id}/complete"]["post"]
    assert "session" not in complete["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert complete["parameters"][0]["in"] == "path"
    assert ":meth:" not in json.dumps(document)
    listed = document["paths"]["/_fake/sessions"]["get"]["parameters"]
    assert {"name": "status", "in": "query", "required": False,
            "schema": {"enum": ["open", "complete", "expired"]}} in listed  # fmt: skip


def test_values_of_any_type() -> None:
    assert schema_of(Any) == {}
    assert schema_of(list[str]) == {"type": "array", "items": {"type": "string"}}
    assert json_value(Any, {"a": 1}, "x") == {"a": 1}
    assert json_value(float, 1, "x") == 1
    assert json_value(Decimal, "1.50", "x") == Decimal("1.50")
    with pytest.raises(ValueError, match="x must be a number in quotes"):
        json_value(Decimal, 1, "x")
    with pytest.raises(ValueError, match='x must be "a", not null'):
        json_value(Literal["a"], None, "x")


def test_the_server_records_a_limited_number_of_requests(fake: FakeCheckout) -> None:
    fake.max_requests = 5
    for _ in range(25):
        call(fake, "GET", "/v1/prices")
    assert fake.max_requests == 5
    assert 5 <= len(fake.requests) <= 10
    assert fake.requests[-1].http_status == httpx.codes.OK
