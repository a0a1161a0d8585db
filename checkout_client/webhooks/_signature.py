"""The ``Stripe-Signature`` header: ``t=1492774577,v1=5257a869…``, an HMAC-SHA256 of the time and the exact body."""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from typing import cast

from ..errors import SignatureVerificationError

_LONGEST_TIMESTAMP = 15  # digits; beyond, it is no time, and could be a number that Python refuses to read
_is_digest = re.compile("[0-9a-f]{64}").fullmatch
_NO_SECRETS = ("sk_", "rk_", "pk_", "we_")

_RAW_BODY = (
    "FastAPI and Starlette: await request.body(); Django: request.body; Flask: request.get_data(); "
    "aiohttp: await request.read(); Tornado: self.request.body; Sanic: request.body; Falcon: req.stream.read(); "
    'AWS Lambda: event["body"], encoded, or base64-decoded where isBase64Encoded is true'
)


def verify(payload: bytes, signature: str | None, secret: str | Sequence[str], *, tolerance: float, now: float) -> None:
    """Return if Stripe signed ``payload`` with one of the secrets at most ``tolerance`` seconds from ``now``.

    Raises ``SignatureVerificationError`` for what the other side sent, ``ValueError`` for what the caller passed.
    """
    _check_payload(payload)
    if not tolerance >= 0:  # NaN is not, either
        raise ValueError("tolerance must be a number of seconds, 0 or more; math.inf accepts any age")
    keys = signing_keys(secret)
    timestamp, candidates = _parts(signature)
    signed = timestamp.encode() + b"." + payload
    expected = [hmac.digest(key, signed, "sha256").hex() for key in keys]
    if not any(hmac.compare_digest(mine, theirs) for mine in expected for theirs in candidates):
        raise SignatureVerificationError(_mismatch(payload))
    age = now - int(timestamp)
    if abs(age) <= tolerance:
        return
    if age < 0:
        raise SignatureVerificationError(
            f"the webhook was signed {-age:.0f} s in the future and the tolerance is {tolerance:g} s: "
            "this machine's clock is slow"
        )
    raise SignatureVerificationError(
        f"the webhook was signed {age:.0f} s ago and the tolerance is {tolerance:g} s: it was held up, or sent "
        "again by somebody else, or this machine's clock is fast. Stripe signs anew whenever it delivers again"
    )


def _check_payload(payload: object) -> None:
    # Untyped callers pass what their framework made of the body: that can never match, and the reason is not obvious.
    if not isinstance(payload, bytes):
        raise ValueError(
            f"payload is of type {type(payload).__name__} and must be bytes, the raw body of the request: "
            f"the signature covers the exact bytes that Stripe sent. {_RAW_BODY}"
        )


def signing_keys(secret: object) -> list[bytes]:
    """The keys of the HMAC: of one secret, or of each of several. Raises ``ValueError`` for what cannot be one."""
    if isinstance(secret, str | bytes) or not isinstance(secret, Sequence):
        return [_key(secret)]
    if not secret:
        raise ValueError("secret is an empty list: pass the endpoint's signing secret, which begins with whsec_")
    return [_key(one) for one in cast("Sequence[object]", secret)]


def _key(secret: object) -> bytes:
    # Nothing of a secret is ever put into a message, also where it is no secret after all.
    if not isinstance(secret, str):
        raise ValueError(f"secret must be a text or several, not {type(secret).__name__}: is its variable set?")
    if not secret:
        raise ValueError("secret is empty: pass the endpoint's signing secret, which begins with whsec_")
    if not secret.isascii() or not secret.isprintable() or " " in secret:
        raise ValueError("secret holds white space, a control character or one that is not ASCII: was it copied whole?")
    if secret.startswith(_NO_SECRETS):
        raise ValueError(
            f"secret begins with {secret[:3]}: that is an API key or an endpoint's id. The signing secret begins with "
            "whsec_; the Dashboard shows it with the endpoint, and `stripe listen` prints its own"
        )
    return secret.encode()


def _parts(signature: object) -> tuple[str, list[str]]:
    """The time and the ``v1`` signatures. Other schemes are ignored, as Stripe asks for, ``v0`` of test mode too."""
    if signature is None or signature == "":
        raise SignatureVerificationError(
            'the Stripe-Signature header is missing: pass request.headers.get("Stripe-Signature"). If the request has '
            "none, it is not from Stripe, or a proxy dropped the header"
        )
    if not isinstance(signature, str):
        raise ValueError(f"signature must be the text of the Stripe-Signature header, not {type(signature).__name__}")
    if not signature.isascii():
        raise SignatureVerificationError("the Stripe-Signature header is malformed: it holds characters beyond ASCII")
    timestamps: list[str] = []
    candidates: list[str] = []
    for element in signature.split(","):
        name, equals, value = element.partition("=")
        if not equals:
            raise SignatureVerificationError("the Stripe-Signature header is malformed: it should be t=…,v1=…")
        if name == "t":
            timestamps.append(value)
        elif name == "v1":
            candidates.append(value)
    if len(timestamps) != 1 or not timestamps[0].isdigit() or len(timestamps[0]) > _LONGEST_TIMESTAMP:
        raise SignatureVerificationError("the Stripe-Signature header is malformed: it should hold one time, t=…")
    if not candidates:
        raise SignatureVerificationError("the Stripe-Signature header holds no v1=…, the only scheme that counts")
    if not all(map(_is_digest, candidates)):
        raise SignatureVerificationError("the Stripe-Signature header is malformed: a v1=… has 64 hexadecimal digits")
    return timestamps[0], candidates


def _mismatch(payload: bytes) -> str:
    if not payload:
        return (
            "the body is empty, and that is not what was signed: was it read before? "
            f"Pass the raw body, read first. {_RAW_BODY}"
        )
    message = (
        "no v1 signature matches the body. Either the secret is another endpoint's (each has its own, "
        "and so has `stripe listen`), or the body is not, byte for byte, what was sent"
    )
    if not payload.startswith(b"{\n"):  # Stripe's bodies are indented
        message += ". It looks like JSON that was decoded and encoded again"
    return f"{message}: pass the raw body. {_RAW_BODY}"
