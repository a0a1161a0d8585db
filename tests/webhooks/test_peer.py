"""Signatures of the official SDK are accepted here, and ours there."""

from __future__ import annotations

import json
import time

import pytest
import stripe
from support.webhook_events import SECRET, encode, session_event

from checkout_client.testing import sign_webhook
from checkout_client.webhooks import CheckoutSessionCompleted, SignatureVerificationError, construct_event

PAYLOAD = encode(session_event())
TEXTS = [PAYLOAD, encode({**session_event(), "note": "caf\u00e9"}), json.dumps(session_event()).encode()]


@pytest.mark.parametrize("payload", TEXTS, ids=["indented", "escaped", "compact"])
def test_theirs_verify_here(payload: bytes) -> None:
    header = stripe.WebhookSignature.generate_signature_header(payload.decode(), SECRET)
    event = construct_event(payload, header, SECRET)
    assert isinstance(event, CheckoutSessionCompleted)


@pytest.mark.parametrize("payload", TEXTS, ids=["indented", "escaped", "compact"])
def test_ours_verify_there(payload: bytes) -> None:
    event = stripe.Webhook.construct_event(payload, sign_webhook(payload, SECRET), SECRET)
    assert event.type == "checkout.session.completed"
    assert event.id == construct_event(payload, sign_webhook(payload, SECRET), SECRET).id


@pytest.mark.parametrize("age", [301, 10_000])
def test_both_refuse_what_is_too_old(age: int) -> None:
    header = sign_webhook(PAYLOAD, SECRET, timestamp=time.time() - age)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(PAYLOAD, header, SECRET)
    with pytest.raises(SignatureVerificationError):
        construct_event(PAYLOAD, header, SECRET)


@pytest.mark.parametrize("change", [(b"order-17", b"order-18"), (b"}", b"} "), (b"{", b"")])
def test_both_refuse_what_was_changed(change: tuple[bytes, bytes]) -> None:
    header = sign_webhook(PAYLOAD, SECRET)
    payload = PAYLOAD.replace(*change)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload, header, SECRET)
    with pytest.raises(SignatureVerificationError):
        construct_event(payload, header, SECRET)
