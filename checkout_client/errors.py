"""The errors that calls and webhooks raise.

::

    CheckoutError
    ├── APIError                      Stripe answered with an error
    │   ├── InvalidRequestError       400 and others: the parameters are wrong
    │   ├── AuthenticationError       401: the key is missing, wrong or revoked
    │   ├── CardError                 402: the payment was declined
    │   ├── PermissionDeniedError     403: the key or account may not do this
    │   ├── NotFoundError             404: no such object for this key, account and mode
    │   ├── IdempotencyError          an idempotency key was reused in a way that cannot work
    │   ├── RateLimitError            429: too many requests, or a locked object
    │   └── ServerError               5xx: Stripe failed
    ├── APIConnectionError            there was no complete response
    │   └── APITimeoutError           ... in time
    ├── ResponseDecodeError           the response is not what the API promises
    └── SignatureVerificationError    a webhook that Stripe did not sign

All of them can be pickled, and none contains the API key. A wrong argument is a ``TypeError`` or a ``ValueError``,
raised before anything is sent. For example::

    try:
        session = client.sessions.create(mode="payment", line_items=[{"price": "price_123", "quantity": 1}])
    except CardError as error:
        print(error.decline_code)
    except APIError as error:
        print(error.http_status, error.code, error.request_id)
    except APIConnectionError as error:
        print(error.kind, error.host)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, TypeAlias, cast

from ._checks import printable
from .headers import Headers

_ERROR_FIELDS = ("type", "code", "decline_code", "param", "message", "doc_url", "request_log_url")

ConnectionErrorKind: TypeAlias = (
    Literal["dns", "connect", "tls", "proxy", "pool", "write", "read", "protocol", "decode", "deadline", "unknown"]
    | str
)
"""Which step of an attempt failed:

- ``"dns"``: the host's name could not be resolved
- ``"connect"``: no connection could be opened
- ``"tls"``: the TLS handshake failed, for example because of the certificate
- ``"proxy"``: the proxy refused the request
- ``"pool"``: no connection became free in time
- ``"write"``: the request could not be sent completely
- ``"read"``: the response ended early or did not arrive in time
- ``"protocol"``: the request or the response is not valid HTTP
- ``"decode"``: the body could not be decompressed
- ``"deadline"``: the deadline of the call passed
- ``"unknown"``: anything else

New kinds may be added.
"""

ErrorCode: TypeAlias = (
    Literal[
        "amount_too_large", "amount_too_small", "api_key_expired", "coupon_expired", "customer_tax_location_invalid",
        "email_invalid", "idempotency_key_in_use", "livemode_mismatch", "lock_timeout", "parameter_invalid_empty",
        "parameter_invalid_integer", "parameter_invalid_string_blank", "parameter_invalid_string_empty",
        "parameter_missing", "parameter_unknown", "parameters_exclusive", "platform_api_key_expired", "rate_limit",
        "resource_already_exists", "resource_missing", "secret_key_required", "stripe_tax_inactive", "tax_id_invalid",
        "testmode_charges_only", "tls_version_unsupported", "url_invalid",
    ]
    | str
)  # fmt: skip
"""The most common codes of Checkout Session calls; Stripe has more, and adds new ones.

API reference: https://docs.stripe.com/error-codes
"""


class CheckoutError(Exception):
    """The base of all errors of this package, except for wrong arguments."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        """What happened."""

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
    """Stripe, or something between you and Stripe, answered with an error status.

    In tests a message is enough: ``RateLimitError("slow down")``. ``type``, ``code``, ``decline_code``, ``param`` and
    ``doc_url`` come from the body: ``CardError("no", body={"error": {"decline_code": "insufficient_funds"}})``.

    API reference: https://docs.stripe.com/api/errors
    """

    _usual_status: ClassVar[int] = 400

    def __init__(
        self,
        message: str,
        *,
        http_status: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        attempts: int = 1,
        idempotency_key: str | None = None,
    ) -> None:
        super().__init__(message)
        fields = error_fields(body)
        self.http_status: int = self._usual_status if http_status is None else http_status
        """The HTTP status."""
        self.type: str | None = fields.get("type")
        """Stripe's type of error (``card_error``, ``invalid_request_error``, …); ``None`` if the body has none."""
        self.code: ErrorCode | None = fields.get("code")
        """Stripe's error code (``resource_missing``, ``lock_timeout``, …); ``None`` if the body has none."""
        self.decline_code: str | None = fields.get("decline_code")
        """Why the card's bank declined; ``None`` if it gave no reason."""
        self.param: str | None = fields.get("param")
        """The wrong parameter, as it was sent (``line_items[0][price]``); ``None`` if Stripe named none."""
        self.doc_url: str | None = fields.get("doc_url")
        """The page on which Stripe explains the code; ``None`` if there is none."""
        self.headers: Headers = _as_headers(headers)
        """The response's headers; names in any case."""
        self.request_id: str | None = self.headers.get("request-id")
        """Stripe's id of the request (``req_…``), which its support asks for; ``None`` if the response had none."""
        self.body = body
        """The decoded JSON body, or its text if it is not JSON. It may contain personal data."""
        self.attempts = attempts
        """How many times the request was sent."""
        self.idempotency_key = idempotency_key
        """The idempotency key that the request carried; ``None`` for calls that only read."""

    def __str__(self) -> str:
        facts = [f"HTTP {self.http_status}"]
        facts += [f"{name} {printable(value)}" for name in ("code", "param") if (value := getattr(self, name))]
        if self.request_id:
            facts.append(f"request {printable(self.request_id)}")
        return _with_facts(self.message, [*facts, *_repeated(self.attempts)])

    def _state(self) -> dict[str, Any]:
        # The body of a card error contains the payment intent, with its client secret and the customer's data. They
        # stay out of pickles, which end up in queues and result stores.
        return {**self.__dict__, "body": {"error": error_fields(self.body)}}


