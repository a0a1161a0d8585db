"""Errors in the shape that Stripe gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any


class StripeErrorResponse(Exception):  # noqa: N818 - what the API answers, no failure of the fake
    """The API's answer to a request that it does not carry out."""

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
        """The response's JSON."""
        error: dict[str, Any] = {"message": self.message, "type": self.type}
        for name in ("code", "param", "decline_code"):
            if (value := getattr(self, name)) is not None:
                error[name] = value
        if self.code is not None:
            error["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        error["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
        return {"error": error}


def unknown_parameters(paths: Sequence[str], known: Sequence[str]) -> StripeErrorResponse:
    """Names that the call does not have; ``known`` are those that stand beside the first of them."""
    names = ", ".join(paths)
    last = paths[0].rpartition("[")[2].rstrip("]")
    close = get_close_matches(last, known, 1, cutoff=0.75)
    hint = f". Did you mean {close[0]}?" if close else ""
    plural = "s" if len(paths) > 1 else ""
    return StripeErrorResponse(
        f"Received unknown parameter{plural}: {names}{hint}", code="parameter_unknown", param=paths[0]
    )


def missing_parameter(path: str) -> StripeErrorResponse:
    """A name that the call needs."""
    return StripeErrorResponse(f"Missing required param: {path}.", code="parameter_missing", param=path)


def empty_parameter(path: str) -> StripeErrorResponse:
    """An empty value where nothing can be unset."""
    return StripeErrorResponse(
        f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; however "
        f"'{path}' cannot be unset. You should remove '{path}' from your request or supply a non-empty value.",
        code="parameter_invalid_empty",
        param=path,
    )


def invalid_value(kind: str, value: object, path: str, *, code: str | None = None) -> StripeErrorResponse:
    """A value of the wrong type."""
    shown = value if isinstance(value, str) else "{...}"
    return StripeErrorResponse(f"Invalid {kind}: {shown}", code=code, param=path)


def invalid_choice(path: str, choices: Sequence[str]) -> StripeErrorResponse:
    """A value that is none of those that there are."""
    listed = choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])}, or {choices[-1]}"
    if len(choices) == 2:
        listed = f"{choices[0]} or {choices[1]}"
    return StripeErrorResponse(f"Invalid {path}: must be one of {listed}", param=path)


def exclusive_parameters(first: str, second: str, *, param: str | None = None) -> StripeErrorResponse:
    """Two parameters that do not go together."""
    return StripeErrorResponse(
        f"You may only specify one of these parameters: {first}, {second}.",
        code="parameters_exclusive",
        param=param or first,
    )


def no_such(kind: str, id: str, param: str, *, http_status: int = 400, hint: str = "") -> StripeErrorResponse:
    """An id that stands for nothing here."""
    message = f"No such {kind}: '{id}'{f' ({hint})' if hint else ''}"
    return StripeErrorResponse(message, http_status=http_status, code="resource_missing", param=param)


def invalid(message: str, param: str | None = None, *, code: str | None = None) -> StripeErrorResponse:
    """Parameters that break a rule."""
    return StripeErrorResponse(message, param=param, code=code)
