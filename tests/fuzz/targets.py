"""Fuzz targets: functions of bytes that must agree with the reference and raise only documented errors."""

from __future__ import annotations

import copy
import gzip
import hmac
import json
import pickle
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import Any

import httpx
from support.fakes import KEY, Script, config, environment, sync_client
from support.loopback import example
from support.responses import Responses
from support.shapes import VERSIONS

from checkout_client import APIError, CheckoutClient, ResponseDecodeError, Session, SignatureVerificationError
from checkout_client._transport.backends.error_map import DecodingError
from checkout_client._transport.backends.response_body import decompressed
from checkout_client._transport.messages import Response, Send
from checkout_client._transport.retry import MAX_RETRY_AFTER, GiveUp, next_action
from checkout_client._transport.sync_driver import SyncDriver
from checkout_client.last_response import Headers
from checkout_client.models.line_items import LineItem, LineItemList
from checkout_client.models.session.session_list import SessionList
from checkout_client.webhooks import construct_event
from checkout_client.webhooks.events import SESSION_EVENTS, Event

from .form_targets import FORMS
from .hostile_targets import HOSTILE
from .reference import InvalidJSONError, is_regular, is_shallow, is_signed, is_valid, read

SECRET = "whsec_fuzzed"
NOW = 1_700_000_000
TOLERANCE = 300
MAX_ITEMS = 400
STATUSES = (400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 503, 529, 302, 304)

Target = Callable[[bytes], None]


def _checked(result: Any, content: bytes) -> None:
    """Check what holds for every object read from a response or a webhook."""
    assert result.raw == result.to_dict()
    assert same(result.raw, json.loads(content)), "something was lost"
    assert copy.deepcopy(result) == result
    restored = pickle.loads(pickle.dumps(result))
    assert restored == result
    assert same(restored.raw, result.raw)
    assert KEY not in repr(result)
    hash(result)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal, with equal types and in the same order: ``1``, ``1.0``, ``True`` differ."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _called(content: bytes, act: Callable[[Any], Any], status: int = 200) -> Any:
    """Return the result or the documented error of a call, checked for secrets."""
    client, _ = sync_client(httpx.Response(status, content=content), max_retries=0)
    try:
        return act(client)
    except (ResponseDecodeError, APIError) as error:
        assert KEY not in f"{error}{error!r}"
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
        assert len(str(error)) < 2000 or isinstance(error, APIError)
        return error


def _decoded(content: bytes, kind: Any, act: Callable[[Any], Any]) -> Any:
    """Return the result, or ``None`` where the reference demands an error."""
    try:
        value = read(content)
        right = is_valid(kind, value) and (_is_as_requested(value, content) if kind is Session else _is_page(value))
    except InvalidJSONError:
        right = False
    found = _called(content, act)
    assert isinstance(found, ResponseDecodeError) is not right, f"{found!s:.200} for what is {right}"
    return found if right else None


def _is_as_requested(value: dict[str, Any], content: bytes) -> bool:
    """Return whether the Session has the requested id and the mode of the API key, which is a test key."""
    return value.get("livemode") is not True and value["id"] == _id_in(content)


def _is_page(value: dict[str, Any]) -> bool:
    """Return whether a page says if it is the last one, and another can be requested in either direction."""
    if value.get("data") is None or value.get("has_more") is None:
        return False
    items = value["data"]
    sendable = not any(re.search("[\ud800-\udfff]", item["id"]) for item in (*items[:1], *items[-1:]))
    return sendable and not (value.get("has_more") and not items)


def _id_in(content: bytes) -> str:
    """Return the id in the response, because another one than the requested id is an error."""
    try:
        found = read(content)["id"]
    except (InvalidJSONError, KeyError, TypeError):
        return "cs_1"
    return found if isinstance(found, str) and re.fullmatch(r"[\w-]{1,99}", found, re.ASCII) else "cs_1"


def session(content: bytes) -> None:
    """A retrieved Session, and its embedded line items."""
    found = _decoded(content, Session, lambda client: client.sessions.retrieve(_id_in(content)))
    if found is not None:
        _checked(found, content)
        with suppress(ValueError):  # its id may be one that cannot be sent
            _iterated(content, lambda client: client.sessions.list_line_items(found))


