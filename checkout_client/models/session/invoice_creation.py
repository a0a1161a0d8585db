"""The invoice that a Session in payment mode can create once it is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base import Model, model

if TYPE_CHECKING:
    from ..customers.account import Issuer
    from ..customers.tax_id import DeletedTaxId, TaxId


@model
class InvoiceCustomField(Model):
    """Your own line on an invoice.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-invoice_creation
    """

    name: str
    """Caption of the line."""
    value: str
    """Text of the line."""


@model
class InvoiceRenderingOptions(Model):
    """How the PDF of an invoice is laid out.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-invoice_creation
    """

    amount_tax_display: str | None = None
    """Whether amounts are printed with tax (``include_inclusive_tax``) or without it (``exclude_tax``); None for the
    account's default."""
    template: str | None = None
    """Id of the invoice rendering template; None when none was chosen. Since 2025-08-27.basil."""


@model
class InvoiceCreation(Model):
    """Whether a Session in payment mode makes an invoice.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-invoice_creation
    """

    enabled: bool
    """Whether an invoice is created once the Session is paid."""
    invoice_data: InvoiceData
    """What the invoice will say; filled with defaults when ``enabled`` is False."""


@model
class InvoiceData(Model):
    """What the invoice of a Session will say.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-invoice_creation
    """

    account_tax_ids: list[str | TaxId | DeletedTaxId] | None = None
    """Tax ids of your own account that are printed on the invoice, by id or expanded; None when none were chosen."""
    custom_fields: list[InvoiceCustomField] | None = None
    """Your own lines on the invoice; None when there are none."""
    description: str | None = None
    """Memo on the invoice; None when there is none."""
    footer: str | None = None
    """Text at the foot of the invoice; None when there is none."""
    issuer: Issuer | None = None
    """The account that issues the invoice; None when it was not set."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs, copied to the invoice; None when they were not set."""
    rendering_options: InvoiceRenderingOptions | None = None
    """Layout of the PDF; None for the account's defaults."""
