"""Faults that are reported: statuses, what they carry, and what the server wants done about them."""

from __future__ import annotations

from email.utils import formatdate
from functools import partial
from time import time
from typing import Any

from .behaviour import Answer, Behaviour, head, says
from .fault import Fault, Group, Kind

HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


def error(**fields: Any) -> dict[str, Any]:
    return {"error": {"message": "It failed.", "type": "api_error", **fields}}


LIMITED = error(type="invalid_request_error", code="rate_limit")
LOCKED = error(type="invalid_request_error", code="lock_timeout")
IN_USE = error(type="idempotency_error", code="idempotency_key_in_use")


def _retried(name: str, status: int, kind: Kind, body: Any, *headers: tuple[str, str]) -> Fault:
    return Fault(name, says(status, body, *headers), "retried", kind, status)


def _final(name: str, status: int, kind: Kind, body: Any, *headers: tuple[str, str]) -> Fault:
    return Fault(name, says(status, body, *headers), "final", kind, status)


def _late(name: str, value: str, least: float, most: float) -> Fault:
    fault = says(429, LIMITED, ("Retry-After", value))
    return Fault(name, fault, "retried", "rate limit", 429, waits=(least, most))


def _soon(seconds: int) -> Behaviour:
    """429 with the date of so many seconds from the moment of the answer."""

    def wire(_: Answer) -> bytes:
        when = formatdate(time() + seconds, usegmt=True)
        return head(Answer(b"", 429), ("Retry-After", when), ("Content-Length", "0"))

    return Behaviour(wire, takes_effect=False)


SERVER = Group(
    "Server errors",
    (
        _retried("500", 500, "server", error()),
        _retried("502 in HTML", 502, "server", HTML, ("Content-Type", "text/html")),
        _retried("503", 503, "server", error()),
        _retried("504", 504, "server", error()),
        _retried("529, a nonstandard status", 529, "server", error()),
        _retried("408", 408, "invalid", error(type="invalid_request_error")),
        _retried("409", 409, "invalid", error(type="invalid_request_error")),
        _retried("409, key in use", 409, "idempotency", IN_USE),
        _retried("409, lock_timeout", 409, "invalid", LOCKED),
        _retried("500 that is `null`", 500, "server", None),
        _retried("500 that is a list", 500, "server", [1]),
        _retried("500 that is a string", 500, "server", "error"),
        _retried("500 that is empty", 500, "server", b""),
        _retried("500 without `error`", 500, "server", {"message": "It failed."}),
        _retried("500 whose `error` is null", 500, "server", {"error": None}),
        _retried("500 whose `error` is a string", 500, "server", {"error": "It failed."}),
        _retried("500 whose fields have wrong types", 500, "server", error(code=7, param=[], type={}, message=None)),
        _retried("500 that is not UTF-8", 500, "server", b'{"error": {"message": "\xff\xfe"}}'),
        _retried("500 nested 100,000 deep", 500, "server", b"[" * 100_000),
        Fault(
            "502 whose body is cut off",
            Behaviour(
                partial(lambda body, _: head(Answer(b"", 502), ("Content-Length", "9999")) + body, HTML),
                takes_effect=False,
                end="close",
            ),
            "retried",
            "connection",
        ),
    ),
)

LIMITS = Group(
    "429 and `Retry-After`",
    (
        _late("without the header", "", 0.25, 0.5),
        _late("2 seconds", "2", 2, 2),
        _late("0 seconds", "0", 0.25, 0.5),
        Fault("a date in 5 seconds", _soon(5), "retried", "rate limit", 429, waits=(3, 5)),
        Fault("a date in the past", _soon(-5), "retried", "rate limit", 429, waits=(0.25, 0.5)),
        _late("negative", "-5", 0.25, 0.5),
        _late("not a number", "soon", 0.25, 0.5),
        _late("NaN", "nan", 0.25, 0.5),
        _late("infinite", "inf", 0.25, 0.5),
        _late("an invalid date", "Mon, 99 Foo 99999 99:99:99 GMT", 0.25, 0.5),
        _final("an hour", 429, "rate limit", LIMITED, ("Retry-After", "3600")),
        _final("400 digits", 429, "rate limit", LIMITED, ("Retry-After", "9" * 400)),
        _final("a date in the year 9999", 429, "rate limit", LIMITED, ("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")),
        Fault(
            "longer than the deadline",
            says(429, LIMITED, ("Retry-After", "30")),
            "final",
            "rate limit",
            429,
            deadline=5.0,
        ),
        _retried("429 with lock_timeout", 429, "rate limit", LOCKED),
    ),
)

SHOULD_RETRY = Group(
    "`Stripe-Should-Retry`",
    (
        _final("false on 500", 500, "server", error(), ("Stripe-Should-Retry", "false")),
        _final("false on 409", 409, "invalid", LOCKED, ("Stripe-Should-Retry", "false")),
        _final("false on 429", 429, "rate limit", LIMITED, ("Stripe-Should-Retry", "false")),
        _retried("true on 400", 400, "invalid", error(type="invalid_request_error"), ("Stripe-Should-Retry", "true")),
        _retried("an unknown value on 503", 503, "server", error(), ("Stripe-Should-Retry", "perhaps")),
    ),
)

REJECTIONS = Group(
    "Rejections, which are never retried",
    (
        _final("400", 400, "invalid", error(type="invalid_request_error", param="mode")),
        _final("400 in HTML", 400, "invalid", HTML, ("Content-Type", "text/html")),
        _final("400 that is `null`", 400, "invalid", None),
        _final("401", 401, "authentication", error(type="invalid_request_error")),
        _final("402", 402, "card", error(type="card_error", decline_code="do_not_honor")),
        _final("403", 403, "permission", error(type="invalid_request_error")),
        _final("404", 404, "not found", error(type="invalid_request_error", code="resource_missing")),
        _final("400, other parameters for the key", 400, "idempotency", error(type="idempotency_error")),
        _final("418", 418, "invalid", error(type="invalid_request_error")),
        _final("304", 304, "api", b""),
    ),
)
