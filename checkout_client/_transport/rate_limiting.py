"""How a call keeps to the client's rate limit. Loaded by the first call of a client that has one."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

import attrs

from ..rate_limit import RateLimit, Reservation
from .environment import Environment
from .messages import AttemptResult, Response, Sleep, TransportFailure
from .retry import FIRST_BACKOFF, MAX_RETRY_AFTER, GiveUp, RetryAfter, parse_retry_after

_TOO_LATE: Final = GiveUp("the rate limit would make it wait until after the deadline")

_NEVER_SENT: Final = TransportFailure(
    "Not sent: the client's rate limit would make the call wait until after its deadline",
    timed_out=True,
    retryable=False,
    kind="deadline",
)


@attrs.frozen(eq=False, repr=False)
class RateLimitWait(Sleep):
    """The flow asks to wait until the rate limit allows the next attempt."""

    limiter: RateLimiter = attrs.field(kw_only=True, repr=False)
    reservation: Reservation = attrs.field(kw_only=True, repr=False)

    def describe(self) -> str:
        """Return what is happening during this step."""
        return f"waiting {self.seconds:.3f} s for the rate limit before attempt {self.attempt} of {self.max_attempts}"

    def interrupted(self) -> None:
        """Give the reservation back."""
        self.limiter.cancel(self.reservation)


@attrs.frozen(eq=False, repr=False)
class RateLimiter:
    """The rate limit of one call."""

    limit: RateLimit
    account: str | None
    environment: Environment

    def wait(self, ends: float | None, attempt: int, max_attempts: int) -> Generator[Sleep, object, float | None]:
        """Wait until an attempt may be sent, and return the time; ``None``, at once, if it is after the deadline."""
        monotonic = self.environment.monotonic
        now = monotonic()
        reservation = self.limit.reserve(self.account, now)
        while reservation.delay > 0:
            if ends is not None and now + reservation.delay >= ends:
                self.cancel(reservation)
                return None
            yield RateLimitWait(reservation.delay, attempt, max_attempts, limiter=self, reservation=reservation)
            now = monotonic()
            reservation = self.limit.reserve(self.account, now, reservation)
        return None if ends is not None and now >= ends else now

    def cancel(self, reservation: Reservation) -> None:
        """Give a reservation back that is still waited for."""
        self.limit.cancel(self.account, reservation, self.environment.monotonic())

    def too_late(self, result: AttemptResult | None) -> tuple[AttemptResult, GiveUp]:
        """Return what a call ends with that cannot be sent in time: the attempt before, or that there was none."""
        return result or _NEVER_SENT, _TOO_LATE

    def after_attempt(self, result: AttemptResult, action: RetryAfter | GiveUp) -> None:
        """Pause the account if the API has limited the rate."""
        if not isinstance(result, Response) or result.http_status != 429 or b'"lock_timeout"' in result.content:
            return
        if isinstance(action, RetryAfter):
            seconds = action.seconds
        else:
            requested = parse_retry_after(result.headers, self.environment.wall_clock())
            seconds = FIRST_BACKOFF if requested is None else min(requested, MAX_RETRY_AFTER)
        self.limit.pause(self.account, seconds, self.environment.monotonic())
