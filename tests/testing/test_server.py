"""The server of the fake: on real sockets, with its pages, webhooks and command line."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
import stripe
import uvicorn
from support.shop import ONE_ITEM, created, shop
from support.webhook_receiver import Shopfront, shopfront

from checkout_client import APIConnectionError, APITimeoutError, CheckoutClient, InvalidRequestError
from checkout_client.testing import FakeCheckout
from checkout_client.testing import __main__ as command_line
from checkout_client.testing.server import serve
from checkout_client.testing.server.money_text import money
from checkout_client.testing.server.page_html import UPDATE_TOTAL
from checkout_client.testing.server.run import listening, wait_until_started

SCRIPT = '<script>alert("x")</script>'
CUSTOM_FIELDS = [
    {"key": "size", "label": {"custom": "Size", "type": "custom"}, "type": "dropdown", "optional": True,
     "dropdown": {"options": [{"label": "Large", "value": "l"}, {"label": "Small", "value": "s"}],
                  "default_value": "s"}},
    {"key": "note", "label": {"custom": SCRIPT, "type": "custom"}, "type": "text"},
    {"key": "years", "label": {"custom": "Age", "type": "custom"}, "type": "numeric"},
]  # fmt: skip


@pytest.fixture
def front() -> Iterator[Shopfront]:
    with shopfront() as front:
        yield front


@pytest.fixture
def fake() -> FakeCheckout:
    return shop(start=None)


@pytest.fixture
def url(fake: FakeCheckout, front: Shopfront) -> Iterator[str]:
    with serve(fake, webhook_url=f"{front.url}/hook") as url:
        yield url


def open_session(fake: FakeCheckout, front: Shopfront, **params: Any) -> dict[str, Any]:
    success = f"{front.url}/thanks?session={{CHECKOUT_SESSION_ID}}"
    return created(fake, success_url=success, cancel_url=f"{front.url}/basket", **params)


def press(session: dict[str, Any], action: str, **form: str) -> httpx.Response:
    return httpx.post(session["url"], data={"action": action, "token": token_of(session["url"]), **form})


def token_of(page_url: str) -> str:
    return re.findall('name="token" value="([0-9a-f]{64})"', httpx.get(page_url).text)[0]


class PageParser(HTMLParser):
    """Collects the strings and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.strings: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.strings.append(data.strip())


def test_the_client_over_a_socket(fake: FakeCheckout, url: str) -> None:
    with CheckoutClient("sk_test_1", base_url=url) as client:
        session = client.sessions.create(**ONE_ITEM)
        assert session.url == f"{url}/c/pay/{session.id}"
        assert [one.id for one in client.sessions.list()] == [session.id]
        assert client.sessions.expire(session.id).status == "expired"
        with pytest.raises(InvalidRequestError, match="unknown parameter: colour"):
            client.sessions.create(**ONE_ITEM, colour="red")
    assert fake.requests[-1].params["colour"] == "red"


def test_faults_over_a_socket(fake: FakeCheckout, url: str) -> None:
    with CheckoutClient("sk_test_1", base_url=url, max_retries=0, timeout=0.2) as client:
        fake.refuse_connection()
        with pytest.raises(APIConnectionError):
            client.sessions.create(**ONE_ITEM)
        fake.time_out(processed=True)
        with pytest.raises(APITimeoutError):
            client.sessions.create(**ONE_ITEM)
        fake.slow_down(0.05)
        assert len(client.sessions.list().data) == 1
        fake.slow_down(0.4)
        with pytest.raises(APITimeoutError):
            client.sessions.list()
        fake.lose_response()
        session = client.sessions.create(**ONE_ITEM, options={"max_retries": 1})
        assert session.last_response.idempotent_replayed


def test_paying(fake: FakeCheckout, url: str, front: Shopfront) -> None:
    session = open_session(fake, front)
    answer = press(session, "pay", email="bob@example.com", name="Bob")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{front.url}/thanks?session={session['id']}")
    ((body, signature),) = front.webhooks
    event = stripe.Webhook.construct_event(body, signature, fake.webhook_secret)  # type: ignore[no-untyped-call]
    assert (event.type, event.data.object["id"]) == ("checkout.session.completed", session["id"])
    details = event.data.object["customer_details"]
    assert (details["email"], details["name"]) == ("bob@example.com", "Bob")
    assert httpx.get(session["url"]).status_code == 410


