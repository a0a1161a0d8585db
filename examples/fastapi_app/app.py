"""The pages of the shop, and its webhook."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from checkout_client import AsyncCheckoutClient, NotFoundError
from checkout_client.webhooks import (
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionExpired,
    EventHandler,
    SessionEvent,
    SignatureVerificationError,
)

from . import orders

SHOP_URL = os.environ.get("SHOP_URL", "http://127.0.0.1:8000")

logger = logging.getLogger(__name__)
client = AsyncCheckoutClient(base_url=os.environ.get("STRIPE_API_BASE", "https://api.stripe.com"))
handler = EventHandler(os.environ["STRIPE_WEBHOOK_SECRET"])


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
    """Close the client and the engine when the server stops."""
    async with client:
        yield
    await orders.engine.dispose()


app = FastAPI(lifespan=lifespan)

templates = Jinja2Templates(Path(__file__).parent / "templates")
PRICE = orders.dollars(orders.UNIT_AMOUNT)


@app.get("/", response_class=HTMLResponse)
async def shop(request: Request) -> Response:
    """Show the products."""
    return templates.TemplateResponse(request, "shop.html", {"price": PRICE})


@app.post("/orders")
async def order(quantity: Annotated[int, Form(ge=1, le=20)]) -> RedirectResponse:
    """Store the order, create its Session, and redirect the customer to it."""
    order = await orders.add_order(quantity)
    session = await client.sessions.create(
        mode="payment",
        client_reference_id=order,
        line_items=[
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": orders.UNIT_AMOUNT,
                    "product_data": {"name": "T-shirt", "description": "Indigo, organic cotton"},
                },
                "quantity": quantity,
            }
        ],
        after_expiration={"recovery": {"enabled": True}},
        success_url=f"{SHOP_URL}/success?session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{SHOP_URL}/",
        options={"idempotency_key": f"order-{order}"},
    )
    assert session.url is not None  # the Session is open, on Stripe's page
    return RedirectResponse(session.url, 303)


@app.get("/success", response_class=HTMLResponse)
async def success(request: Request, session_id: str) -> Response:
    """Show the order after Checkout. Anyone can open this URL, so only the Session that Stripe returns counts.

    The webhook may arrive before or after the customer. Both fulfil the order, and the claim decides.
    """
    try:
        session = await client.sessions.retrieve(session_id)
    except (NotFoundError, ValueError):
        raise HTTPException(404) from None
    if session.is_paid:
        await orders.fulfil(session)
    return await order_page(request, session.client_reference_id)


@app.get("/orders/{order}", response_class=HTMLResponse)
async def order_page(request: Request, order: str | None) -> Response:
    """Show an order and its status."""
    known = await orders.find_order(order)
    if known is None:
        raise HTTPException(404)
    return templates.TemplateResponse(request, "order.html", {"order": known, "price": PRICE})


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    """Receive an event. An exception in a handler becomes a 500, and Stripe delivers the event again."""
    try:
        await handler.dispatch_async(await request.body(), request.headers.get("Stripe-Signature"))
    except SignatureVerificationError as error:
        logger.warning("rejected a webhook: %s", error)
        return Response(status_code=400)
    return Response(status_code=200)


@handler.on("checkout.session.completed", "checkout.session.async_payment_succeeded")
async def on_payment(event: SessionEvent) -> None:
    """Handle a completed Session, or a delayed payment that succeeded."""
    session = event.session
    if session.is_paid:
        await orders.fulfil(session)
    else:
        await orders.note(session.client_reference_id, "processing", after=["open", "expired"])


@handler.on("checkout.session.async_payment_failed")
async def on_failure(event: CheckoutSessionAsyncPaymentFailed) -> None:
    """Handle a delayed payment that failed: there is nothing to send."""
    await orders.note(event.session.client_reference_id, "failed", after=["open", "expired", "processing"])


@handler.on("checkout.session.expired")
async def on_expiry(event: CheckoutSessionExpired) -> None:
    """Handle an expired Session. The recovery URL opens a new Session like the old one."""
    after = event.session.after_expiration
    recovery = after.recovery if after is not None else None
    url = recovery.url if recovery is not None else None
    await orders.note(event.session.client_reference_id, "expired", after=["open"], recovery_url=url)
