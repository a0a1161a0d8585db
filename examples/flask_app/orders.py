"""The orders: what is kept of them, and the claim that lets one delivery of many fulfil one.

``python -m flask_app.orders`` makes the tables.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import Connection, bindparam, create_engine, text

from checkout_client import Session

logger = logging.getLogger(__name__)

URL = os.environ.get("DATABASE_URL", "sqlite:///shop.db").replace("postgresql://", "postgresql+psycopg://", 1)
WAIT = {"timeout": 30} if URL.startswith("sqlite") else {}  # seconds that a writer waits for another in SQLite
engine = create_engine(URL, connect_args=WAIT)

TABLES = """
CREATE TABLE orders (
    id VARCHAR(32) PRIMARY KEY,
    quantity INTEGER NOT NULL,
    status VARCHAR(10) NOT NULL,       -- open, processing, paid, failed or expired
    recovery_url TEXT
);
CREATE TABLE fulfilments (
    order_id VARCHAR(32) PRIMARY KEY,  -- the claim: the database takes one row for an order, and refuses every other
    session_id VARCHAR(255) NOT NULL
);
CREATE TABLE stock (
    sku VARCHAR(20) PRIMARY KEY,
    pieces INTEGER NOT NULL CHECK (pieces >= 0)
);
CREATE TABLE parcels (
    order_id VARCHAR(32) NOT NULL,
    quantity INTEGER NOT NULL
);
INSERT INTO stock (sku, pieces) VALUES ('t-shirt', 1000)
"""

CLAIM = text(
    "INSERT INTO fulfilments (order_id, session_id) VALUES (:order, :session) ON CONFLICT (order_id) DO NOTHING"
)
PAID = text("UPDATE orders SET status = 'paid', recovery_url = NULL WHERE id = :order")
TAKE = text("UPDATE stock SET pieces = pieces - (SELECT quantity FROM orders WHERE id = :order) WHERE sku = 't-shirt'")
SEND = text("INSERT INTO parcels (order_id, quantity) SELECT id, quantity FROM orders WHERE id = :order")
NOTE = text(
    "UPDATE orders SET status = :status, recovery_url = :url WHERE id = :order AND status IN :after"
).bindparams(bindparam("after", expanding=True))


def fulfil(session: Session) -> None:
    """Send what was paid for, once, however often and from however many places this is called.

    Claim and work are one transaction. Whoever inserts the row first has the order; others, at the same moment or days
    later, find it taken and leave. If the work fails, the claim goes with it, and the next delivery tries again.
    """
    if not session.is_paid:
        raise ValueError("an order is fulfilled when it is paid, not when its Session completes")
    order = session.client_reference_id
    if order is None:
        return  # not a Session of this shop: an endpoint gets the events of the whole account
    with engine.begin() as connection:
        claim = connection.execute(CLAIM, {"order": order, "session": session.id})
        if claim.rowcount == 0:
            _report_second_payment(connection, order, session.id)
            return
        if connection.execute(PAID, {"order": order}).rowcount == 0:
            raise LookupError(f"somebody paid for the order {order}, which is unknown")
        connection.execute(TAKE, {"order": order})
        # What is not in the database, such as mail, is no part of the transaction. So the parcel is only written down
        # here, and a worker sends it.
        connection.execute(SEND, {"order": order})


def _report_second_payment(connection: Connection, order: str, session_id: str) -> None:
    # A recovered Session is another Session for the same order: a customer with two tabs can pay both.
    first = connection.execute(text("SELECT session_id FROM fulfilments WHERE order_id = :order"), {"order": order})
    if first.scalar_one() != session_id:
        logger.warning("the order %s was paid twice: refund %s", order, session_id)


def add_order(quantity: int) -> str:
    """Note an order, before there is a Session for it; its id."""
    order = uuid4().hex
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO orders (id, quantity, status) VALUES (:order, :quantity, 'open')"),
            {"order": order, "quantity": quantity},
        )
    return order


def note(order: str | None, status: str, *, after: Sequence[str], recovery_url: str | None = None) -> None:
    """Note what became of an order that is not paid, if its status is one of ``after``.

    Events come in any order: what is later in an order's life is never undone by what is earlier.
    """
    with engine.begin() as connection:
        connection.execute(NOTE, {"order": order, "status": status, "url": recovery_url, "after": after})


def status_of(order: str | None) -> tuple[str, str | None] | None:
    """The status of an order and its recovery URL; ``None`` if there is no such order."""
    with engine.begin() as connection:
        found = connection.execute(text("SELECT status, recovery_url FROM orders WHERE id = :order"), {"order": order})
        row = found.one_or_none()
    return None if row is None else (row.status, row.recovery_url)


if __name__ == "__main__":
    with engine.begin() as connection:
        for statement in TABLES.split(";"):
            connection.execute(text(statement))
