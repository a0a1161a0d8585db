"""What a Session sells: its line items, and the list that contains them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .base import Model, ResponseModel, model

if TYPE_CHECKING:
    from .products.discount import DiscountAmount
    from .products.price import Price
    from .products.tax_rate import TaxAmount


@model
class LineItem(Model):
    """One line of a Session: a Price, a quantity and the resulting amounts.

    API reference: https://docs.stripe.com/api/checkout/sessions/line_items
    """

    _required_fields = ("id", "object")

    id: str
    """Identifier, beginning with ``li_``."""
    object: Literal["item"] | str
    """Kind of the object: ``item``."""
    adjustable_quantity: AdjustableQuantity | None = None
    """How far the customer may change the quantity; None when it is fixed. Since 2026-02-25.clover."""
    amount_discount: int
    """All discounts on this line, in minor units of ``currency`` (such as cents); 0 when there are none. Always there
    since 2022-08."""
    amount_subtotal: int
    """The line before discounts and taxes, in minor units of ``currency``."""
    amount_tax: int
    """All taxes on this line, in minor units of ``currency``; 0 when there are none. Always there since 2022-08."""
    amount_total: int
    """The line after discounts and taxes, in minor units of ``currency``."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    description: str | None = None
    """Text shown for the line, by default the name of the Product; None when it has none. Never null in 2024-04-10."""
    discounts: list[DiscountAmount] | None = None
    """What each discount takes off this line; None unless expanded."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on this line; None when the API version has none. Since 2026-02-25.clover."""
    price: Price | None = None
    """The Price of one unit; None when the line was created without one."""
    quantity: int | None = None
    """Number of units; None where none applies, as with metered usage."""
    taxes: list[TaxAmount] | None = None
    """What each tax rate adds to this line; None unless expanded."""


@model
class LineItemList(ResponseModel):
    """The first page of line items inside an expanded Session.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-line_items
    """

    _required_fields = ("object",)

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[LineItem]
    """The line items of this page, in the order of the Session."""
    has_more: bool
    """Whether there are line items beyond this page; ``client.sessions.list_line_items`` reads them all."""
    url: str
    """Path under which the whole list is found."""


@model
class AdjustableQuantity(Model):
    """How far the customer may change a quantity.

    API reference: https://docs.stripe.com/api/checkout/sessions/line_items
    """

    enabled: bool
    """Whether the customer may change the quantity on the payment page."""
    maximum: int | None = None
    """Largest quantity the customer may choose; None when no limit of its own was set."""
    minimum: int | None = None
    """Smallest quantity the customer may choose; None when no limit of its own was set."""
