"""The loop that every call goes through, without any I/O (sans-I/O).

It yields what should happen next, a ``Send`` or a ``Sleep``, and receives the result. A driver performs these steps.
There is one for threads and one for event loops, and neither makes decisions.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator
from typing import TYPE_CHECKING

from ..options import RequestOptions
from .auth import redact_headers
from .call import Call, Result
from .config import Config
from .environment import Environment, process_hooks
from .messages import AttemptResult, Response, Send, Sleep
from .request.prepare import prepare
from .result import parse_response
from .retry import GiveUp, RetryAfter, is_success, next_action

if TYPE_CHECKING:
    from ..instrumentation._observer import CallObserver

Flow = Generator[Send | Sleep, AttemptResult | None, Result]

_SUCCESS = GiveUp("final")

_logger = logging.getLogger("checkout_client")


def observer(call: Call[object], config: Config, environment: Environment) -> CallObserver | None:
    """Return what tells the hooks of ``call``; ``None`` if there are none, as in most programs."""
    given = process_hooks.given
    if not (config.hooks or given or process_hooks.console) and (
        given is not None  # otherwise the default: the log, and OpenTelemetry where the program uses it
        or not (_logger.isEnabledFor(logging.INFO) or "opentelemetry" in sys.modules)
    ):
        return None
    from ..instrumentation._active_hooks import observe

    return observe(call.method, call.path, config.base_url, config.hooks, environment.monotonic)


def flow(
    call: Call[Result],
    config: Config,
    options: RequestOptions | None,
    environment: Environment,
    observer: CallObserver | None = None,
) -> Flow[Result]:
    """Perform ``call``: send it, and send it again if that is right, until there is a result or an error."""
    prepared = prepare(call, config, options, environment.new_idempotency_key)
    max_attempts = prepared.max_retries + 1
    started = environment.monotonic()
    ends = None if prepared.deadline is None else started + prepared.deadline
    time_left = prepared.deadline
    attempt = 0
    attempt_result: AttemptResult | None = None
    action: RetryAfter | GiveUp
    limiter = None
    if config.rate_limit is not None:
        from .rate_limiting import RateLimiter

        limiter = RateLimiter(config.rate_limit, prepared.stripe_account, environment)
    while True:
        if limiter is not None:
            allowed = yield from limiter.wait(ends, attempt + 1, max_attempts)
            if allowed is None:
                attempt_result, action = limiter.too_late(attempt_result)
                break
            time_left = None if ends is None else ends - allowed
        attempt += 1
        if observer is not None:
            observer.before_attempt(attempt)
        attempt_result = yield Send(
            prepared.request,
            prepared.timeout.capped(time_left),
            time_left,
            attempt,
            max_attempts,
            config.max_response_bytes,
        )
        assert attempt_result is not None
        if isinstance(attempt_result, Response):
            attempt_result = _redacted(attempt_result, config.api_key)
        now = environment.monotonic()
        if is_success(attempt_result):
            action = _SUCCESS
        else:
            action = next_action(
                attempt_result,
                attempt=attempt,
                max_retries=prepared.max_retries,
                time_left=None if ends is None else ends - now,
                now=environment.wall_clock(),
                random=environment.random(),
            )
        if limiter is not None:
            limiter.after_attempt(attempt_result, action)
        if observer is not None:
            _tell(observer, attempt_result, action)
        if isinstance(action, GiveUp):
            break
        yield Sleep(action.seconds, attempt + 1, max_attempts)
        if ends is not None:
            time_left = ends - environment.monotonic()
            if time_left <= 0:  # the sleep took longer than requested: the machine was suspended or busy
                action = GiveUp("the deadline has passed")
                break
    try:
        return parse_response(call, prepared, attempt_result, attempt, config.api_key)
    except Exception as error:
        error.add_note(f"{call.method} {call.path}: attempt {attempt} of {max_attempts}, {action.reason}")
        raise


def _redacted(response: Response, api_key: str) -> Response:
    headers = redact_headers(response.headers, api_key)
    if headers is response.headers:
        return response
    return Response(response.http_status, headers, response.content)


def _tell(observer: CallObserver, attempt_result: AttemptResult, action: RetryAfter | GiveUp) -> None:
    retry_wait, reason = (action.seconds, None) if isinstance(action, RetryAfter) else (None, action.reason)
    if isinstance(attempt_result, Response):
        observer.after_attempt(
            http_status=attempt_result.http_status,
            request_id=attempt_result.headers.get("request-id"),
            replayed=attempt_result.headers.get("idempotent-replayed") == "true",
            retry_wait=retry_wait,
            reason=reason,
        )
    else:
        observer.after_attempt(
            error_kind=attempt_result.kind, failure=attempt_result.reason, retry_wait=retry_wait, reason=reason
        )
