"""The operations of the control API, one after the other.

Those with a ``method`` are methods of :class:`FakeCheckout`: their parameters, their errors and what they do are its.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import cleandoc, isawaitable
from typing import Any, Literal

import attrs

from ..._api.api_messages import RecordedRequest
from ..._shop.error_responses import no_such
from ..._shop.event_log import FakeEvent, sign_webhook
from ...fake import FakeCheckout
from ..context import ServerContext
from ..outbox import DeliveryAttempt, find_event
from .json_values import BodyField, body_fields

JSON = dict[str, Any]

CATALOGUE: Mapping[str, tuple[str, Callable[..., JSON]]] = {
    "products": ("product", FakeCheckout.add_product),
    "prices": ("price", FakeCheckout.add_price),
    "customers": ("customer", FakeCheckout.add_customer),
    "coupons": ("coupon", FakeCheckout.add_coupon),
    "promotion_codes": ("promotion_code", FakeCheckout.add_promotion_code),
    "shipping_rates": ("shipping_rate", FakeCheckout.add_shipping_rate),
    "tax_rates": ("tax_rate", FakeCheckout.add_tax_rate),
}
"""The objects that can be registered: the kind of each collection, and the method that registers one."""

FAULTS: Mapping[str, Callable[..., None]] = {
    "fail_next": FakeCheckout.fail_next,
    "rate_limit": FakeCheckout.rate_limit,
    "refuse_connection": FakeCheckout.refuse_connection,
    "lose_response": FakeCheckout.lose_response,
    "time_out": FakeCheckout.time_out,
    "slow_down": FakeCheckout.slow_down,
}
"""The faults that can be requested."""

LIFECYCLE: Mapping[str, Callable[..., FakeEvent]] = {
    "complete": FakeCheckout.complete,
    "expire": FakeCheckout.expire,
    "succeed_async_payment": FakeCheckout.succeed_async_payment,
    "fail_async_payment": FakeCheckout.fail_async_payment,
}
"""What can happen to a Session."""

MAX_LIMIT = 1000
"""Objects that a list returns at most."""


@attrs.frozen
class ControlOperation:
    """One operation."""

    http_method: Literal["GET", "POST", "DELETE"]
    path: str
    """Its path, with ``{id}`` for an id."""
    name: str
    description: str
    perform: Callable[[ServerContext, str, JSON], JSON | Awaitable[JSON]]
    """Carries it out, with the id in the path and the parameters, and returns the response."""
    fields: Mapping[str, BodyField] = attrs.Factory(dict[str, BodyField])
    """The parameters: in the query of a GET, else in the body."""

    async def __call__(self, context: ServerContext, id: str, parameters: JSON) -> JSON:
        """Carry out the operation.

        Raises ``ValueError``, ``TypeError`` or :class:`StripeErrorResponse` if it is not possible.
        """
        result = self.perform(context, id, parameters)
        return await result if isawaitable(result) else result


def known_session(fake: FakeCheckout, id: str) -> JSON:
    """Return the Session with that id; raise a :class:`StripeErrorResponse` with status 404 if there is none."""
    session = fake.session(id)
    if session is None:
        raise no_such("checkout.session", id, "id", http_status=404)
    return session


def known_event(fake: FakeCheckout, id: str) -> FakeEvent:
    """Return the event with that id; raise a :class:`StripeErrorResponse` with status 404 if there is none."""
    event = find_event(fake, id)
    if event is None:
        raise no_such("event", id, "id", http_status=404)
    return event


def _lifecycle(name: str, method: Callable[..., FakeEvent]) -> ControlOperation:
    def perform(context: ServerContext, id: str, parameters: JSON) -> JSON:
        known_session(context.fake, id)
        return method(context.fake, id, **parameters).to_dict()

    path = f"/_fake/sessions/{{id}}/{name}"
    return ControlOperation("POST", path, name, documentation(method), perform, body_fields(method))


def _recover(context: ServerContext, id: str, parameters: JSON) -> JSON:
    known_session(context.fake, id)
    return known_session(context.fake, context.fake.recover(id))


def _registration(collection: str, method: Callable[..., JSON]) -> ControlOperation:
    def perform(context: ServerContext, id: str, parameters: JSON) -> JSON:
        return method(context.fake, **parameters)

    path = f"/_fake/{collection}"
    return ControlOperation("POST", path, method.__name__, documentation(method), perform, body_fields(method))


def _registered(collection: str, kind: str) -> ControlOperation:
    def perform(context: ServerContext, id: str, parameters: JSON) -> JSON:
        return {"data": context.fake.objects(kind)}

    description = f"Return all {collection.replace('_', ' ')}, the latest last."
    return ControlOperation("GET", f"/_fake/{collection}", f"list_{collection}", description, perform)


def _fault(path: str, name: str, method: Callable[..., None]) -> ControlOperation:
    def perform(context: ServerContext, id: str, parameters: JSON) -> JSON:
        method(context.fake, **parameters)
        return _faults(context, id, {})

    return ControlOperation("POST", path, name, documentation(method), perform, body_fields(method))


def _faults(context: ServerContext, id: str, parameters: JSON) -> JSON:
    return {"data": context.fake.pending_faults}


def _clear_faults(context: ServerContext, id: str, parameters: JSON) -> JSON:
    context.fake.clear_faults()
    return {"data": []}


def _clock(context: ServerContext, id: str, parameters: JSON) -> JSON:
    clock = context.fake.clock
    return {"now": clock.now(), "ahead": clock.ahead}


def _advance(context: ServerContext, id: str, parameters: JSON) -> JSON:
    events = context.fake.advance(**parameters)
    return {**_clock(context, id, {}), "events": [event.to_dict() for event in events]}


def _sessions(context: ServerContext, id: str, parameters: JSON) -> JSON:
    status = parameters.get("status")
    sessions = context.fake.sessions()
    return {"data": _latest([one for one in sessions if status in (None, one["status"])], parameters)}


def _session(context: ServerContext, id: str, parameters: JSON) -> JSON:
    session = known_session(context.fake, id)
    items = context.fake.line_items(id)
    return {**session, "line_items": {"object": "list", "data": items, "has_more": False}}


def _events(context: ServerContext, id: str, parameters: JSON) -> JSON:
    kind, session = parameters.get("type"), parameters.get("session")
    found = [
        event for event in context.fake.events if kind in (None, event.type) and session in (None, event.session["id"])
    ]
    return {"data": [event_json(context, event) for event in _latest(found, parameters)]}


def _event(context: ServerContext, id: str, parameters: JSON) -> JSON:
    return event_json(context, known_event(context.fake, id))


def event_json(context: ServerContext, event: FakeEvent) -> JSON:
    """Return an event with its webhook, as it would be sent now, and with the attempts to deliver it."""
    payload = event.payload.decode()
    signature = sign_webhook(payload, context.fake.webhook_secret)
    attempts = [_attempt_json(attempt) for attempt in context.outbox.attempts_of(event.id)]
    return {
        **event.to_dict(),
        "webhook": {"payload": payload, "signature": signature},
        "deliveries": attempts,
        "next_delivery": context.outbox.next_attempt(event.id),
    }


def _attempt_json(attempt: DeliveryAttempt) -> JSON:
    return {**attrs.asdict(attempt), "accepted": attempt.accepted}


async def _resend(context: ServerContext, id: str, parameters: JSON) -> JSON:
    return _attempt_json(await context.outbox.resend(known_event(context.fake, id), parameters.get("url")))


def _requests(context: ServerContext, id: str, parameters: JSON) -> JSON:
    return {"data": [request_json(one) for one in _latest(context.fake.requests, parameters)]}


def request_json(request: RecordedRequest) -> JSON:
    """Return a request as JSON, without its headers, which contain the API key."""
    names = (
        "method", "path", "operation", "params", "http_status", "request_id", "idempotency_key", "idempotent_replayed",
        "stripe_account", "object_id", "received_at", "duration", "error",
    )  # fmt: skip
    return {name: getattr(request, name) for name in names}


def _reset(context: ServerContext, id: str, parameters: JSON) -> JSON:
    context.reset()
    return {}


def _latest(objects: Sequence[Any], parameters: JSON) -> Sequence[Any]:
    limit = int(parameters.get("limit", 100))
    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"limit must be from 1 to {MAX_LIMIT}, not {limit}")
    return objects[-limit:]


def documentation(method: Callable[..., Any]) -> str:
    """Return the docstring of a method, without the marks of its format."""
    text = cleandoc(method.__doc__ or "").replace("``", "`")
    return text.replace(":meth:", "").replace(":class:", "")


def _field(name: str, hint: Any) -> BodyField:
    return BodyField(name, hint, required=False)


def _fields(**hints: Any) -> Mapping[str, BodyField]:
    return {name: _field(name, hint) for name, hint in hints.items()}


_LIMIT = _fields(limit=int)

OPERATIONS: Sequence[ControlOperation] = (
    ControlOperation(
        "GET", "/_fake/sessions", "list_sessions", "Return the latest Sessions, the latest last.", _sessions,
        _fields(limit=int, status=Literal["open", "complete", "expired"]),
    ),
    ControlOperation(
        "GET", "/_fake/sessions/{id}", "get_session", "Return a Session with all of its line items.", _session
    ),
    *(_lifecycle(name, method) for name, method in LIFECYCLE.items()),
    ControlOperation(
        "POST", "/_fake/sessions/{id}/recover", "recover",
        "Follow the recovery URL of an expired Session; return the new Session that it opens.", _recover,
    ),
    ControlOperation(
        "GET", "/_fake/events", "list_events",
        "Return the latest events, the latest last, with their webhooks and the attempts to deliver them.", _events,
        _fields(limit=int, type=str, session=str),
    ),
    ControlOperation(
        "GET", "/_fake/events/{id}", "get_event",
        "Return an event with its webhook and the attempts to deliver it.", _event,
    ),
    ControlOperation(
        "POST", "/_fake/events/{id}/resend", "resend",
        "Send an event now, to `url` or to the webhook URL of the server, and return the attempt.", _resend,
        _fields(url=str),
    ),
    ControlOperation(
        "GET", "/_fake/requests", "list_requests", "Return the latest requests to the API, the latest last.",
        _requests, _LIMIT,
    ),
    ControlOperation("GET", "/_fake/clock", "get_clock", "Return the time of the fake's clock.", _clock),
    ControlOperation(
        "POST", "/_fake/clock/advance", "advance", documentation(FakeCheckout.advance), _advance,
        body_fields(FakeCheckout.advance),
    ),
    ControlOperation(
        "GET", "/_fake/faults", "list_faults", "Return the faults that have not been used yet, the next one first.",
        _faults,
    ),
    _fault("/_fake/faults", "fail_next", FakeCheckout.fail_next),
    *(
        _fault(f"/_fake/faults/{name}", name, method)
        for name, method in FAULTS.items()
        if name != "fail_next"
    ),
    ControlOperation(
        "DELETE", "/_fake/faults", "clear_faults", documentation(FakeCheckout.clear_faults), _clear_faults
    ),
    *(_registered(collection, kind) for collection, (kind, _) in CATALOGUE.items()),
    *(_registration(collection, method) for collection, (_, method) in CATALOGUE.items()),
    ControlOperation(
        "POST", "/_fake/reset", "reset",
        "Forget everything but what the server started with: Sessions, events, requests, faults, what was registered. "
        "The clock goes back.", _reset,
    ),
)  # fmt: skip
"""All operations."""
