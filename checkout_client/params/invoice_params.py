"""Invoices: what is printed on them and who issues them."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import Metadata


class IssuerParams(TypedDict, total=False):
    """The account that issues an invoice, whose branding and support details it carries.

    API reference: Create a Session, ``invoice_creation.invoice_data.issuer`` and
    ``subscription_data.invoice_settings.issuer``.
    """

    type: Required[Literal["account", "self"]]
    """``self`` for the account that makes the request, ``account`` for the connected one named in ``account``."""

    account: str
    """ID of the connected account (``acct_…``). Needed when ``type`` is ``account``."""


class InvoiceCustomFieldParams(TypedDict):
    """A line of your own on the invoice.

    API reference: Create a Session, ``invoice_creation.invoice_data.custom_fields`` and
    ``subscription_data.invoice_settings.custom_fields``.
    """

    name: str
    """What the line is called, at most 40 characters."""

    value: str
    """What it says, at most 140 characters."""


class InvoiceRenderingOptionsParams(TypedDict, total=False):
    """How the invoice's PDF looks.

    API reference: Create a Session, ``invoice_creation.invoice_data.rendering_options``.
    """

    amount_tax_display: Literal["exclude_tax", "include_inclusive_tax"] | Clear
    """Whether the amounts show tax: none at all, or the tax that is part of the prices."""

    template: str
    """The template to use, by its ID. Since 2025-08-27.basil."""


class InvoiceDataParams(TypedDict, total=False):
    """What goes on the invoice. API reference: Create a Session, ``invoice_creation.invoice_data``."""

    account_tax_ids: list[str] | Clear
    """Which of your own tax IDs to print, by the IDs of those objects."""

    custom_fields: list[InvoiceCustomFieldParams] | Clear
    """Lines of your own, at most 4."""

    description: str
    """A note on the invoice, shown to the customer."""

    footer: str
    """Text at the foot of the invoice."""

    issuer: IssuerParams
    """The account that issues the invoice."""

    metadata: Metadata
    """Your own notes on the invoice."""

    rendering_options: InvoiceRenderingOptionsParams | Clear
    """How the PDF looks."""


class InvoiceCreationParams(TypedDict, total=False):
    """An invoice after a one-time payment. API reference: Create a Session, ``invoice_creation``."""

    enabled: Required[bool]
    """Make an invoice when the payment has gone through."""

    invoice_data: InvoiceDataParams
    """What goes on the invoice."""


class InvoiceSettingsParams(TypedDict, total=False):
    """What goes on every invoice of a subscription.

    API reference: Create a Session, ``subscription_data.invoice_settings``.
    """

    account_tax_ids: list[str] | Clear
    """Which of your own tax IDs to print, by the IDs of those objects. Since 2026-10-28.endive."""

    custom_fields: list[InvoiceCustomFieldParams] | Clear
    """Lines of your own, at most 4. Since 2026-10-28.endive."""

    description: str
    """A note on the invoices, shown to the customer. Since 2026-10-28.endive."""

    footer: str
    """Text at the foot of the invoices. Since 2026-10-28.endive."""

    issuer: IssuerParams
    """The account that issues the invoices."""
