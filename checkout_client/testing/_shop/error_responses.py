"""Error responses in the format of Stripe's API.

API reference: https://docs.stripe.com/api/errors
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any


class StripeErrorResponse(Exception):  # noqa: N818 - a response of the API, not a failure of the fake
    """Raised for a request that the API refuses; becomes the response."""

    def __init__(
        self,
        message: str,
        *,
        http_status: int = 400,
        type: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.http_status = http_status
        self.type = type
        self.code = code
        self.param = param
        self.decline_code = decline_code
        self.headers: Mapping[str, str] = headers or {}

    def body(self, request_id: str) -> dict[str, Any]:
        """Return the JSON of the response."""
        error: dict[str, Any] = {"message": self.message, "type": self.type}
        for name in ("code", "param", "decline_code"):
            if (value := getattr(self, name)) is not None:
                error[name] = value
        if self.code is not None:
            error["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        error["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
        return {"error": error}


def unknown_parameters(paths: Sequence[str], known: Sequence[str]) -> StripeErrorResponse:
    """Return the error for unknown names. ``known`` are the valid names next to the first of them."""
    names = ", ".join(paths)
    last = paths[0].rpartition("[")[2].rstrip("]")
    close = get_close_matches(last, known, 1, cutoff=0.75)
    hint = f". Did you mean {close[0]}?" if close else ""
    plural = "s" if len(paths) > 1 else ""
    return StripeErrorResponse(
        f"Received unknown parameter{plural}: {names}{hint}", code="parameter_unknown", param=paths[0]
    )


def missing_parameter(path: str) -> StripeErrorResponse:
    """Return the error for a missing parameter."""
    return StripeErrorResponse(f"Missing required param: {path}.", code="parameter_missing", param=path)


def empty_parameter(path: str) -> StripeErrorResponse:
    """Return the error for an empty value of a parameter that cannot be unset."""
    return StripeErrorResponse(
        f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; however "
        f"'{path}' cannot be unset. You should remove '{path}' from your request or supply a non-empty value.",
        code="parameter_invalid_empty",
        param=path,
    )


def invalid_value(kind: str, value: object, path: str, *, code: str | None = None) -> StripeErrorResponse:
    """Return the error for a value of the wrong type."""
    shown = value if isinstance(value, str) else "{...}"
    return StripeErrorResponse(f"Invalid {kind}: {shown}", code=code, param=path)


def invalid_choice(path: str, choices: Sequence[str]) -> StripeErrorResponse:
    """Return the error for a value that is not one of ``choices``."""
    listed = choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])}, or {choices[-1]}"
    if len(choices) == 2:
        listed = f"{choices[0]} or {choices[1]}"
    return StripeErrorResponse(f"Invalid {path}: must be one of {listed}", param=path)


def below_minimum(path: str, value: object, minimum: int) -> StripeErrorResponse:
    """Return the error for a number below its minimum."""
    message = f"This value must be greater than or equal to {minimum} (it currently is '{value}')."
    return StripeErrorResponse(message, code="parameter_invalid_integer", param=path)


def above_maximum(path: str, value: object, maximum: int) -> StripeErrorResponse:
    """Return the error for a number above its maximum."""
    message = f"This value must be less than or equal to {maximum} (it currently is '{value}')."
    return StripeErrorResponse(message, code="parameter_invalid_integer", param=path)


def exclusive_parameters(first: str, second: str, *, param: str | None = None) -> StripeErrorResponse:
    """Return the error for two parameters that exclude each other."""
    return StripeErrorResponse(
        f"You may only specify one of these parameters: {first}, {second}.",
        code="parameters_exclusive",
        param=param or first,
    )


def no_such(kind: str, id: str, param: str, *, http_status: int = 400, hint: str = "") -> StripeErrorResponse:
    """Return the error for an id that does not exist."""
    message = f"No such {kind}: '{id}'{f' ({hint})' if hint else ''}"
    return StripeErrorResponse(message, http_status=http_status, code="resource_missing", param=param)


def invalid(message: str, param: str | None = None, *, code: str | None = None) -> StripeErrorResponse:
    """Return the error for parameters that violate a rule."""
    return StripeErrorResponse(message, param=param, code=code)
