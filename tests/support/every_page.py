"""A fake with something on every page, and the paths of all of them."""

from __future__ import annotations

from typing import Any

import httpx

from checkout_client.testing import FakeCheckout

from .shop import ELEMENTS, ONE_ITEM, call, created
from .webhook_receiver import Shopfront

EVERYTHING: dict[str, Any] = {
    "line_items": [{"price": "price_shirt", "quantity": 2, "adjustable_quantity": {"enabled": True}}],
    "shipping_address_collection": {"allowed_countries": ["DE", "CH"]},
    "shipping_options": [{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_air"}],
    "consent_collection": {"terms_of_service": "required", "promotions": "auto"},
    "phone_number_collection": {"enabled": True},
    "tax_id_collection": {"enabled": True},
    "billing_address_collection": "required",
    "allow_promotion_codes": True,
    "optional_items": [{"price": "price_mug", "quantity": 1}],
    "allowed_payment_method_types": ["card", "sepa_debit"],
    "custom_fields": [{"key": "note", "label": {"custom": "Engraving", "type": "custom"}, "type": "text"}],
}
"""A Session that asks for everything."""

EMBEDDED: dict[str, Any] = {"success_url": None, "return_url": "https://example.com/done"}


def customer_pages(fake: FakeCheckout) -> list[str]:
    """The paths of pages of every kind that a customer sees."""
    fake.add_product("Poster", id="prod_poster", description="Large", images=["https://example.com/poster.png"])
    fake.add_price("price_poster", unit_amount=900, product="prod_poster")
    plan = {"mode": "subscription", "line_items": [{"price": "price_plan", "quantity": 1}]}
    setup = {"mode": "setup", "line_items": None, "currency": "usd"}
    colors = {"button_color": "#ffee00", "background_color": "#112233", "display_name": "Corner Shop"}
    sessions = [
        created(fake, cancel_url="https://example.com/basket", branding_settings=colors, **EVERYTHING),
        created(fake, line_items=[{"price": "price_poster", "quantity": 1}], discounts=[{"coupon": "TEN"}]),
        created(fake, **plan, subscription_data={"trial_period_days": 7}, locale="de"),
        created(fake, **setup, locale="ja"),
        *(created(fake, **shown, ui_mode=ui_mode, **EMBEDDED) for shown in ({}, plan, setup)
          for ui_mode in ("embedded_page", "form", "elements")),
    ]  # fmt: skip
    paid = created(fake, locale="fr")
    fake.complete(paid["id"])
    return [f"/c/pay/{session['id']}" for session in [*sessions, paid]] + ["/c/pay/cs_none"]


def dashboard_pages(fake: FakeCheckout, front: Shopfront) -> list[str]:
    """The paths of all pages of the dashboard, with much on them."""
    paid = created(fake, customer_email="ann@example.com", metadata={"order": "17" * 100},
                   discounts=[{"coupon": "TEN"}], shipping_options=[{"shipping_rate": "shr_post"}])["id"]  # fmt: skip
    front.status = 500
    fake.complete(paid)
    later, gone = created(fake)["id"], created(fake, after_expiration={"recovery": {"enabled": True}})["id"]
    fake.complete(later, payment="processing")
    fake.expire(gone)
    created(fake, **ELEMENTS)
    call(fake, "POST", params={**ONE_ITEM, "line_items": [{"price": "p" * 300, "quantity": 1}]},
         headers={"Idempotency-Key": "k" * 200})  # fmt: skip
    call(fake, "POST", params=ONE_ITEM)
    fake.rate_limit()
    open_one = fake.requests[-1].object_id
    fake.fail_next(message="m" * 300, on="expire")
    request, event = fake.requests[-2].request_id, fake.events[-1].id
    httpx.get(f"{fake.page_url}/v1/prices")  # sends the webhooks
    return ["/", "/?status=open&mode=setup", *(f"/sessions/{one}" for one in (paid, later, gone, open_one)), "/events",
            f"/events/{event}", "/requests", "/requests?show=errors", f"/requests/{request}", "/catalogue", "/clock",
            "/faults", "/sessions/none"]  # fmt: skip
