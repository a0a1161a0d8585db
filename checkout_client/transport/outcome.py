"""From the last response, or the lack of one, to a result or an error."""

from __future__ import annotations

from typing import Any, cast

from .. import errors
from ..last_response import Headers, LastResponse
from ..models.mismatch import DecodeMismatchError
from ..strict_json import read_json
from .call import Call, Result
from .messages import Outcome, Response, TransportFailure
from .request import Plan

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
_STRUCK_OUT = "[API key]"


def finish(call: Call[Result], plan: Plan, outcome: Outcome, attempts: int, api_key: str) -> Result:
    """The result of ``call``, or the error that ``outcome`` amounts to."""
    if isinstance(outcome, TransportFailure):
        kind = errors.APITimeoutError if outcome.timed_out else errors.APIConnectionError
        tried = f" ({attempts} attempts)" if attempts > 1 else ""
        raise kind(f"{outcome.reason}{tried}", attempts=attempts, idempotency_key=plan.idempotency_key)
    if not 200 <= outcome.http_status < 300:
        raise api_error(outcome, attempts, plan.idempotency_key, api_key)
    headers = _without_key(outcome.headers, api_key)
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
        problem, path = mismatch.problem, mismatch.path
    raise errors.ResponseDecodeError(
        f"the response of {call.method} {call.path} is not as promised: {path or 'the body'} {problem}",
        path=path,
        http_status=outcome.http_status,
        headers=headers,
        attempts=attempts,
        idempotency_key=plan.idempotency_key,
    )


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


def api_error(response: Response, attempts: int, idempotency_key: str | None, api_key: str) -> errors.APIError:
    """The error that ``response`` stands for, the key struck out wherever the other side repeats it."""
    text = response.content.decode(errors="replace").replace(api_key, _STRUCK_OUT)
    try:
        body: object = read_json(text)
    except (ValueError, RecursionError):
        body = text[:_TEXT_KEPT]
    fields = errors.error_fields(body)
    message = fields.get("message") or _message_without_body(response.http_status)
    kind = _error_class(response.http_status, fields.get("type"))
    return kind(
        message,
        http_status=response.http_status,
        headers=_without_key(response.headers, api_key),
        body=body,
        attempts=attempts,
        idempotency_key=idempotency_key,
    )


def _without_key(headers: Headers, api_key: str) -> Headers:
    if not any(api_key in value for value in headers.values()):
        return headers
    return Headers((name, value.replace(api_key, _STRUCK_OUT)) for name, value in headers.items())


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
