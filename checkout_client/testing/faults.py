"""Methods that make the next requests fail, such as ``fake.fail_next``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._api.api_messages import ConnectionFault, Operation
from ._api.fake_api import FakeAPI
from ._api.injected_faults import InjectedFault
from ._shop.error_responses import StripeErrorResponse

_ERROR_TYPES = {402: "card_error", 429: "rate_limit_error"}
_MESSAGES = {
    400: "The fake refused this request because a test asked it to.",
    402: "Your card was declined.",
    429: "Request rate limit exceeded.",
}


class FaultInjection:
    """The methods of :class:`FakeCheckout` that make requests fail.

    Each method applies to the next ``n`` requests, retries included. ``on="create"``, or the name of another of the
    six calls, restricts it to that call. Faults apply in the order in which they were requested.
    """

    _api: FakeAPI

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
        """Answer with an error instead of processing the request: ``fail_next(2, status=503)``.

        ``type`` follows from ``status`` unless given. ``headers`` are added to the response:
        ``{"Retry-After": "1"}``, ``{"Stripe-Should-Retry": "false"}``.
        """
        default_type = _ERROR_TYPES.get(status, "api_error" if status >= 500 else "invalid_request_error")
        default_message = _MESSAGES.get(status) or ("Something went wrong." if status >= 500 else _MESSAGES[400])
        error = StripeErrorResponse(
            message or default_message,
            http_status=status,
            type=type or default_type,
            code=code,
            param=param,
            decline_code=decline_code,
            headers=headers,
        )
        self._queue(n, InjectedFault(on, before=error))

    def rate_limit(self, n: int = 1, *, retry_after: float | None = None, on: Operation | None = None) -> None:
        """Answer with 429. ``retry_after``, in seconds, is sent as the ``Retry-After`` header."""
        headers = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
        self.fail_next(n, status=429, code="rate_limit", headers=headers, on=on)

    def refuse_connection(self, n: int = 1, *, on: Operation | None = None) -> None:
        """Refuse the connection: the request does not arrive and nothing is done."""
        self._queue(n, InjectedFault(on, before=ConnectionFault("refused")))

    def lose_response(self, n: int = 1, *, on: Operation | None = None) -> None:
        """Process the request, then break the connection: a Session is created and the caller does not know."""
        self._queue(n, InjectedFault(on, after=ConnectionFault("broken")))

    def time_out(self, n: int = 1, *, processed: bool = False, on: Operation | None = None) -> None:
        """Never answer, so that the caller times out. With ``processed`` the request is processed all the same."""
        silent = ConnectionFault("silent")
        self._queue(n, InjectedFault(on, after=silent) if processed else InjectedFault(on, before=silent))

    def slow_down(self, seconds: float, n: int = 1, *, on: Operation | None = None) -> None:
        """Take ``seconds`` to answer.

        A caller with a shorter timeout gives up. If it repeats the call within those seconds, it gets a 409 because
        its idempotency key is still in use, as with Stripe.
        """
        self._queue(n, InjectedFault(on, seconds=seconds))

    @property
    def pending_faults(self) -> list[dict[str, Any]]:
        """The faults that have not been used yet, the next one first."""
        return [fault.to_dict() for fault in self._api.faults]

    def clear_faults(self) -> None:
        """Drop the faults that have not been used yet."""
        self._api.clear_faults()

    def _queue(self, n: int, fault: InjectedFault) -> None:
        if n < 1:
            raise ValueError(f"n must be at least 1, not {n}")
        self._api.queue_faults([fault] * n)
