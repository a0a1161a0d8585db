"""From what a failed call ended with to the error that is raised. Loaded by the first that fails."""

from __future__ import annotations

from .. import errors
from .._decoding.strict_json import is_too_deep, read_json
from ..last_response import Headers
from .call import Call
from .messages import Response, TransportFailure
from .request.prepare import Plan
from .result import REDACTED, redact_headers

_ERRORS_BY_STATUS: dict[int, type[errors.APIError]] = {
    401: errors.AuthenticationError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    429: errors.RateLimitError,
}
_ERRORS_BY_TYPE: dict[str, type[errors.APIError]] = {
    "card_error": errors.CardError,
    "idempotency_error": errors.IdempotencyError,
}
_TEXT_KEPT = 10_000


def connection_error(failure: TransportFailure, attempts: int, plan: Plan) -> errors.APIConnectionError:
    """The error for a call without a complete response."""
    kind = errors.APITimeoutError if failure.timed_out else errors.APIConnectionError
    tried = f" ({attempts} attempts)" if attempts > 1 else ""
    return kind(f"{failure.reason}{tried}", attempts=attempts, idempotency_key=plan.idempotency_key)


def decode_error(
    mismatch: tuple[str, str], call: Call[object], response: Response, headers: Headers, attempts: int, plan: Plan
) -> errors.ResponseDecodeError:
    """The error for a successful response that is not what the API promises: what is wrong, and where."""
    problem, path = mismatch
    return errors.ResponseDecodeError(
        f"the response of {call.method} {call.path} is not as promised: {path or 'the body'} {problem}",
        path=path,
        http_status=response.http_status,
        headers=headers,
        attempts=attempts,
        idempotency_key=plan.idempotency_key,
    )


def api_error(response: Response, attempts: int, idempotency_key: str | None, api_key: str) -> errors.APIError:
    """The error that ``response`` stands for, the key struck out wherever the other side repeats it."""
    text = response.content.decode(errors="replace").replace(api_key, REDACTED)
    try:
        body = read_json(text)
        readable = not is_too_deep(body)
    except (ValueError, RecursionError):
        body, readable = None, False
    if not readable:
        body = text[:_TEXT_KEPT]
    fields = errors.error_fields(body)
    message = fields.get("message") or _message_without_body(response.http_status)
    kind = _error_class(response.http_status, fields.get("type"))
    return kind(
        message,
        http_status=response.http_status,
        headers=redact_headers(response.headers, api_key),
        body=body,
        attempts=attempts,
        idempotency_key=idempotency_key,
    )


def _error_class(http_status: int, error_type: str | None) -> type[errors.APIError]:
    if error_type in _ERRORS_BY_TYPE:
        return _ERRORS_BY_TYPE[error_type]
    if http_status in _ERRORS_BY_STATUS:
        return _ERRORS_BY_STATUS[http_status]
    if http_status >= 500:
        return errors.ServerError
    return errors.InvalidRequestError if http_status >= 400 else errors.APIError


def _message_without_body(http_status: int) -> str:
    if http_status < 400:
        return "The server answered with a redirect or another status that the API does not use; it was not followed"
    return "The server answered with an error that is not in Stripe's form, so something in between may have sent it"
