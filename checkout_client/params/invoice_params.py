"""Invoices: their contents and their issuer."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import Metadata


class IssuerParams(TypedDict, total=False):
    """The account that issues an invoice. The invoice shows its branding and support details.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``invoice_creation.invoice_data.issuer`` and
    ``subscription_data.invoice_settings.issuer``).
    """

    type: Required[Literal["account", "self"]]
    """``self`` for the account that makes the request, ``account`` for the connected one named in ``account``."""

    account: str
    """ID of the connected account (``acct_…``). Required if ``type`` is ``account``."""


class InvoiceCustomFieldParams(TypedDict):
    """A custom field on the invoice.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``invoice_creation.invoice_data.custom_fields``
    and ``subscription_data.invoice_settings.custom_fields``).
    """

    name: str
    """Name of the field, at most 40 characters."""

    value: str
    """Value of the field, at most 140 characters."""


class InvoiceRenderingOptionsParams(TypedDict, total=False):
    """How the invoice's PDF looks.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``invoice_creation.invoice_data.rendering_options``).
    """

    amount_tax_display: Literal["exclude_tax", "include_inclusive_tax"] | Clear
    """Whether amounts exclude tax or include inclusive tax."""

    template: str
    """ID of the template to use. Since 2025-08-27.basil."""


class InvoiceDataParams(TypedDict, total=False):
    """Contents of the invoice.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``invoice_creation.invoice_data``).
    """

    account_tax_ids: list[str] | Clear
    """IDs of the tax ID objects of your account to print."""

    custom_fields: list[InvoiceCustomFieldParams] | Clear
    """Custom fields, at most 4."""

    description: str
    """A note on the invoice, shown to the customer."""

    footer: str
    """Text at the bottom of the invoice."""

    issuer: IssuerParams
    """The account that issues the invoice."""

    metadata: Metadata
    """Your own notes on the invoice."""

    rendering_options: InvoiceRenderingOptionsParams | Clear
    """How the PDF looks."""


class InvoiceCreationParams(TypedDict, total=False):
    """An invoice after a one-time payment.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``invoice_creation``).
    """

    enabled: Required[bool]
    """Create an invoice when the payment succeeds."""

    invoice_data: InvoiceDataParams
    """Contents of the invoice."""


class InvoiceSettingsParams(TypedDict, total=False):
    """Contents of every invoice of a subscription.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``subscription_data.invoice_settings``).
    """

    account_tax_ids: list[str] | Clear
    """IDs of the tax ID objects of your account to print. Since 2026-10-28.endive."""

    custom_fields: list[InvoiceCustomFieldParams] | Clear
    """Custom fields, at most 4. Since 2026-10-28.endive."""

    description: str
    """A note on the invoices, shown to the customer. Since 2026-10-28.endive."""

    footer: str
    """Text at the bottom of the invoices. Since 2026-10-28.endive."""

    issuer: IssuerParams
    """The account that issues the invoices."""
