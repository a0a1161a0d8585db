"""The invoice that a Session in payment mode may make once it is paid."""

from __future__ import annotations

from ..base import Model, model


@model
class InvoiceCustomField(Model):
    """A line of your own on an invoice. API reference: The Session object, ``invoice_creation``."""

    name: str
    """Caption of the line."""
    value: str
    """Text of the line."""


@model
class InvoiceRenderingOptions(Model):
    """How the PDF of an invoice is laid out. API reference: The Session object, ``invoice_creation``."""

    amount_tax_display: str | None = None
    """Whether amounts are printed with tax (``include_inclusive_tax``) or without it (``exclude_tax``); None for the
    account's default."""
    template: str | None = None
    """Id of the invoice rendering template; None when none was chosen. Since 2025-08-27.basil."""
