"""Uses of typed webhooks that a type checker must accept, each branch with the types it must know. Never run."""

from __future__ import annotations

from typing import Any, assert_never, assert_type

from checkout_client import Session
from checkout_client.models.session.customer_details import CustomerDetails
from checkout_client.webhooks import (
    CheckoutEvent,
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionAsyncPaymentSucceeded,
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    EventHandler,
    SessionEvent,
    construct_event,
    read_event,
)


def constructed(body: bytes, header: str | None) -> CheckoutEvent:
    """The arguments and results of ``construct_event`` and ``read_event``."""
    construct_event(body, header, ["whsec_new", "whsec_old"], tolerance=60, now=1_700_000_000.5)
    read_event(body)
    read_event(body.decode())
    read_event({"id": "evt_123", "data": {}})
    return construct_event(body, header, "whsec_123")


def by_class(event: CheckoutEvent) -> str | None:
    """Every class has its branch, and nothing is left."""
    match event:
        case CheckoutSessionCompleted():
            assert_type(event.session, Session)
            assert_type(event.session.customer_details, CustomerDetails | None)
            assert_type(event.session.amount_total, int | None)
            details = event.session.customer_details
            return details.email if details is not None else None
        case CheckoutSessionAsyncPaymentSucceeded() | CheckoutSessionAsyncPaymentFailed():
            assert_type(event, CheckoutSessionAsyncPaymentSucceeded | CheckoutSessionAsyncPaymentFailed)
            return event.session.id
        case CheckoutSessionExpired():
            assert_type(event, CheckoutSessionExpired)
            after = event.session.after_expiration
            return after.recovery.url if after is not None and after.recovery is not None else None
        case Event():
            assert_type(event.data.object, dict[str, Any])
            return event.type
        case _:
            assert_never(event)


def by_attributes(event: CheckoutEvent) -> None:
    """Patterns may look inside."""
    match event:
        case CheckoutSessionCompleted(session=session) | CheckoutSessionAsyncPaymentSucceeded(session=session):
            assert_type(session, Session)
        case Event(type="invoice.paid"):
            assert_type(event, Event)
        case _:
            pass


def by_comparison(event: CheckoutEvent) -> None:
    """``==`` narrows as well as ``match``."""
    if event.type == "checkout.session.completed":
        assert_type(event, CheckoutSessionCompleted)
        assert_type(event.session.customer_details, CustomerDetails | None)
    elif event.type == "checkout.session.async_payment_succeeded":
        assert_type(event, CheckoutSessionAsyncPaymentSucceeded)
    elif event.type == "checkout.session.async_payment_failed":
        assert_type(event, CheckoutSessionAsyncPaymentFailed)
    elif event.type == "checkout.session.expired":
        assert_type(event, CheckoutSessionExpired)
    elif event.type == "customer.updated":
        assert_type(event, Event)
        assert_type(event.data.previous_attributes, dict[str, Any] | None)
    else:
        assert_type(event, Event)


def by_type(event: CheckoutEvent) -> None:
    """``match`` on the type narrows the event."""
    match event.type:
        case "checkout.session.completed":
            assert_type(event, CheckoutSessionCompleted)
        case "checkout.session.expired":
            assert_type(event, CheckoutSessionExpired)
        case "invoice.paid":
            assert_type(event, Event)
        case _:
            pass


def of_a_session(event: CheckoutEvent) -> Session | None:
    """All four at once."""
    return event.session if isinstance(event, SessionEvent) else None


def common(event: CheckoutEvent) -> tuple[str, int, bool, str | None, str | None, str | None, dict[str, Any]]:
    """What every event has."""
    return event.id, event.created, event.livemode, event.api_version, event.account, event.request_id, event.raw


handler = EventHandler("whsec_123")


@handler.on("checkout.session.completed")
def completed(event: CheckoutSessionCompleted) -> None:
    """One event, with its class."""


@handler.on("checkout.session.async_payment_failed")
async def failed(event: SessionEvent) -> int:
    """One event, with a wider class, async, and with a result."""
    return len(event.id)


@handler.on("checkout.session.expired", "checkout.session.async_payment_succeeded")
def ended(event: SessionEvent) -> None:
    """Several events."""


@handler.on("invoice.paid", "customer.updated")
def other(event: Event) -> None:
    """Other events."""


@handler.on("invoice.voided")
def anything(event: CheckoutEvent) -> None:
    """The widest class."""


async def dispatched(body: bytes, header: str | None) -> None:
    """Both ways to dispatch; the decorated functions keep their types."""
    assert_type(handler.dispatch(body, header), CheckoutEvent)
    assert_type(await handler.dispatch_async(body, header), CheckoutEvent)
    event = construct_event(body, header, "whsec_123")
    match event:
        case CheckoutSessionCompleted():
            completed(event)
        case CheckoutSessionAsyncPaymentFailed():
            assert_type(await failed(event), int)
        case _:
            pass
