"""Verify the ``Stripe-Signature`` header: ``t=1492774577,v1=5257a869…``, an HMAC-SHA256 of the time and the exact body.

See https://docs.stripe.com/webhooks#verify-official-libraries.
"""

from __future__ import annotations

import re
from math import isnan
from typing import Final, cast

from ..errors import SignatureVerificationError
from ._secret import SigningSecret, WebhookRequest

MAX_UNIX_TIME: Final = 10**11
"""Larger numbers are milliseconds, or worse: as seconds this is the year 5138."""

_MAX_TIMESTAMP_DIGITS: Final = 15  # Python refuses to read numbers with thousands of digits
_is_digest = re.compile("[0-9a-f]{64}").fullmatch

_RAW_BODY = (
    "FastAPI and Starlette: await request.body(); Django: request.body; Flask: request.get_data(); "
    "aiohttp: await request.read(); Tornado: self.request.body; Sanic: request.body; Falcon: req.stream.read(); "
    'AWS Lambda: event["body"], encoded, or base64-decoded if isBase64Encoded is true'
)


class SignatureHeader:
    """The contents of a ``Stripe-Signature`` header, hidden from error reports."""

    __slots__ = ("digests", "problem", "timestamp")

    def __init__(self, header: str) -> None:
        self.timestamp = ""
        """The time of signing, in Unix seconds."""
        self.digests: list[str] = []
        """The ``v1`` signatures. Other schemes are ignored, as Stripe asks for, including ``v0`` of test mode."""
        self.problem: str | None = self._parse(header)
        """What is wrong with the header."""

    def _parse(self, header: str) -> str | None:
        if not header.isascii():
            return "the Stripe-Signature header is malformed: it contains non-ASCII characters"
        timestamps: list[str] = []
        for element in header.split(","):
            name, equals, value = element.partition("=")
            if not equals:
                return "the Stripe-Signature header is malformed: it should be t=…,v1=…"
            if name == "t":
                timestamps.append(value)
            elif name == "v1":
                self.digests.append(value)
        if len(timestamps) != 1 or not timestamps[0].isdigit() or len(timestamps[0]) > _MAX_TIMESTAMP_DIGITS:
            return "the Stripe-Signature header is malformed: it should contain one time, t=…"
        self.timestamp = timestamps[0]
        if not self.digests:
            return "the Stripe-Signature header contains no v1=…, the only scheme that is accepted"
        if not all(map(_is_digest, self.digests)):
            return "the Stripe-Signature header is malformed: a v1=… should have 64 hexadecimal digits"
        return None

    def __repr__(self) -> str:
        return "<signature header, hidden>"


def verify(request: WebhookRequest, secret: SigningSecret, *, tolerance: float, now: float) -> bytes:
    """Return the body if one of the secrets signed it at most ``tolerance`` seconds before or after ``now``.

    Raises ``SignatureVerificationError`` for a request that is wrong; ``TypeError`` or ``ValueError`` for an argument
    of the caller's that is.
    """
    if not isinstance(request.payload(), bytes):
        raise ValueError(
            f"payload is of type {type(request.payload()).__name__} and must be bytes, the raw body of the request: "
            f"the signature covers the exact bytes that Stripe sent. {_RAW_BODY}"
        )
    check_tolerance(tolerance)
    check_time(now, "now")
    if secret.problem:
        raise ValueError(secret.problem)
    if request.signature() is None or request.signature() == "":
        raise SignatureVerificationError(
            'the Stripe-Signature header is missing: pass request.headers.get("Stripe-Signature"). If the request has '
            "none, it is not from Stripe, or a proxy dropped the header. Events from a channel that you trust, such as "
            "Amazon EventBridge or your own queue, have no signature: read them with webhooks.read_event"
        )
    if not isinstance(request.signature(), str):
        raise ValueError(
            f"signature must be a string, the Stripe-Signature header, not {type(request.signature()).__name__}"
        )
    header = SignatureHeader(cast("str", request.signature()))
    if header.problem:
        raise SignatureVerificationError(header.problem)
    if not secret.signed(header.timestamp.encode() + b"." + cast("bytes", request.payload()), header.digests):
        raise SignatureVerificationError(_mismatch(request))
    age = now - int(header.timestamp)
    if abs(age) <= tolerance:
        return cast("bytes", request.payload())
    if isnan(age):
        raise SignatureVerificationError("the age of the webhook is unknown: the current time is not a number")
    if age < 0:
        raise SignatureVerificationError(
            f"the webhook was signed {-age:.0f} s in the future and the tolerance is {tolerance:g} s: "
            "the clock of this machine is slow"
        )
    raise SignatureVerificationError(
        f"the webhook was signed {age:.0f} s ago and the tolerance is {tolerance:g} s: it was delayed, or somebody "
        "else sent it again, or the clock of this machine is fast. Stripe signs each new delivery again"
    )


def check_tolerance(tolerance: object) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless this is a number of seconds."""
    advice = "tolerance must be a number of seconds, 0 or more (math.inf accepts any age)"
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float):
        raise TypeError(f"{advice}, not {type(tolerance).__name__}")
    if not tolerance >= 0:  # false for NaN too
        raise ValueError(f"{advice}, not {tolerance}")


def check_time(time: object, name: str) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless this can be a time in Unix seconds. NaN can: it matches no age."""
    if isinstance(time, bool) or not isinstance(time, int | float):
        raise TypeError(f"{name} must be Unix seconds, such as time.time() returns, not {type(time).__name__}")
    if time > MAX_UNIX_TIME:
        raise ValueError(
            f"{name} must be Unix seconds, such as time.time() returns: {time:.0f} looks like milliseconds"
        )


def _mismatch(request: WebhookRequest) -> str:
    if not request.payload():
        return (
            "the body is empty, and that is not what was signed: was it read before? "
            f"Pass the raw body, before anything else reads it. {_RAW_BODY}"
        )
    message = (
        "no v1 signature matches the body. Either the secret is another endpoint's (each endpoint has its own, "
        "and so has `stripe listen`), or the body is not exactly what was sent, byte for byte"
    )
    if not cast("bytes", request.payload()).startswith(b"{\n"):  # Stripe's bodies are indented
        message += ". It looks like JSON that was decoded and encoded again"
    return f"{message}: pass the raw body. {_RAW_BODY}"
