"""``STRIPE_LOG=info`` and ``STRIPE_LOG=debug``: lines on stderr, in the format of Stripe's SDK (logfmt)."""

from __future__ import annotations

import sys
from typing import Final

from ._details import AttemptEnd, AttemptStart, CallEnd
from ._hook import Hook

LEVELS: Final = ("info", "debug")


class ConsoleHook(Hook):
    """Prints each request and each response; with ``debug``, each call too. Bodies are never printed."""

    def __init__(self, level: str) -> None:
        self._is_debug = level == "debug"

    def before_attempt(self, attempt: AttemptStart, /) -> None:
        """Print the request."""
        _print(message="Request to Stripe api", method=attempt.method.lower(), path=attempt.path)

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        """Print the response, and the retry that follows."""
        if attempt.failure is not None:
            _print(message="No response from Stripe api", path=attempt.path, reason=attempt.failure)
        else:
            _print(
                message="Stripe API response",
                path=attempt.path,
                request_id=attempt.request_id,
                response_code=attempt.http_status,
            )
        if attempt.retry_wait is not None:
            _print(
                message=f"Initiating retry {attempt.attempt} for request {attempt.method} {attempt.path} after "
                f"sleeping {attempt.retry_wait:.2f} seconds."
            )

    def after_call(self, call: CallEnd, /) -> None:
        """Print the result of the call, with ``debug``."""
        if self._is_debug:
            _print(
                message="Stripe API call",
                attempts=call.attempts,
                duration=f"{call.duration:.3f}",
                error=call.error_type,
                operation=call.operation,
                replayed=str(call.replayed).lower(),
                request_id=call.request_id,
            )


def _print(**fields: object) -> None:
    line = " ".join(f"{name}={_quoted(str(value))}" for name, value in sorted(fields.items()) if value is not None)
    print(line, file=sys.stderr)  # noqa: T201


def _quoted(value: str) -> str:
    return repr(value) if any(character.isspace() for character in value) else value
