"""Makes the errors of calls that failed. Loaded when the first call fails."""

from __future__ import annotations

from urllib.parse import urlsplit

from .. import errors
from .._checks import printable
from .._decoding.strict_json import is_too_deep, read_json
from .auth import LONGEST_ESCAPE, redact_json, redact_text, reveal
from .call import Call
from .messages import Response, TransportFailure
from .request.prepare import PreparedCall

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
_MAX_TEXT = 10_000
_MAX_MESSAGE = 2_000
_PORTS = {"https": 443, "http": 80}


def connection_error(failure: TransportFailure, attempts: int, prepared: PreparedCall) -> errors.APIConnectionError:
    """Return the error for a call that got no complete response."""
    url = urlsplit(prepared.request.url)
    error_class = errors.APITimeoutError if failure.timed_out else errors.APIConnectionError
    return error_class(
        failure.reason,
        kind=failure.kind,
        host=url.hostname,
        port=url.port or _PORTS[url.scheme],
        attempts=attempts,
        idempotency_key=prepared.idempotency_key,
    )


def decode_error(
    problem: str,
    path: str,
    call: Call[object],
    response: Response,
    attempts: int,
    prepared: PreparedCall,
    api_key: str,
) -> errors.ResponseDecodeError:
    """Return the error for a successful response with an unexpected body: what is wrong, and where."""
    return errors.ResponseDecodeError(
        f"unexpected response to {call.method} {call.path}: {path or 'the body'} {problem}",
        path=path,
        http_status=response.http_status,
        headers=response.headers,
        body=_readable_body(response.content.decode(errors="replace"), api_key),
        attempts=attempts,
        idempotency_key=prepared.idempotency_key,
    )


def api_error(response: Response, attempts: int, prepared: PreparedCall, api_key: str) -> errors.APIError:
    """Return the error for an error status, without the API key, which the server may have repeated."""
    body = _readable_body(response.content.decode(errors="replace"), api_key)
    fields = errors.error_fields(body)
    message = fields.get("message") or _message_without_body(response.http_status)
    error_class = _error_class(response.http_status, fields.get("type"))
    return error_class(
        printable(message, _MAX_MESSAGE),
        http_status=response.http_status,
        headers=response.headers,
        body=body,
        attempts=attempts,
        idempotency_key=prepared.idempotency_key,
    )


def _readable_body(text: str, api_key: str) -> object:
    """Return the body as decoded JSON, or the beginning of its text, without the API key."""
    try:
        body = read_json(text)
        if not is_too_deep(body):
            return redact_json(body, api_key)  # after decoding, because JSON can escape any character
    except (ValueError, RecursionError):
        pass
    longest_key = LONGEST_ESCAPE * len(reveal(api_key))
    redacted = redact_text(text[: _MAX_TEXT + longest_key], api_key)
    if len(text) > _MAX_TEXT + longest_key:
        redacted = redacted[:-longest_key]  # a key may have been cut in two there
    return redacted[:_MAX_TEXT]


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
    return "The server answered with an error that does not have Stripe's format, so it may come from a proxy"
