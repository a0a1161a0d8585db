"""Line items, optional items, and adjustable quantities."""

from __future__ import annotations

from typing import Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import Metadata, MetadataUpdate
from .prices import PriceDataParams


class AdjustableQuantityParams(TypedDict, total=False):
    """Whether the customer may change a quantity.

    API reference: https://docs.stripe.com/api/checkout/sessions/create and
    https://docs.stripe.com/api/checkout/sessions/update (``line_items.adjustable_quantity``; Create a Session,
    ``optional_items.adjustable_quantity``).
    """

    enabled: Required[bool]
    """Let the customer change the quantity. In an update, ``False`` also removes the limits."""

    maximum: int
    """Maximum quantity: 99 by default, at most 999,999."""

    minimum: int
    """Minimum quantity: 0 by default. The customer can always remove an optional item."""


class LineItemParams(TypedDict, total=False):
    """One item that the customer buys, defined by ``price`` or ``price_data``.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``line_items``).
    """

    adjustable_quantity: AdjustableQuantityParams
    """Whether the customer may change the quantity on the page."""

    dynamic_tax_rates: list[str]
    """IDs of tax rates (``txr_…``) from which Checkout chooses by the customer's address.

    Dropped in 2026-10-28.endive. ``automatic_tax`` also depends on the customer's location.
    """

    metadata: Metadata
    """Your own notes on the line item. Since 2026-02-25.clover."""

    price: str
    """ID of an existing price (``price_…``) or plan. Either this or ``price_data`` is required."""

    price_data: PriceDataParams
    """A price for this session only, for amounts not known in advance. Either this or ``price`` is required."""

    quantity: int
    """Quantity. Omit it for prices with metered usage."""

    tax_rates: list[str]
    """IDs of the tax rates (``txr_…``) that apply to this item."""


class LineItemUpdateParams(TypedDict, total=False):
    """One item of the list that replaces a session's line items: an existing one, by ``id``, or a new one.

    API reference: https://docs.stripe.com/api/checkout/sessions/update (``line_items``).
    """

    adjustable_quantity: AdjustableQuantityParams
    """Lets the customer change the quantity on the page."""

    id: str
    """ID of the line item (``li_…``) to keep or change. Without it, the item is new."""

    metadata: MetadataUpdate
    """Your own notes on the line item, merged into the existing ones. Since 2026-02-25.clover."""

    price: str
    """ID of an existing price (``price_…``). A new item requires either this or ``price_data``."""

    price_data: PriceDataParams
    """A price for this session only. A new item requires either this or ``price``."""

    quantity: int
    """Quantity, required for a new item. Omit it for prices with metered usage."""

    tax_rates: list[str] | Clear
    """IDs of the tax rates (``txr_…``) that apply to this item; ``CLEAR`` removes them."""


class OptionalItemParams(TypedDict, total=False):
    """An item that the customer may add to the order.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``optional_items``).
    """

    price: Required[str]
    """ID of an existing price (``price_…``) or plan."""

    quantity: Required[int]
    """Quantity that is added when the customer adds the item."""

    adjustable_quantity: AdjustableQuantityParams
    """Whether the customer may change the quantity after adding the item."""
