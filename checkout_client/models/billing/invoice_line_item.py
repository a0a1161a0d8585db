"""The lines of an Invoice, with their discounts and taxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import TaxabilityReason
    from ..products.discount import DeletedDiscount, Discount
    from ..products.price import Price


@model
class InvoiceDiscountAmount(Model):
    """What one discount takes off an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-total_discount_amounts
    """

    amount: int
    """The amount deducted, in minor units of the Invoice's currency (such as cents)."""
    discount: str | Discount | DeletedDiscount
    """The discount that was applied, by id or expanded."""


@model
class InvoiceTaxRateDetails(Model):
    """The tax rate behind a tax.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-total_taxes
    """

    tax_rate: str
    """Id of the TaxRate."""


@model
class InvoiceTax(Model):
    """What one tax adds to an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-total_taxes
    """

    amount: int
    """The tax, in minor units of the Invoice's currency (such as cents)."""
    tax_behavior: Literal["exclusive", "inclusive"] | str
    """Whether the tax is added to the subtotal or included in it."""
    tax_rate_details: InvoiceTaxRateDetails | None = None
    """The tax rate; None unless ``type`` is ``tax_rate_details``."""
    taxability_reason: TaxabilityReason | Literal["not_available"]
    """Why the tax is due, or why nothing is; ``not_available`` where Stripe Tax did not compute it."""
    taxable_amount: int | None = None
    """The sum that is taxed, in minor units; None when it is not known."""
    type: Literal["tax_rate_details"] | str
    """Kind of tax; only ``tax_rate_details`` so far."""


@model
class InvoiceLinePeriod(Model):
    """The time that a line is for.

    API reference: https://docs.stripe.com/api/invoice-line-item/object#line_item_object-period
    """

    end: int
    """Its end, in Unix seconds; not included in the period."""
    start: int
    """Its beginning, in Unix seconds."""


@model
class InvoiceLineItem(Model):
    """One line of an Invoice.

    The main fields; the others, such as ``pricing`` and ``parent``, stay in ``raw``.

    API reference: https://docs.stripe.com/api/invoice-line-item/object
    """

    id: str
    """Identifier, beginning with ``il_``."""
    object: Literal["line_item"] | str
    """Kind of the object: ``line_item``."""
    amount: int
    """The line before discounts and exclusive taxes, in minor units of ``currency`` (such as cents)."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    description: str | None = None
    """Text shown for the line; None when it has none."""
    discounts: list[str | Discount]
    """Reductions of this line, by id or expanded; empty when there are none."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str]
    """Key-value pairs on the line, those of the Subscription if it belongs to one; empty when there are none."""
    period: InvoiceLinePeriod
    """The time that the line is for."""
    price: Price | None = None
    """The Price; None when there is none. Until 2025-02-24.acacia; then ``pricing`` in ``raw``."""
    quantity: int | None = None
    """Number of units; None where none applies."""
    subtotal: int | None = None
    """The line before any discount or tax, in minor units; None in older versions. Since 2026-02-25.clover."""


@model
class InvoiceLineItemList(Model):
    """The first page of the lines of an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-lines
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[InvoiceLineItem]
    """The lines of this page."""
    has_more: bool
    """Whether there are lines beyond this page."""
    url: str
    """Path under which the whole list is found."""
