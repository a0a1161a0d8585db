"""What a Session sold before line items existed. Until 2020-08-27."""

from __future__ import annotations

from typing import Any, Literal

from ..base import Model, model


@model
class DisplayItemCustom(Model):
    """Something that was described in the request itself.

    API reference: https://docs.stripe.com/upgrades#2020-08-27
    """

    description: str | None = None
    """Description; None when there is none."""
    images: list[str] | None = None
    """URLs of images; None when there are none."""
    name: str
    """Name that the customer saw."""


@model
class DisplayItem(Model):
    """One thing that a Session sold.

    API reference: https://docs.stripe.com/upgrades#2020-08-27
    """

    amount: int
    """Price of one unit, in minor units of ``currency`` (such as cents)."""
    currency: str
    """Currency of the amount: three-letter ISO 4217 code in lower case."""
    custom: DisplayItemCustom | None = None
    """What was sold; None unless ``type`` is ``custom``."""
    plan: dict[str, Any] | None = None
    """The Plan that was subscribed to, as a JSON object; None unless ``type`` is ``plan``."""
    quantity: int
    """Number of units."""
    sku: dict[str, Any] | None = None
    """The SKU that was sold, as a JSON object; None unless ``type`` is ``sku``."""
    type: Literal["custom", "plan", "sku"] | str
    """Which of ``custom``, ``plan`` and ``sku`` is filled."""
