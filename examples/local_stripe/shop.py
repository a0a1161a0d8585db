"""The smallest shop: it sells one T-shirt, and prints an order when Stripe says that it is paid."""

from __future__ import annotations

import os

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from checkout_client import CheckoutClient
from checkout_client.errors import SignatureVerificationError
from checkout_client.webhooks import construct_event

app = Flask(__name__)
stripe = CheckoutClient()  # the key from STRIPE_API_KEY, the address from STRIPE_API_BASE


@app.get("/")
def index() -> str:
    """Show the shop."""
    return '<!doctype html><title>Shop</title><form method="post" action="/buy"><button>Buy a T-shirt</button></form>'


@app.post("/buy")
def buy() -> Response:
    """Send the customer to the payment page."""
    session = stripe.sessions.create(
        mode="payment",
        success_url=f"{request.host_url}thanks?session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=request.host_url,
        line_items=[{"price": "price_shirt", "quantity": 1}],
    )
    assert session.url is not None
    return redirect(session.url, 303)


@app.get("/thanks")
def thanks() -> str:
    """Thank the customer."""
    session = stripe.sessions.retrieve(request.args["session_id"])
    return "<!doctype html><title>Thanks</title>" + ("Thank you!" if session.is_paid else "Your payment is on its way.")


@app.post("/webhook")
def webhook() -> tuple[str, int]:
    """Take a webhook."""
    try:
        event = construct_event(
            request.get_data(), request.headers.get("Stripe-Signature"), os.environ["STRIPE_WEBHOOK_SECRET"]
        )
    except SignatureVerificationError:
        return "wrong signature", 400
    print(event.type, flush=True)
    return "", 200


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000)  # noqa: S104 - in its container