def test_declining_and_cancelling(fake: FakeCheckout, url: str, front: Shopfront) -> None:
    session = open_session(fake, front)
    declined = press(session, "decline")
    assert (declined.status_code, "Your card was declined" in declined.text) == (402, True)
    cancelled = press(session, "cancel")
    assert (cancelled.status_code, cancelled.headers["location"]) == (303, f"{front.url}/basket")
    assert fake.session(session["id"]) == session
    assert front.webhooks == []
    no_way_back = created(fake)
    assert "Cancel" not in httpx.get(no_way_back["url"]).text
    assert press(no_way_back, "cancel").status_code == 402


def test_the_inputs_of_the_page(fake: FakeCheckout, url: str, front: Shopfront) -> None:
    session = open_session(
        fake,
        front,
        custom_fields=CUSTOM_FIELDS,
        allow_promotion_codes=True,
        customer_email="ann@example.com",
        shipping_options=[{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_air"}],
    )
    page = PageParser(httpx.get(session["url"]).text)
    labelled = {tag["for"] for name, tag in page.tags if name == "label" and "for" in tag}
    inputs = {tag["id"]: tag for name, tag in page.tags if name in ("input", "select") and "id" in tag}
    asked = {"email", "name", "field_size", "field_note", "field_years", "promotion_code", "card"}
    assert labelled == inputs.keys() == asked
    assert inputs["email"]["value"] == "ann@example.com"
    assert [name for name in ("field_size", "field_note", "field_years") if "required" in inputs[name]] == [
        "field_note",
        "field_years",
    ]
    assert "Post, $7.00" in page.strings
    entered = {"email": "ann@example.com", "name": "", "field_size": "l", "field_note": "Hi", "field_years": "7"}
    entered["shipping_rate"] = "shr_air"
    for wrong_input, problem in (({"field_note": ""}, "fill in this field"), ({"email": ""}, "enter an email address")):
        refused = press(session, "pay", **{**entered, **wrong_input})
        assert (refused.status_code, problem in refused.text) == (402, True)
    wrong = press(session, "pay", **entered, promotion_code="NONE")
    assert (wrong.status_code, "This code is invalid." in wrong.text) == (402, True)
    assert press(session, "pay", **entered, promotion_code="SPRING").status_code == 303
    paid = fake.session(session["id"])
    assert paid is not None
    assert paid["amount_total"] == 2198 - 220 + 1900
    assert [field[field["type"]]["value"] for field in paid["custom_fields"]] == ["l", "Hi", "7"]


def test_hostile_values_are_escaped(fake: FakeCheckout, url: str) -> None:
    fake.add_price("price_evil", unit_amount=100, product_name=SCRIPT)
    fake.add_shipping_rate("shr_evil", amount=1, display_name=SCRIPT)
    session = created(
        fake,
        line_items=[{"price": "price_evil", "quantity": 1}],
        custom_fields=CUSTOM_FIELDS,
        customer_email=f'"{SCRIPT}"@example.com'.replace(" ", ""),
        branding_settings={"display_name": SCRIPT},
        shipping_options=[{"shipping_rate": "shr_evil"}, {"shipping_rate": "shr_post"}],
    )
    answer = httpx.get(session["url"])
    page = PageParser(answer.text.replace(f"<script>{UPDATE_TOTAL}</script>", ""))  # the page's own
    assert "script" not in {name for name, _ in page.tags}
    assert "javascript:" not in answer.text
    assert SCRIPT in page.strings
    assert not [name for _, tag in page.tags for name in tag if name.startswith("on") or name in ("href", "src")]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize(
    ("params", "strings"),
    [
        (
            {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]},
            ["Subscribe $20.00", "every month"],
        ),
        (
            {"discounts": [{"coupon": "TEN"}], "shipping_options": [{"shipping_rate": "shr_post"}]},
            ["Pay $26.78", "Quantity 2, $10.99 each", "\N{MINUS SIGN}$2.20", "Shipping", "$7.00"],
        ),
        ({"currency": "eur"}, ["Pay €19.98"]),
    ],
)
def test_the_text_of_the_page(fake: FakeCheckout, url: str, params: dict[str, Any], strings: list[str]) -> None:
    page = PageParser(httpx.get(created(fake, **params)["url"]).text)
    assert [text for text in strings if text not in page.strings] == []
    assert any(text.startswith("TEST MODE") for text in page.strings)


def test_pages_for_metered_prices_long_intervals_and_setup(fake: FakeCheckout, url: str) -> None:
    fake.add_price(
        "price_api", unit_amount=3, recurring={"interval": "week", "interval_count": 2, "usage_type": "metered"}
    )
    plan = created(fake, mode="subscription", line_items=[{"price": "price_api"}])
    assert "every 2 weeks" in PageParser(httpx.get(plan["url"]).text).strings
    with CheckoutClient("sk_test_1", base_url=url) as client:
        session = client.sessions.create(mode="setup", currency="usd", success_url="https://example.com/ok")
        assert session.url is not None
        strings = PageParser(httpx.get(session.url).text).strings
        assert "Save" in strings
        assert "Total" not in strings
        press({"url": session.url}, "pay")
        assert client.sessions.retrieve(session.id).status == "complete"


def test_missing_and_expired_pages(fake: FakeCheckout, url: str) -> None:
    assert httpx.get(f"{url}/c/pay/cs_test_none").status_code == 404
    expired = created(fake)
    fake.expire(expired["id"])
    answer = httpx.get(f"{url}/c/pay/{expired['id']}")
    assert (answer.status_code, "It has expired." in answer.text) == (410, True)


def test_the_recovery_url(fake: FakeCheckout, url: str) -> None:
    session = created(fake, after_expiration={"recovery": {"enabled": True}})
    recovery = fake.expire(session["id"]).session["after_expiration"]["recovery"]
    answer = httpx.get(recovery["url"])
    assert answer.status_code == 303
    assert httpx.get(answer.headers["location"]).status_code == 200
    assert httpx.get(f"{url}/r/cs_test_none").status_code == 410


def test_every_event_is_sent_once_and_failures_are_logged(
    fake: FakeCheckout, url: str, front: Shopfront, caplog: pytest.LogCaptureFixture
) -> None:
    with CheckoutClient("sk_test_1", base_url=url) as client, caplog.at_level(logging.WARNING):
        client.sessions.expire(created(fake)["id"])
        press(open_session(fake, front), "pay")  # returns when all events have been sent
        types = [json.loads(body)["type"] for body, _ in front.webhooks]
        assert types == ["checkout.session.expired", "checkout.session.completed"]
        front.status = 500
        press(open_session(fake, front), "pay")
        assert "answered checkout.session.completed with 500" in caplog.text
    assert len(front.webhooks) == 3


def test_an_unreachable_receiver(fake: FakeCheckout, caplog: pytest.LogCaptureFixture) -> None:
    with listening("127.0.0.1", 0) as unused:
        port = unused.getsockname()[1]
    with serve(fake, webhook_url=f"http://127.0.0.1:{port}") as _, caplog.at_level(logging.WARNING):
        assert press(created(fake), "pay").status_code == 303
    assert "was not delivered" in caplog.text


def test_no_webhook_url(fake: FakeCheckout) -> None:
    with serve(fake):
        assert press(created(fake), "pay").status_code == 303


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_ipv6(fake: FakeCheckout) -> None:
    with serve(fake, host="::1") as url, CheckoutClient("sk_test_1", base_url=url) as client:
        assert url.startswith("http://[::1]:")
        assert client.sessions.list().data == []


def test_a_server_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    server = uvicorn.Server(uvicorn.Config(lambda: None))
    thread = Thread(target=lambda: None)
    with pytest.raises(RuntimeError, match="did not start"):
        wait_until_started(server, thread)
    monkeypatch.setattr("checkout_client.testing.server.run.START_TIMEOUT", 0.02)
    server.started = False
    alive = Thread(target=lambda: socket.socketpair()[0].close())
    monkeypatch.setattr(alive, "is_alive", lambda: True)
    with pytest.raises(RuntimeError, match="did not start"):
        wait_until_started(server, alive)


def test_invalid_amounts_of_a_currency_are_shown() -> None:
    assert money(550, "isk") == "550 ISK"


def test_the_command(front: Shopfront) -> None:
    arguments = ["--port", "0", "--webhook-url", f"{front.url}/hook", "--price", "price_tea=2.50 EUR/month, Tea"]
    command = [sys.executable, "-W", "error", "-m", "checkout_client.testing", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        url = re.findall(r"http://127\.0\.0\.1:\d+", process.stdout.readline())[0]
        with CheckoutClient("sk_test_1", base_url=url) as client:
            item = {"price": "price_tea", "quantity": 1}
            session = client.sessions.create(mode="subscription", success_url="https://e.co/ok", line_items=[item])
            assert (session.amount_total, session.currency) == (250, "eur")
            assert session.url is not None
            assert press({"url": session.url}, "pay").status_code == 303
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert len(front.webhooks) == 1


@pytest.mark.parametrize(
    ("price", "problem"),
    [
        ("x", "is not a price: it has no '='. Write it like 'price_1=10.99 usd, T-shirt'"),
        ("=1 usd", "is not a price"),
        ("p=1 usd/month/day", "is not a price"),
        ("p=a usd", "is not a price"),
        ("p=1 dollar", "is not a price"),
        ("p=-1 usd", "is not a price"),
        ("p=1099:usd", "is not a price"),
        ("p=1 usd,", "is not a price"),
        ("p=1 usd/decade", ": the interval is day, week, month or year, not decade"),
        ("p=1.555 usd", "1.555"),
        ("p=1.5 jpy", "1.5"),
    ],
)
def test_invalid_price_options(price: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["--price", price])
    error = capsys.readouterr().err.rpartition("error: ")[2]
    assert error.startswith(f"argument --price: {price!r}")
    assert problem in error
    assert error.count("\n") == 1


def test_a_price_that_is_given_twice_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--port", "0", "--price", "p=1 usd", "--price", "p=2 usd"]) == 1
    error = capsys.readouterr().err
    assert (error.count("\n"), "'p' is already in use" in error) == (1, True)


def test_the_command_without_its_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "checkout_client.testing.server.run", None)
    assert command_line.main([]) == 1
    assert "pip install 'checkout-client[server]'" in capsys.readouterr().err


def test_the_help_of_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["testing", "--help"])
    path = Path(command_line.__file__)
    names = {"__name__": "__main__", "__package__": "checkout_client.testing"}
    with pytest.raises(SystemExit):  # runpy cannot run a module that pytest has loaded
        exec(compile(path.read_text(), path, "exec"), names)
    assert "--webhook-url" in capsys.readouterr().out


