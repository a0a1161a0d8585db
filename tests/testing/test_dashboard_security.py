"""What keeps other sites and hostile values out of the dashboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest
from starlette.testclient import TestClient
from support.plain_browser import Browser
from support.shop import call, created, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import create_app

SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def fake() -> FakeCheckout:
    return shop()


@pytest.fixture
def browser(fake: FakeCheckout) -> Iterator[Browser]:
    with TestClient(create_app(fake, allowed_hosts=["testserver"])) as client:
        yield Browser(client)


def hostile(fake: FakeCheckout) -> str:
    """Put a script into whatever a caller can set; return the id of a Session."""
    fake.add_product(SCRIPT, id=f"prod_{SCRIPT}", description=SCRIPT)
    fake.add_price(f"price_{SCRIPT}", unit_amount=100, product=f"prod_{SCRIPT}")
    fake.add_customer(f"cus_{SCRIPT}", email=f"{SCRIPT}@example.com", name=SCRIPT)
    fake.add_coupon(f"COUPON{SCRIPT}", percent_off=1, name=SCRIPT)
    fake.add_promotion_code(SCRIPT, f"COUPON{SCRIPT}")
    fake.add_shipping_rate(f"shr_{SCRIPT}", amount=1, display_name=SCRIPT)
    fake.fail_next(message=SCRIPT, on="expire")
    session: str = created(
        fake,
        line_items=[{"price": f"price_{SCRIPT}", "quantity": 1}],
        customer=f"cus_{SCRIPT}",
        client_reference_id=SCRIPT,
        metadata={SCRIPT: SCRIPT, "</script><script>": "x"},
        branding_settings={"display_name": SCRIPT},
        success_url=f"https://example.com/?{SCRIPT.replace(' ', '')}",
    )["id"]
    call(fake, "POST", f"/v1/{SCRIPT}", {SCRIPT: SCRIPT}, headers={"Idempotency-Key": SCRIPT, "User-Agent": SCRIPT})
    fake.complete(session, customer_details={"name": SCRIPT})
    return session


def test_hostile_values_are_escaped_on_every_page(fake: FakeCheckout, browser: Browser) -> None:
    session = hostile(fake)
    event, request = fake.events[-1].id, fake.requests[-1].request_id
    pages = ["/", f"/sessions/{session}", "/events", f"/events/{event}", "/requests", f"/requests/{request}",
             "/catalogue", "/clock", "/faults"]  # fmt: skip
    shown = 0
    for path in pages:
        response = browser.client.get(
            path, params={"q": SCRIPT, "show": SCRIPT, "status": SCRIPT} if path == "/requests" else {}
        )
        shown += "&lt;script&gt;" in response.text
        assert_harmless(response)
    assert shown >= 6
    assert_harmless(browser.client.get("/", params={"q": SCRIPT, "mode": SCRIPT, "status": SCRIPT, "page": SCRIPT}))
    assert_harmless(browser.client.get(f"/sessions/{SCRIPT.replace('/', '')}"), 404)
    assert_harmless(browser.post("/catalogue", "/catalogue/prices", 400, id=SCRIPT, amount=SCRIPT, currency=SCRIPT))
    assert_harmless(browser.post("/clock", "/clock", 400, number=SCRIPT, unit="days"))
    assert_harmless(browser.post("/faults", "/faults", 400, kind=SCRIPT))


def assert_harmless(response: httpx.Response, status: int | None = None) -> None:
    assert response.status_code == status or status is None
    tags: list[tuple[str, dict[str, str | None]]] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            tags.append((tag, dict(attributes)))

    Parser().feed(response.text)
    assert [tag for tag, _ in tags].count("script") == 1  # the page's own
    for _, attributes in tags:
        assert [name for name in attributes if name.startswith("on")] == []
        assert re.match(r"/|\?|#main$", attributes.get("href") or "/")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_forms_of_other_sites_are_refused(fake: FakeCheckout, browser: Browser, headers: dict[str, str]) -> None:
    session = created(fake)
    page = f"/sessions/{session['id']}"
    token = re.findall('name="token" value="([0-9a-f]{64})"', browser.get(page))[0]
    response = browser.client.post(f"{page}/complete", data={"token": token}, headers=headers)
    assert response.status_code == 403
    assert fake.session(session["id"]) == session


def test_pages_are_not_shown_under_another_name(fake: FakeCheckout, browser: Browser) -> None:
    session = created(fake)["id"]
    for path in ("/", f"/sessions/{session}", "/requests", "/catalogue"):
        response = browser.client.get(path, headers={"Host": "rebound.example"})
        assert (response.status_code, session in response.text) == (403, False)


def test_forms_need_their_token(fake: FakeCheckout, browser: Browser) -> None:
    session = created(fake)
    paths = [f"/sessions/{session['id']}/complete", "/clock", "/faults", "/faults/clear", "/catalogue/prices",
             "/events/x/resend"]  # fmt: skip
    for path in paths:
        for form in ({}, {"token": "0" * 64}, {"token": "é"}):
            assert browser.client.post(path, data=form).status_code == 403
    assert fake.session(session["id"]) == session


def test_the_icon_is_no_request(fake: FakeCheckout, browser: Browser) -> None:
    assert browser.client.get("/favicon.ico").status_code == 204
    assert list(fake.requests) == []
