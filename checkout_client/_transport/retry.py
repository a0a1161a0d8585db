"""Whether to send again, and when: one pure function."""

from __future__ import annotations

import re

import attrs

from .._values import Value
from ..last_response import Headers
from .messages import AttemptResult, TransportFailure

FIRST_WAIT = 0.5
LONGEST_BACKOFF = 8.0
LONGEST_RETRY_AFTER = 60.0

_RETRYABLE_STATUSES = frozenset({408, 409, 429})
_SECONDS = r"[0-9]+(\.[0-9]+)?"


@attrs.frozen(eq=False, repr=False)
class RetryAfter(Value):
    """Send again after so many seconds."""

    seconds: float


@attrs.frozen(eq=False, repr=False)
class GiveUp(Value):
    """This outcome is the last word."""

    reason: str


def next_action(
    outcome: AttemptResult,
    *,
    attempt: int,
    max_retries: int,
    time_left: float | None,
    now: float,
    random: float,
) -> RetryAfter | GiveUp:
    """What to do after the ``attempt``-th attempt (from 1) ended in ``outcome``.

    ``time_left`` is what remains until the deadline, ``now`` the wall clock's time (for a ``Retry-After`` that is a
    date), ``random`` a number from 0 to 1 that spreads the waits of many clients.
    """
    if not _is_retryable(outcome):
        return GiveUp("final")
    if attempt > max_retries:
        return GiveUp("no retries left")
    seconds = min(FIRST_WAIT * 2 ** min(attempt - 1, 10), LONGEST_BACKOFF) * (0.5 + random / 2)
    if not isinstance(outcome, TransportFailure):
        asked = retry_after(outcome.headers, now)
        if asked is not None:
            if asked > LONGEST_RETRY_AFTER:
                return GiveUp("Retry-After is too long to wait")
            seconds = max(asked, seconds)
    if time_left is not None and seconds >= time_left:
        return GiveUp("the deadline would pass")
    return RetryAfter(seconds)


def _is_retryable(outcome: AttemptResult) -> bool:
    if isinstance(outcome, TransportFailure):
        return outcome.retryable
    if outcome.http_status < 400:
        return False
    told = outcome.headers.get("stripe-should-retry", "").strip().lower()
    if told in ("true", "false"):
        return told == "true"
    return outcome.http_status in _RETRYABLE_STATUSES or outcome.http_status >= 500


def retry_after(headers: Headers, now: float) -> float | None:
    """The seconds that ``Retry-After`` asks for, from a number or a date; ``None`` where it says nothing usable."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(_SECONDS, text):
        return float(text)
    if not text:
        return None
    from calendar import timegm
    from email.utils import parsedate_to_datetime  # slow to load, and dates are hardly ever sent

    try:
        moment = timegm(parsedate_to_datetime(text).utctimetuple())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, moment - now)
