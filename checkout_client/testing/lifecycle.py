"""What customers and time do to Sessions, on a test's word."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Literal

from ..models.session.session import Session
from ._api.fake_api import FakeAPI
from ._api.operations import add_session
from ._shop.catalogue import Document
from ._shop.error_responses import StripeErrorResponse
from ._shop.event_log import FakeEvent
from ._shop.session_store import StoredSession
from ._shop.shop import Shop, collected_information, customer_details, recovery_of
from .registration import full_address

PAYMENT_STATUSES = {"paid": "paid", "processing": "unpaid"}


class Lifecycle:
    """The part of :class:`FakeCheckout` that drives the lives of Sessions.

    Each method returns the event that Stripe would send, with the Session as it then is; it is the last of
    ``fake.events`` too. A Session is named by itself or by its id, whichever shop it belongs to.
    """

    _api: FakeAPI
    _shop: Shop

    def complete(
        self,
        session: str | Session,
        *,
        customer_details: Mapping[str, Any] | None = None,
        payment: Literal["paid", "processing"] = "paid",
        shipping_details: Mapping[str, Any] | None = None,
        shipping_rate: str | None = None,
        promotion_code: str | None = None,
        custom_fields: Mapping[str, str] | None = None,
    ) -> FakeEvent:
        """Let the customer get through Checkout: ``checkout.session.completed``.

        ``payment="processing"`` is for methods that take days: the Session is complete and unpaid until
        :meth:`succeed_async_payment` or :meth:`fail_async_payment`.

        ``customer_details`` may hold ``email``, ``name``, ``phone`` and ``address``; ``shipping_details`` ``name`` and
        ``address``. ``shipping_rate`` chooses one of the shipping options, ``promotion_code`` is the code as typed,
        ``custom_fields`` are values by key. Raises ``ValueError`` where the Session is not open, or has no such thing.
        """
        with self._api.lock:
            stored = self._open(session)
            document = stored.document
            if payment not in PAYMENT_STATUSES:
                raise ValueError(f"payment must be 'paid' or 'processing', not {payment!r}")
            choices = CustomerInput(self._shop, stored)
            # Whatever can be wrong is looked at before anything changes.
            details = choices.details(customer_details or {})
            choices.check_fields(custom_fields or {})
            choices.check_shipping(shipping_rate)
            if promotion_code is not None:
                choices.apply_promotion_code(promotion_code)
            if shipping_rate is not None:
                self._shop.amounts.choose_shipping(stored, shipping_rate)
            choices.fill_fields(custom_fields or {})
            document["customer_details"] = details
            document["collected_information"] = choices.collected(shipping_details)
            self._shop.amounts.recalculate(stored)
            document.update(status="complete", url=None)
            self._pay(stored, payment)
            return self._shop.add_event("checkout.session.completed", stored)

    def _pay(self, stored: StoredSession, payment: Literal["paid", "processing"]) -> None:
        document, completion_objects = stored.document, self._shop.completion_objects
        document["customer"] = completion_objects.create_customer(stored)
        if document["automatic_tax"]["enabled"]:
            document["automatic_tax"] = {**document["automatic_tax"], "status": "complete"}
        if document["mode"] == "setup":
            completion_objects.finish_setup(document["setup_intent"], document["customer"])
            return
        trial = stored.internal.get("subscription_data", {}).keys() & {"trial_end", "trial_period_days"}
        nothing_due = document["amount_total"] == 0 or bool(trial)
        document["payment_status"] = "no_payment_required" if nothing_due else PAYMENT_STATUSES[payment]
        paid = document["payment_status"] != "unpaid"
        if document["mode"] == "subscription":
            document["subscription"], document["invoice"] = completion_objects.create_subscription(stored, paid=paid)
            return
        if not nothing_due:
            status = "succeeded" if paid else "processing"
            document["payment_intent"] = completion_objects.create_payment_intent(stored, status=status)
        if document["invoice_creation"]["enabled"]:
            due = document["amount_total"]
            document["invoice"] = completion_objects.create_invoice(stored, subscription=None, due=due, paid=paid)

    def succeed_async_payment(self, session: str | Session) -> FakeEvent:
        """Let a payment that was processing arrive: ``checkout.session.async_payment_succeeded``."""
        with self._api.lock:
            stored = self._processing(session)
            stored.document["payment_status"] = "paid"
            self._shop.completion_objects.settle_payment(stored.document, succeeded=True)
            return self._shop.add_event("checkout.session.async_payment_succeeded", stored)

    def fail_async_payment(self, session: str | Session) -> FakeEvent:
        """Let a payment that was processing fail: ``checkout.session.async_payment_failed``."""
        with self._api.lock:
            stored = self._processing(session)
            self._shop.completion_objects.settle_payment(stored.document, succeeded=False)
            stored.internal["payment_failed"] = True
            return self._shop.add_event("checkout.session.async_payment_failed", stored)

    def expire(self, session: str | Session) -> FakeEvent:
        """End an open Session before its time, as a call to expire does: ``checkout.session.expired``."""
        with self._api.lock:
            self._shop.expire(self._open(session))
            return self._shop.events[-1]

    def recover(self, session: str | Session) -> str:
        """Let the customer follow the recovery URL of an expired Session; the id of the new one that this opens."""
        with self._api.lock:
            stored = self._find(session)
            recovery = recovery_of(stored.document)
            if recovery is None or recovery["url"] is None or self._shop.clock.now() >= recovery["expires_at"]:
                raise ValueError(f"{stored.id} has no recovery URL, or its time is over")
            made = add_session(self._shop, stored.scope, stored.internal["params"])
            made.document["recovered_from"] = stored.id
            return made.id

    def advance(
        self, seconds: float = 0.0, *, minutes: float = 0.0, hours: float = 0.0, days: float = 0.0
    ) -> list[FakeEvent]:
        """Put the clock forward; the events of what expires thereby, in their order."""
        total = seconds + 60 * minutes + 3600 * hours + 86400 * days
        if total < 0:
            raise ValueError("time does not go back")
        with self._api.lock:
            before = len(self._shop.events)
            self._shop.clock.sleep(total)
            self._shop.expire_due()
            return self._shop.events[before:]

    def session(self, id: str) -> dict[str, Any] | None:
        """The Session of that id as JSON, whichever shop it belongs to; ``None`` if there is none."""
        with self._api.lock:
            self._shop.expire_due()
            stored = self._shop.store.find(id)
            return None if stored is None else deepcopy(stored.document)

    def line_items(self, session: str | Session) -> list[dict[str, Any]]:
        """All line items of a Session as JSON."""
        with self._api.lock:
            return deepcopy(self._find(session).items)

    def shipping_names(self, session: str | Session) -> dict[str, str]:
        """The names of a Session's shipping options, by the ids of their rates."""
        with self._api.lock:
            rates = [option["shipping_rate"] for option in self._find(session).document["shipping_options"]]
            return {rate: self._shop.catalogue.objects[rate]["display_name"] for rate in rates}

    def _find(self, session: str | Session) -> StoredSession:
        wanted = session if isinstance(session, str) else session.id
        self._shop.expire_due()
        stored = self._shop.store.find(wanted)
        if stored is None:
            raise ValueError(f"this fake has no Session {wanted!r}")
        return stored

    def _open(self, session: str | Session) -> StoredSession:
        stored = self._find(session)
        if stored.document["status"] != "open":
            raise ValueError(f"{stored.id} is not open: it is {stored.document['status']}")
        return stored

    def _processing(self, session: str | Session) -> StoredSession:
        stored = self._find(session)
        document = stored.document
        if document["status"] != "complete" or document["payment_status"] != "unpaid":
            raise ValueError(f"{stored.id} has no payment that is processing: complete(…, payment='processing') first")
        if stored.internal.get("payment_failed"):
            raise ValueError(f"the payment of {stored.id} has failed already")
        return stored


