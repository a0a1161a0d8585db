"""What the page asks of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..literals import CountryCode


@model
class PaymentMethodReuseAgreement(Model):
    """The legal text about keeping a payment method. API reference: The Session object, ``consent_collection``."""

    position: Literal["auto", "hidden"] | str
    """Whether Stripe places the text (``auto``) or it is left to you to show one (``hidden``)."""


@model
class ConsentCollection(Model):
    """What the customer is asked to agree to. API reference: The Session object, ``consent_collection``."""

    payment_method_reuse_agreement: PaymentMethodReuseAgreement | None = None
    """Where the text about keeping the payment method stands; None for Stripe's default."""
    promotions: Literal["auto", "none"] | str | None = None
    """Whether the customer may be asked about promotional messages; None when that was not set."""
    terms_of_service: Literal["none", "required"] | str | None = None
    """Whether the customer must accept your terms of service in order to pay; None when that was not set."""


@model
class NameCollectionSettings(Model):
    """Whether one kind of name is asked for. API reference: The Session object, ``name_collection``."""

    enabled: bool
    """Whether the customer is asked for the name."""
    optional: bool
    """Whether the customer may leave it empty."""


@model
class NameCollection(Model):
    """Which names the customer is asked for. API reference: The Session object, ``name_collection``."""

    business: NameCollectionSettings | None = None
    """How the name of a business is asked for; None when it is not."""
    individual: NameCollectionSettings | None = None
    """How the name of a person is asked for; None when it is not."""


@model
class ShippingAddressCollection(Model):
    """Whether a shipping address is asked for. API reference: The Session object, ``shipping_address_collection``."""

    allowed_countries: list[CountryCode]
    """Countries that you ship to, as two-letter codes (ISO 3166-1 alpha-2)."""


@model
class TaxIdCollection(Model):
    """Whether a tax id is asked for. API reference: The Session object, ``tax_id_collection``."""

    enabled: bool
    """Whether the customer may enter a tax id."""
    required: Literal["if_supported", "never"] | str | None = None
    """Whether the customer must enter one, wherever Stripe can collect it; None in 2024-04-10, which lacks the field.
    Since 2025-02-24.acacia."""
