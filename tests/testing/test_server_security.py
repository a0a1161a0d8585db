"""Web pages of other sites cannot act on a running server, and hostile values and requests do no harm."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import anyio
import httpx
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from support.shop import ONE_ITEM, created, refused_creation, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing._api.fake_api import MAX_BODY
from checkout_client.testing.server import create_app, serve
from checkout_client.testing.server.money_text import money
from checkout_client.testing.server.page_html import UPDATE_TOTAL, notice_page
from checkout_client.testing.server.pages import MAX_FORM
from checkout_client.testing.server.pay_page.checkout_page import checkout_page
from checkout_client.testing.server.pay_page.page_data import PageData
from checkout_client.testing.server.request_body import read_body
from checkout_client.testing.server.run import listening

KEY = {"Authorization": "Bearer sk_test_1"}


@pytest.fixture
def fake() -> FakeCheckout:
    return shop(start=None)


@pytest.fixture
def url(fake: FakeCheckout) -> Iterator[str]:
    with serve(fake) as url:
        yield url


def form_of(page_url: str, **fields: str) -> dict[str, str]:
    token = re.findall('name="token" value="([0-9a-f]{64})"', httpx.get(page_url).text)[0]
    return {"action": "pay", "token": token, **fields}


def is_open(fake: FakeCheckout, session: dict[str, Any]) -> bool:
    return fake.session(session["id"]) == session


# Hosts: a page that reaches the server under a name of its own (DNS rebinding) is refused.


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:12111", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "a b"],
)
def test_other_hosts_are_refused(fake: FakeCheckout, url: str, host: str) -> None:
    session = created(fake)
    before = len(fake.requests)
    api = httpx.get(f"{url}/v1/checkout/sessions", headers={**KEY, "Host": host})
    assert (api.status_code, api.json()["error"]["type"]) == (403, "invalid_request_error")
    assert "--allow-host" in api.json()["error"]["message"]
    page = httpx.get(session["url"], headers={"Host": host})
    assert (page.status_code, session["id"] in page.text) == (403, False)
    assert httpx.post(session["url"], headers={"Host": host}, data=form_of(session["url"])).status_code == 403
    assert is_open(fake, session)
    assert len(fake.requests) == before


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:80", "localhost.", "shop.localhost", "127.0.0.1", "[::1]:9", "192.168.1.7:12111"]
)
def test_loopback_names_and_ip_addresses_are_allowed(url: str, host: str) -> None:
    assert httpx.get(f"{url}/v1/checkout/sessions", headers={**KEY, "Host": host}).status_code == 200


def test_further_hosts_are_allowed_by_name(fake: FakeCheckout) -> None:
    with serve(fake, public_url="https://pay.example/", allowed_hosts=["Stripe-Fake."]) as url:
        for host in ("stripe-fake:12111", "STRIPE-FAKE", "pay.example"):
            assert httpx.get(f"{url}/v1/checkout/sessions", headers={**KEY, "Host": host}).status_code == 200
        session = created(fake)
        assert session["url"].startswith("https://pay.example/c/pay/cs_test_")
        page = session["url"].replace("https://pay.example", url)
        from_public_page = {"Host": "proxy.internal", "Origin": "https://pay.example", "Sec-Fetch-Site": "same-origin"}
        assert httpx.post(page, headers=from_public_page, data=form_of(page)).status_code == 403  # unknown host
        from_public_page["Host"] = "stripe-fake:12111"
        assert httpx.post(page, headers=from_public_page, data=form_of(page)).status_code == 303


def test_the_application_has_the_same_checks(fake: FakeCheckout) -> None:
    async def get(app: Any, base_url: str) -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=base_url) as client:
            return (await client.get("/v1/checkout/sessions", headers=KEY)).status_code

    assert anyio.run(get, create_app(fake), "http://testserver") == 403
    assert anyio.run(get, create_app(fake, allowed_hosts=["testserver"]), "http://testserver") == 200
    assert anyio.run(get, create_app(fake), fake.page_url) == 200
    with TestClient(create_app(fake, allowed_hosts=["testserver"])) as client:  # with the events of its lifespan
        assert client.get("/v1/checkout/sessions", headers=KEY).status_code == 200


# Pages of other origins.

FOREIGN: dict[str, dict[str, str]] = {
    "another site": {"Origin": "https://evil.example"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "a sandboxed frame": {"Origin": "null"},
    "an extension": {"Origin": "moz-extension://{netloc}"},
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("foreign", FOREIGN)
def test_forms_of_other_sites_are_refused(fake: FakeCheckout, url: str, foreign: str) -> None:
    session = created(fake)
    form = form_of(session["url"])  # even if they had the token
    headers = {name: value.format(netloc=url.removeprefix("http://")) for name, value in FOREIGN[foreign].items()}
    refused = httpx.post(session["url"], headers=headers, data=form)
    assert (refused.status_code, "another site" in refused.text) == (403, True)
    assert is_open(fake, session)
    for method, params in (("POST", ONE_ITEM), ("GET", None)):
        api = httpx.request(method, f"{url}/v1/checkout/sessions", headers={**KEY, **headers}, params=params)
        assert api.status_code == 403
    assert httpx.get(session["url"], headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200  # the shop's link


def test_the_pages_own_form_is_accepted(fake: FakeCheckout, url: str) -> None:
    session = created(fake)
    own = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
    assert httpx.post(session["url"], headers=own, data=form_of(session["url"])).status_code == 303
    assert not is_open(fake, session)


def test_the_page_lets_browsers_send_their_origin(fake: FakeCheckout, url: str) -> None:
    # With `no-referrer`, browsers send `Origin: null` with the page's own form.
    assert httpx.get(created(fake)["url"]).headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_form_needs_the_token_of_its_page(fake: FakeCheckout, url: str, token: str | None) -> None:
    session, other = created(fake), created(fake)
    for form in ({"action": "pay"} | ({} if token is None else {"token": token}), form_of(other["url"])):
        answer = httpx.post(session["url"], data=form)
        assert (answer.status_code, "This form has expired" in answer.text) == (403, True)
    assert is_open(fake, session)


def test_tokens_differ_between_servers(fake: FakeCheckout) -> None:
    session = created(fake)
    tokens = set()
    for _ in range(2):
        with serve(fake) as url:
            tokens.add(form_of(f"{url}/c/pay/{session['id']}")["token"])
    assert len(tokens) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_a_recovery_url_cannot_be_embedded(fake: FakeCheckout, url: str, headers: dict[str, str]) -> None:
    session = created(fake, after_expiration={"recovery": {"enabled": True}})
    recovery = fake.expire(session["id"]).session["after_expiration"]["recovery"]["url"]
    assert httpx.get(recovery, headers=headers).status_code == 403
    assert len(fake.client(api_key="sk_test_shop").sessions.list().data) == 1
    navigation = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site"}
    assert httpx.get(recovery, headers=navigation).status_code == 303


# Hostile values on the pages.

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
STEERING = {"mode", "type", "ui_mode"}  # enums that choose what the page shows


class TagCollector(HTMLParser):
    """Collects the tags of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def with_hostile_strings(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: with_hostile_strings(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_hostile_strings(element, name) for element in value]
    return HOSTILE if isinstance(value, str) and name not in STEERING else value


def assert_harmless(page: str) -> None:
    tags = TagCollector(page).tags
    assert not {"script", "img", "iframe", "a", "link", "base"} & {name for name, _ in tags}
    assert not [key for _, tag in tags for key in tag if key.startswith("on") or key in ("href", "src", "action")]
    assert "<script" not in page


@pytest.mark.parametrize("mode", ["payment", "subscription", "setup"])
def test_every_string_of_a_session_is_escaped(fake: FakeCheckout, mode: str) -> None:
    fields = [
        {"key": "size", "label": {"custom": "Size", "type": "custom"}, "type": "dropdown",
         "dropdown": {"options": [{"label": "L", "value": "l"}], "default_value": "l"}},
        {"key": "note", "label": {"custom": "Note", "type": "custom"}, "type": "text", "text": {"default_value": "x"}},
        {"key": "age", "label": {"custom": "Age", "type": "custom"}, "type": "numeric"},
    ]  # fmt: skip
    options = [{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_air"}]
    plan = [{"price": "price_plan", "quantity": 2}]
    params: dict[str, Any] = {
        "payment": {"shipping_options": options, "allow_promotion_codes": True, "custom_fields": fields,
                    "customer": "cus_ann", "cancel_url": "https://example.com/back"},
        "subscription": {"mode": "subscription", "line_items": plan, "discounts": [{"coupon": "TEN"}]},
        "setup": {},
    }[mode]  # fmt: skip
    if mode == "setup":
        client = fake.client()
        session = fake.session(
            client.sessions.create(mode="setup", currency="usd", success_url="https://example.com/ok").id
        )
        assert session is not None
    else:
        session = created(fake, **params)
    items = with_hostile_strings(fake.line_items(session["id"]))
    names = dict.fromkeys([HOSTILE], HOSTILE)
    data = PageData(
        with_hostile_strings(deepcopy(session)), items, names, original_items=items, token=HOSTILE, problem=HOSTILE,
        products={HOSTILE: {"description": HOSTILE}},
    )  # fmt: skip
    page = checkout_page(data).replace(f"<script>{UPDATE_TOTAL}</script>", "")  # the page's own
    assert_harmless(page)
    assert "&lt;script&gt;" in page


def test_notices_are_escaped() -> None:
    assert_harmless(notice_page(HOSTILE, HOSTILE))


def test_a_currency_must_be_a_code_of_three_letters(fake: FakeCheckout) -> None:
    data = {"currency": "<b>", "unit_amount": 5, "product_data": {"name": "Tea"}}
    items = [{"price_data": data, "quantity": 1}]
    assert refused_creation(fake, line_items=items)[2] == "line_items[0][price_data][currency]"
    rate = {"display_name": "Post", "type": "fixed_amount", "fixed_amount": {"amount": 1, "currency": "usdd"}}
    options = [{"shipping_rate_data": rate}]
    expected = "shipping_options[0][shipping_rate_data][fixed_amount][currency]"
    assert refused_creation(fake, shipping_options=options)[2] == expected
    for register in (
        lambda: fake.add_price(unit_amount=1, currency="<b>"),
        lambda: fake.add_price(unit_amount=1, currency_options={"dollars": 1}),
        lambda: fake.add_coupon(amount_off=1, currency="€"),
        lambda: fake.add_shipping_rate(amount=1, currency=""),
    ):
        with pytest.raises(ValueError, match="currency must be a code of three letters"):
            register()
    assert fake.add_price(unit_amount=1, currency="EUR")["currency"] == "eur"
    assert money(100, "<b>") == "100 <B>"  # not escaped: its callers do that


@pytest.mark.parametrize(
    "refused_url",
    ["file:///etc/passwd", "javascript://example.com/%0Aalert(1)", "JavaScript://x", "data://text/html,x", "blob://x"],
)
def test_urls_that_a_browser_must_not_follow_are_refused(fake: FakeCheckout, refused_url: str) -> None:
    for name in ("success_url", "cancel_url"):
        _, code, param, message = refused_creation(fake, **{name: refused_url})
        assert (code, param, message.startswith("Invalid URL")) == ("url_invalid", name, True)


@pytest.mark.parametrize("good_url", ["http://localhost:3000/ok", "HTTPS://example.com", "myapp://checkout/ok"])
def test_web_and_app_urls_are_accepted(fake: FakeCheckout, good_url: str) -> None:
    assert created(fake, success_url=good_url)["success_url"] == good_url


# Requests that are too large, and keys that must not be here.


def test_a_body_has_a_limit(fake: FakeCheckout, url: str) -> None:
    largest = b"mode=payment&x=" + b"y" * (MAX_BODY - 15)
    assert len(largest) == MAX_BODY
    at_limit = httpx.post(f"{url}/v1/checkout/sessions", headers=KEY, content=largest)
    assert "unknown parameter: x" in at_limit.json()["error"]["message"]
    too_large = httpx.post(f"{url}/v1/checkout/sessions", headers=KEY, content=largest + b"y")
    assert (too_large.status_code, "larger than" in too_large.json()["error"]["message"]) == (413, True)
    assert (fake.requests[-1].http_status, fake.requests[-1].params) == (413, {})


def test_the_rest_of_a_large_body_is_not_read() -> None:
    received = 0

    async def receive() -> dict[str, Any]:
        nonlocal received
        received += 1
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    scope = {"type": "http", "method": "POST", "headers": []}
    assert anyio.run(read_body, Request(scope, receive), 2500) == b"x" * 2500
    assert received == 3


def test_a_large_form_is_cut_off(fake: FakeCheckout, url: str) -> None:
    session = created(fake)
    form = form_of(session["url"], name="x" * MAX_FORM)
    token = form.pop("token")
    assert httpx.post(session["url"], data={**form, "token": token}).status_code == 403  # the token was cut off
    assert is_open(fake, session)


def test_live_keys_are_refused(fake: FakeCheckout, url: str) -> None:
    for key in ("sk_live_1234567890", "rk_live_1234567890"):
        answer = httpx.post(f"{url}/v1/checkout/sessions", auth=(key, ""), data={})
        assert (answer.status_code, key in answer.text) == (403, False)
        assert "live API key" in answer.json()["error"]["message"]
    assert list(fake.requests) == []


def test_bytes_outside_ascii_in_a_url(fake: FakeCheckout, url: str) -> None:
    address, port = url.removeprefix("http://").split(":")
    with socket.create_connection((address, int(port))) as connection:
        request = f"GET /v1/\xff?\xff=1 HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode("latin-1"))
        status = connection.makefile("rb").readline().split()[1]
    assert status in (b"400", b"404")


# The webhook URL.


def test_the_password_of_the_webhook_url_is_not_logged(fake: FakeCheckout, caplog: pytest.LogCaptureFixture) -> None:
    with listening("127.0.0.1", 0) as unused:
        port = unused.getsockname()[1]
    webhook_url = f"http://user:hunter2@127.0.0.1:{port}/hook?token=hunter3"
    with serve(fake, webhook_url=webhook_url), caplog.at_level(logging.DEBUG):
        session = created(fake)
        assert httpx.post(session["url"], data=form_of(session["url"])).status_code == 303
    assert f"was not delivered to http://127.0.0.1:{port}/hook" in caplog.text
    assert "hunter" not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("checkout_client", "httpx"))
    )


@pytest.mark.parametrize("webhook_url", ["hook", "ftp://example.com", "http://", "http://[::1", "http://x:port"])
def test_an_invalid_webhook_url(fake: FakeCheckout, webhook_url: str) -> None:
    with pytest.raises(ValueError, match="the webhook URL"):
        create_app(fake, webhook_url=webhook_url)


# The command.
