"""The state of a fake, and what happens to it without a request: Sessions expire, events are recorded."""

from __future__ import annotations

from copy import deepcopy
from threading import RLock
from typing import Any

import attrs

from .amounts.line_item_builder import LineItemBuilder
from .amounts.session_amounts import Amounts
from .catalogue import Catalogue, Document
from .clock import FakeClock
from .customers.completion_objects import CompletionObjects
from .customers.contact_details import contact_details, customer_details
from .event_log import EventType, FakeEvent
from .ids import IdGenerator
from .listing import line_item_list
from .session_store import SessionStore, StoredSession

RECOVERY_LIFETIME = 30 * 24 * 60 * 60
"""Seconds for which the recovery URL of an expired Session works."""


@attrs.define(eq=False)
class Shop:
    """The state of a fake.

    ``lock`` protects all of it. Whatever reads or changes the state holds the lock while it does, from the check to the
    last change, so that each call sees the state as a whole. The lock is reentrant: methods of :class:`FakeCheckout`
    may call one another.
    """

    clock: FakeClock
    ids: IdGenerator
    page_url: str
    """The beginning of the URLs of hosted pages."""
    lock: RLock = attrs.field(init=False, factory=RLock)
    catalogue: Catalogue = attrs.field(init=False)
    store: SessionStore = attrs.field(init=False, factory=SessionStore)
    line_items: LineItemBuilder = attrs.field(init=False)
    amounts: Amounts = attrs.field(init=False)
    completion_objects: CompletionObjects = attrs.field(init=False)
    events: list[FakeEvent] = attrs.field(init=False, factory=list[FakeEvent])

    def __attrs_post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all Sessions, objects and events."""
        self.store = SessionStore()
        self.events.clear()
        self.catalogue = Catalogue(self.clock, self.ids)
        self.line_items = LineItemBuilder(self.catalogue, self.ids)
        self.amounts = Amounts(self.catalogue, self.clock, self.ids, self.line_items)
        self.completion_objects = CompletionObjects(self.catalogue, self.clock, self.ids)

    def expire_due(self) -> None:
        """Expire the open Sessions whose ``expires_at`` has passed, each with that time as the time of its event."""
        for session in self.store.due(self.clock.now()):
            self.expire(session, at=session.document["expires_at"])

    def expire(
        self,
        session: StoredSession,
        *,
        at: int | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        """Expire an open Session and record the event. ``at`` is now unless given."""
        document = session.document
        moment = int(self.clock.now()) if at is None else at
        document.update(status="expired", url=None)
        recovery = recovery_of(document)
        if recovery is not None and recovery["enabled"]:
            url = f"{self.page_url}/r/{document['id']}"
            recovery = {**recovery, "expires_at": moment + RECOVERY_LIFETIME, "url": url}
            document["after_expiration"] = {"recovery": recovery}
        self.add_event(
            "checkout.session.expired", session, at=moment, request_id=request_id, idempotency_key=idempotency_key
        )

    def add_event(
        self,
        type: EventType,
        session: StoredSession,
        *,
        at: int | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> FakeEvent:
        """Record an event with the Session as it is now."""
        event = FakeEvent(
            id=self.ids.new("evt"),
            type=type,
            created=int(self.clock.now()) if at is None else at,
            session=deepcopy(session.document),
            account=session.scope.account,
            livemode=session.scope.livemode,
            request_id=request_id,
            idempotency_key=idempotency_key,
        )
        self.events.append(event)
        return event

    def initial_customer_details(self, document: Document) -> Document | None:
        """Return what a new Session knows about its customer; ``None`` if nothing."""
        if document["customer"] is not None:
            customer = self.catalogue.objects[document["customer"]]
            return customer_details(**contact_details(customer))
        return None if document["customer_email"] is None else customer_details(email=document["customer_email"])

    def find(self, id: str) -> Document | None:
        """Return the object with that id, if it is in the catalogue."""
        return self.catalogue.objects.get(id)

    def expand_only_field(self, id: str, name: str) -> Any:
        """Return a field that the object with that id shows only when it is expanded."""
        if name in ("line_items", "breakdown"):
            session = self.store.find(id)
            assert session is not None
            return line_item_list(session, {}) if name == "line_items" else self.amounts.breakdown(session)
        return self.catalogue.expand_only.get((id, name), [] if name in ("discounts", "taxes") else None)


def recovery_of(document: Document) -> Document | None:
    """Return the recovery settings of a Session, if it has any."""
    after: Document | None = document["after_expiration"]
    return None if after is None else after["recovery"]
