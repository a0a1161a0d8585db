"""Whether to send a request again, and when: pure functions."""

from __future__ import annotations

import re

import attrs

from .._values import Value
from ..headers import Headers
from .messages import AttemptResult, TransportFailure

FIRST_BACKOFF = 0.5
MAX_BACKOFF = 8.0
MAX_RETRY_AFTER = 60.0

_RETRYABLE_STATUSES = frozenset({408, 409, 429})
_MAX_DATE_LENGTH = 64
_SECONDS = r"[0-9]+(\.[0-9]+)?"


@attrs.frozen(eq=False, repr=False)
class RetryAfter(Value):
    """Send again after this many seconds."""

    seconds: float


@attrs.frozen(eq=False, repr=False)
class GiveUp(Value):
    """Do not send again."""

    reason: str


def next_action(
    attempt_result: AttemptResult,
    *,
    attempt: int,
    max_retries: int,
    time_left: float | None,
    now: float,
    random: float,
) -> RetryAfter | GiveUp:
    """Return what to do after attempt number ``attempt`` (from 1) ended in ``attempt_result``.

    The waits are an exponential backoff with jitter: ``random``, a number from 0 to 1, shortens each by up to a half.
    ``time_left`` is the time until the deadline, ``now`` the wall clock's time, for a ``Retry-After`` that is a date.
    """
    if not _is_retryable(attempt_result):
        return GiveUp("final")
    if attempt > max_retries:
        return GiveUp("no retries left")
    seconds = min(FIRST_BACKOFF * 2 ** min(attempt - 1, 10), MAX_BACKOFF) * (0.5 + random / 2)
    if not isinstance(attempt_result, TransportFailure):
        requested = parse_retry_after(attempt_result.headers, now)
        if requested is not None:
            if requested > MAX_RETRY_AFTER:
                return GiveUp("Retry-After is too long to wait")
            seconds = max(requested, seconds)
    if time_left is not None and seconds >= time_left:
        return GiveUp("the deadline would pass")
    return RetryAfter(seconds)


def is_success(attempt_result: AttemptResult) -> bool:
    """Return whether there is a response that is not an error. Most are: they need neither a clock nor randomness."""
    return not isinstance(attempt_result, TransportFailure) and attempt_result.http_status < 400


def _is_retryable(attempt_result: AttemptResult) -> bool:
    if isinstance(attempt_result, TransportFailure):
        return attempt_result.retryable
    if is_success(attempt_result):
        return False
    should_retry = attempt_result.headers.get("stripe-should-retry", "").strip().lower()
    if should_retry in ("true", "false"):
        return should_retry == "true"
    return attempt_result.http_status in _RETRYABLE_STATUSES or attempt_result.http_status >= 500


def parse_retry_after(headers: Headers, now: float) -> float | None:
    """Return the seconds that ``Retry-After`` asks for, as a number or a date; ``None`` if it has no usable value."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(_SECONDS, text):
        return float(text)
    if not text or len(text) > _MAX_DATE_LENGTH:
        return None
    from calendar import timegm
    from email.utils import parsedate_to_datetime  # slow to load, and dates are rare

    try:
        moment = timegm(parsedate_to_datetime(text).utctimetuple())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, moment - now)
