"""Dispatch verified events to the functions that are registered for them."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Sequence
from typing import Any, Literal, NoReturn, TypeVar, overload

from ._construct import TOLERANCE, construct
from ._registration_checks import check_function, check_types
from ._secret import SigningSecret, WebhookRequest
from ._signature import check_time, check_tolerance
from .event_types import OtherEventType, SessionEventType
from .events import (
    CheckoutEvent,
    CheckoutSessionAsyncPaymentFailed,
    CheckoutSessionAsyncPaymentSucceeded,
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    SessionEvent,
)

Result = TypeVar("Result")
_AnyFunction = Callable[[Any], object]


class EventHandler:
    """Calls the function that is registered for an event, after verifying that Stripe signed it.

    For example::

        handler = EventHandler(os.environ["STRIPE_WEBHOOK_SECRET"])

        @handler.on("checkout.session.completed", "checkout.session.async_payment_succeeded")
        def fulfill(event: SessionEvent) -> None: ...

        handler.dispatch(payload, signature)              # threads
        await handler.dispatch_async(payload, signature)  # event loops; functions may be async or not

    Args:
        secret: the endpoint's signing secret (``whsec_…``), or a list of secrets of which any may match.
        tolerance: how many seconds a signature may be older or newer than now.
        clock: a function that returns the time in Unix seconds. It is called once here, to check it.

    Raises:
        ValueError: the secret is empty, an API key, or contains white space; the tolerance is negative; the clock
            returns milliseconds.
        TypeError: the tolerance is not a number, or the clock is not a function that returns one.

    """

    def __init__(
        self,
        secret: str | Sequence[str],
        *,
        tolerance: float = TOLERANCE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._secret = SigningSecret(secret)
        del secret  # error reports show the local variables of every frame
        if self._secret.problem:
            raise ValueError(self._secret.problem)
        check_tolerance(tolerance)
        if not callable(clock):  # pyright: ignore[reportUnnecessaryComparison] - callers without a type checker
            raise TypeError(f"clock must be a function such as time.time, not {type(clock).__name__}")
        self._tolerance = tolerance
        self._clock = clock
        self._functions: dict[str, _AnyFunction] = {}
        self._now()

    @overload
    def on(
        self, type: Literal["checkout.session.completed"], /
    ) -> Callable[[Callable[[CheckoutSessionCompleted], Result]], Callable[[CheckoutSessionCompleted], Result]]: ...
    @overload
    def on(
        self, type: Literal["checkout.session.async_payment_succeeded"], /
    ) -> Callable[
        [Callable[[CheckoutSessionAsyncPaymentSucceeded], Result]],
        Callable[[CheckoutSessionAsyncPaymentSucceeded], Result],
    ]: ...
    @overload
    def on(
        self, type: Literal["checkout.session.async_payment_failed"], /
    ) -> Callable[
        [Callable[[CheckoutSessionAsyncPaymentFailed], Result]],
        Callable[[CheckoutSessionAsyncPaymentFailed], Result],
    ]: ...
    @overload
    def on(
        self, type: Literal["checkout.session.expired"], /
    ) -> Callable[[Callable[[CheckoutSessionExpired], Result]], Callable[[CheckoutSessionExpired], Result]]: ...
    @overload
    def on(
        self, type: SessionEventType, another: SessionEventType, /, *more: SessionEventType
    ) -> Callable[[Callable[[SessionEvent], Result]], Callable[[SessionEvent], Result]]: ...
    @overload
    def on(
        self, type: OtherEventType, /, *more: OtherEventType
    ) -> Callable[[Callable[[Event], Result]], Callable[[Event], Result]]: ...
    def on(self, *types: Any) -> Callable[[Any], Any]:
        """Register the decorated function, async or not, for events of one or more types.

        A type that this package does not know is accepted, unless it looks like a misspelling of one that it knows.

        Raises:
            ValueError: a type has a function already (if two functions fulfilled an order, one would be too many), or
                looks like a misspelling.
            TypeError: no type is given, or the function is a generator, which would never run.

        """
        check_types(types)
        self._check_free(types)

        def register(function: _AnyFunction) -> _AnyFunction:
            check_function(function, types)
            self._check_free(types)
            self._functions.update(dict.fromkeys(types, function))
            return function

        return register

    def dispatch(self, payload: bytes, signature: str | None) -> CheckoutEvent:
        """Verify a webhook, call the function that is registered for its event, and return the event.

        Events without a function are returned too. Answer 200 then, and 400 for ``SignatureVerificationError``. An
        exception of your function is raised as it is: answer 500, and Stripe delivers the event again.

        Raises:
            SignatureVerificationError: the webhook is not from Stripe, was changed on the way, or is too old.
            ValueError: the payload is not bytes, or the signed body is not an event that can be read.
            TypeError: the function for the event is async, or returned a generator.

        """
        request = WebhookRequest(payload, signature)
        del payload, signature  # error reports of your function show this frame too
        event = self._read(request)
        result = self._call(event)
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()  # it has not started, and should not warn that it was never awaited
            raise TypeError(f"the function for {event.type} is async: await dispatch_async(…) instead")
        return event

    async def dispatch_async(self, payload: bytes, signature: str | None) -> CheckoutEvent:
        """Do the same as ``dispatch`` in an event loop, and await the function if it is async.

        A function that is not async blocks the event loop until it returns.
        """
        request = WebhookRequest(payload, signature)
        del payload, signature
        event = self._read(request)
        result = self._call(event)
        if inspect.isawaitable(result):
            await result
        return event

    def __reduce__(self) -> NoReturn:
        raise TypeError("an EventHandler holds a signing secret: create one in each process")

    def _now(self) -> float:
        now = self._clock()
        check_time(now, "the result of clock()")
        return now

    def _check_free(self, types: tuple[str, ...]) -> None:
        for kind in types:
            if kind in self._functions:
                raise ValueError(f"{kind} has a function already")

    def _read(self, request: WebhookRequest) -> CheckoutEvent:
        return construct(request, self._secret, tolerance=self._tolerance, now=self._now())

    def _call(self, event: CheckoutEvent) -> object:
        function = self._functions.get(event.type)
        if function is None:
            return None
        result = function(event)
        if inspect.isgenerator(result) or inspect.isasyncgen(result):
            raise TypeError(f"the function for {event.type} returned a generator, which nothing runs")
        return result
