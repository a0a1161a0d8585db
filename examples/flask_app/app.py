"""The pages of the shop, and its webhook."""

from __future__ import annotations

import os

from flask import Flask, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from checkout_client import CheckoutClient, NotFoundError
from checkout_client.webhooks import (
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionExpired,
    EventHandler,
    SessionEvent,
    SignatureVerificationError,
)

from . import orders

SHOP_URL = os.environ.get("SHOP_URL", "http://127.0.0.1:8000")

app = Flask(__name__)
client = CheckoutClient(base_url=os.environ.get("STRIPE_API_BASE", "https://api.stripe.com"))
handler = EventHandler(os.environ["STRIPE_WEBHOOK_SECRET"])

PRICE = orders.dollars(orders.UNIT_AMOUNT)


@app.get("/")
def shop() -> str:
    """Show the products."""
    return render_template("shop.html", price=PRICE)


@app.post("/orders")
def order() -> Response:
    """Store the order, create its Session, and redirect the customer to it."""
    quantity = request.form.get("quantity", 1, type=int)
    if not 1 <= quantity <= 20:
        abort(400)
    order = orders.add_order(quantity)
    session = client.sessions.create(
        mode="payment",
        client_reference_id=order,
        line_items=[
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": orders.UNIT_AMOUNT,
                    "product_data": {"name": "T-shirt", "description": "Teal, organic cotton"},
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
    return redirect(session.url, 303)


@app.get("/success")
def success() -> str:
    """Show the order after Checkout. Anyone can open this URL, so only the Session that Stripe returns counts.

    The webhook may arrive before or after the customer. Both fulfil the order, and the claim decides.
    """
    try:
        session = client.sessions.retrieve(request.args.get("session_id", ""))
    except (NotFoundError, ValueError):
        abort(404)
    if session.is_paid:
        orders.fulfil(session)
    return _order_page(session.client_reference_id)


@app.get("/orders/<order>")
def order_page(order: str) -> str:
    """Show an order and its status."""
    return _order_page(order)


def _order_page(order: str | None) -> str:
    known = orders.find_order(order)
    if known is None:
        abort(404)
    return render_template("order.html", order=known, price=PRICE)


@app.post("/webhook")
def webhook() -> tuple[str, int]:
    """Receive an event. An exception in a handler becomes a 500, and Stripe delivers the event again."""
    try:
        handler.dispatch(request.get_data(), request.headers.get("Stripe-Signature"))
    except SignatureVerificationError as error:
        app.logger.warning("rejected a webhook: %s", error)
        return "", 400
    return "", 200


@handler.on("checkout.session.completed", "checkout.session.async_payment_succeeded")
def on_payment(event: SessionEvent) -> None:
    """Handle a completed Session, or a delayed payment that succeeded."""
    session = event.session
    if session.is_paid:
        orders.fulfil(session)
    else:
        orders.note(session.client_reference_id, "processing", after=["open", "expired"])


@handler.on("checkout.session.async_payment_failed")
def on_failure(event: CheckoutSessionAsyncPaymentFailed) -> None:
    """Handle a delayed payment that failed: there is nothing to send."""
    orders.note(event.session.client_reference_id, "failed", after=["open", "expired", "processing"])


@handler.on("checkout.session.expired")
def on_expiry(event: CheckoutSessionExpired) -> None:
    """Handle an expired Session. The recovery URL opens a new Session like the old one."""
    after = event.session.after_expiration
    recovery = after.recovery if after is not None else None
    url = recovery.url if recovery is not None else None
    orders.note(event.session.client_reference_id, "expired", after=["open"], recovery_url=url)