class InvalidRequestError(APIError):
    """Stripe rejected the parameters; ``param`` names the wrong one. Sending the request again does not help."""

    @property
    def session_status(self) -> Literal["complete", "expired"] | None:
        """The status of the Session, if the call failed because the Session is not open any more.

        ``expire`` and ``update`` need an open Session. Stripe has no code for this error, only its message. So test
        for a status, and treat ``None`` as any other error. For example::

            try:
                client.sessions.expire(session_id)
            except InvalidRequestError as error:
                if error.session_status is None:
                    raise
        """
        # Such as: Only … with a status in ["open"] can be expired. This Checkout Session has a status of complete.
        found = re.search(r"Session\b.{0,40}\bstatus (?:of|is) [\"'`]?(complete|expired)\b", self.message)
        return cast('Literal["complete", "expired"]', found[1]) if found else None


class AuthenticationError(APIError):
    """The API key is missing, wrong, expired or revoked."""

    _usual_status = 401


class CardError(APIError):
    """The payment was declined; ``decline_code`` says why if the bank gave a reason."""

    _usual_status = 402


class PermissionDeniedError(APIError):
    """The key may not do this, or not for this account."""

    _usual_status = 403


class NotFoundError(APIError):
    """The key has no such object. Often it is a live id with a test key, or the id of another account."""

    _usual_status = 404


class IdempotencyError(APIError):
    """The idempotency key was used before with other parameters, or by a call that is still in progress."""


class RateLimitError(APIError):
    """Too many requests, or an object that another request has locked (``code`` is ``lock_timeout``)."""

    _usual_status = 429


class ServerError(APIError):
    """Stripe failed (5xx). The call may have taken effect: repeat it with the same ``idempotency_key``."""

    _usual_status = 500


class APIConnectionError(CheckoutError):
    """There was no complete response: the connection could not be opened, broke, or was refused.

    The call may have taken effect: repeat it with the same ``idempotency_key``.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: ConnectionErrorKind = "unknown",
        host: str | None = None,
        port: int | None = None,
        attempts: int = 1,
        idempotency_key: str | None = None,
    ) -> None:
        super().__init__(message)
        self.kind: ConnectionErrorKind = kind
        """Which step failed (``"connect"``, ``"tls"``, ``"read"``, …): see ``ConnectionErrorKind``."""
        self.host = host
        """The host of the API that the call was for."""
        self.port = port
        """Its port."""
        self.attempts = attempts
        """How many times the request was sent, or the client tried to send it."""
        self.idempotency_key = idempotency_key
        """The idempotency key that the request carried; ``None`` for calls that only read."""

    def __str__(self) -> str:
        address = [] if self.host is None else [f"{self.host}:{self.port}"]
        return _with_facts(self.message, [*address, *_repeated(self.attempts)])


class APITimeoutError(APIConnectionError):
    """There was no complete response in time: a ``timeout`` or the ``deadline`` passed."""


class ResponseDecodeError(CheckoutError):
    """The body of a successful response is not what the API promises. The call itself has taken effect."""

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        http_status: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        attempts: int = 1,
        idempotency_key: str | None = None,
    ) -> None:
        super().__init__(message)
        self.path = path
        """Where in the JSON (``line_items.data[3].price.unit_amount``); empty for the body as a whole."""
        self.http_status = http_status
        """The HTTP status; ``None`` for a webhook."""
        self.headers: Headers = _as_headers(headers)
        """The response's headers; names in any case."""
        self.request_id: str | None = self.headers.get("request-id")
        """Stripe's id of the request (``req_…``), which its support asks for; ``None`` if the response had none."""
        self.body = body
        """The decoded JSON body, or its text if it is not JSON; ``None`` for a webhook. After ``create`` it has the id
        of the new Session. It contains personal data, so reprs and pickles leave it out."""
        self.attempts = attempts
        """How many times the request was sent."""
        self.idempotency_key = idempotency_key
        """The idempotency key that the request carried; ``None`` for calls that only read."""

    def _state(self) -> dict[str, Any]:
        return {**self.__dict__, "body": None}

    def __str__(self) -> str:
        return _with_facts(self.message, [f"request {printable(self.request_id)}"] if self.request_id else [])


class SignatureVerificationError(CheckoutError):
    """A webhook's signature does not match its body, or is too old: do not act on the event."""


def error_fields(body: object) -> dict[str, str]:
    """Return the strings in Stripe's error object; an empty dict if ``body`` contains none."""
    error = cast("dict[str, object]", body).get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return {}
    fields = cast("dict[str, object]", error)
    return {name: value for name in _ERROR_FIELDS if isinstance(value := fields.get(name), str)}


def _as_headers(headers: Mapping[str, str] | None) -> Headers:
    return headers if isinstance(headers, Headers) else Headers((headers or {}).items())


def _with_facts(message: str, facts: list[str]) -> str:
    return f"{message} ({', '.join(facts)})" if facts else message


def _repeated(attempts: int) -> list[str]:
    return [f"{attempts} attempts"] if attempts > 1 else []
