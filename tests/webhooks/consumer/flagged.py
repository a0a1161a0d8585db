"""Mistakes with webhooks that a type checker must report; "flagged" announces what, in the line after. Never run."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnusedExpression=false

from __future__ import annotations

from checkout_client.webhooks import (
    CheckoutEvent,
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    EventHandler,
    SessionEvent,
    construct_event,
    read_event,
)

body, header, handler = b"", "", EventHandler("whsec_123")

# Arguments.

# flagged: "dict[str, str]" (pyright reportArgumentType, mypy arg-type)
construct_event({"id": "evt_123"}, header, "whsec_123")
# flagged: "bytes" (pyright reportArgumentType, mypy arg-type)
construct_event("{}", header, "whsec_123")
# flagged: None (pyright reportArgumentType, mypy arg-type)
construct_event(body, header, None)
# flagged: secret (pyright reportCallIssue, mypy call-arg)
construct_event(body, header)
# flagged: "tolerence" (pyright reportCallIssue, mypy call-arg)
construct_event(body, header, "whsec_123", tolerence=300)
# flagged: "read_event" (pyright reportArgumentType, mypy arg-type)
read_event(17)


def misspelt_types(event: CheckoutEvent) -> None:
    """A type that no event has."""
    # flagged: checkout.session.complete (pyright reportUnnecessaryComparison, mypy comparison-overlap)
    if event.type == "checkout.session.complete":
        print("paid")
    # flagged: checkout.session.async_payment_suceeded (pyright reportUnnecessaryComparison, mypy comparison-overlap)
    if event.type == "checkout.session.async_payment_suceeded":
        print("paid")
    match event.type:
        # flagged: never be matched (pyright reportUnnecessaryComparison)
        case "checkout.session.expire":
            print("expired")
        case _:
            pass


def before_narrowing(event: CheckoutEvent) -> None:
    """Not every event has a Session."""
    # flagged: "session" (pyright reportAttributeAccessIssue, mypy union-attr)
    print(event.session.id)


def in_the_wrong_branch(event: CheckoutEvent) -> None:
    """A branch knows its event, and what may be absent."""
    match event:
        case CheckoutSessionCompleted():
            # flagged: "email" (pyright reportOptionalMemberAccess, mypy union-attr)
            print(event.session.customer_details.email)
            # flagged: "custmer_details" (pyright reportAttributeAccessIssue, mypy attr-defined)
            print(event.session.custmer_details)
        case Event():
            # flagged: "session" (pyright reportAttributeAccessIssue, mypy attr-defined)
            print(event.session)
        case _:
            pass


# flagged: "on" (pyright reportCallIssue, mypy call-overload)
# flagged: checkout.session.complete (pyright reportArgumentType)
# flagged: ntyped (pyright reportUntypedFunctionDecorator, mypy untyped-decorator)
@handler.on("checkout.session.complete")
def misspelt(event: CheckoutSessionCompleted) -> None:
    """A type that no event has."""


# flagged: CheckoutSessionExpired (pyright reportArgumentType, mypy arg-type)
@handler.on("checkout.session.completed")
def of_another_event(event: CheckoutSessionExpired) -> None:
    """Another event's class."""


# flagged: CheckoutSessionExpired (pyright reportArgumentType, mypy arg-type)
@handler.on("checkout.session.completed", "checkout.session.expired")
def of_one_event_only(event: CheckoutSessionExpired) -> None:
    """Too narrow a class."""


# flagged: Event (pyright reportArgumentType, mypy arg-type)
@handler.on("invoice.paid")
def of_a_session(event: SessionEvent) -> None:
    """A class of Sessions only."""


async def not_awaited() -> None:
    """The dispatcher of event loops."""
    # flagged: "id" (pyright reportAttributeAccessIssue, mypy attr-defined)
    print(handler.dispatch_async(body, header).id)
