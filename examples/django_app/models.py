"""The tables of the shop."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from checkout_client.money import from_minor_units

UNIT_AMOUNT = 1999
"""Cents that a T-shirt costs."""


def dollars(cents: int) -> str:
    """Return an amount as customers read it."""
    return f"${from_minor_units(cents, 'usd')}"


def new_id() -> str:
    """Return an id that nobody can guess."""
    return uuid4().hex


class Order(models.Model):
    """An order and its status."""

    id: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True, default=new_id)
    quantity: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    status: models.CharField[str, str] = models.CharField(max_length=10, default="open")
    recovery_url: models.TextField[str | None, str | None] = models.TextField(null=True)

    class Meta:
        """The table."""

        db_table = "orders"

    def __str__(self) -> str:
        return f"{self.id}: {self.status}"

    @property
    def number(self) -> str:
        """What the customer calls it."""
        return self.id[:8].upper()

    @property
    def total(self) -> str:
        """What it costs."""
        return dollars(UNIT_AMOUNT * self.quantity)


class Fulfilment(models.Model):
    """The claim: the database accepts one row for each order."""

    order_id: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    session_id: models.CharField[str, str] = models.CharField(max_length=255)

    class Meta:
        """The table."""

        db_table = "fulfilments"

    def __str__(self) -> str:
        return f"{self.order_id} by {self.session_id}"


class Stock(models.Model):
    """The pieces in stock."""

    sku: models.CharField[str, str] = models.CharField(max_length=20, primary_key=True)
    pieces: models.IntegerField[int, int] = models.IntegerField()

    class Meta:
        """The table."""

        db_table = "stock"
        constraints = (models.CheckConstraint(condition=models.Q(pieces__gte=0), name="pieces_not_negative"),)

    def __str__(self) -> str:
        return f"{self.pieces} of {self.sku}"


class Parcel(models.Model):
    """A parcel for a worker to send."""

    order_id: models.CharField[str, str] = models.CharField(max_length=32)
    quantity: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()

    class Meta:
        """The table."""

        db_table = "parcels"

    def __str__(self) -> str:
        return f"{self.quantity} for {self.order_id}"
