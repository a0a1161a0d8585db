"""Settings of a Session that the customer does not see."""

from __future__ import annotations

from typing import Literal

from ..base import Model, model


@model
class AfterExpirationRecovery(Model):
    """How an expired Session can be recovered.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-after_expiration
    """

    allow_promotion_codes: bool
    """Whether the recovered Session accepts promotion codes."""
    enabled: bool
    """Whether a recovery URL is created when the Session expires."""
    expires_at: int | None = None
    """When the recovery URL stops working, in Unix seconds; None until the Session has expired."""
    url: str | None = None
    """Opens a copy of the expired Session; None until the Session has expired."""


@model
class AfterExpiration(Model):
    """What happens once a Session has expired.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-after_expiration
    """

    recovery: AfterExpirationRecovery | None = None
    """How the customer can recover the Session; None when they cannot."""


@model
class ManagedPayments(Model):
    """Whether Stripe sells as merchant of record.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-managed_payments
    """

    enabled: bool
    """Whether Managed Payments handles this Session."""


@model
class PaymentMethodConfigurationDetails(Model):
    """The configuration that the payment methods of a Session are from.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_method_configuration_details
    """

    id: str
    """Id of the payment method configuration, beginning with ``pmc_``."""
    parent: str | None = None
    """Id of the configuration that this one inherits from, usually a platform's; None when it has none."""


@model
class Permissions(Model):
    """Who may change what on a Session.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-permissions
    """

    update_shipping_details: Literal["client_only", "server_only"] | str | None = None
    """Whether the shipping details are changed by the page (``client_only``) or only by your server
    (``server_only``); None when that was not set."""


@model
class SavedPaymentMethodOptions(Model):
    """How saved payment methods are used.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-saved_payment_method_options
    """

    allow_redisplay_filters: list[Literal["always", "limited", "unspecified"] | str] | None = None
    """Which saved payment methods are shown again, by their ``allow_redisplay``; None when that was not set."""
    payment_method_remove: Literal["disabled", "enabled"] | str | None = None
    """Whether the customer may remove saved payment methods; None when that was not set."""
    payment_method_save: Literal["disabled", "enabled"] | str | None = None
    """Whether the customer may choose to save the payment method; None when that was not set."""
