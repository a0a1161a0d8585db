"""From the last response, or the lack of one, to a result or an error."""

from __future__ import annotations

from typing import Any, Final, cast

from .._decoding.mismatch import DecodeMismatchError
from .._decoding.strict_json import read_json
from ..last_response import Headers, LastResponse
from .call import Call, Result
from .messages import AttemptResult, TransportFailure
from .request.prepare import Plan

REDACTED: Final = "[API key]"


def parse_response(call: Call[Result], plan: Plan, outcome: AttemptResult, attempts: int, api_key: str) -> Result:
    """The result of ``call``, or the error that ``outcome`` amounts to."""
    if isinstance(outcome, TransportFailure):
        from .error_factory import connection_error

        raise connection_error(outcome, attempts, plan)
    if not 200 <= outcome.http_status < 300:
        from .error_factory import api_error

        raise api_error(outcome, attempts, plan.idempotency_key, api_key)
    headers = redact_headers(outcome.headers, api_key)
    try:
        return call.decode(
            _decoded_object(outcome.content),
            LastResponse(
                http_status=outcome.http_status,
                headers=headers,
                attempts=attempts,
                idempotency_key=plan.idempotency_key,
                api_version=plan.api_version,
                stripe_account=plan.stripe_account,
                expand=plan.expand,
            ),
        )
    except DecodeMismatchError as mismatch:
        found = mismatch.problem, mismatch.path
    from .error_factory import decode_error

    raise decode_error(found, call, outcome, headers, attempts, plan)


def _decoded_object(content: bytes) -> dict[str, Any]:
    try:
        decoded = read_json(content.decode())
    except RecursionError:
        raise DecodeMismatchError("is nested too deeply") from None
    except ValueError:
        raise DecodeMismatchError("is not JSON" if content else "is empty") from None
    if not isinstance(decoded, dict):
        raise DecodeMismatchError(f"should be an object, not {type(decoded).__name__}")
    return cast("dict[str, Any]", decoded)


def redact_headers(headers: Headers, api_key: str) -> Headers:
    """``headers``, the key struck out where the other side repeats it."""
    if not any(api_key in value for value in headers.values()):
        return headers
    return Headers((name, value.replace(api_key, REDACTED)) for name, value in headers.items())
