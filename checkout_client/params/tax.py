"""Tax: its automatic calculation, and the collection of tax IDs."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict


class LiabilityParams(TypedDict, total=False):
    """Which account owes the tax. API reference: Create a Session, ``automatic_tax.liability``."""

    type: Required[Literal["account", "self"]]
    """``self`` for the account that makes the request, ``account`` for the connected one named in ``account``."""

    account: str
    """ID of the connected account (``acct_…``). Needed when ``type`` is ``account``."""


class AutomaticTaxParams(TypedDict, total=False):
    """Tax worked out by Stripe. API reference: Create a Session, ``automatic_tax``."""

    enabled: Required[bool]
    """Work out tax from the customer's location; the page then asks for whatever address details that takes."""

    liability: LiabilityParams
    """The account that owes the tax: its business address and tax registrations are the ones used."""


class TaxIdCollectionParams(TypedDict, total=False):
    """Asking business customers for a tax ID. API reference: Create a Session, ``tax_id_collection``."""

    enabled: Required[bool]
    """Offer a place to enter a tax ID. Off unless set."""

    required: Literal["if_supported", "never"]
    """Whether customers must give one: ``never`` (the default), or wherever Checkout supports tax IDs.

    Not allowed when ``ui_mode`` is ``elements``. Since 2025-02-24.acacia.
    """
