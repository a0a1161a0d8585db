"""The customer on the payment page: what a Session asks for, and what it learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .base import Model, model
from .literals import CountryCode, TaxIdType

if TYPE_CHECKING:
    from .common import Address, ShippingDetails


@model
class CustomerTaxId(Model):
    """A tax id that the customer entered. API reference: The Session object, ``customer_details.tax_ids``."""

    type: TaxIdType
    """Country and kind of the tax id, such as ``eu_vat``."""
    value: str | None = None
    """The tax id itself; None when it is not known."""


@model
class CustomerDetails(Model):
    """Who paid, as far as the Session knows. API reference: The Session object, ``customer_details``."""

    address: Address | None = None
    """Billing address; None until the Session is complete, and in ``setup`` mode."""
    business_name: str | None = None
    """Name of the customer's business; None unless ``name_collection`` asked for it. Since 2025-10-29.clover."""
    email: str | None = None
    """Email address; None until the Session is complete or has expired, unless it was known before."""
    individual_name: str | None = None
    """Name of the person; None unless ``name_collection`` asked for it. Since 2025-10-29.clover."""
    name: str | None = None
    """Name of the customer, of the business or person; None until the Session is complete."""
    phone: str | None = None
    """Phone number; None until the Session is complete, or when it was not collected."""
    tax_exempt: Literal["exempt", "none", "reverse"] | str | None = None
    """Whether the customer pays tax (``none``), is exempt or accounts for it themselves (``reverse``); None until the
    Session is complete."""
    tax_ids: list[CustomerTaxId] | None = None
    """Tax ids of the customer; None until the Session is complete."""


@model
class CollectedInformation(Model):
    """What this Session itself collected from the customer.

    API reference: The Session object, ``collected_information``.
    """

    business_name: str | None = None
    """Name of the customer's business; None when it was not collected. Since 2025-10-29.clover."""
    individual_name: str | None = None
    """Name of the person; None when it was not collected. Since 2025-10-29.clover."""
    shipping_details: ShippingDetails | None = None
    """Where the goods are to be sent; None when no shipping address was collected. Versions up to
    2025-02-24.acacia have it in ``Session.shipping_details`` too."""


@model
class Consent(Model):
    """What the customer agreed to. API reference: The Session object, ``consent``."""

    promotions: Literal["opt_in", "opt_out"] | str | None = None
    """Whether the customer wants promotional messages; None when they were not asked or have not answered."""
    terms_of_service: Literal["accepted"] | str | None = None
    """``accepted`` once the customer agreed to your terms of service; None before that, or when not asked."""


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
class PhoneNumberCollection(Model):
    """Whether a phone number is asked for. API reference: The Session object, ``phone_number_collection``."""

    enabled: bool
    """Whether the customer is asked for a phone number."""


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
