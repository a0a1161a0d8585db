"""The dashboard: every page and every button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from support.plain_browser import Browser
from support.shop import ONE_ITEM, call, created, shop
from support.webhook_receiver import shopfront

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import create_app
from checkout_client.testing.server.activity_log import printable
from checkout_client.testing.server.dashboard.dashboard_pages import PAGE_SIZE
from checkout_client.testing.server.dashboard.rendering import duration

SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def fake() -> FakeCheckout:
    return shop()


@pytest.fixture
def browser(fake: FakeCheckout) -> Iterator[Browser]:
    with TestClient(create_app(fake, allowed_hosts=["testserver"])) as client:
        yield Browser(client)


def strings_of(page: str) -> list[str]:
    found: list[str] = []

    class Parser(HTMLParser):
        def handle_data(self, data: str) -> None:
            if data.strip():
                found.append(" ".join(data.split()))

    Parser().feed(page)
    return found


def status_of(fake: FakeCheckout, session: str) -> tuple[str, str]:
    found = fake.session(session)
    assert found is not None
    return found["status"], found["payment_status"]


# Sessions.


def test_an_empty_dashboard_says_how_to_begin() -> None:
    with TestClient(create_app(FakeCheckout(), allowed_hosts=["testserver"])) as client:
        page = client.get("/").text
    assert "There are no Sessions yet" in page
    assert "curl http://testserver/v1/checkout/sessions -u sk_test_123:" in page
    assert "add a price" in page


def test_the_list_of_sessions(fake: FakeCheckout, browser: Browser) -> None:
    assert "line_items[0][price]=price_shirt" in browser.get("/")
    paid = created(fake, customer_email="bob@example.com")["id"]
    fake.complete(paid)
    plan = created(fake, mode="subscription", line_items=[{"price": "price_plan", "quantity": 1}])["id"]
    later = created(fake, client_reference_id="cart-7")["id"]
    fake.complete(later, payment="processing")
    gone = created(fake)["id"]
    fake.expire(gone)
    saved = call(fake, "POST", params={"mode": "setup", "success_url": "https://e.co", "currency": "usd"})[1]["id"]
    strings = strings_of(browser.get("/"))
    for text in ("$21.98", "$20.00", "paid", "processing", "expired", "open", "bob@example.com", "just now",
                 "5 Sessions, the latest first"):  # fmt: skip
        assert text in strings
    everything = [paid, plan, later, gone, saved]
    for params, found in (
        ({"status": "open"}, [plan, saved]),
        ({"status": "complete"}, [paid, later]),
        ({"mode": "subscription"}, [plan]),
        ({"q": "BOB@"}, [paid]),
        ({"q": "cart-7"}, [later]),
        ({"q": gone}, [gone]),
        ({"q": "bob", "status": "open"}, []),
    ):
        page = browser.get("/", **params)
        assert [one for one in everything if f'href="/sessions/{one}"' in page] == found
    assert "No Session matches" in browser.get("/", q="nobody")


def test_pages_of_sessions(fake: FakeCheckout, browser: Browser) -> None:
    ids = [created(fake)["id"] for _ in range(PAGE_SIZE + 1)]
    first, second = browser.get("/", mode="payment"), browser.get("/", mode="payment", page="2")
    assert (ids[-1] in first, ids[0] in first, ids[0] in second) == (True, False, True)
    assert "Page 1 of 2" in first
    assert 'href="?status=&amp;mode=payment&amp;q=&amp;page=2"' in first
    assert 'rel="prev"' in second
    for number in ("99", "-1", "x", "9" * 20):
        assert "of 2" in browser.get("/", page=number)


def test_paying(fake: FakeCheckout, browser: Browser) -> None:
    session = created(fake, shipping_options=[{"shipping_rate": "shr_post"}], discounts=[{"coupon": "TEN"}],
                      metadata={"order": "17"})["id"]  # fmt: skip
    page = strings_of(browser.get(f"/sessions/{session}"))
    for text in (
        "Shirt",
        "price_shirt",
        "Subtotal",
        "\N{MINUS SIGN}$2.20",
        "Shipping",
        "$7.00",
        "$26.78",
        "Metadata: order",
        "17",
    ):
        assert text in page
    browser.press(session, "decline")
    assert "The card was declined." in browser.get(f"/sessions/{session}")
    assert status_of(fake, session) == ("open", "unpaid")
    assert browser.press(session, "complete").headers["location"] == f"/sessions/{session}"
    assert status_of(fake, session) == ("complete", "paid")
    page = browser.get(f"/sessions/{session}")
    assert "checkout.session.completed" in page
    assert "POST /v1/checkout/sessions" in page
    assert "<form" not in page
    order = [page.index(text) for text in ("checkout.session.completed<", "The card was declined", "POST /v1/checkout")]
    assert order == sorted(order)  # the latest first


def test_taxes_are_shown(fake: FakeCheckout, browser: Browser) -> None:
    rate = fake.add_tax_rate(percentage=10, display_name="Tax")["id"]
    session = created(fake, line_items=[{"price": "price_shirt", "quantity": 1, "tax_rates": [rate]}])["id"]
    strings = strings_of(browser.get(f"/sessions/{session}"))
    assert (strings[strings.index("Tax") + 1], "$12.09" in strings) == ("$1.10", True)


def test_the_timeline_is_of_one_session(fake: FakeCheckout, browser: Browser) -> None:
    first, second = (created(fake)["id"] for _ in range(2))
    fake.complete(first)
    browser.press(second, "decline")
    assert "checkout.session.completed<" not in browser.get(f"/sessions/{second}")
    assert "The card was declined" not in browser.get(f"/sessions/{first}")


def test_a_payment_that_takes_days(fake: FakeCheckout, browser: Browser) -> None:
    for action, status in (("succeed_async_payment", "paid"), ("fail_async_payment", "unpaid")):
        session = created(fake)["id"]
        browser.press(session, "complete_later")
        assert status_of(fake, session) == ("complete", "unpaid")
        browser.press(session, action)
        assert status_of(fake, session) == ("complete", status)
    debit = created(fake, currency="eur", allowed_payment_method_types=["card", "sepa_debit"])["id"]
    browser.press(debit, "complete_later")
    assert fake.objects("payment_method")[-1]["type"] == "sepa_debit"


def test_expiry_and_recovery(fake: FakeCheckout, browser: Browser) -> None:
    session = created(fake, after_expiration={"recovery": {"enabled": True}})["id"]
    browser.press(session, "expire")
    recovered = browser.press(session, "recover").headers["location"].removeprefix("/sessions/")
    found = fake.session(recovered)
    assert found is not None
    assert found["recovered_from"] == session
    without = created(fake)["id"]
    fake.expire(without)
    assert "<form" not in browser.get(f"/sessions/{without}")


def test_setup_and_metered_prices(fake: FakeCheckout, browser: Browser) -> None:
    setup = call(fake, "POST", params={"mode": "setup", "success_url": "https://e.co", "currency": "usd"})[1]["id"]
    page = browser.get(f"/sessions/{setup}")
    assert ("No amount" in page, "Save the payment method" in page, "takes days" in page) == (True, True, False)
    browser.press(setup, "complete")
    fake.add_price("price_api", unit_amount=3, recurring={"interval": "week", "usage_type": "metered"})
    plan = created(fake, mode="subscription", line_items=[{"price": "price_api"}])["id"]
    assert "metered" in browser.get(f"/sessions/{plan}")


def test_what_is_not_possible_is_said(fake: FakeCheckout, browser: Browser) -> None:
    session = created(fake)["id"]
    page = f"/sessions/{session}"
    token = {"token": re.findall('name="token" value="([0-9a-f]{64})"', browser.get(page))[0]}
    fake.complete(session)
    for action in ("complete", "complete_later", "decline", "expire", "recover", "succeed_async_payment"):
        response = browser.client.post(f"{page}/{action}", data=token)
        assert response.status_code == 400
        assert f'<p role="alert">{session}' in response.text.replace("the payment of ", "")
    assert browser.client.post(f"{page}/refund", data=token).status_code == 404
    assert browser.client.post("/sessions/none/complete", data=token).status_code == 404
    assert browser.client.post("/events/none/resend", data=token).status_code == 404
    assert browser.client.post("/catalogue/cats", data=token).status_code == 404
    for missing in ("/sessions/none", "/events/none", "/requests/none"):
        browser.get(missing, 404)


# Events.


def test_resending_until_it_is_accepted(fake: FakeCheckout) -> None:
    with (
        shopfront() as front,
        TestClient(create_app(fake, webhook_url=f"{front.url}/hook", allowed_hosts=["testserver"])) as client,
    ):
        browser = Browser(client)
        assert "There are no events yet" in browser.get("/events")
        front.status = 500
        session = created(fake)["id"]
        browser.press(session, "complete")
        event = fake.events[-1].id
        assert "failed, will be retried" in browser.get("/events")
        page = browser.get(f"/events/{event}")
        assert ("Next attempt" in page, "in 5 minutes" in page, f"{front.url}/hook" in page) == (True, True, True)
        front.status = 200
        browser.post(f"/events/{event}", f"/events/{event}/resend", url="")
        assert "delivered" in strings_of(browser.get("/events"))
        page = browser.get(f"/events/{event}")
        assert (page.count("500</span>"), page.count("200</span>"), "Next attempt" in page) == (1, 1, False)
        assert "Webhook checkout.session.completed to" in browser.get(f"/sessions/{session}")
        refused = browser.post(f"/events/{event}", f"/events/{event}/resend", 400, url="ftp://x")
        assert "the webhook URL must begin with" in refused.text
        assert len(front.webhooks) == 2


def test_events_that_are_not_sent(fake: FakeCheckout, browser: Browser) -> None:
    event = fake.complete(created(fake)["id"])
    assert "not sent" in browser.get("/events")
    assert "Webhooks are not sent" in browser.get("/events")
    page = browser.get(f"/events/{event.id}")
    assert "It has not been sent." in page
    assert "Stripe-Signature: t=" in page
    browser.post(f"/events/{event.id}", f"/events/{event.id}/resend", url="http://127.0.0.1:1/")
    page = browser.get(f"/events/{event.id}")
    assert ("no response" in page, "ConnectError" in page) == (True, True)
    assert "failed" in strings_of(browser.get("/events"))


# Requests.


def test_requests(fake: FakeCheckout, browser: Browser) -> None:
    assert "There were no requests yet" in browser.get("/requests")
    for _ in range(2):
        call(fake, "POST", params=ONE_ITEM, headers={"Idempotency-Key": "order-17"})
    call(fake, "POST", params={**ONE_ITEM, "line_items": [{"price": "price_none", "quantity": 1}]})
    call(fake, "GET", "/v1/prices/price_shirt")
    page = browser.get("/requests")
    for text in ("order-17", "replayed", "No such price", "400", "GET /v1/prices/price_shirt"):
        assert text in page
    errors = browser.get("/requests", show="errors")
    assert ("No such price" in errors, "order-17" in errors) == (True, False)
    made, _, failed, price = fake.requests
    page = browser.get(f"/requests/{made.request_id}")
    assert f'href="/sessions/{made.object_id}"' in page
    assert "&#34;price&#34;: &#34;price_shirt&#34;" in page
    assert "sk_test" not in page
    assert "No such price" in browser.get(f"/requests/{failed.request_id}")
    assert "price_shirt" in browser.get(f"/requests/{price.request_id}")
    replayed = browser.get(f"/requests/{fake.requests[1].request_id}")
    assert "replayed" in replayed


def test_requests_without_a_response(fake: FakeCheckout, browser: Browser) -> None:
    fake.refuse_connection()
    with pytest.raises(AssertionError):
        call(fake, "POST", params=ONE_ITEM)
    assert "no response" in browser.get("/requests", show="errors")


# Catalogue, clock, faults.


@pytest.mark.parametrize(
    ("collection", "form", "shown"),
    [
        (
            "prices",
            {"id": "price_tea", "product_name": "Tea", "amount": "4.50", "currency": "EUR", "recurring": "month"},
            ["price_tea", "€4.50 every month", "Tea"],
        ),
        ("prices", {"product_name": "Rice", "amount": "500", "currency": "jpy", "recurring": ""}, ["¥500", "Rice"]),
        ("products", {"name": "Book", "description": "Thick"}, ["Book", "Thick"]),
        ("customers", {"name": "Bob", "email": "bob@example.com"}, ["Bob", "bob@example.com"]),
        ("coupons", {"id": "HALF", "percent_off": "50", "name": "Half"}, ["HALF", "50 %", "Half"]),
        ("coupons", {"amount": "3.00", "currency": "usd"}, ["$3.00"]),
        ("promotion_codes", {"code": "NOW", "coupon": "TEN"}, ["NOW"]),
        ("shipping_rates", {"display_name": "Boat", "amount": "2.00", "currency": "usd"}, ["Boat", "$2.00"]),
        ("tax_rates", {"display_name": "VAT", "percentage": "19", "country": "DE"}, ["VAT", "19 %", "added to prices"]),
        (
            "tax_rates",
            {"display_name": "GST", "percentage": "7.5", "inclusive": "yes"},
            ["7.5 %", "included in prices"],
        ),
    ],
)
def test_adding_to_the_catalogue(
    fake: FakeCheckout, browser: Browser, collection: str, form: dict[str, str], shown: list[str]
) -> None:
    answer = browser.post("/catalogue", f"/catalogue/{collection}", **form)
    assert answer.headers["location"] == f"/catalogue#{collection}"
    strings = strings_of(browser.get("/catalogue"))
    assert [text for text in shown if text not in strings] == []


@pytest.mark.parametrize(
    ("collection", "form", "problem"),
    [
        ("prices", {"id": "price_mug", "product_name": "x", "amount": "1", "currency": "usd"}, "already in use"),
        ("prices", {"product_name": "x", "amount": "much", "currency": "usd"}, "much"),
        ("prices", {"product_name": "x", "amount": "1.999", "currency": "usd"}, "1.999"),
        ("prices", {"product_name": "x", "amount": "1", "currency": "dollar"}, "dollar"),
        ("coupons", {"percent_off": "half"}, "the percentage must be a number"),
        ("coupons", {}, "pass either percent_off or amount_off"),
        ("promotion_codes", {"code": "x", "coupon": "none"}, "there is no coupon"),
    ],
)
def test_what_the_catalogue_refuses(
    fake: FakeCheckout, browser: Browser, collection: str, form: dict[str, str], problem: str
) -> None:
    page = browser.post("/catalogue", f"/catalogue/{collection}", 400, **form).text
    assert problem in page[page.index('role="alert"') :]
    for value in form.values():  # what was entered is still there
        assert f'value="{value}"' in page
    assert page.count("<details open>") == 1


def test_prices_with_fractions_of_a_cent_are_shown(fake: FakeCheckout, browser: Browser) -> None:
    from decimal import Decimal

    fake.add_price(unit_amount=Decimal("0.5"), recurring={"interval": "month", "interval_count": 3})
    assert "0.5 every 3 month" in browser.get("/catalogue")


def test_the_clock(fake: FakeCheckout, browser: Browser) -> None:
    session = created(fake)["id"]
    assert "2025-06-15 15:06:40 UTC" in browser.get("/clock")
    browser.post("/clock", "/clock", number="25", unit="hours")
    assert status_of(fake, session)[0] == "expired"
    assert "1 day ahead of the real time" in browser.get("/clock")
    for form in ({"number": "-1", "unit": "days"}, {"number": "x", "unit": "days"}, {"number": "inf", "unit": "days"},
                 {"number": "nan", "unit": "days"}, {"number": "1", "unit": "years"}, {"number": "1"}):  # fmt: skip
        assert 'role="alert"' in browser.post("/clock", "/clock", 400, **form).text
    assert fake.clock.ahead == 25 * 3600


def test_faults(fake: FakeCheckout, browser: Browser) -> None:
    assert "requests are answered normally" in browser.get("/faults")
    for kind, text in (
        ("fail_next", "The next create is answered with 503: Something went wrong."),
        ("rate_limit", "The next create is answered with 429"),
        ("refuse_connection", "The next create does not arrive"),
        ("lose_response", "The next create is processed, and its response is lost."),
        ("time_out", "The next create is not processed, and gets no answer."),
        ("slow_down", "The next create takes 2.5 seconds."),
    ):
        browser.post("/faults", "/faults", kind=kind, on="create", n="1", status="503", seconds="2.5")
        assert text in browser.get("/faults")
    fake.clear_faults()
    fake.rate_limit()
    assert "The next request is answered with 429" in browser.get("/faults")
    for form in ({"kind": "explode"}, {"kind": "rate_limit", "n": "x"}, {"kind": "rate_limit", "n": "0"},
                 {"kind": "slow_down", "n": "1", "seconds": "x"},
                 {"kind": "fail_next", "n": "1", "status": ""}):  # fmt: skip
        assert 'role="alert"' in browser.post("/faults", "/faults", 400, **form).text
    browser.post("/faults", "/faults/clear")
    assert fake.pending_faults == []


# Words.


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (7200, "2 hours"), (86400, "1 day")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_log_lines_are_printable() -> None:
    assert printable("a\x1b[31m\nb\x00é") == r"a\x1b[31m\nb\x00é"