def session_list(content: bytes) -> None:
    """A list of Sessions whose pages are all the same."""
    page = _decoded(content, SessionList, lambda client: client.sessions.list())
    if page is not None:
        assert same(page.raw, json.loads(content))
        assert page.cursor is None or list(page.cursor.values()) == [page.data[-1].id]
    _iterated(content, lambda client: client.sessions.list())


def line_items(content: bytes) -> None:
    """The line items of a Session whose pages are all the same."""
    page = _decoded(content, LineItemList, lambda client: client.sessions.list_line_items("cs_1"))
    if page is not None:
        assert same(page.raw, json.loads(content))
        for item in page.data:
            assert isinstance(item, LineItem)
            _checked(item, json.dumps(item.raw).encode())
    _iterated(content, lambda client: client.sessions.list_line_items("cs_1"))


class Repeating(Script):
    """Connections that return the same response to every request."""

    def __init__(self, content: bytes) -> None:
        super().__init__(())
        self._content = content
        self.count = 0

    def send(self, step: Send) -> Response:
        self.count += 1
        return Response(200, Headers(), self._content)


def _iterated(content: bytes, start: Callable[[Any], Any]) -> None:
    """Check that iteration stops after the second of identical pages."""
    connections = Repeating(content)
    client = CheckoutClient._assemble(config(), SyncDriver(connections, sleep=lambda _: None), environment())
    with suppress(ResponseDecodeError):
        list(islice(start(client), MAX_ITEMS))
    assert connections.count <= 2


def error(content: bytes) -> None:
    """The body of an error, under any status."""
    status = STATUSES[zlib.crc32(content) % len(STATUSES)]
    found = _called(content, lambda client: client.sessions.retrieve("cs_1"), status)
    assert isinstance(found, APIError)
    assert found.http_status == status
    for text in (found.type, found.code, found.decline_code, found.param, found.doc_url):
        assert text is None or type(text) is str
    assert type(found.message) is str
    try:
        body = read(content.decode(errors="replace").encode())  # a partial message is better than none
    except InvalidJSONError:
        body = None
    if body is None and content.strip() == b"null":
        assert found.body is None
    elif body is None or not is_shallow(body):
        assert type(found.body) is str
    else:
        assert same(found.body, body)


def headers(content: bytes) -> None:
    """The headers that control retries."""
    lines = [line.partition(":") for line in content.decode("latin-1").split("\n")]
    given = Headers((name.strip(), value.strip()) for name, _, value in lines)
    response = Response(STATUSES[zlib.crc32(content) % len(STATUSES)], given, b"")
    found = next_action(response, attempt=1, max_retries=2, time_left=None, now=NOW, random=0.5)
    if not isinstance(found, GiveUp):
        assert 0.25 <= found.seconds <= MAX_RETRY_AFTER


def compressed(content: bytes) -> None:
    """A body that is, or claims to be, compressed."""
    for encoding in ("gzip", "deflate", "br"):
        try:
            found = decompressed(encoding, content, 128 * 1024 * 1024)
        except DecodingError:
            continue
        if encoding == "gzip" and content:
            assert found == gzip.decompress(content)
        elif encoding == "br" or not content:
            assert found == content


def signed(content: bytes, moment: int | str = NOW, secret: str = SECRET) -> str:
    """Return the valid signature header for ``content``."""
    digest = hmac.digest(secret.encode(), f"{moment}.".encode() + content, "sha256").hex()
    return f"t={moment},v1={digest}"


def event(content: bytes) -> None:
    """A signed webhook with any content."""
    try:
        value = read(content)
        kind = value.get("type") if isinstance(value, dict) else None
        cls = SESSION_EVENTS.get(kind, Event) if isinstance(kind, str) else Event
        right = is_valid(cls, value) and value.get("object") == "event"
    except InvalidJSONError:
        right = False
    try:
        found = construct_event(content, signed(content), SECRET, now=NOW)
    except SignatureVerificationError:
        raise AssertionError("a valid signature was rejected") from None
    except ValueError as refused:
        assert not right, str(refused)[:300]
    else:
        assert right, "something that is not an event was accepted"
        _checked(found, content)


PAYLOAD = b"""{
  "id": "evt_1", "object": "event", "created": 1, "livemode": false, "type": "a", "data": {"object": {}}
}"""


