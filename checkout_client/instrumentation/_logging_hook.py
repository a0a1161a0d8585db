"""The log: one record for each attempt, without parameters, bodies, ids or keys."""

from __future__ import annotations

import logging
from typing import Any

from ._details import AttemptEnd
from ._hook import Hook


class LoggingHook(Hook):
    """Logs each attempt. It is one of the default hooks; make one of your own for other levels or another logger.

    For example, with every attempt at INFO::

        set_hooks([LoggingHook(level=logging.INFO, retry_level=logging.WARNING)])

    Args:
        logger: the logger, or its name.
        level: the level of attempts that are not retried: they succeeded, or their error is raised.
        retry_level: the level of attempts that failed and will be retried.

    """

    def __init__(
        self,
        *,
        logger: logging.Logger | str = "checkout_client",
        level: int = logging.DEBUG,
        retry_level: int = logging.INFO,
    ) -> None:
        self._logger = logging.getLogger(logger) if isinstance(logger, str) else logger
        self._level = level
        self._retry_level = retry_level

    def is_wanted(self, retry: bool) -> bool:
        """Return whether an attempt would be logged; ``retry`` says whether it will be retried."""
        return self._logger.isEnabledFor(self._retry_level if retry else self._level)

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        """Log the attempt."""
        level = self._level if attempt.retry_wait is None else self._retry_level
        if not self._logger.isEnabledFor(level):
            return
        result = str(attempt.http_status) if attempt.failure is None else attempt.failure
        then = attempt.reason if attempt.retry_wait is None else f"again in {attempt.retry_wait:.3f} s"
        self._logger.log(
            level,
            "%s %s: %s, attempt %d, %.3f s, request %s; %s",
            attempt.method,
            attempt.path,
            result,
            attempt.attempt,
            attempt.duration,
            attempt.request_id,
            then,
            extra=record_fields(attempt),
        )

    def __repr__(self) -> str:
        return f"LoggingHook(logger={self._logger.name!r}, level={self._level}, retry_level={self._retry_level})"


def record_fields(attempt: AttemptEnd) -> dict[str, Any]:
    """Return the attributes of a record. They have a prefix, because an application may have a ``request_id`` too."""
    return {
        "stripe_operation": attempt.operation,
        "stripe_method": attempt.method,
        "stripe_path": attempt.path,
        "stripe_http_status": attempt.http_status,
        "stripe_request_id": attempt.request_id,
        "stripe_attempt": attempt.attempt,
        "stripe_duration": round(attempt.duration, 6),
        "stripe_retry_wait": None if attempt.retry_wait is None else round(attempt.retry_wait, 3),
        "stripe_error_kind": attempt.error_kind,
        "stripe_replayed": attempt.replayed,
    }
