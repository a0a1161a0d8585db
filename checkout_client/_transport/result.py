"""Reads the last response of a call: a result, or an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from .._decoding.converter import decode
from .._decoding.mismatch import DecodeMismatchError
from .._decoding.strict_json import LARGE, read_json, read_large_json
from ..last_response import LastResponse
from ..models.base import ResponseModel, attach
from .auth import LIVE_KEYS, TEST_KEYS, redact_path, reveal
from .call import Call, Result
from .messages import AttemptResult, Response, TransportFailure
from .request.prepare import PreparedCall


def parse_response(
    call: Call[Result], prepared: PreparedCall, attempt_result: AttemptResult, attempts: int, api_key: str
) -> Result:
    """Return the result of ``call``, or raise the error that ``attempt_result`` stands for."""
    if isinstance(attempt_result, TransportFailure):
        from .error_factory import connection_error

        raise connection_error(attempt_result, attempts, prepared)
    if not 200 <= attempt_result.http_status < 300:
        from .error_factory import api_error

        raise api_error(attempt_result, attempts, prepared, api_key)
    try:
        return _decode(call, prepared, attempt_result, attempts, api_key)
    except DecodeMismatchError as mismatch:
        problem, path = mismatch.problem, redact_path(mismatch.path, api_key)
    from .error_factory import decode_error

    # Raised here, where neither a local variable nor the context of the error has the decoded body.
    raise decode_error(problem, path, call, attempt_result, attempts, prepared, api_key)


def _decode(call: Call[Result], prepared: PreparedCall, response: Response, attempts: int, api_key: str) -> Result:
    body = _json_object(response.content)
    if call.on_json is not None:
        call.on_json(body)
    result: Any = decode(cast("type[Any]", call.model), body)
    for name in call.required:
        if body.get(name) is None:
            raise DecodeMismatchError("is missing").at(name)
    items = getattr(result, "data", ())
    _check_cursors(items)
    _check_identity(result, call, response, prepared, api_key)
    _attach_response(result, items, response, prepared, attempts)
    return cast("Result", result)


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        value = read_json(content.decode()) if len(content) < LARGE else read_large_json(content)
    except RecursionError:
        raise DecodeMismatchError("is nested too deeply") from None
    except ValueError:
        raise DecodeMismatchError("is not JSON" if content else "is empty") from None
    if not isinstance(value, dict):
        raise DecodeMismatchError(f"should be an object, not {type(value).__name__}")
    return cast("dict[str, Any]", value)


def _check_cursors(items: Sequence[Any]) -> None:
    """Raise an error if the ids by which the next page is requested cannot be sent: JSON may hold lone surrogates."""
    for index in {0, len(items) - 1} if items else ():
        try:
            items[index].id.encode()
        except UnicodeEncodeError:
            raise DecodeMismatchError("should be a string without lone surrogates").at(f"data[{index}].id") from None


def _check_identity(result: Any, call: Call[object], response: Response, prepared: PreparedCall, api_key: str) -> None:
    """Raise an error if ``result`` is not the object that was requested, or from another mode or account.

    A cache or a proxy may confuse responses, and an idempotency key may replay the response of another call.
    """
    found = getattr(result, "id", None)  # lists have none
    if found is None:
        return
    if call.session is not None and found != call.session:
        raise DecodeMismatchError("is not the id of the requested Session").at("id")
    livemode = getattr(result, "livemode", None)
    if livemode is not None and reveal(api_key).startswith(TEST_KEYS if livemode else LIVE_KEYS):
        mode, key = ("true", "test") if livemode else ("false", "live")
        raise DecodeMismatchError(f"is {mode}, but the API key is a {key} key").at("livemode")
    account = response.headers.get("stripe-account")
    if account is not None and prepared.stripe_account is not None and account != prepared.stripe_account:
        raise DecodeMismatchError("is from another account than the one that the call acted for")


def _attach_response(
    result: ResponseModel, items: Sequence[Any], response: Response, prepared: PreparedCall, attempts: int
) -> None:
    last_response = LastResponse(
        http_status=response.http_status,
        headers=response.headers,
        attempts=attempts,
        idempotency_key=prepared.idempotency_key,
        api_version=prepared.api_version,
        stripe_account=prepared.stripe_account,
        expand=prepared.expand,
    )
    attach(result, last_response)
    for item in items:
        if isinstance(item, ResponseModel):
            attach(item, last_response)
