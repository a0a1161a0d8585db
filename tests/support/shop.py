"""A fake with something in it, and requests to it as they look on the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from checkout_client.last_response import Headers
from checkout_client.testing import FakeCheckout
from checkout_client.testing._api.api_messages import FakeRequest, FakeResponse

NOW = 1_750_000_000
SESSIONS = "/v1/checkout/sessions"
KEY = "sk_test_shop"

ONE_ITEM: dict[str, Any] = {
    "mode": "payment",
    "success_url": "https://example.com/ok",
    "line_items": [{"price": "price_shirt", "quantity": 2}],
}
"""The least that makes a Session: 2198 US cents."""
ELEMENTS: dict[str, Any] = {"ui_mode": "elements", "success_url": None}
"""For a Session without a page of Stripe's; ``None`` leaves a parameter out."""


def shop(**settings: Any) -> FakeCheckout:
    """A fake whose clock stands still, with objects of every kind."""
    fake = FakeCheckout(**{"start": NOW, **settings})
    fake.add_product("Shirt", id="prod_shirt")
    fake.add_price("price_shirt", unit_amount=1099, product="prod_shirt", currency_options={"eur": 999})
    fake.add_price("price_mug", unit_amount=500, product="prod_mug", product_name="Mug")
    fake.add_price("price_plan", unit_amount=2000, recurring="month", product_name="Plan")
    fake.add_price("price_old", unit_amount=1, active=False)
    fake.add_customer("cus_ann", email="ann@example.com", name="Ann")
    fake.add_coupon("TEN", percent_off=10)
    fake.add_coupon("OFF5", amount_off=500, currency="usd")
    fake.add_promotion_code("SPRING", "TEN", id="promo_spring")
    fake.add_shipping_rate("shr_post", amount=700, display_name="Post")
    fake.add_shipping_rate("shr_air", amount=1900, display_name="Air")
    fake.add_tax_rate("txr_vat", percentage=19, inclusive=True, display_name="VAT", country="DE")
    fake.add_tax_rate("txr_sales", percentage=8.625, display_name="Sales tax", country="US", state="CA")
    return fake


def pairs(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The wire's names and texts for nested values."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from pairs(inner, f"{name}[{key}]" if name else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from pairs(inner, f"{name}[{index}]")
    else:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


def encoded(params: Mapping[str, Any]) -> str:
    """``params`` as a form, or as a query."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs(params))


def call(
    fake: FakeCheckout,
    method: str,
    path: str = SESSIONS,
    params: Mapping[str, Any] | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, Any], Headers]:
    """Status, JSON and headers of the response to one request."""
    form = encoded(params or {})
    all_headers = {"Authorization": f"Bearer {KEY}", **(headers or {})}
    post = method == "POST"
    request = FakeRequest(
        method, path, "" if post else form, Headers(all_headers.items()), form.encode() if post else b""
    )
    reply = fake.handle(request)
    assert isinstance(reply, FakeResponse)
    return reply.http_status, json.loads(reply.content), Headers(reply.headers.items())


def created(fake: FakeCheckout, **params: Any) -> dict[str, Any]:
    """A new Session, of :data:`ONE_ITEM` with other parameters; ``None`` leaves a parameter out."""
    given = {name: value for name, value in {**ONE_ITEM, **params}.items() if value is not None}
    status, session, _ = call(fake, "POST", params=given)
    assert status == 200, session
    return session


def refused(
    fake: FakeCheckout, method: str = "POST", path: str = SESSIONS, **params: Any
) -> tuple[int, str | None, str | None, str]:
    """Status, code, param and message of a request that must fail."""
    status, body, _ = call(fake, method, path, params)
    assert status >= 400, body
    error = body["error"]
    return status, error.get("code"), error.get("param"), error["message"]


def refused_creation(fake: FakeCheckout, **changes: Any) -> tuple[int, str | None, str | None, str]:
    """The same for a creation of :data:`ONE_ITEM` with changes; ``None`` leaves a parameter out."""
    params = {name: value for name, value in {**ONE_ITEM, **changes}.items() if value is not None}
    return refused(fake, **params)
