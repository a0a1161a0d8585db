"""How a session behaves: prices in local currency, recovery, what it may change, who is the seller."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict


class AdaptivePricingParams(TypedDict, total=False):
    """Prices in the customer's own currency. API reference: Create a Session, ``adaptive_pricing``."""

    enabled: bool
    """Offer the local currency on sessions that qualify. The Dashboard setting applies unless set."""


class RecoveryParams(TypedDict, total=False):
    """A second chance for the customer. API reference: Create a Session, ``after_expiration.recovery``."""

    enabled: Required[bool]
    """Make an address that starts an equal session, should this one expire unpaid. The expired session carries it."""

    allow_promotion_codes: bool
    """Accept promotion codes in the recovered session. Off unless set."""


class AfterExpirationParams(TypedDict, total=False):
    """What happens once the session has expired. API reference: Create a Session, ``after_expiration``."""

    recovery: RecoveryParams
    """Lets the customer pick up an expired session."""


class CustomerUpdateParams(TypedDict, total=False):
    """What the session may write to the existing customer. API reference: Create a Session, ``customer_update``."""

    address: Literal["auto", "never"]
    """Whether the billing address is saved. ``never`` unless set."""

    name: Literal["auto", "never"]
    """Whether the name is saved. ``never`` unless set."""

    shipping: Literal["auto", "never"]
    """Whether the shipping details are saved. ``never`` unless set; ``shipping_address_collection`` asks for them."""


class ManagedPaymentsParams(TypedDict, total=False):
    """Selling with Stripe as the merchant of record. API reference: Create a Session, ``managed_payments``."""

    enabled: bool
    """Use Managed Payments for this session."""


class PermissionsParams(TypedDict, total=False):
    """Who may change what during the session. API reference: Create a Session, ``permissions``."""

    update_shipping_details: Literal["client_only", "server_only"]
    """Who sets the shipping details: the page (``client_only``, the default) or only your server.

    ``server_only`` needs ``ui_mode`` ``elements`` (``custom`` in older versions).
    """
