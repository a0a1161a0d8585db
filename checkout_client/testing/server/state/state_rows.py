"""The state of a server as rows: one for each Session, object, event and so on."""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import attrs

from ....last_response import Headers
from ..._api.api_messages import FakeResponse, RecordedRequest
from ..._api.idempotency import StoredResponse
from ..._shop.event_log import FakeEvent
from ..._shop.session_store import AccountScope, StoredSession
from ..context import Activity, ServerContext
from ..outbox import DeliveryAttempt

MAX_SAVED_REQUESTS = 500
"""Requests that are kept in the file, the latest."""

_NOT_SAVED = ("scope", "position")


@attrs.frozen
class StateRow:
    """One row."""

    key: tuple[str, str]
    """The kind and the id."""
    fingerprint: bytes
    """Changes whenever the content does."""
    content: Callable[[], Any]
    """Returns the content as JSON values."""


@attrs.frozen
class LoadedRow:
    """One row of a file."""

    kind: str
    id: str
    data: Any


def current_rows(context: ServerContext) -> list[StateRow]:
    """Return the state as it is now."""
    fake = context.fake
    with fake._shop.lock:  # pyright: ignore[reportPrivateUsage] - the lock of all that is read here
        return list(_rows(context))


def _rows(context: ServerContext) -> Iterator[StateRow]:
    shop, api = context.fake._shop, context.fake._api  # pyright: ignore[reportPrivateUsage]
    yield _mutable("server", "ids", shop.ids.made)
    yield _mutable("server", "clock", shop.clock.ahead)
    for id, document in shop.catalogue.objects.items():  # noqa: A001 - the API's name
        yield _mutable("object", id, document)
    for place, value in shop.catalogue.expand_only.items():
        yield _mutable("expand_only", json.dumps(place), value)
    for stored in shop.store:
        fields = {one.name: getattr(stored, one.name) for one in attrs.fields(StoredSession)}
        for name in _NOT_SAVED:
            del fields[name]
        yield _mutable("session", stored.id, {**fields, "scope": attrs.astuple(stored.scope)})
    for event in shop.events:
        yield StateRow(("event", event.id), b"", partial(attrs.asdict, event, recurse=False))
    for (scope, key), response in api.idempotency_keys.responses.items():
        name = json.dumps([*attrs.astuple(scope), key])
        stored_at = str(response.stored_at).encode()
        yield StateRow(("idempotency_key", name), stored_at, partial(_response_json, response))
    for request in api.requests[-MAX_SAVED_REQUESTS:]:
        if request.request_id is not None:
            yield StateRow(("request", request.request_id), b"", partial(_request_json, request))
    for event_id, attempts in context.outbox.attempts.items():
        retry = context.outbox.retries.get(event_id)
        yield _mutable("delivery", event_id, {"attempts": [attrs.astuple(one) for one in attempts], "retry": retry})
    for number, activity in enumerate(context.activities):
        yield _mutable("activity", str(number), attrs.astuple(activity))


def _mutable(kind: str, id: str, value: Any) -> StateRow:
    # Version 2 of the format depends on nothing but the value. It is several times as fast as JSON.
    return StateRow((kind, id), marshal.dumps(value, 2), lambda: value)


def _response_json(stored: StoredResponse) -> Any:
    response = {**attrs.asdict(stored.response, recurse=False), "content": stored.response.content.decode()}
    return {**attrs.asdict(stored, recurse=False), "response": response}


def _request_json(request: RecordedRequest) -> Any:
    headers = [pair for pair in request.headers.items() if pair[0].lower() != "authorization"]
    return {**attrs.asdict(request, recurse=False), "headers": headers}


def load_rows(rows: Sequence[LoadedRow], context: ServerContext) -> None:
    """Bring the fake of ``context`` into the state of ``rows``."""
    fake = context.fake
    shop, api = fake._shop, fake._api  # pyright: ignore[reportPrivateUsage]
    attempts: dict[str, list[DeliveryAttempt]] = {}
    retries: dict[str, tuple[float, int]] = {}
    with shop.lock:
        for row in rows:
            data = row.data
            if row.kind == "object":
                shop.catalogue.objects[row.id] = data
            elif row.kind == "expand_only":
                owner, name = json.loads(row.id)
                shop.catalogue.expand_only[owner, name] = data
            elif row.kind == "session":
                data["scope"] = AccountScope(*data["scope"])
                shop.store.add(StoredSession(**data))
            elif row.kind == "event":
                shop.events.append(FakeEvent(**data))
            elif row.kind == "idempotency_key":
                livemode, account, key = json.loads(row.id)
                api.idempotency_keys.responses[AccountScope(livemode, account), key] = _response(data)
            elif row.kind == "request":
                data["headers"] = Headers(map(tuple, data["headers"]))
                api.requests.append(RecordedRequest(**data))
            elif row.kind == "delivery":
                attempts[row.id] = [DeliveryAttempt(*values) for values in data["attempts"]]
                if data["retry"] is not None:
                    retries[row.id] = (data["retry"][0], data["retry"][1])
            elif row.kind == "activity":
                context.activities.append(Activity(*data))
            elif row.id == "ids":
                shop.ids.made = data
            else:
                shop.clock.reset(data)
        for stored in shop.store:
            if stored.coupon is not None:  # the same object as in the catalogue, not one like it
                stored.coupon = shop.catalogue.objects.get(stored.coupon["id"], stored.coupon)
    if rows:
        context.outbox.restore(attempts, retries)


def _response(data: Any) -> StoredResponse:
    response = data["response"]
    response["content"] = response["content"].encode()
    data.update(fingerprint=tuple(data["fingerprint"]), response=FakeResponse(**response))
    return StoredResponse(**data)
