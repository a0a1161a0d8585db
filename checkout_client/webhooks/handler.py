"""One function per kind of event, and the dispatcher that verifies, reads and calls."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Sequence
from typing import Any, Literal, NoReturn, TypeVar, overload

from ._construct import TOLERANCE, construct_event
from ._signature import signing_keys
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
    """Calls the function that you registered for an event, if Stripe signed it.

    For example::

        handler = EventHandler(os.environ["STRIPE_WEBHOOK_SECRET"])

        @handler.on("checkout.session.completed", "checkout.session.async_payment_succeeded")
        def fulfil(event: SessionEvent) -> None: ...

        handler.dispatch(payload, signature)              # synchronous code
        await handler.dispatch_async(payload, signature)  # event loops; the functions may be async or plain

    Args:
        secret: the endpoint's signing secret (``whsec_…``), or several: any may match.
        tolerance: seconds that a signature may be away from now, in both directions.
        clock: what tells the time, in Unix seconds.

    Raises:
        ValueError: the secret cannot be one: it is empty, an API key, or has white space around it.

    """

    def __init__(
        self,
        secret: str | Sequence[str],
        *,
        tolerance: float = TOLERANCE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        try:
            signing_keys(secret)  # a wrong one is found here, and not by the first webhook
        except ValueError as refused:
            del secret  # error reports show the locals of every frame
            raise refused.with_traceback(None) from None
        self._secret = secret
        self._tolerance = tolerance
        self._clock = clock
        self._functions: dict[str, _AnyFunction] = {}

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
    def on(self, *types: str) -> Callable[[Any], Any]:
        """Register the decorated function, plain or async, for events of one or more kinds.

        Raises ``ValueError`` for a kind that has a function already: of two that both fulfil, one would be too many.
        """
        for kind in types:
            if kind in self._functions or types.count(kind) > 1:
                raise ValueError(f"{kind} has a function already")

        def register(function: _AnyFunction) -> _AnyFunction:
            self._functions.update(dict.fromkeys(types, function))
            return function

        return register

    def dispatch(self, payload: bytes, signature: str | None) -> CheckoutEvent:
        """Verify, read, and call the function registered for the event; the event, handled or not.

        Answer 200 when this returns, 400 for ``SignatureVerificationError``. An exception of your function comes
        through: answer 500, and Stripe delivers again. Raises ``TypeError`` where the function is async.
        """
        try:
            event = self._read(payload, signature)
        finally:
            del payload, signature  # those of your function's errors show this frame, too
        result = self._call(event)
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()  # it has not begun, and is not to warn that it never did
            raise TypeError(f"the function for {event.type} is async: await dispatch_async(…) instead")
        return event

    async def dispatch_async(self, payload: bytes, signature: str | None) -> CheckoutEvent:
        """The same for event loops. A plain function is called as it is: it blocks the loop for as long as it takes."""
        try:
            event = self._read(payload, signature)
        finally:
            del payload, signature
        result = self._call(event)
        if inspect.isawaitable(result):
            await result
        return event

    def __reduce__(self) -> NoReturn:
        raise TypeError("an EventHandler holds a signing secret: make one in each process")

    def _read(self, payload: bytes, signature: str | None) -> CheckoutEvent:
        try:
            return construct_event(payload, signature, self._secret, tolerance=self._tolerance, now=self._clock())
        finally:
            del payload, signature

    def _call(self, event: CheckoutEvent) -> object:
        function = self._functions.get(event.type)
        return None if function is None else function(event)
