"""The pages of the shop, and its webhook."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from checkout_client import CheckoutClient, NotFoundError
from checkout_client.webhooks import (
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionExpired,
    EventHandler,
    SessionEvent,
    SignatureVerificationError,
)

from .fulfilment import fulfil, note
from .models import UNIT_AMOUNT, Order, dollars

logger = logging.getLogger(__name__)
client = CheckoutClient(base_url=settings.STRIPE_API_BASE)
handler = EventHandler(settings.STRIPE_WEBHOOK_SECRET)

PRICE = dollars(UNIT_AMOUNT)


class SeeOther(HttpResponseRedirect):
    """A redirect after a form, which the browser follows with GET."""

    status_code = 303


@require_GET
def shop(request: HttpRequest) -> HttpResponse:
    """Show the products."""
    return render(request, "shop.html", {"price": PRICE})


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Store the order, create its Session, and redirect the customer to it."""
    quantity = request.POST.get("quantity", "1")
    if not quantity.isdecimal() or not 1 <= int(quantity) <= 20:
        return HttpResponseBadRequest()
    order = Order.objects.create(quantity=int(quantity))
    session = client.sessions.create(
        mode="payment",
        client_reference_id=order.id,
        line_items=[
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": UNIT_AMOUNT,
                    "product_data": {"name": "T-shirt", "description": "Crimson, organic cotton"},
                },
                "quantity": order.quantity,
            }
        ],
        after_expiration={"recovery": {"enabled": True}},
        success_url=f"{settings.SHOP_URL}/success?session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{settings.SHOP_URL}/",
        options={"idempotency_key": f"order-{order.id}"},
    )
    assert session.url is not None  # the Session is open, on Stripe's page
    return SeeOther(session.url)


@require_GET
def success(request: HttpRequest) -> HttpResponse:
    """Show the order after Checkout. Anyone can open this URL, so only the Session that Stripe returns counts.

    The webhook may arrive before or after the customer. Both fulfil the order, and the claim decides.
    """
    try:
        session = client.sessions.retrieve(request.GET.get("session_id", ""))
    except (NotFoundError, ValueError):
        raise Http404 from None
    if session.is_paid:
        fulfil(session)
    return _order_page(request, session.client_reference_id)


@require_GET
def order_page(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show an order and its status."""
    return _order_page(request, order_id)


def _order_page(request: HttpRequest, order_id: str | None) -> HttpResponse:
    order = get_object_or_404(Order, id=order_id)
    return render(request, "order.html", {"order": order, "price": PRICE})


@csrf_exempt  # Stripe has none of our cookies; its signature is checked instead
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Receive an event. An exception in a handler becomes a 500, and Stripe delivers the event again."""
    try:
        handler.dispatch(request.body, request.headers.get("Stripe-Signature"))
    except SignatureVerificationError as error:
        logger.warning("rejected a webhook: %s", error)
        return HttpResponse(status=400)
    return HttpResponse(status=200)


@handler.on("checkout.session.completed", "checkout.session.async_payment_succeeded")
def on_payment(event: SessionEvent) -> None:
    """Handle a completed Session, or a delayed payment that succeeded."""
    session = event.session
    if session.is_paid:
        fulfil(session)
    else:
        note(session.client_reference_id, "processing", after=["open", "expired"])


@handler.on("checkout.session.async_payment_failed")
def on_failure(event: CheckoutSessionAsyncPaymentFailed) -> None:
    """Handle a delayed payment that failed: there is nothing to send."""
    note(event.session.client_reference_id, "failed", after=["open", "expired", "processing"])


@handler.on("checkout.session.expired")
def on_expiry(event: CheckoutSessionExpired) -> None:
    """Handle an expired Session. The recovery URL opens a new Session like the old one."""
    after = event.session.after_expiration
    recovery = after.recovery if after is not None else None
    url = recovery.url if recovery is not None else None
    note(event.session.client_reference_id, "expired", after=["open"], recovery_url=url)