def test_the_command_in_this_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[str] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: ran.append(str(sockets[0].getsockname()[0])))
    assert command_line.main(["--port", "0", "--price", "price_1=5 usd", "--webhook-secret", "whsec_1"]) == 0
    assert ran == ["127.0.0.1"]
    printed = capsys.readouterr().out
    assert re.search(r"is running at http://127\.0\.0\.1:\d+\n", printed)
    assert [line.partition(":")[2].strip() for line in printed.splitlines()[5:8]] == [
        "not sent (see --webhook-url)", "whsec_1", "price_1 (5.00 USD, price_1)",
    ]  # fmt: skip
    assert "WARNING" not in printed


def test_what_the_command_prints_for_other_machines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    webhook_url = "http://user:hunter2@shop.example/hook"
    options = ["--host", "0.0.0.0", "--public-url", "https://pay.example", "--seed", "7", "--webhook-url", webhook_url]
    assert command_line.main(["--port", "0", *options]) == 0
    printed = capsys.readouterr().out
    assert "https://pay.example/c/pay/" in printed
    assert "sent to http://shop.example/hook" in printed
    assert "hunter2" not in printed
    assert "none (see --price and --catalogue)" in printed
    assert re.search(r"seed: +7\n", printed)
    assert "WARNING: it listens on 0.0.0.0" in printed
