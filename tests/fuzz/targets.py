"""What is fuzzed: functions of bytes that must never fail in any way but the promised ones."""

from __future__ import annotations

import copy
import hmac
import json
import math
import pickle
from collections.abc import Callable
from typing import Any

import httpx
from support.loopback import example
from support.worlds import KEY, sync_client

from checkout_client import APIError, ResponseDecodeError, SignatureVerificationError
from checkout_client.webhooks import construct_event

SECRET = "whsec_fuzzed"
NOW = 1_700_000_000

Target = Callable[[bytes], None]


def _checked(result: Any, content: bytes) -> None:
    """What holds for everything that a response, or a webhook, was read into."""
    assert result.raw == result.to_dict()
    assert _same(result.raw, json.loads(content)), "something was lost"
    assert copy.deepcopy(result) == result
    assert pickle.loads(pickle.dumps(result)) == result
    assert KEY not in repr(result)
    hash(result)


def _same(one: Any, other: Any) -> bool:
    """Equal, and of the same types: ``1``, ``1.0`` and ``True`` are three things."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other or (isinstance(one, float) and math.isnan(one) and math.isnan(other))


def _called(content: bytes, act: Callable[[Any], Any], status: int = 200) -> Any:
    client, _ = sync_client(httpx.Response(status, content=content), max_retries=0)
    try:
        return act(client)
    except (ResponseDecodeError, APIError) as error:
        assert KEY not in f"{error}{error!r}"
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
        assert len(str(error)) < 2000 or isinstance(error, APIError)
        return None


def session(content: bytes) -> None:
    """A session, retrieved."""
    found = _called(content, lambda client: client.sessions.retrieve("cs_1"))
    if found is not None:
        _checked(found, content)


def session_list(content: bytes) -> None:
    """The first page of a list."""
    page = _called(content, lambda client: client.sessions.list())
    if page is not None:
        assert _same(page.raw, json.loads(content))
        assert page.cursor is None or list(page.cursor.values()) == [page.data[-1].id]


def line_items(content: bytes) -> None:
    """The line items of a session."""
    page = _called(content, lambda client: client.sessions.list_line_items("cs_1"))
    if page is not None:
        assert _same(page.raw, json.loads(content))
        for item in page.data:
            _checked(item, json.dumps(item.raw).encode())


def error(content: bytes) -> None:
    """The body of an error."""
    assert _called(content, lambda client: client.sessions.retrieve("cs_1"), 402) is None


def _signature(content: bytes) -> str:
    signed = hmac.digest(SECRET.encode(), f"{NOW}.".encode() + content, "sha256").hex()
    return f"t={NOW},v1={signed}"


def event(content: bytes) -> None:
    """A webhook that was signed, whatever is in it."""
    try:
        found = construct_event(content, _signature(content), SECRET, now=NOW)
    except ValueError:
        return
    _checked(found, content)


def signature(content: bytes) -> None:
    """A header that is not the right one."""
    payload = b'{"object": "event"}'
    header = content.decode("latin-1")
    if _signature(payload).partition("v1=")[2] in header:
        return
    try:
        construct_event(payload, header, SECRET, now=NOW)
    except SignatureVerificationError:
        return
    raise AssertionError("a wrong signature was accepted")


EVENT = {
    "id": "evt_1", "object": "event", "api_version": "2026-10-28.endive", "created": NOW, "livemode": False,
    "pending_webhooks": 1, "type": "checkout.session.completed", "request": {"id": "req_1", "idempotency_key": None},
}  # fmt: skip


def _bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


def _error(**fields: Any) -> bytes:
    return _bytes({"error": {"type": "card_error", "message": "Declined.", **fields}})


TARGETS: dict[str, tuple[Target, list[bytes]]] = {
    "session": (session, [_bytes(example("session_every_field")), _bytes(example("page_retrieve"))]),
    "session list": (session_list, [_bytes(example("page_list"))]),
    "line items": (line_items, [_bytes(example("page_line_items"))]),
    "error": (error, [_error(code="card_declined", decline_code="x", param="a[b]"), b"<html>"]),
    "event": (event, [_bytes(EVENT | {"data": {"object": example("page_retrieve")}})]),
    "signature": (signature, [_signature(b"other").encode(), f"t={NOW},v1={'0' * 64},v0=x".encode()]),
}
"""Each target, and the inputs that its mutations begin with."""
