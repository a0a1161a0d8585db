"""The claim that lets one delivery of many fulfil an order, and what is noted of orders that are not paid."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from checkout_client import Session

from .models import Fulfilment, Order, Parcel, Stock

logger = logging.getLogger(__name__)


def fulfil(session: Session) -> None:
    """Send what was paid for, once, however often and from however many places this is called.

    Claim and work are one transaction. Whoever inserts the row first has the order; others, at the same moment or days
    later, find it taken and leave. If the work fails, the claim goes with it, and the next delivery tries again.
    """
    if not session.is_paid:
        raise ValueError("an order is fulfilled when it is paid, not when its Session completes")
    order_id = session.client_reference_id
    if order_id is None:
        return  # not a Session of this shop: an endpoint gets the events of the whole account
    with transaction.atomic():
        if not _claim(order_id, session.id):
            _report_second_payment(order_id, session.id)
            return
        order = Order.objects.get(id=order_id)
        order.status, order.recovery_url = "paid", None
        order.save(update_fields=["status", "recovery_url"])
        Stock.objects.filter(sku="t-shirt").update(pieces=F("pieces") - order.quantity)
        # What is not in the database, such as mail, is no part of the transaction. So the parcel is only written down
        # here, and a worker sends it.
        Parcel.objects.create(order_id=order_id, quantity=order.quantity)


def _claim(order_id: str, session_id: str) -> bool:
    # get_or_create would look first, and two could look before either inserts. The primary key cannot be fooled.
    try:
        with transaction.atomic():  # a savepoint, so that the refusal ends only this insert
            Fulfilment.objects.create(order_id=order_id, session_id=session_id)
    except IntegrityError:
        return False
    return True


def _report_second_payment(order_id: str, session_id: str) -> None:
    # A recovered Session is another Session for the same order: a customer with two tabs can pay both.
    if Fulfilment.objects.get(order_id=order_id).session_id != session_id:
        logger.warning("the order %s was paid twice: refund %s", order_id, session_id)


def note(order_id: str | None, status: str, *, after: Sequence[str], recovery_url: str | None = None) -> None:
    """Note what became of an order that is not paid, if its status is one of ``after``.

    Events come in any order: what is later in an order's life is never undone by what is earlier.
    """
    Order.objects.filter(id=order_id, status__in=after).update(status=status, recovery_url=recovery_url)
