"""Hostile values in every field that a caller or a customer can set, on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from support.every_page import EVERYTHING
from support.shop import call, created

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server.page_html import UPDATE_TOTAL

HOSTILE = "\"'></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>"
STEERING = {
    "billing_scheme", "currency", "duration", "id", "interval", "locale", "mode", "object", "payment_status", "status",
    "tax_behavior", "tax_type", "type", "ui_mode", "unit_amount_decimal", "usage_type",
}  # fmt: skip
"""What chooses the page, or what the fake itself sets to one of a few values."""
PARAMS: dict[str, Any] = {
    **EVERYTHING,
    "automatic_tax": {"enabled": True},
    "branding_settings": {"display_name": "x"},
    "client_reference_id": "x",
    "cancel_url": "https://example.com/x",
    "custom_text": {name: {"message": "x"} for name in ("submit", "after_submit", "shipping_address",
                                                        "terms_of_service_acceptance")},
    "custom_fields": [
        {"key": "size", "label": {"custom": "x", "type": "custom"}, "type": "dropdown",
         "dropdown": {"options": [{"label": "x", "value": "x"}], "default_value": "x"}},
        {"key": "note", "label": {"custom": "x", "type": "custom"}, "type": "text", "text": {"default_value": "x"}},
        {"key": "age", "label": {"custom": "x", "type": "custom"}, "type": "numeric"},
    ],
    "customer": "cus_ann",
    "customer_update": {"address": "auto", "name": "auto", "shipping": "auto"},
    "metadata": {"a": "x"},
    "name_collection": {"business": {"enabled": True}, "individual": {"enabled": True}},
}  # fmt: skip


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(page: str, *, is_shown: bool = True) -> None:
    """No value has become a tag or an attribute; links stay on the server."""
    assert "alert(1)" in page or not is_shown
    assert "<script>alert" not in page
    assert "<img" not in page
    own = page.replace(f"<script>{UPDATE_TOTAL}</script>", "")
    scripts = re.findall("<script>(.*?)</script>", own, re.DOTALL)
    assert all(script.startswith("setInterval(") for script in scripts), scripts
    for tag, attributes in Tags(own).found:
        assert tag not in ("img", "iframe", "object", "embed", "link", "base"), tag
        for name, value in attributes.items():
            assert re.fullmatch("[a-z-]+", name), (tag, name)
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "style", "srcdoc", "formaction"), (tag, name)
            if name in ("href", "action"):
                assert value is not None
                assert value.startswith(("/", "?", "#")), (tag, value)
                assert not value.startswith("//"), (tag, value)


def make_hostile(value: Any, name: str = "") -> Any:
    """``value`` with every string in it replaced, in place."""
    if isinstance(value, dict):
        for key in list(value):
            value[key] = make_hostile(value[key], key)
        if name == "metadata":
            value[HOSTILE] = HOSTILE
        return value
    if isinstance(value, list):
        return [make_hostile(one, name) for one in value]
    return HOSTILE if isinstance(value, str) and name not in STEERING else value


def hostile_session(fake: FakeCheckout) -> str:
    """A Session that asks for everything, and whose every string is hostile."""
    session: str = created(fake, **PARAMS)["id"]
    stored = fake._shop.store.find(session)
    assert stored is not None
    for document in (stored.document, *stored.items):
        linked = ("shipping_options", "price", "shipping_cost", "optional_items")
        kept = {key: deepcopy(document.get(key)) for key in linked}
        make_hostile(document)
        document.update({key: value for key, value in kept.items() if value is not None})
    for field in stored.document["custom_fields"]:
        field["key"] = HOSTILE
    return session


@pytest.fixture
def http(fake: FakeCheckout) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=fake.page_url, trust_env=False) as client:
        yield client


@pytest.fixture
def hostile(fake: FakeCheckout) -> Iterator[FakeCheckout]:
    for document in fake._shop.catalogue.objects.values():
        linked = ("product", "coupon", "code", "country", "state", "address")
        kept = {key: document[key] for key in linked if key in document}
        make_hostile(document)
        document.update(kept)
        if document["object"] == "product":
            document["images"] = ["javascript:alert(1)"]
    return fake


def form_fields(page: str) -> dict[str, str]:
    names = re.findall('<(?:input|select)[^>]* name="(.*?)"', page)
    (token,) = re.findall('name="token" value="(.*?)"', page)
    return {**{unescape(name): HOSTILE for name in names}, "token": token}


def test_the_payment_page(hostile: FakeCheckout, http: httpx.Client) -> None:
    url = f"/c/pay/{hostile_session(hostile)}"
    page = http.get(url)
    assert_harmless(page.text)
    assert page.text.count("&lt;script&gt;") > 30
    fields = form_fields(page.text)
    entered = {name for name, value in fields.items() if value == HOSTILE}
    assert {f"field_{HOSTILE}", "email", "billing_line1", "shipping_country", "promotion_code", "tax_id"} <= entered
    for action in ("update", "pay", "decline", "authentication_failed", HOSTILE):
        answer = http.post(url, data={**fields, "action": action})
        assert (answer.status_code, action) in {(402, action), (200, action)}
        assert_harmless(answer.text)


def test_the_page_of_the_bank(hostile: FakeCheckout, http: httpx.Client) -> None:
    url = f"/c/pay/{created(hostile)['id']}"
    fields = form_fields(http.get(url).text)
    form = {**fields, HOSTILE: HOSTILE, "card": "4000 0025 0000 3155", "payment_method": "card", "action": "pay"}
    answer = http.post(url, data=form)
    assert "Your bank asks you" in answer.text
    assert_harmless(answer.text)


def test_the_notices(fake: FakeCheckout, http: httpx.Client) -> None:
    for answer in (
        http.get("/", headers={"Host": HOSTILE}),
        http.get(f"/sessions/{HOSTILE.replace('/', '')}"),
        http.get(f"/?q={HOSTILE}&status={HOSTILE}&mode={HOSTILE}"),
    ):
        assert_harmless(answer.text)


def test_the_dashboard(hostile: FakeCheckout, http: httpx.Client) -> None:
    bad: Mapping[str, str] = {"Idempotency-Key": HOSTILE, "User-Agent": HOSTILE, "Stripe-Account": HOSTILE}
    status, _, _ = call(hostile, "POST", f"/v1/{HOSTILE}", {HOSTILE: HOSTILE, "nested": {HOSTILE: [HOSTILE]}},
                        headers=bad)  # fmt: skip
    assert status == 404
    refused = hostile.requests[-1].request_id
    session = hostile_session(hostile)
    stored = hostile._shop.store.find(session)
    assert stored is not None
    hostile.expire(session)
    event = hostile.events[-1]
    make_hostile(event.session)
    paths = [f"/sessions/{session}", f"/events/{event.id}", f"/requests/{refused}", "/catalogue", "/", "/requests"]
    for path in paths:
        answer = http.get(path)
        assert answer.status_code == 200, path
        assert_harmless(answer.text)


def test_forms_of_the_dashboard(fake: FakeCheckout, http: httpx.Client) -> None:
    session = created(fake)["id"]
    event = fake.expire(session).id
    (token,) = set(re.findall('name="token" value="(.*?)"', http.get("/clock").text))
    forms = {f"/catalogue/{one}": "/catalogue" for one in ("prices", "coupons", "promotion_codes", "customers")}
    forms |= {"/clock": "/clock", "/faults": "/faults", f"/events/{event}/resend": f"/events/{event}"}
    for path, page in forms.items():
        names = re.findall('name="([^"]+)"', http.get(page).text)
        form = {**dict.fromkeys(names, HOSTILE), "token": token}
        answer = http.post(path, data=form)
        assert answer.status_code == (303 if path == "/catalogue/customers" else 400), path  # any name is a name
        assert_harmless(answer.text or http.get(page).text, is_shown=False)
    unknown = http.post(f"/sessions/{session}/{HOSTILE.replace('/', '')}", data={"token": token})
    assert unknown.status_code == 404
    assert_harmless(unknown.text)
