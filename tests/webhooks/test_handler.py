"""EventHandler: which function is called, and what happens to its result."""

from __future__ import annotations

import gc
import math
from collections.abc import Awaitable
from typing import Any

import pytest
from support.runtimes import EVENT_LOOPS, Runtime
from support.webhook_events import NOW, SECRET, encode, other_event, session_event, sign

from checkout_client.webhooks import (
    CheckoutSessionExpired,
    Event,
    EventHandler,
    SessionEvent,
    SignatureVerificationError,
)

COMPLETED = encode(session_event())
EXPIRED = encode(session_event("checkout.session.expired"))
OTHER = encode(other_event())


def handler(**settings: Any) -> EventHandler:
    return EventHandler(**{"secret": SECRET, "clock": lambda: NOW, **settings})


def on_loop(runtime: Runtime, awaitable: Any) -> Any:
    async def main() -> Any:
        return await awaitable()

    assert runtime.run is not None
    return runtime.run(main)


def test_the_function_of_the_event_is_called_with_it() -> None:
    events, seen = handler(), []

    @events.on("checkout.session.expired")
    def expired(event: CheckoutSessionExpired) -> None:
        seen.append(event)

    @events.on("customer.updated")
    def updated(event: Event) -> None:
        raise AssertionError

    event = events.dispatch(EXPIRED, sign(EXPIRED))
    assert seen == [event]
    assert event.type == "checkout.session.expired"


def test_one_function_for_two_types() -> None:
    events, seen = handler(), []

    @events.on("checkout.session.completed", "checkout.session.expired")
    def ended(event: SessionEvent) -> None:
        seen.append(event.type)

    for payload in (EXPIRED, COMPLETED):
        events.dispatch(payload, sign(payload))
    assert seen == ["checkout.session.expired", "checkout.session.completed"]


def test_the_decorated_function_is_returned_unchanged() -> None:
    def expired(event: CheckoutSessionExpired) -> int:
        return 17

    assert handler().on("checkout.session.expired")(expired) is expired


@pytest.mark.parametrize("payload", [COMPLETED, OTHER])
def test_events_without_a_function_are_acknowledged(payload: bytes) -> None:
    assert handler().dispatch(payload, sign(payload)).raw


def test_unsigned_events_reach_no_function() -> None:
    events = handler()

    @events.on("checkout.session.completed")
    def completed(event: SessionEvent) -> None:
        raise AssertionError

    with pytest.raises(SignatureVerificationError):
        events.dispatch(COMPLETED, sign(EXPIRED))


def test_an_exception_of_the_function_is_raised() -> None:
    events, problem = handler(), RuntimeError("out of stock")

    @events.on("checkout.session.completed")
    def completed(event: SessionEvent) -> None:
        raise problem

    with pytest.raises(RuntimeError) as caught:
        events.dispatch(COMPLETED, sign(COMPLETED))
    assert caught.value is problem


def test_an_event_has_one_function() -> None:
    events = handler()
    events.on("invoice.paid", "invoice.voided")(lambda event: None)
    with pytest.raises(ValueError, match=r"invoice\.paid has a function already"):
        events.on("invoice.sent", "invoice.paid")
    with pytest.raises(ValueError, match=r"invoice\.sent is given twice"):
        events.on("invoice.sent", "invoice.sent")
    events.on("invoice.sent")


def test_secret_tolerance_and_clock() -> None:
    signature = sign(OTHER, timestamp=NOW - 400)
    with pytest.raises(SignatureVerificationError, match="signed 400 s ago"):
        handler().dispatch(OTHER, signature)
    assert handler(tolerance=400).dispatch(OTHER, signature)
    assert handler(clock=lambda: NOW - 400).dispatch(OTHER, signature)
    assert handler(secret=["whsec_new", SECRET]).dispatch(OTHER, sign(OTHER))
    assert EventHandler(SECRET, tolerance=math.inf).dispatch(OTHER, sign(OTHER))
    with pytest.raises(SignatureVerificationError, match="tolerance is 300 s"):
        EventHandler(SECRET).dispatch(OTHER, sign(OTHER))  # by the real clock


@pytest.mark.parametrize("secret", ["", [], None, "sk_test_123", f"{SECRET}\n"])
def test_an_invalid_secret_is_rejected_at_once(secret: Any) -> None:
    with pytest.raises(ValueError, match="secret"):
        handler(secret=secret)


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(handler())


@pytest.mark.parametrize("runtime", EVENT_LOOPS, ids=lambda runtime: runtime.name)
class TestEventLoops:
    def test_an_async_function_is_awaited(self, runtime: Runtime) -> None:
        events, seen = handler(), []

        @events.on("checkout.session.completed")
        async def completed(event: SessionEvent) -> None:
            seen.append(event)

        event = on_loop(runtime, lambda: events.dispatch_async(COMPLETED, sign(COMPLETED)))
        assert seen == [event]

    def test_a_sync_function_is_called(self, runtime: Runtime) -> None:
        events, seen = handler(), []
        events.on("checkout.session.completed")(seen.append)
        event = on_loop(runtime, lambda: events.dispatch_async(COMPLETED, sign(COMPLETED)))
        assert seen == [event]

    def test_events_without_a_function_are_acknowledged(self, runtime: Runtime) -> None:
        assert on_loop(runtime, lambda: handler().dispatch_async(OTHER, sign(OTHER))).id == "evt_other"

    def test_an_exception_of_the_function_is_raised(self, runtime: Runtime) -> None:
        events = handler()

        @events.on("customer.updated")
        async def updated(event: Event) -> None:
            raise LookupError

        with pytest.raises(LookupError):
            on_loop(runtime, lambda: events.dispatch_async(OTHER, sign(OTHER)))

    def test_unsigned_events_are_rejected(self, runtime: Runtime) -> None:
        with pytest.raises(SignatureVerificationError):
            on_loop(runtime, lambda: handler().dispatch_async(OTHER, None))


class TestAsyncFunctionsInThreads:
    def test_are_rejected_and_never_start(self) -> None:
        events = handler()

        @events.on("customer.updated")
        async def updated(event: Event) -> None:
            raise AssertionError

        with pytest.raises(TypeError, match=r"the function for customer.updated is async: await dispatch_async"):
            events.dispatch(OTHER, sign(OTHER))
        gc.collect()  # a coroutine that was left alone would warn now, and warnings are errors

    def test_are_rejected_if_they_return_any_awaitable(self) -> None:
        class Promise(Awaitable[None]):
            def __await__(self) -> Any:
                raise AssertionError

        events = handler()
        events.on("customer.updated")(lambda event: Promise())
        with pytest.raises(TypeError, match="is async"):
            events.dispatch(OTHER, sign(OTHER))
