"""Mistakes in setting up an EventHandler are errors at once: later they would be webhooks that nothing handles."""

from __future__ import annotations

import functools
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from support.webhook_events import NOW, SECRET, encode, other_event, sign

from checkout_client.webhooks import EventHandler, OtherEventType, SessionEventType
from checkout_client.webhooks._registration_checks import check_types

OTHER = encode(other_event())


def handler(**settings: Any) -> Any:
    return EventHandler(**{"secret": SECRET, "clock": lambda: NOW, **settings})


class TestTypes:
    @pytest.mark.parametrize(
        ("misspelt", "meant"),
        [
            ("checkout.session.complete", "checkout.session.completed"),
            ("checkout.session.compelted", "checkout.session.completed"),
            ("checkout.sessions.completed", "checkout.session.completed"),
            ("checkout_session_completed", "checkout.session.completed"),
            ("CHECKOUT.SESSION.COMPLETED", "checkout.session.completed"),
            (" checkout.session.completed", "checkout.session.completed"),
            ("checkout.session.async_payment_success", "checkout.session.async_payment_succeeded"),
            ("checkout.session.asyncPaymentFailed", "checkout.session.async_payment_failed"),
            ("checkout.session.expire", "checkout.session.expired"),
            ("invoice.payd", "invoice.paid"),
            ("invoice-paid", "invoice.paid"),
            ("payment_intent.suceeded", "payment_intent.succeeded"),
            ("customer.subscription.updatd", "customer.subscription.updated"),
        ],
    )
    def test_a_misspelt_type(self, misspelt: str, meant: str) -> None:
        with pytest.raises(ValueError, match=f"is not a type of event: did you mean '{meant}'") as caught:
            handler().on(misspelt)
        assert repr(misspelt) in str(caught.value)

    def test_every_known_type_is_accepted(self) -> None:
        known = (*get_args(SessionEventType), *get_args(OtherEventType))
        check_types(known)
        assert len(known) > 250

    @pytest.mark.parametrize("kind", ["something.new", "invoice.payment_plan.created", "checkout.order.created", "x"])
    def test_unknown_types_are_accepted(self, kind: str) -> None:
        handler().on(kind)(print)

    def test_a_bare_decorator(self) -> None:
        with pytest.raises(TypeError, match=r'@handler.on needs the type of event: @handler.on\("checkout'):

            @handler().on
            def fulfil(event: Any) -> None:
                raise AssertionError

    def test_no_type(self) -> None:
        with pytest.raises(TypeError, match="at least one type of event"):
            handler().on()

    @pytest.mark.parametrize("kind", [None, 17, b"invoice.paid", ["invoice.paid"]])
    def test_types_that_are_not_strings(self, kind: Any) -> None:
        with pytest.raises(TypeError, match=f"must be a string, not {type(kind).__name__}"):
            handler().on(kind)

    @pytest.mark.parametrize("kind", ["", "*", "checkout.session.*"])
    def test_patterns(self, kind: str) -> None:
        with pytest.raises(ValueError, match="patterns are not supported"):
            handler().on(kind)

    def test_a_type_that_got_a_function_in_the_meantime(self) -> None:
        events = handler()
        first, second = events.on("invoice.paid"), events.on("invoice.paid")
        first(print)
        with pytest.raises(ValueError, match=r"invoice\.paid has a function already"):
            second(print)


def generator(event: Any) -> Iterator[None]:
    yield


async def async_generator(event: Any) -> AsyncIterator[None]:
    yield


class Callable:
    def __call__(self, event: Any) -> Iterator[None]:
        yield

    def method(self, event: Any) -> Iterator[None]:
        yield


class TestFunctions:
    @pytest.mark.parametrize(
        "function",
        [generator, async_generator, Callable(), Callable().method, functools.partial(generator)],
        ids=["generator", "async generator", "object", "method", "partial"],
    )
    def test_generators(self, function: Any) -> None:
        with pytest.raises(TypeError, match=r"the function for invoice\.paid contains yield"):
            handler().on("invoice.paid")(function)

    @pytest.mark.parametrize("function", [lambda event: generator(event), lambda event: async_generator(event)])
    def test_a_function_that_returns_a_generator(self, function: Any) -> None:
        events = handler()
        events.on("customer.updated")(function)
        with pytest.raises(TypeError, match=r"the function for customer\.updated returned a generator"):
            events.dispatch(OTHER, sign(OTHER))

    @pytest.mark.parametrize("function", [None, "fulfil", 17])
    def test_what_cannot_be_called(self, function: Any) -> None:
        with pytest.raises(TypeError, match=f"must be a function, not {type(function).__name__}"):
            handler().on("invoice.paid")(function)


class TestClock:
    @pytest.mark.parametrize("clock", [lambda: time.time() * 1000, time.time_ns, lambda: 1e300])
    def test_milliseconds(self, clock: Any) -> None:
        with pytest.raises(ValueError, match="looks like milliseconds"):
            handler(clock=clock)

    @pytest.mark.parametrize("clock", [None, 1_700_000_000, "now"])
    def test_not_a_function(self, clock: Any) -> None:
        with pytest.raises(TypeError, match=f"clock must be a function such as time.time, not {type(clock).__name__}"):
            handler(clock=clock)

    @pytest.mark.parametrize("result", [None, "1700000000", datetime(2026, 1, 1, tzinfo=UTC), True])
    def test_no_number(self, result: Any) -> None:
        with pytest.raises(
            TypeError, match=f"the result of clock.* must be Unix seconds.*, not {type(result).__name__}"
        ):
            handler(clock=lambda: result)

    def test_that_becomes_wrong_later(self) -> None:
        times = [NOW, NOW * 1000]
        events = handler(clock=lambda: times.pop(0))
        with pytest.raises(ValueError, match="looks like milliseconds"):
            events.dispatch(OTHER, sign(OTHER))


@pytest.mark.parametrize(
    ("tolerance", "error"), [("300", TypeError), (None, TypeError), (True, TypeError), (-1, ValueError)]
)
def test_a_wrong_tolerance(tolerance: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="tolerance must be a number of seconds"):
        handler(tolerance=tolerance)
