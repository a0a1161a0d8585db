"""What the customer buys: line items, the items offered on top, and how far quantities may be changed."""

from __future__ import annotations

from typing import Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import Metadata, MetadataUpdate
from .prices import PriceDataParams


class AdjustableQuantityParams(TypedDict, total=False):
    """Whether the customer may change a quantity.

    API reference: Create a Session and Update a Session, ``line_items.adjustable_quantity``; Create a Session,
    ``optional_items.adjustable_quantity``.
    """

    enabled: Required[bool]
    """Let the customer change the quantity. ``False`` in an update also removes limits that were set before."""

    maximum: int
    """The most that can be bought: 99 unless set, 999,999 at the most."""

    minimum: int
    """The least that must be bought: 0 unless set. An optional item can always be left out altogether."""


class LineItemParams(TypedDict, total=False):
    """One thing the customer buys, by ``price`` or ``price_data``. API reference: Create a Session, ``line_items``."""

    adjustable_quantity: AdjustableQuantityParams
    """Lets the customer change the quantity on the page."""

    dynamic_tax_rates: list[str]
    """IDs of tax rates (``txr_…``) from which Checkout picks by the customer's address.

    Dropped in 2026-10-28.endive; ``automatic_tax`` goes by the customer's location too.
    """

    metadata: Metadata
    """Your own notes on the line item. Since 2026-02-25.clover."""

    price: str
    """ID of an existing price (``price_…``) or plan. Either this or ``price_data`` is needed."""

    price_data: PriceDataParams
    """A price made for this session, where the amount is not known beforehand. Either this or ``price`` is needed."""

    quantity: int
    """How many. Left out for prices that bill by metered usage."""

    tax_rates: list[str]
    """IDs of the tax rates (``txr_…``) that apply to this item."""


class LineItemUpdateParams(TypedDict, total=False):
    """One item of the list that replaces a session's line items: kept or changed by ``id``, or new.

    API reference: Update a Session, ``line_items``.
    """

    adjustable_quantity: AdjustableQuantityParams
    """Lets the customer change the quantity on the page."""

    id: str
    """ID of the line item (``li_…``) to keep or change; without it the item is new."""

    metadata: MetadataUpdate
    """Your own notes on the line item, merged into what is there. Since 2026-02-25.clover."""

    price: str
    """ID of an existing price (``price_…``). A new item needs either this or ``price_data``."""

    price_data: PriceDataParams
    """A price made for this session. A new item needs either this or ``price``."""

    quantity: int
    """How many; a new item needs it. Left out for prices that bill by metered usage."""

    tax_rates: list[str] | Clear
    """IDs of the tax rates (``txr_…``) that apply to this item; ``CLEAR`` takes them off."""


class OptionalItemParams(TypedDict, total=False):
    """Something offered that the customer may add to the order. API reference: Create a Session, ``optional_items``."""

    price: Required[str]
    """ID of an existing price (``price_…``) or plan."""

    quantity: Required[int]
    """How many are added when the customer takes the offer."""

    adjustable_quantity: AdjustableQuantityParams
    """Lets the customer change the quantity once the item is in the order."""
