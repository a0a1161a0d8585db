"""How a session behaves: local currencies, recovery, customer updates, permissions, merchant of record."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict


class AdaptivePricingParams(TypedDict, total=False):
    """Prices in the customer's own currency.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``adaptive_pricing``).
    """

    enabled: bool
    """Offer the local currency on eligible sessions. By default, the Dashboard setting applies."""


class RecoveryParams(TypedDict, total=False):
    """Recovery of an expired session.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``after_expiration.recovery``).
    """

    enabled: Required[bool]
    """If the session expires unpaid, give it a recovery URL that starts an identical session."""

    allow_promotion_codes: bool
    """Accept promotion codes in the recovered session. ``False`` by default."""


class AfterExpirationParams(TypedDict, total=False):
    """What happens after the session expires.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``after_expiration``).
    """

    recovery: RecoveryParams
    """Whether the customer can recover an expired session."""


class CustomerUpdateParams(TypedDict, total=False):
    """What the session may change on the existing customer.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``customer_update``).
    """

    address: Literal["auto", "never"]
    """Whether the billing address is saved. ``never`` by default."""

    name: Literal["auto", "never"]
    """Whether the name is saved. ``never`` by default."""

    shipping: Literal["auto", "never"]
    """Whether the shipping details are saved. ``never`` by default. ``shipping_address_collection`` asks for them."""


class ManagedPaymentsParams(TypedDict, total=False):
    """Sales with Stripe as the merchant of record.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``managed_payments``).
    """

    enabled: bool
    """Use Managed Payments for this session."""


class PermissionsParams(TypedDict, total=False):
    """Who may change what while the session is open.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``permissions``).
    """

    update_shipping_details: Literal["client_only", "server_only"]
    """Who sets the shipping details: the page (``client_only``, the default) or only your server.

    ``server_only`` requires ``ui_mode`` ``elements`` (``custom`` in older versions).
    """
