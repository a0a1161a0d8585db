"""Methods that act for customers and advance time, such as ``fake.complete``."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Literal

from ..models.session.session import Session
from ._shop.customers.cart_choices import CartChoices
from ._shop.customers.checkout import FilledForm, filled_in
from ._shop.error_responses import StripeErrorResponse
from ._shop.event_log import FakeEvent
from ._shop.new_session import add_session
from ._shop.session_store import StoredSession
from ._shop.shop import Shop, recovery_of

PAYMENT_STATUSES = {"paid": "paid", "processing": "unpaid"}


class Lifecycle:
    """The methods of :class:`FakeCheckout` that move Sessions through their lifecycle.

    Most return the event that Stripe would send, with the Session as it is afterwards; the event is also the last of
    ``fake.events``. Pass the Session or its id. The account that it belongs to does not matter.
    """

    _shop: Shop

    def complete(
        self,
        session: str | Session,
        *,
        customer_details: Mapping[str, Any] | None = None,
        payment: Literal["paid", "processing"] | None = None,
        payment_method: str | None = None,
        shipping_details: Mapping[str, Any] | None = None,
        shipping_rate: str | None = None,
        promotion_code: str | None = None,
        custom_fields: Mapping[str, str] | None = None,
        consent: Mapping[str, str] | None = None,
        quantities: Mapping[str, int] | None = None,
        optional_items: Mapping[str, int] | None = None,
    ) -> FakeEvent:
        """Complete the checkout as the customer would: ``checkout.session.completed``.

        What the Session requires and the arguments do not give is filled with test data: email address, shipping and
        billing address, phone number, names, tax id, consent, required custom fields.

        Args:
            session: the Session or its id.
            customer_details: ``email``, ``name``, ``phone``, ``address`` and ``tax_ids``, for example.
            payment: ``"processing"`` for payment methods that take days. The Session is then complete and unpaid until
                :meth:`succeed_async_payment` or :meth:`fail_async_payment`. By default it follows from the payment
                method.
            payment_method: the type of the payment method, one of the Session's ``payment_method_types``, such as
                ``"sepa_debit"``; by default the first of them that suits ``payment``.
            shipping_details: ``name`` and ``address``.
            shipping_rate: the id of the shipping rate that the customer chooses; by default the first.
            promotion_code: the code as the customer types it.
            custom_fields: values by key. An empty string leaves an optional field empty.
            consent: ``promotions`` (``"opt_in"`` or ``"opt_out"``) and ``terms_of_service`` (``"accepted"``).
            quantities: new quantities of line items with ``adjustable_quantity``, by the id of the item or its price.
                0 removes the item.
            optional_items: the quantities of optional items that the customer adds, by the id of the price.

        Raises ``ValueError`` if the Session is not open, or for input that the payment page would refuse. The Session
        then stays as it is.

        """
        form = FilledForm(
            customer_details=customer_details or {},
            shipping_details=shipping_details,
            custom_fields=custom_fields or {},
            consent=consent or {},
            payment_method=payment_method,
            payment=payment,
        )
        cart = CartChoices(quantities or {}, optional_items or {}, promotion_code, shipping_rate)
        with self._shop.lock:
            stored = self._find_open(session)
            filled, method, status = filled_in(self._shop, stored, form, cart)
            stored.document, stored.items = filled.document, filled.items
            stored.coupon, stored.internal = filled.coupon, filled.internal
            stored.document.update(status="complete", url=None)
            self._shop.amounts.publish(stored)
            self._shop.amounts.redeem(stored)
            self._pay(stored, method, PAYMENT_STATUSES[status])
            return self._shop.add_event("checkout.session.completed", stored)

    def _pay(self, stored: StoredSession, payment_method_type: str, payment_status: str) -> None:
        document, objects = stored.document, self._shop.completion_objects
        objects.update_customer(stored)
        document["customer"] = objects.create_customer(stored)
        if document["mode"] == "setup":
            objects.finish_setup(stored, objects.create_payment_method(stored, payment_method_type))
            return
        nothing_due = document["amount_total"] == 0
        document["payment_status"] = "no_payment_required" if nothing_due else payment_status
        paid = document["payment_status"] != "unpaid"
        payment_method = None
        always_collected = document["mode"] == "subscription" and document["payment_method_collection"] == "always"
        if always_collected or not nothing_due:
            payment_method = objects.create_payment_method(stored, payment_method_type)
        if document["mode"] == "subscription":
            document["subscription"], document["invoice"] = objects.create_subscription(
                stored, paid=paid, payment_method=payment_method
            )
            return
        if not nothing_due:
            status = "succeeded" if paid else "processing"
            document["payment_intent"] = objects.create_payment_intent(
                stored, status=status, payment_method=payment_method
            )
        if document["invoice_creation"]["enabled"]:
            due = document["amount_total"]
            document["invoice"] = objects.create_invoice(stored, subscription=None, due=due, paid=paid)

    def succeed_async_payment(self, session: str | Session) -> FakeEvent:
        """Let a processing payment succeed: ``checkout.session.async_payment_succeeded``.

        Raises ``ValueError`` if the Session has no payment that is processing.
        """
        with self._shop.lock:
            stored = self._find_processing(session)
            stored.document["payment_status"] = "paid"
            self._shop.completion_objects.settle_payment(stored.document, succeeded=True)
            return self._shop.add_event("checkout.session.async_payment_succeeded", stored)

    def fail_async_payment(self, session: str | Session) -> FakeEvent:
        """Let a processing payment fail: ``checkout.session.async_payment_failed``.

        Raises ``ValueError`` if the Session has no payment that is processing.
        """
        with self._shop.lock:
            stored = self._find_processing(session)
            self._shop.completion_objects.settle_payment(stored.document, succeeded=False)
            stored.internal["payment_failed"] = True
            return self._shop.add_event("checkout.session.async_payment_failed", stored)

    def expire(self, session: str | Session) -> FakeEvent:
        """Expire an open Session early, as a call to ``expire`` does: ``checkout.session.expired``.

        Raises ``ValueError`` if the Session is not open.
        """
        with self._shop.lock:
            self._shop.expire(self._find_open(session))
            return self._shop.events[-1]

    def recover(self, session: str | Session) -> str:
        """Follow the recovery URL of an expired Session; return the id of the new Session that it opens.

        Raises ``ValueError`` if the Session has no recovery URL, or if the URL has expired.
        """
        with self._shop.lock:
            stored = self._find(session)
            recovery = recovery_of(stored.document)
            if recovery is None or recovery["url"] is None or self._shop.clock.now() >= recovery["expires_at"]:
                raise ValueError(f"{stored.id} has no recovery URL, or the URL has expired")
            params = {name: value for name, value in stored.internal["params"].items() if name != "expires_at"}
            try:
                recovered = add_session(self._shop, stored.scope, params)
            except StripeErrorResponse as error:  # such as a coupon that has expired since
                raise ValueError(f"{stored.id} cannot be recovered: {error.message}") from None
            recovered.document["recovered_from"] = stored.id
            return recovered.id

    def advance(
        self, seconds: float = 0.0, *, minutes: float = 0.0, hours: float = 0.0, days: float = 0.0
    ) -> list[FakeEvent]:
        """Move the clock forward and return the events of the Sessions that expire, in order."""
        total = seconds + 60 * minutes + 3600 * hours + 86400 * days
        if total < 0:
            raise ValueError("the clock cannot go back: pass a positive duration")
        with self._shop.lock:
            before = len(self._shop.events)
            self._shop.clock.sleep(total)
            self._shop.expire_due()
            return self._shop.events[before:]

    def session(self, id: str) -> dict[str, Any] | None:
        """Return the Session with that id as JSON; ``None`` if there is none. Its account does not matter."""
        with self._shop.lock:
            self._shop.expire_due()
            stored = self._shop.store.find(id)
            return None if stored is None else deepcopy(stored.document)

    def sessions(self) -> list[dict[str, Any]]:
        """Return all Sessions as JSON, of every account; the latest is the last."""
        with self._shop.lock:
            self._shop.expire_due()
            return [deepcopy(stored.document) for stored in self._shop.store]

    def line_items(self, session: str | Session) -> list[dict[str, Any]]:
        """Return all line items of a Session as JSON."""
        with self._shop.lock:
            return deepcopy(self._find(session).items)

    def shipping_names(self, session: str | Session) -> dict[str, str]:
        """Return the names of a Session's shipping options, by the ids of their rates."""
        with self._shop.lock:
            rates = [option["shipping_rate"] for option in self._find(session).document["shipping_options"]]
            return {rate: self._shop.catalogue.objects[rate]["display_name"] for rate in rates}

    def _find(self, session: str | Session) -> StoredSession:
        session_id = session if isinstance(session, str) else session.id
        self._shop.expire_due()
        stored = self._shop.store.find(session_id)
        if stored is None:
            raise ValueError(f"this fake has no Session {session_id!r}")
        return stored

    def _find_open(self, session: str | Session) -> StoredSession:
        stored = self._find(session)
        if stored.document["status"] != "open":
            raise ValueError(f"{stored.id} is not open: its status is {stored.document['status']}")
        return stored

    def _find_processing(self, session: str | Session) -> StoredSession:
        stored = self._find(session)
        document = stored.document
        if document["status"] != "complete" or document["payment_status"] != "unpaid":
            raise ValueError(
                f"{stored.id} has no payment that is processing: call complete(…, payment='processing') first"
            )
        if stored.internal.get("payment_failed"):
            raise ValueError(f"the payment of {stored.id} has already failed")
        return stored
