"""Events: a class for each of the four types of a Session's events, and one class for all others.

::

    CheckoutEvent
    ├── SessionEvent                              event.session is the Session as it was then
    │   ├── CheckoutSessionCompleted              the customer completed Checkout; paid, unless payment takes days
    │   ├── CheckoutSessionAsyncPaymentSucceeded  a payment that took days has succeeded
    │   ├── CheckoutSessionAsyncPaymentFailed     a payment that took days has failed
    │   └── CheckoutSessionExpired                the customer did not complete Checkout in time
    └── Event                                     any other event; event.data.object is decoded JSON

``match event:`` distinguishes them, and so does ``event.type == "checkout.session.completed"``. For the comparison,
``Event.type`` names every other type that Stripe has. If it were ``str``, type checkers could neither exclude ``Event``
after a comparison nor report a misspelled type.

See https://docs.stripe.com/api/events/object.
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


# At run time any string is accepted: types newer than this package, and those that the class was chosen by.
converter.register_structure_hook_func(_is_literal, converter.get_structure_hook(str))


@model
class EventRequest(Model):
    """The API request that caused an event."""

    id: str | None = None
    """The id of the request (``req_…``); None if the customer, the passing of time or Stripe caused the event."""
    idempotency_key: str | None = None
    """The idempotency key of the request; None if there was no request, or it had no key."""


@model
class SessionEventData(Model):
    """The data of a Session's event."""

    _required_fields = ("object",)

    object: Session
    """The Session as it was when the event was created."""
    previous_attributes: dict[str, Any] | None = None
    """The former values of what changed; None, because the events of a Session are not updates."""


@model
class EventData(Model):
    """The data of any other event."""

    _required_fields = ("object",)

    object: dict[str, Any]
    """The object as it was when the event was created: decoded JSON in the event's ``api_version``."""
    previous_attributes: dict[str, Any] | None = None
    """The former values of what changed, in ``….updated`` events; otherwise None."""


@model
class _AnyEvent(Model):
    """The fields of every event."""

    _required_fields = ("type", "data")
    _objects_by_id = MappingProxyType({"request": "id"})  # until 2017-05-25 it is the id alone

    id: str
    """Identifier (``evt_…``). The same event may be delivered more than once, with the same id."""
    object: Literal["event"] = "event"
    """Type of the object: ``event``."""
    account: str | None = None
    """Id of the connected account in which it happened; None for your own account."""
    api_version: str | None = None
    """API version of ``data``: the endpoint's, or the account's default."""
    context: str | None = None
    """Account, or path of accounts, in which it happened; None if Stripe sends none."""
    created: int
    """When it happened, in Unix seconds. Events may be delivered in another order."""
    livemode: bool
    """True for live data, False for test data."""
    pending_webhooks: int | None = None
    """How many endpoints have not acknowledged the event yet; None if Stripe does not send it."""
    request: EventRequest | None = None
    """The request that caused the event; None if Stripe names none."""

    @property
    def request_id(self) -> str | None:
        """Id of the request that caused the event (``req_…``); None if no request did."""
        return None if self.request is None else self.request.id


@model
class _AnySessionEvent(_AnyEvent):
    """The fields of every event of a Session."""

    data: SessionEventData
    """The Session, nested as in the API; ``session`` is shorter."""

    @property
    def session(self) -> Session:
        """The Session as it was when the event was created; it may have changed since. Nothing in it is expanded."""
        return self.data.object


@model
class CheckoutSessionCompleted(_AnySessionEvent):
    """The customer completed Checkout. It is paid if ``session.is_paid``; otherwise the payment takes days."""

    type: Literal["checkout.session.completed"] = "checkout.session.completed"
    """Type of the event."""


@model
class CheckoutSessionAsyncPaymentSucceeded(_AnySessionEvent):
    """A payment that was still processing when the Session completed has succeeded."""

    type: Literal["checkout.session.async_payment_succeeded"] = "checkout.session.async_payment_succeeded"
    """Type of the event."""


@model
class CheckoutSessionAsyncPaymentFailed(_AnySessionEvent):
    """A payment that was still processing when the Session completed has failed: the order will not be paid."""

    type: Literal["checkout.session.async_payment_failed"] = "checkout.session.async_payment_failed"
    """Type of the event."""


@model
class CheckoutSessionExpired(_AnySessionEvent):
    """The Session expired without payment: its time was over, or you expired it."""

    type: Literal["checkout.session.expired"] = "checkout.session.expired"
    """Type of the event."""


@model
class Event(_AnyEvent):
    """Any event of another object than a Session, or of a type newer than this package."""

    data: EventData
    """The object that the event is about."""
    type: OtherEventType
    """Type of the event, such as ``invoice.paid``. Types newer than this package are accepted."""


SessionEvent: TypeAlias = (
    CheckoutSessionCompleted
    | CheckoutSessionAsyncPaymentSucceeded
    | CheckoutSessionAsyncPaymentFailed
    | CheckoutSessionExpired
)
"""An event of a Session. ``isinstance`` accepts it too."""

CheckoutEvent: TypeAlias = (
    CheckoutSessionCompleted
    | CheckoutSessionAsyncPaymentSucceeded
    | CheckoutSessionAsyncPaymentFailed
    | CheckoutSessionExpired
    | Event
)
"""Any event, as ``construct_event`` and ``read_event`` return it."""

SESSION_EVENTS: dict[str, type[SessionEvent]] = {
    "checkout.session.completed": CheckoutSessionCompleted,
    "checkout.session.async_payment_succeeded": CheckoutSessionAsyncPaymentSucceeded,
    "checkout.session.async_payment_failed": CheckoutSessionAsyncPaymentFailed,
    "checkout.session.expired": CheckoutSessionExpired,
}
"""The class of each of a Session's events."""
