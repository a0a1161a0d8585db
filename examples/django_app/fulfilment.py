"""The claim that makes sure that an order is fulfilled once, and the status of unpaid orders."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from checkout_client import Session

from .models import Fulfilment, Order, Parcel, Stock

logger = logging.getLogger(__name__)


def fulfil(session: Session) -> None:
    """Send what was paid for exactly once, however often and from wherever this is called.

    Claim and work are one transaction. The first to insert the row gets the order; all others, at the same time or days
    later, find it claimed and stop. If the work fails, the claim is rolled back too, and the next delivery tries again.
    """
    if not session.is_paid:
        raise ValueError("the Session is not paid: fulfil an order when it is paid, not when its Session is complete")
    order_id = session.client_reference_id
    if order_id is None:
        return  # not a Session of this shop: an endpoint receives the events of the whole account
    with transaction.atomic():
        if not _claim(order_id, session.id):
            _report_second_payment(order_id, session.id)
            return
        order = Order.objects.get(id=order_id)
        order.status, order.recovery_url = "paid", None
        order.save(update_fields=["status", "recovery_url"])
        Stock.objects.filter(sku="t-shirt").update(pieces=F("pieces") - order.quantity)
        # A transaction cannot roll back what is outside the database, such as email. So the parcel is only recorded
        # here, and a worker sends it.
        Parcel.objects.create(order_id=order_id, quantity=order.quantity)


def _claim(order_id: str, session_id: str) -> bool:
    # get_or_create looks first, so two processes could race. The primary key prevents that.
    try:
        with transaction.atomic():  # a savepoint, so that a conflict only rolls back this insert
            Fulfilment.objects.create(order_id=order_id, session_id=session_id)
    except IntegrityError:
        return False
    return True


def _report_second_payment(order_id: str, session_id: str) -> None:
    # A recovered Session is a second Session for the same order: a customer with two tabs can pay both.
    if Fulfilment.objects.get(order_id=order_id).session_id != session_id:
        logger.warning("the order %s was paid twice: refund %s", order_id, session_id)


def note(order_id: str | None, status: str, *, after: Sequence[str], recovery_url: str | None = None) -> None:
    """Set the status of an unpaid order, if its current status is one of ``after``.

    Events arrive in any order: an older event must never undo a newer one.
    """
    Order.objects.filter(id=order_id, status__in=after).update(status=status, recovery_url=recovery_url)