class CustomerInput:
    """What a customer enters on the page of a Session."""

    def __init__(self, shop: Shop, session: StoredSession) -> None:
        self._shop = shop
        self._session = session
        self._document = session.document

    def apply_promotion_code(self, code: str) -> None:
        found = self._shop.catalogue.find_promotion_code(code)
        if found is None or not self._document["allow_promotion_codes"]:
            raise ValueError(f"the Session does not take the promotion code {code!r}")
        try:
            self._shop.amounts.use_promotion_code(self._session, found, "promotion_code")
        except StripeErrorResponse as error:
            raise ValueError(error.message) from None

    def check_shipping(self, shipping_rate: str | None) -> None:
        rates = [option["shipping_rate"] for option in self._document["shipping_options"]]
        if shipping_rate is not None and shipping_rate not in rates:
            raise ValueError(f"{shipping_rate!r} is not among the shipping options: {', '.join(rates) or 'none'}")

    def check_fields(self, values: Mapping[str, str]) -> None:
        keys = [field["key"] for field in self._document["custom_fields"]]
        if unknown := sorted(values.keys() - set(keys)):
            raise ValueError(f"the Session has no custom field {unknown[0]!r}: it has {', '.join(keys) or 'none'}")

    def fill_fields(self, values: Mapping[str, str]) -> None:
        self._document["custom_fields"] = [
            {**field, field["type"]: {**field[field["type"]], "value": values[field["key"]]}}
            if field["key"] in values
            else field
            for field in self._document["custom_fields"]
        ]

    def details(self, given: Mapping[str, Any]) -> Document:
        known = self._document["customer_details"] or customer_details(email="buyer@example.com", name="Test Buyer")
        if unknown := sorted(given.keys() - known.keys()):
            raise ValueError(f"customer_details has no {unknown[0]!r}: it has {', '.join(known)}")
        details = {**known, **given}
        if details["address"] is not None:
            details["address"] = full_address(details["address"])
        return details

    def collected(self, shipping: Mapping[str, Any] | None) -> Document:
        collected = collected_information(self._document)
        if shipping is not None:
            address = full_address(shipping.get("address") or {})
            collected["shipping_details"] = {"address": address, "name": shipping.get("name")}
        return collected
