"""Events: the four of a Session, each a class of its own, and one class for all others.

::

    CheckoutEvent
    ├── SessionEvent                              event.session is the Session as it was then
    │   ├── CheckoutSessionCompleted              the customer is through; paid, unless the payment takes days
    │   ├── CheckoutSessionAsyncPaymentSucceeded  a payment that took days has arrived
    │   ├── CheckoutSessionAsyncPaymentFailed     a payment that took days has failed
    │   └── CheckoutSessionExpired                the customer did not come to the end in time
    └── Event                                     anything else; event.data.object is decoded JSON

``match event:`` tells them apart, and so does ``event.type == "checkout.session.completed"``. For the latter the type
of ``Event.type`` names every other event that Stripe has: were it ``str``, no comparison could rule an ``Event`` out,
and a misspelt name could not be told from another event's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_origin

from .._decoding.converter import converter
from ..models.base import Model, model
from ..models.session.session import Session
from .event_types import OtherEventType


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


# At run time any text is a type: of a kind that is newer than this package, or one whose class was chosen by it.
converter.register_structure_hook_func(_is_literal, converter.get_structure_hook(str))


@model
class EventRequest(Model):
    """The request that made something happen."""

    id: str | None = None
    """The request's id (``req_…``); None where it was not a request: the customer, time, or Stripe itself."""
    idempotency_key: str | None = None
    """The request's idempotency key; None where there was no request, or none with a key."""


@model
class SessionEventData(Model):
    """What a Session's event is about."""

    __required_fields__ = ("object",)

    object: Session
    """The Session, as it was when the event was made."""
    previous_attributes: dict[str, Any] | None = None
    """What changed; None for events that are no updates, as all of a Session's are."""


@model
class EventData(Model):
    """What any other event is about."""

    __required_fields__ = ("object",)

    object: dict[str, Any]
    """The object as it was when the event was made: decoded JSON in the event's ``api_version``."""
    previous_attributes: dict[str, Any] | None = None
    """The former values of what changed, in ``….updated`` events; otherwise None."""


@model
class _AnyEvent(Model):
    """What all events have."""

    __required_fields__ = ("type", "data")
    __objects_by_id__ = MappingProxyType({"request": "id"})  # until 2017-05-25 it is the id alone

    id: str
    """Identifier (``evt_…``). The same event may be delivered more than once, with the same id."""
    object: Literal["event"] = "event"
    """Kind of the object: ``event``."""
    account: str | None = None
    """Id of the connected account in which it happened; None on an endpoint for your own account."""
    api_version: str | None = None
    """API version that ``data`` is written in: the endpoint's, or the account's default."""
    context: str | None = None
    """Account, or path of accounts, in which it happened; None where Stripe sends none."""
    created: int
    """When it happened, in Unix seconds. Events may arrive in another order."""
    livemode: bool
    """True for live data, False for test data."""
    pending_webhooks: int | None = None
    """How many endpoints have yet to acknowledge the event; None where Stripe does not say."""
    request: EventRequest | None = None
    """The request that made it happen; None where Stripe names none."""

    @property
    def request_id(self) -> str | None:
        """Id of the request that made it happen (``req_…``); None for the customer, time, or Stripe itself."""
        return None if self.request is None else self.request.id


@model
class _AnySessionEvent(_AnyEvent):
    """What the events of a Session have."""

    data: SessionEventData
    """The Session, as the API nests it; ``session`` is shorter."""

    @property
    def session(self) -> Session:
        """The Session as it was when the event was made; it may be further on by now. Not expanded."""
        return self.data.object


@model
class CheckoutSessionCompleted(_AnySessionEvent):
    """The customer came to the end of Checkout. Paid if ``session.is_paid``; otherwise the payment takes days."""

    type: Literal["checkout.session.completed"] = "checkout.session.completed"
    """Kind of the event."""


@model
class CheckoutSessionAsyncPaymentSucceeded(_AnySessionEvent):
    """A payment that was still processing when the Session completed has arrived."""

    type: Literal["checkout.session.async_payment_succeeded"] = "checkout.session.async_payment_succeeded"
    """Kind of the event."""


@model
class CheckoutSessionAsyncPaymentFailed(_AnySessionEvent):
    """A payment that was still processing when the Session completed has failed: the order will not be paid."""

    type: Literal["checkout.session.async_payment_failed"] = "checkout.session.async_payment_failed"
    """Kind of the event."""


@model
class CheckoutSessionExpired(_AnySessionEvent):
    """The Session ended unused: its time was over, or you expired it."""

    type: Literal["checkout.session.expired"] = "checkout.session.expired"
    """Kind of the event."""


@model
class Event(_AnyEvent):
    """Any event that is not a Session's."""

    data: EventData
    """What the event is about."""
    type: OtherEventType
    """Kind of the event, such as ``invoice.paid``. A kind newer than this package arrives all the same."""


SessionEvent: TypeAlias = (
    CheckoutSessionCompleted
    | CheckoutSessionAsyncPaymentSucceeded
    | CheckoutSessionAsyncPaymentFailed
    | CheckoutSessionExpired
)
"""An event of a Session; works in ``isinstance`` too."""

CheckoutEvent: TypeAlias = (
    CheckoutSessionCompleted
    | CheckoutSessionAsyncPaymentSucceeded
    | CheckoutSessionAsyncPaymentFailed
    | CheckoutSessionExpired
    | Event
)
"""Any event, as ``construct_event`` returns it."""

SESSION_EVENTS: dict[str, type[SessionEvent]] = {
    "checkout.session.completed": CheckoutSessionCompleted,
    "checkout.session.async_payment_succeeded": CheckoutSessionAsyncPaymentSucceeded,
    "checkout.session.async_payment_failed": CheckoutSessionAsyncPaymentFailed,
    "checkout.session.expired": CheckoutSessionExpired,
}
"""The class of each of a Session's events."""
