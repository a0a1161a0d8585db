"""What can go wrong.

::

    CheckoutError
    ├── APIError                      Stripe answered with an error
    │   ├── InvalidRequestError       400 and the like: the parameters are wrong
    │   ├── AuthenticationError       401: the key is missing, wrong or revoked
    │   ├── CardError                 402: the payment was declined
    │   ├── PermissionDeniedError     403: the key or account may not do this
    │   ├── NotFoundError             404: no such object for this key, account and mode
    │   ├── IdempotencyError          an idempotency key was used again in a way that cannot work
    │   ├── RateLimitError            429: too many requests, or a locked object
    │   └── ServerError               5xx: Stripe's side failed
    ├── APIConnectionError            no complete answer came
    │   └── APITimeoutError           ... in time
    ├── ResponseDecodeError           the answer is not what the API promises
    └── SignatureVerificationError    a webhook that Stripe did not sign

All of them pickle, and none holds the API key. A wrong argument is a ``TypeError`` or a ``ValueError``, raised before
anything is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from .last_response import Headers

_ERROR_FIELDS = ("type", "code", "decline_code", "param", "message", "doc_url", "request_log_url")


class CheckoutError(Exception):
    """The base of every error that this package raises for what happened on the way or at Stripe."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        """What happened, in words."""

    def _state(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self._state())


def _rebuild(cls: type[CheckoutError], args: tuple[Any, ...], state: dict[str, Any]) -> CheckoutError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class APIError(CheckoutError):
    """Stripe, or something in front of it, answered with an error status. API reference: Errors."""

    def __init__(
        self,
        message: str,
        *,
        http_status: int,
        headers: Mapping[str, str],
        body: object,
        attempts: int,
        idempotency_key: str | None = None,
    ) -> None:
        super().__init__(message)
        fields = error_fields(body)
        self.http_status = http_status
        """The HTTP status."""
        self.type: str | None = fields.get("type")
        """Stripe's class of error (``card_error``, ``invalid_request_error``, …); ``None`` if the body names none."""
        self.code: str | None = fields.get("code")
        """Stripe's code for programs (``resource_missing``, ``lock_timeout``, …), if it gave one."""
        self.decline_code: str | None = fields.get("decline_code")
        """Why the card's bank declined, if it said so."""
        self.param: str | None = fields.get("param")
        """The parameter at fault, as sent (``line_items[0][price]``), if Stripe named one."""
        self.doc_url: str | None = fields.get("doc_url")
        """Where Stripe explains the code."""
        self.headers: Headers = headers if isinstance(headers, Headers) else Headers(headers.items())
        """The response's headers; names in any case."""
        self.request_id: str | None = self.headers.get("request-id")
        """The id by which Stripe finds the request (``req_…``)."""
        self.body = body
        """The decoded JSON body, or its text where it is not JSON. May hold personal data."""
        self.attempts = attempts
        """How many times the request was sent."""
        self.idempotency_key = idempotency_key
        """The key that the request carried; ``None`` for calls that only read."""

    def __str__(self) -> str:
        facts = [f"HTTP {self.http_status}"]
        facts += [f"{name} {value}" for name in ("code", "param") if (value := getattr(self, name))]
        if self.request_id:
            facts.append(f"request {self.request_id}")
        if self.attempts > 1:
            facts.append(f"{self.attempts} attempts")
        return f"{self.message} ({', '.join(facts)})"

    def _state(self) -> dict[str, Any]:
        # A card error's body holds the payment intent, with its client secret and the buyer's data:
        # those stay out of pickles, which end up in queues and result stores.
        return {**self.__dict__, "body": {"error": error_fields(self.body)}}


class InvalidRequestError(APIError):
    """The request was refused for its parameters; ``param`` names which. Sending it again does not help."""


class AuthenticationError(APIError):
    """The API key is missing, wrong, expired or revoked."""


class CardError(APIError):
    """The payment was declined; ``decline_code`` tells why where the bank said so."""


class PermissionDeniedError(APIError):
    """The key may not do this, or not for this account."""


class NotFoundError(APIError):
    """No such object for this key: often a live id with a test key, or another account's id."""


class IdempotencyError(APIError):
    """The idempotency key was used before with other parameters, or is in use by a call that is still running."""


class RateLimitError(APIError):
    """Too many requests at once, or an object that another request holds locked (``code`` is ``lock_timeout``)."""


class ServerError(APIError):
    """Stripe failed (5xx). Whether the call took effect is open: repeat it with the same ``idempotency_key``."""


class APIConnectionError(CheckoutError):
    """No complete answer came: the connection could not be made, broke, or was refused.

    Whether the call took effect is open: repeat it with the same ``idempotency_key``.
    """

    def __init__(self, message: str, *, attempts: int = 1, idempotency_key: str | None = None) -> None:
        super().__init__(message)
        self.attempts = attempts
        """How many times the request was sent, or tried to be."""
        self.idempotency_key = idempotency_key
        """The key that the request carried; ``None`` for calls that only read."""


class APITimeoutError(APIConnectionError):
    """No complete answer came in time: a ``timeout`` or the ``deadline`` passed."""


class ResponseDecodeError(CheckoutError):
    """A successful response whose body is not what the API promises. The call itself has taken effect."""

    def __init__(
        self,
        message: str,
        *,
        path: str,
        http_status: int | None = None,
        headers: Mapping[str, str] | None = None,
        attempts: int = 1,
        idempotency_key: str | None = None,
    ) -> None:
        super().__init__(message)
        self.path = path
        """Where in the JSON (``line_items.data[3].price.unit_amount``); empty for the body as a whole."""
        self.http_status = http_status
        """The HTTP status."""
        self.headers: Headers = headers if isinstance(headers, Headers) else Headers((headers or {}).items())
        """The response's headers; names in any case."""
        self.request_id: str | None = self.headers.get("request-id")
        """The id by which Stripe finds the request (``req_…``)."""
        self.attempts = attempts
        """How many times the request was sent."""
        self.idempotency_key = idempotency_key
        """The key that the request carried; ``None`` for calls that only read."""

    def __str__(self) -> str:
        return f"{self.message} (request {self.request_id})" if self.request_id else self.message


class SignatureVerificationError(CheckoutError):
    """A webhook's signature does not match its body, or is too old: do not act on it."""


def error_fields(body: object) -> dict[str, str]:
    """The texts of Stripe's error object in ``body``; nothing where there is none."""
    error = cast("dict[str, object]", body).get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return {}
    fields = cast("dict[str, object]", error)
    return {name: value for name in _ERROR_FIELDS if isinstance(value := fields.get(name), str)}
