"""Faults on demand: what goes wrong next, and for which call."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

import attrs

from ._api.api_messages import ConnectionFault, Operation
from ._shop.error_responses import StripeErrorResponse

_TYPES = {402: "card_error", 429: "rate_limit_error"}
_WORDS = {
    400: "This request was refused by the fake, as a test asked.",
    402: "Your card was declined.",
    429: "Request rate limit exceeded.",
}


@attrs.frozen
class Fault:
    """One thing that goes wrong, once."""

    on: Operation | None
    """The call it waits for; ``None`` for whichever comes."""
    before: StripeErrorResponse | ConnectionFault | None = None
    """What takes the place of the answer, nothing being done."""
    after: ConnectionFault | None = None
    """What takes the place of the answer, everything having been done."""
    seconds: float = 0.0
    """How long the answer takes."""


class FaultInjection:
    """The part of :class:`FakeCheckout` that makes requests fail.

    Each method applies to the next ``n`` requests, retries included; ``on="create"``, or another of the six calls'
    names, lets requests of other kinds pass. Faults come in the order in which they were asked for.
    """

    _faults: deque[Fault]

    def fail_next(
        self,
        n: int = 1,
        *,
        status: int = 500,
        code: str | None = None,
        message: str | None = None,
        type: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
        headers: Mapping[str, str] | None = None,
        on: Operation | None = None,
    ) -> None:
        """Answer with an error, nothing being done: ``fail_next(2, status=503)``.

        ``type`` follows from ``status`` unless given. ``headers`` are added to the response:
        ``{"Retry-After": "1"}``, ``{"Stripe-Should-Retry": "false"}``.
        """
        kind = type or _TYPES.get(status, "api_error" if status >= 500 else "invalid_request_error")
        words = message or _WORDS.get(status) or ("Something went wrong." if status >= 500 else _WORDS[400])
        self._queue(
            n,
            Fault(
                on,
                StripeErrorResponse(
                    words,
                    http_status=status,
                    type=kind,
                    code=code,
                    param=param,
                    decline_code=decline_code,
                    headers=headers,
                ),
            ),
        )

    def rate_limit(self, n: int = 1, *, retry_after: float | None = None, on: Operation | None = None) -> None:
        """Answer with 429, and with a ``Retry-After`` of so many seconds if given."""
        headers = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
        self.fail_next(n, status=429, code="rate_limit", headers=headers, on=on)

    def refuse_connection(self, n: int = 1, *, on: Operation | None = None) -> None:
        """Fail before the request arrives: nothing is done."""
        self._queue(n, Fault(on, before=ConnectionFault("refused")))

    def lose_response(self, n: int = 1, *, on: Operation | None = None) -> None:
        """Do what is asked, then break the connection: the Session is made, and the caller does not know."""
        self._queue(n, Fault(on, after=ConnectionFault("broken")))

    def time_out(self, n: int = 1, *, processed: bool = False, on: Operation | None = None) -> None:
        """Never answer: the caller's own timeout ends it. With ``processed`` everything was done all the same."""
        silent = ConnectionFault("silent")
        self._queue(n, Fault(on, after=silent) if processed else Fault(on, before=silent))

    def slow_down(self, seconds: float, n: int = 1, *, on: Operation | None = None) -> None:
        """Take ``seconds`` for the answer.

        A caller with a shorter timeout gives up. If it repeats the call before they are over, the idempotency key is
        still in use (409), as it would be at Stripe.
        """
        self._queue(n, Fault(on, seconds=seconds))

    def clear_faults(self) -> None:
        """Forget the faults that have not come yet."""
        self._faults.clear()

    def _queue(self, n: int, fault: Fault) -> None:
        if n < 1:
            raise ValueError(f"n must be at least 1, not {n}")
        self._faults.extend([fault] * n)


def next_fault(faults: deque[Fault], operation: Operation | None) -> Fault | None:
    """Take the first fault that waits for ``operation``, or for any request."""
    for fault in faults:
        if fault.on in (None, operation):
            faults.remove(fault)
            return fault
    return None
