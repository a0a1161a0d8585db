"""The orders, and the claim that makes sure that an order is fulfilled once.

``python -m fastapi_app.orders`` creates the tables.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from checkout_client import Session
from checkout_client.money import from_minor_units

logger = logging.getLogger(__name__)

UNIT_AMOUNT = 1999
"""Cents that a T-shirt costs."""

SQLITE = f"sqlite:///{Path(__file__).with_name('shop.db')}"

DRIVERS = {"postgresql": "postgresql+psycopg", "sqlite": "sqlite+aiosqlite"}
SCHEME, _, PLACE = os.environ.get("DATABASE_URL", SQLITE).partition(":")
WAIT = {"timeout": 30} if SCHEME == "sqlite" else {}  # seconds that a writer waits for SQLite's lock
engine = create_async_engine(f"{DRIVERS.get(SCHEME, SCHEME)}:{PLACE}", connect_args=WAIT)

TABLES = """
CREATE TABLE IF NOT EXISTS orders (
    id VARCHAR(32) PRIMARY KEY,
    quantity INTEGER NOT NULL,
    status VARCHAR(10) NOT NULL,       -- open, processing, paid, failed or expired
    recovery_url TEXT
);
CREATE TABLE IF NOT EXISTS fulfilments (
    order_id VARCHAR(32) PRIMARY KEY,  -- the claim: the database accepts one row for each order
    session_id VARCHAR(255) NOT NULL
);
CREATE TABLE IF NOT EXISTS stock (
    sku VARCHAR(20) PRIMARY KEY,
    pieces INTEGER NOT NULL CHECK (pieces >= 0)
);
CREATE TABLE IF NOT EXISTS parcels (
    order_id VARCHAR(32) NOT NULL,
    quantity INTEGER NOT NULL
);
INSERT INTO stock (sku, pieces) VALUES ('t-shirt', 1000) ON CONFLICT (sku) DO NOTHING
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


@dataclass(frozen=True)
class Order:
    """An order as its page shows it."""

    id: str
    quantity: int
    status: str
    recovery_url: str | None

    @property
    def number(self) -> str:
        """What the customer calls it."""
        return self.id[:8].upper()

    @property
    def total(self) -> str:
        """What it costs."""
        return dollars(UNIT_AMOUNT * self.quantity)


def dollars(cents: int) -> str:
    """Return an amount as customers read it.

    >>> dollars(1999)
    '$19.99'
    """
    return f"${from_minor_units(cents, 'usd')}"


async def fulfil(session: Session) -> None:
    """Send what was paid for exactly once, however often and from wherever this is called.

    Claim and work are one transaction. The first to insert the row gets the order; all others, at the same time or days
    later, find it claimed and stop. If the work fails, the claim is rolled back too, and the next delivery tries again.
    """
    if not session.is_paid:
        raise ValueError("the Session is not paid: fulfil an order when it is paid, not when its Session is complete")
    order = session.client_reference_id
    if order is None:
        return  # not a Session of this shop: an endpoint receives the events of the whole account
    async with engine.begin() as connection:
        claim = await connection.execute(CLAIM, {"order": order, "session": session.id})
        if claim.rowcount == 0:
            await _report_second_payment(connection, order, session.id)
            return
        if (await connection.execute(PAID, {"order": order})).rowcount == 0:
            raise LookupError(f"a customer paid for the order {order}, which does not exist")
        await connection.execute(TAKE, {"order": order})
        # A transaction cannot roll back what is outside the database, such as email. So the parcel is only recorded
        # here, and a worker sends it.
        await connection.execute(SEND, {"order": order})


async def _report_second_payment(connection: AsyncConnection, order: str, session_id: str) -> None:
    # A recovered Session is a second Session for the same order: a customer with two tabs can pay both.
    first = await connection.execute(
        text("SELECT session_id FROM fulfilments WHERE order_id = :order"), {"order": order}
    )
    if first.scalar_one() != session_id:
        logger.warning("the order %s was paid twice: refund %s", order, session_id)


async def add_order(quantity: int) -> str:
    """Store an order before its Session is created, and return its id."""
    order = uuid4().hex
    async with engine.begin() as connection:
        await connection.execute(
            text("INSERT INTO orders (id, quantity, status) VALUES (:order, :quantity, 'open')"),
            {"order": order, "quantity": quantity},
        )
    return order


async def note(order: str | None, status: str, *, after: Sequence[str], recovery_url: str | None = None) -> None:
    """Set the status of an unpaid order, if its current status is one of ``after``.

    Events arrive in any order: an older event must never undo a newer one.
    """
    async with engine.begin() as connection:
        await connection.execute(NOTE, {"order": order, "status": status, "url": recovery_url, "after": after})


async def find_order(order: str | None) -> Order | None:
    """Return an order, or ``None`` if there is no such order."""
    async with engine.begin() as connection:
        found = await connection.execute(
            text("SELECT id, quantity, status, recovery_url FROM orders WHERE id = :order"), {"order": order}
        )
        row = found.one_or_none()
    return None if row is None else Order(*row)


async def create_tables() -> None:
    """Create the tables that do not exist yet, and fill the stock."""
    async with engine.begin() as connection:
        for statement in TABLES.split(";"):
            await connection.execute(text(statement))
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(create_tables())