def signature(content: bytes) -> None:
    """A signature header, valid or not, for a fixed payload."""
    header = content.decode("latin-1")
    right = is_signed(header, PAYLOAD, SECRET, NOW, TOLERANCE)
    try:
        construct_event(PAYLOAD, header, SECRET, now=NOW)
    except SignatureVerificationError:
        assert not (right and is_regular(header)), "a valid signature was rejected"
    else:
        assert right, "an invalid signature was accepted"


def payload(content: bytes) -> None:
    """A payload that differs from the signed one."""
    if content == PAYLOAD:
        return
    try:
        construct_event(content, signed(PAYLOAD), SECRET, now=NOW)
    except SignatureVerificationError:
        return
    raise AssertionError("another payload was accepted")


EVENT = {
    "id": "evt_1", "object": "event", "api_version": "2026-10-28.endive", "created": NOW, "livemode": False,
    "pending_webhooks": 1, "type": "checkout.session.completed", "request": {"id": "req_1", "idempotency_key": None},
}  # fmt: skip


def _bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


def _error(**fields: Any) -> bytes:
    return _bytes({"error": {"type": "card_error", "message": "Declined.", **fields}})


def _list(*items: Any, **fields: Any) -> bytes:
    return _bytes({"object": "list", "data": items, "has_more": True, "url": "/v1/checkout/sessions", **fields})


def _generated(name: str) -> list[Any]:
    """Return responses with everything expandable as object, id and deleted, in each version of the API."""
    sources = [Responses(version) for version in VERSIONS]
    return [source.make(name) for source in sources for _ in range(3)]


_SESSIONS = _generated("checkout.session")
_HEADERS = [
    signed(PAYLOAD),
    signed(b"other"),
    signed(PAYLOAD, secret="whsec_other"),
    f"t={NOW},v1={'0' * 64},v0=x",
    f"{signed(PAYLOAD)},v1={'f' * 64},v0={'0' * 64}",
    f"{signed(b'other')},{signed(PAYLOAD).partition(',')[2]}",
    *(signed(PAYLOAD, NOW + seconds) for seconds in (-301, -300, 300, 301)),
    *(signed(PAYLOAD, moment) for moment in (f"0{NOW}", f"{NOW}.0", f"+{NOW}", f" {NOW}", "", 0, 10**14, 10**15)),
]

TARGETS: dict[str, tuple[Target, list[bytes]]] = {
    "session": (
        session,
        [_bytes(example("session_every_field")), _bytes(example("page_retrieve")), *map(_bytes, _SESSIONS)],
    ),
    "session list": (session_list, [_bytes(example("page_list")), _list(*_SESSIONS[:2]), _list(), _list(_SESSIONS[4])]),
    "line items": (line_items, [_bytes(example("page_line_items")), *map(_list, _generated("item"))]),
    "error": (
        error,
        [
            _error(code="card_declined", decline_code="x", param="a[b]"),
            _error(type="idempotency_error", doc_url="https://example.com", payment_intent={"id": "pi_1"}),
            b"<html>",
            b'{"error": "text"}',
        ],
    ),
    "headers": (
        headers,
        [
            b"Retry-After: 2\nStripe-Should-Retry: true",
            b"Retry-After: Wed, 15 Nov 2023 22:13:50 GMT",
            b"retry-after: Wednesday, 15-Nov-23 22:13:50 +0100",
        ],
    ),
    "compressed": (compressed, [gzip.compress(b"{}" * 50), zlib.compress(b"{}" * 50), zlib.compress(b"{}")[2:-4]]),
    "event": (
        event,
        [
            _bytes(EVENT | {"data": {"object": example("page_retrieve")}}),
            _bytes(EVENT | {"type": "invoice.paid", "data": {"object": {}, "previous_attributes": {"a": 1}}}),
            *(_bytes(EVENT | {"type": kind, "data": {"object": _SESSIONS[0]}}) for kind in SESSION_EVENTS),
        ],
    ),
    "signature": (signature, [header.encode() for header in _HEADERS]),
    "payload": (payload, [PAYLOAD, b"", PAYLOAD + b"\n"]),
    **FORMS,
    **HOSTILE,
}
"""Each target with its initial inputs."""
