"""Neither the signing secret nor the body of a webhook is shown or stored."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest
from faults.error_reports import PACKAGE, shown
from support.webhook_events import NOW, SECRET, encode, session_event, sign

from checkout_client.webhooks import EventHandler, SignatureVerificationError, construct_event

EMAIL = "planted.buyer@example.org"
SIGNED = encode(session_event(customer_email=EMAIL))
ODD = encode(session_event(created=EMAIL))
WRONG = f"{SECRET}_of_another_endpoint"

WEBHOOKS: dict[str, tuple[bytes | str, str | None, Any]] = {
    "another secret": (SIGNED, sign(SIGNED, WRONG), SECRET),
    "another body": (SIGNED + b" ", sign(SIGNED), SECRET),
    "too old": (SIGNED, sign(SIGNED, timestamp=1), SECRET),
    "no signature": (SIGNED, None, SECRET),
    "a malformed header": (SIGNED, f"t={NOW},v1={EMAIL}", SECRET),
    "a header beyond ASCII": (SIGNED, f"t={NOW},v1=é{EMAIL}", SECRET),
    "text": (SIGNED.decode(), sign(SIGNED), SECRET),
    "a secret that is none": (SIGNED, sign(SIGNED), f"{SECRET}\n"),
    "secrets in bytes": (SIGNED, sign(SIGNED), [SECRET.encode()]),
    "no JSON": (SIGNED[:-1], sign(SIGNED[:-1]), SECRET),
    "no UTF-8": (SIGNED + b"\xff", sign(SIGNED + b"\xff"), SECRET),
    "no event": (b'["' + EMAIL.encode() + b'"]', sign(b'["' + EMAIL.encode() + b'"]'), SECRET),
    "an odd field": (ODD, sign(ODD), SECRET),
}


@pytest.mark.parametrize("name", WEBHOOKS)
def test_a_refused_webhook_shows_neither_the_signing_secret_nor_the_body(name: str) -> None:
    payload, signature, secret = WEBHOOKS[name]

    with pytest.raises((SignatureVerificationError, ValueError)) as caught:
        construct_event(payload, signature, secret, now=NOW)  # type: ignore[arg-type]

    reports = [*shown(caught.value), pickle.dumps(caught.value).decode("latin-1")]
    assert any(PACKAGE in report for report in reports), "the package's frames were not looked at"
    assert not [report for report in reports if SECRET in report or EMAIL in report]


async def _fail_later(event: object) -> None:
    raise LookupError(type(event).__name__)


def _fail(event: object) -> None:
    raise LookupError(type(event).__name__)


@pytest.mark.parametrize("function", [_fail, _fail_later])
@pytest.mark.parametrize("signature", [sign(SIGNED), sign(SIGNED, WRONG)], ids=["right", "wrong"])
def test_neither_does_an_error_that_comes_through_the_handler(function: Any, signature: str) -> None:
    handler = EventHandler(SECRET, clock=lambda: NOW)
    handler.on("checkout.session.completed")(function)

    def deliver() -> None:
        if function is _fail:
            handler.dispatch(SIGNED, signature)
        else:
            asyncio.run(handler.dispatch_async(SIGNED, signature))

    with pytest.raises((LookupError, SignatureVerificationError)) as caught:
        deliver()

    reports = list(shown(caught.value))
    assert any("dispatch" in report for report in reports)
    assert not [report for report in reports if SECRET in report or EMAIL in report]


def test_a_handler_neither_shows_nor_stores_the_signing_secret() -> None:
    handler = EventHandler([SECRET, WRONG])

    assert SECRET not in f"{handler} {handler!r}"
    with pytest.raises(TypeError, match="holds a signing secret"):
        pickle.dumps(handler)
    for secret in ("", f"{SECRET} ", f"sk_test_{SECRET}", [SECRET, f"{SECRET}é"]):
        with pytest.raises(ValueError) as caught:
            EventHandler(secret)
        assert not [report for report in shown(caught.value) if SECRET in report]
