"""Automatic tax and the collection of tax IDs."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict


class LiabilityParams(TypedDict, total=False):
    """Which account owes the tax.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``automatic_tax.liability``).
    """

    type: Required[Literal["account", "self"]]
    """``self`` for the account that makes the request, ``account`` for the connected one named in ``account``."""

    account: str
    """ID of the connected account (``acct_…``). Required if ``type`` is ``account``."""


class AutomaticTaxParams(TypedDict, total=False):
    """Tax calculated by Stripe.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``automatic_tax``).
    """

    enabled: Required[bool]
    """Calculate tax from the customer's location. The page asks for the address details that this requires."""

    liability: LiabilityParams
    """The account that owes the tax, and whose business address and tax registrations are used."""


class TaxIdCollectionParams(TypedDict, total=False):
    """Collection of tax IDs from business customers.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``tax_id_collection``).
    """

    enabled: Required[bool]
    """Show a field for a tax ID."""

    required: Literal["if_supported", "never"]
    """Whether the tax ID is required: ``never`` (the default), or wherever Checkout supports tax IDs.

    Not allowed if ``ui_mode`` is ``elements``. Since 2025-02-24.acacia.
    """
